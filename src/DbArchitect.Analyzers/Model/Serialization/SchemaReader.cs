using System;
using System.Collections.Generic;
using System.Globalization;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>
/// Reads what <see cref="SchemaWriter"/> writes, and what people and catalogues write in its form. It never throws: what cannot be read is reported
/// and left out, and what was left out is unknown.
/// </summary>
internal sealed class SchemaReader
{
    private readonly JsonReading reading;
    private readonly PredicateReader predicates;

    private SchemaReader(JsonReading reading)
    {
        this.reading = reading;
        predicates = new PredicateReader(reading);
    }

    /// <param name="text">The JSON text.</param>
    /// <param name="origin">The origin of what stands between two offsets of the text.</param>
    /// <param name="isLenient">Whether what a later version may have added is passed over in silence.</param>
    public static SchemaDocument Read(string text, Func<int, int, Origin> origin, bool isLenient = false)
    {
        if (JsonParser.Parse(text, out var problem) is not { } root)
            return new SchemaDocument(default, isComplete: false, [problem!.Value]) { IsUnreadable = true };
        var reading = new JsonReading(origin, isLenient);
        return new SchemaReader(reading).ReadDocument(root);
    }

    private SchemaDocument ReadDocument(JsonValue root)
    {
        if (JsonObject.Open(root, "a schema document", reading) is not { } json)
            return new SchemaDocument(default, isComplete: false, reading.Problems) { IsUnreadable = true };

        var version = json.Find(SchemaFormat.VersionKey);
        if (version is null)
        {
            reading.Report(root.Start, root.Start + 1, $"\"{SchemaFormat.VersionKey}\": {SchemaFormat.Version} is missing, the version of the format");
            return new SchemaDocument(default, isComplete: false, reading.Problems) { IsUnreadable = true };
        }

        if (version.Kind != JsonKind.Number
            || !int.TryParse(version.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > SchemaFormat.Version)
        {
            reading.Report(
                version, $"version {(version.Kind == JsonKind.Number ? version.Text : JsonReading.Describe(version))} of the format; this analyzer reads version {SchemaFormat.Version}");
            return new SchemaDocument(default, isComplete: false, reading.Problems) { IsUnreadable = true };
        }

        var omitted = json.Find("omitted");
        if (omitted is { Kind: JsonKind.String, Text: "none" })
            reading.OmittedIsNone = true;
        else if (omitted is not (null or { Kind: JsonKind.String, Text: "unknown" }))
            reading.Report(omitted, $"{JsonReading.Describe(omitted)} is not allowed for \"omitted\"; allowed are none, unknown");

        var schemas = json.List("schemas", ReadSchema);
        json.Close();
        return new SchemaDocument(schemas, reading.OmittedIsNone, reading.Problems);
    }

    private Schema? ReadSchema(JsonValue value)
    {
        if (JsonObject.Open(value, "a schema", reading) is not { } json)
            return null;
        var schema = new Schema(
            json.Text("context"), json.Flags<Store>("store", static (left, right) => left | right), json.List("tables", ReadTable), json.List("entities", ReadEntity))
        {
            LazyLoading = json.OptionalFlag("lazyLoading"),
            TracksByDefault = json.OptionalFlag("tracksByDefault"),
            SplitsByDefault = json.OptionalFlag("splitsByDefault"),
            InterceptsSaves = json.OptionalFlag("interceptsSaves"),
            ParameterLists = json.Name<ListForm>("parameterLists"),
            Unknown = ReadUnknown(json),
            Origin = json.Origin,
        };
        json.Close();
        return schema;
    }

    private EquatableArray<UnknownFact> ReadUnknown(JsonObject owner) => owner.List("notRead", value =>
    {
        if (JsonObject.Open(value, "a fact not read", reading) is not { } json)
            return null;
        var aspects = json.Flags<TableAspects>("aspects", static (left, right) => left | right);
        var fact = new UnknownFact(json.Has("aspects") ? aspects : TableAspects.All, json.Text("reason"), json.Origin);
        json.Close();
        return fact;
    });

    private Table? ReadTable(JsonValue value)
    {
        if (JsonObject.Open(value, "a table", reading) is not { } json || Required(json, "name") is not { } name)
            return null;
        var table = new Table(new TableName(json.OptionalText("schema"), name))
        {
            Kind = json.Name<TableKind>("kind"),
            Columns = json.List("columns", ReadColumn),
            Unmapped = json.Names("unmapped"),
            PrimaryKey = json.Find("primaryKey") is { } key ? ReadKey(key, isPrimary: true) : null,
            UniqueKeys = json.List("uniqueKeys", item => ReadKey(item, isPrimary: false)),
            Indexes = json.List("indexes", ReadIndex),
            ForeignKeys = json.List("foreignKeys", ReadForeignKey),
            Checks = json.List("checks", ReadCheck),
            SeedRows = json.Number("seedRows"),
            RowCount = json.LongNumber("rowCount"),
            IsTemporal = json.Flag("temporal"),
            Unknown = ReadUnknown(json),
            Origin = json.Origin,
        };
        json.Close();
        return reading.OmittedIsNone ? table : WithoutWhatIsLeftOut(table, json);
    }

    /// <summary>Where what is left out is unknown, a table without a list of its indexes is one whose indexes are unknown.</summary>
    private static Table WithoutWhatIsLeftOut(Table table, JsonObject json)
    {
        var aspects = TableAspects.None;
        if (!json.Has("columns"))
            aspects |= TableAspects.Columns;
        if (!json.Has("primaryKey"))
            aspects |= TableAspects.Keys;
        if (!json.Has("indexes"))
            aspects |= TableAspects.Indexes;
        if (!json.Has("foreignKeys"))
            aspects |= TableAspects.ForeignKeys;
        return aspects == TableAspects.None
            ? table
            : table with { Unknown = table.Unknown.Add(new UnknownFact(aspects, "left out of the schema file", table.Origin)) };
    }

    private Column? ReadColumn(JsonValue value)
    {
        if (value.Kind == JsonKind.String)
            return new Column(value.Text) { Origin = reading.OriginOf(value) };
        if (JsonObject.Open(value, "a column", reading)?.WithUnknown() is not { } json || Required(json, "name") is not { } name)
            return null;
        var column = new Column(name)
        {
            StoreType = json.TextFact("type"),
            ClrType = json.Text("clrType"),
            Kind = json.Name<ValueKind>("kind"),
            EnumMembers = json.Number("enumMembers"),
            IsNullable = json.OptionalFlag("nullable"),
            MaxLength = json.NumberFact("maxLength"),
            Precision = json.NumberFact("precision"),
            Scale = json.NumberFact("scale"),
            IsUnicode = json.FlagFact("unicode"),
            IsFixedLength = json.FlagFact("fixedLength"),
            Collation = json.TextFact("collation"),
            DefaultValue = json.TextFact("default"),
            DefaultSql = json.TextFact("defaultSql"),
            ComputedSql = json.TextFact("computedSql"),
            IsStored = json.OptionalFlag("stored"),
            IsConcurrencyToken = json.Flag("concurrencyToken"),
            IsRowVersion = json.Flag("rowVersion"),
            IsGeneratedOnAdd = json.Flag("generatedOnAdd"),
            HasConversion = json.Flag("conversion"),
            IsDiscriminator = json.Flag("discriminator"),
            Property = json.TextOrSame("property", name),
            IsShadow = json.Flag("shadow"),
            Origin = json.Origin,
        };
        json.Close();
        return column;
    }

    private Key? ReadKey(JsonValue value, bool isPrimary)
    {
        if (value.Kind == JsonKind.Null || JsonObject.Open(value, "a key", reading) is not { } json)
            return null;
        var key = new Key(json.Text("name"), json.Names("columns"))
        {
            IsPrimary = json.OptionalFlag("primary") ?? isPrimary,
            IsClustered = json.OptionalFlag("clustered"),
            Origin = json.Origin,
        };
        json.Close();
        return key;
    }

    private CheckConstraint? ReadCheck(JsonValue value)
    {
        if (JsonObject.Open(value, "a check", reading) is not { } json)
            return null;
        var check = new CheckConstraint(json.Text("name"), json.Text("sql")) { Origin = json.Origin };
        json.Close();
        return check;
    }

    private TableIndex? ReadIndex(JsonValue value)
    {
        if (JsonObject.Open(value, "an index", reading)?.WithUnknown() is not { } json)
            return null;
        var index = new TableIndex(json.Text("name"), json.List("columns", ReadIndexColumn))
        {
            IsUnique = json.Flag("unique"),
            Filter = json.TextFact("filter", isNoneByDefault: true),
            FilterPredicate = json.Find("where") is { } where ? predicates.Read(where) : null,
            Method = json.TextFact("method", isNoneByDefault: true),
            Included = json.Names("include"),
            IsConvention = json.Flag("convention"),
            ModelName = json.OptionalText("modelName"),
            Entity = json.Text("entity"),
            Origin = json.Origin,
        };
        json.Close();
        return index;
    }

    private IndexColumn? ReadIndexColumn(JsonValue value)
    {
        if (value.Kind == JsonKind.String)
            return new IndexColumn(value.Text);
        if (JsonObject.Open(value, "a column of an index", reading) is not { } json)
            return null;
        var column = new IndexColumn(json.Text("column"), json.Flag("descending"))
        {
            Expression = json.OptionalText("expression"),
            OperatorClass = json.OptionalText("operatorClass"),
            Collation = json.OptionalText("collation"),
            PrefixLength = json.Number("prefixLength"),
        };
        json.Close();
        return column;
    }

    private ForeignKey? ReadForeignKey(JsonValue value)
    {
        if (JsonObject.Open(value, "a foreign key", reading) is not { } json || RequiredTable(json) is not { } principal)
            return null;
        var key = new ForeignKey(json.Text("name"), json.Names("columns"), principal, json.Names("principalColumns"))
        {
            OnDelete = json.OptionalName<ReferentialAction>("onDelete"),
            IsRequired = json.Flag("required"),
            IsUnique = json.Flag("unique"),
            Origin = json.Origin,
        };
        json.Close();
        return key;
    }

    private Entity? ReadEntity(JsonValue value)
    {
        if (JsonObject.Open(value, "an entity", reading)?.WithUnknown() is not { } json || Required(json, "name") is not { } name)
            return null;
        var table = json.Table("table");
        var filter = json.Find("queryFilter");
        var entity = new Entity(name)
        {
            ClrType = json.TextOrSame("clrType", name),
            Table = table,
            TableKind = json.Name<TableKind>("tableKind"),
            Base = json.OptionalText("base"),
            Inheritance = json.Name<InheritanceMapping>("inheritance"),
            DiscriminatorColumn = json.OptionalText("discriminatorColumn"),
            DiscriminatorValue = json.OptionalText("discriminatorValue"),
            Properties = json.List("properties", item => ReadProperty(item, table)),
            Navigations = json.List("navigations", ReadNavigation),
            Key = json.Names("key"),
            IsKeyless = json.Flag("keyless"),
            IsOwned = json.Flag("owned"),
            Owner = json.OptionalText("owner"),
            QueryFilter = filter is { Kind: not JsonKind.Null }
                ? Fact<Predicate>.Of(predicates.Read(filter))
                : json.IsUnknown("queryFilter") ? Fact<Predicate>.Unknown : Fact<Predicate>.Absent,
            DbSet = json.Text("dbSet"),
            MarkedOnDelete = json.List("markedOnDelete", ReadMark),
            StampedOnUpdate = json.List("stampedOnUpdate", ReadMark),
            Origin = json.Origin,
        };
        json.Close();
        return entity;
    }

    private SaveMark? ReadMark(JsonValue value)
    {
        if (value.Kind == JsonKind.String)
            return new SaveMark(value.Text, "");
        if (JsonObject.Open(value, "a mark", reading) is not { } json || Required(json, "property") is not { } property)
            return null;
        var mark = new SaveMark(property, json.Text("value"));
        json.Close();
        return mark;
    }

    private EntityProperty? ReadProperty(JsonValue value, TableName? mainTable)
    {
        if (value.Kind == JsonKind.String && mainTable is { } main)
            return new EntityProperty(value.Text, main, value.Text);
        if (JsonObject.Open(value, "a property", reading) is not { } json || Required(json, "path") is not { } path)
            return null;
        var property = new EntityProperty(path, json.Table("table") ?? mainTable ?? default, json.OptionalText("column") ?? path);
        json.Close();
        return property;
    }

    private Navigation? ReadNavigation(JsonValue value)
    {
        if (JsonObject.Open(value, "a navigation", reading) is not { } json || Required(json, "name") is not { } name)
            return null;
        var navigation = new Navigation(name, json.Text("target"))
        {
            IsCollection = json.Flag("collection"),
            IsOnDependent = json.Flag("onDependent"),
            Columns = json.Names("columns"),
            TargetColumns = json.Names("targetColumns"),
            JoinTable = json.Table("joinTable"),
            JoinColumns = json.Names("joinColumns"),
            JoinTargetColumns = json.Names("joinTargetColumns"),
            IsRequired = json.Flag("required"),
            IsOwned = json.Flag("owned"),
            IsJson = json.Flag("json"),
            IsAutoIncluded = json.Flag("autoIncluded"),
            Inverse = json.OptionalText("inverse"),
            Origin = json.Origin,
        };
        json.Close();
        return navigation;
    }

    private string? Required(JsonObject json, string name)
    {
        var text = json.Text(name);
        if (text.Length > 0)
            return text;
        if (!json.Has(name))
            reading.Report(json.Value.Start, json.Value.Start + 1, $"\"{name}\" is missing");
        return null;
    }

    private TableName? RequiredTable(JsonObject json)
    {
        var table = json.Table("table");
        if (table is null && !json.Has("table"))
            reading.Report(json.Value.Start, json.Value.Start + 1, "\"table\" is missing");
        return table;
    }
}

/// <summary>What a text in the form of <see cref="SchemaFormat"/> says, and what is wrong in it.</summary>
/// <param name="isComplete">The tables are described in full: what is not there is certainly none.</param>
internal sealed class SchemaDocument(EquatableArray<Schema> schemas, bool isComplete, IReadOnlyList<JsonProblem> problems)
{
    public EquatableArray<Schema> Schemas { get; } = schemas;

    public bool IsComplete { get; } = isComplete;

    public IReadOnlyList<JsonProblem> Problems { get; } = problems;

    /// <summary>Nothing could be read: no JSON, or not of a version that is known.</summary>
    public bool IsUnreadable { get; init; }
}
