using System;
using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>
/// Writes schemas as JSON: everything of the model but the places in source, which mean nothing in another project. Equal facts give the same text,
/// whatever the order in which they were read: what has no order of its own is sorted. What is absent is left out, what is unknown is named.
/// </summary>
internal sealed class SchemaWriter
{
    private readonly JsonWriter json = new();
    private readonly List<string> unknown = [];

    private SchemaWriter()
    {
    }

    public static string Write(IEnumerable<Schema> schemas)
    {
        var writer = new SchemaWriter();
        writer.json.BeginObject().Key(SchemaFormat.VersionKey).Value(SchemaFormat.Version).Key("omitted").Value("none");
        writer.List("schemas", schemas, static schema => schema.Context, writer.Write);
        writer.json.EndObject();
        return writer.json.ToString();
    }

    private void Write(Schema schema)
    {
        json.BeginObject();
        Text("context", schema.Context);
        if (schema.Store != Store.Unknown)
            Flags("store", schema.Store);
        Flag("lazyLoading", schema.LazyLoading);
        Flag("tracksByDefault", schema.TracksByDefault);
        Flag("splitsByDefault", schema.SplitsByDefault);
        Flag("interceptsSaves", schema.InterceptsSaves);
        Name("parameterLists", schema.ParameterLists);
        List("tables", schema.Tables, static table => table.Name.ToString(), Write);
        List("entities", schema.Entities, static entity => entity.Name, Write);
        Write(schema.Unknown);
        json.EndObject();
    }

    private void Write(EquatableArray<UnknownFact> facts) =>
        List("notRead", facts, static fact => fact.Reason + "\n" + (int)fact.Aspects, fact =>
        {
            json.BeginObject();
            Flags("aspects", fact.Aspects);
            Text("reason", fact.Reason);
            json.EndObject();
        });

    private void Write(Table table)
    {
        json.BeginObject().Key("name").Value(table.Name.Name);
        OptionalText("schema", table.Name.Schema);
        Name("kind", table.Kind);
        // Their order follows the order of the code that configures them, and no rule depends on it.
        List("columns", table.Columns, static column => column.Name, Write);
        Names("unmapped", table.Unmapped);
        if (table.PrimaryKey is { } primaryKey)
        {
            json.Key("primaryKey");
            Write(primaryKey, isPrimary: true);
        }

        List("uniqueKeys", table.UniqueKeys, static key => key.Name + "\n" + key.Columns, key => Write(key, isPrimary: false));
        List("indexes", table.Indexes, static index => index.Name + "\n" + index.Columns + "\n" + index.Filter, Write);
        List("foreignKeys", table.ForeignKeys, static key => key.Name + "\n" + key.Columns + "\n" + key.Principal, Write);
        List("checks", table.Checks, static check => check.Name + "\n" + check.Sql, check =>
        {
            json.BeginObject().Key("name").Value(check.Name).Key("sql").Value(check.Sql).EndObject();
        });
        Number("seedRows", table.SeedRows);
        Number("rowCount", table.RowCount);
        Flag("temporal", table.IsTemporal);
        Write(table.Unknown);
        json.EndObject();
    }

    private void Write(Column column)
    {
        json.BeginObject().Key("name").Value(column.Name);
        Fact("type", column.StoreType);
        Text("clrType", column.ClrType);
        Name("kind", column.Kind);
        Number("enumMembers", column.EnumMembers);
        Flag("nullable", column.IsNullable);
        Fact("maxLength", column.MaxLength);
        Fact("precision", column.Precision);
        Fact("scale", column.Scale);
        Fact("unicode", column.IsUnicode);
        Fact("fixedLength", column.IsFixedLength);
        Fact("collation", column.Collation);
        Fact("default", column.DefaultValue);
        Fact("defaultSql", column.DefaultSql);
        Fact("computedSql", column.ComputedSql);
        Flag("stored", column.IsStored);
        Flag("concurrencyToken", column.IsConcurrencyToken);
        Flag("rowVersion", column.IsRowVersion);
        Flag("generatedOnAdd", column.IsGeneratedOnAdd);
        Flag("conversion", column.HasConversion);
        Flag("discriminator", column.IsDiscriminator);
        if (string.Equals(column.Property, column.Name, StringComparison.Ordinal))
            Flag("property", true);
        else
            Text("property", column.Property);
        Flag("shadow", column.IsShadow);
        UnknownFacts();
        json.EndObject();
    }

    private void Write(Key key, bool isPrimary)
    {
        json.BeginObject();
        Text("name", key.Name);
        Names("columns", key.Columns);
        if (key.IsPrimary != isPrimary)
            json.Key("primary").Value(key.IsPrimary);
        Flag("clustered", key.IsClustered);
        json.EndObject();
    }

    private void Write(TableIndex index)
    {
        json.BeginObject();
        Text("name", index.Name);
        List("columns", index.Columns, null, Write);
        Flag("unique", index.IsUnique);
        Fact("filter", index.Filter);
        if (index.FilterPredicate is not null)
        {
            json.Key("where");
            new PredicateWriter(json).Write(index.FilterPredicate);
        }

        Fact("method", index.Method);
        Names("include", index.Included);
        Flag("convention", index.IsConvention);
        OptionalText("modelName", index.ModelName);
        Text("entity", index.Entity);
        UnknownFacts();
        json.EndObject();
    }

    private void Write(IndexColumn column)
    {
        if (column == new IndexColumn(column.Column) && column.Column.Length > 0)
        {
            json.Value(column.Column);
            return;
        }

        json.BeginObject();
        Text("column", column.Column);
        OptionalText("expression", column.Expression);
        Flag("descending", column.IsDescending);
        OptionalText("operatorClass", column.OperatorClass);
        OptionalText("collation", column.Collation);
        Number("prefixLength", column.PrefixLength);
        json.EndObject();
    }

    private void Write(ForeignKey key)
    {
        json.BeginObject();
        Text("name", key.Name);
        Names("columns", key.Columns);
        Table("table", key.Principal);
        Names("principalColumns", key.PrincipalColumns);
        if (key.OnDelete is { } onDelete)
            json.Key("onDelete").Value(SchemaFormat.NameOf(onDelete));
        Flag("required", key.IsRequired);
        Flag("unique", key.IsUnique);
        json.EndObject();
    }

    private void Write(Entity entity)
    {
        json.BeginObject().Key("name").Value(entity.Name);
        if (string.Equals(entity.ClrType, entity.Name, StringComparison.Ordinal))
            Flag("clrType", true);
        else
            Text("clrType", entity.ClrType);
        Table("table", entity.Table);
        Name("tableKind", entity.TableKind);
        OptionalText("base", entity.Base);
        Name("inheritance", entity.Inheritance);
        OptionalText("discriminatorColumn", entity.DiscriminatorColumn);
        OptionalText("discriminatorValue", entity.DiscriminatorValue);
        List("properties", entity.Properties, static property => property.Path, property => Write(property, entity));
        List("navigations", entity.Navigations, static navigation => navigation.Name, Write);
        Names("key", entity.Key);
        Flag("keyless", entity.IsKeyless);
        Flag("owned", entity.IsOwned);
        OptionalText("owner", entity.Owner);
        if (entity.QueryFilter.IsUnknown)
            unknown.Add("queryFilter");
        else if (entity.QueryFilter is { IsKnown: true, Value: { } filter })
        {
            json.Key("queryFilter");
            new PredicateWriter(json).Write(filter);
        }

        Text("dbSet", entity.DbSet);
        List("markedOnDelete", entity.MarkedOnDelete, null, Write);
        List("stampedOnUpdate", entity.StampedOnUpdate, null, Write);
        UnknownFacts();
        json.EndObject();
    }

    private void Write(SaveMark mark)
    {
        if (mark.Value.Length == 0)
        {
            json.Value(mark.Property);
            return;
        }

        json.BeginObject().Key("property").Value(mark.Property).Key("value").Value(mark.Value);
        json.EndObject();
    }

    private void Write(EntityProperty property, Entity entity)
    {
        var isNamed = string.Equals(property.Path, property.Column, StringComparison.Ordinal);
        var isInMainTable = entity.Table is { } table && SameText(property.Table, table);
        if (isNamed && isInMainTable)
        {
            json.Value(property.Path);
            return;
        }

        json.BeginObject().Key("path").Value(property.Path);
        if (!isInMainTable)
            Table("table", property.Table);
        if (!isNamed)
            json.Key("column").Value(property.Column);
        json.EndObject();
    }

    private void Write(Navigation navigation)
    {
        json.BeginObject().Key("name").Value(navigation.Name).Key("target").Value(navigation.Target);
        Flag("collection", navigation.IsCollection);
        Flag("onDependent", navigation.IsOnDependent);
        Names("columns", navigation.Columns);
        Names("targetColumns", navigation.TargetColumns);
        Table("joinTable", navigation.JoinTable);
        Names("joinColumns", navigation.JoinColumns);
        Names("joinTargetColumns", navigation.JoinTargetColumns);
        Flag("required", navigation.IsRequired);
        Flag("owned", navigation.IsOwned);
        Flag("json", navigation.IsJson);
        Flag("autoIncluded", navigation.IsAutoIncluded);
        OptionalText("inverse", navigation.Inverse);
        json.EndObject();
    }

    private static bool SameText(TableName left, TableName right) =>
        string.Equals(left.Name, right.Name, StringComparison.Ordinal) && string.Equals(left.Schema, right.Schema, StringComparison.Ordinal);

    /// <summary>Text that is empty where there is none.</summary>
    private void Text(string key, string value)
    {
        if (value.Length > 0)
            json.Key(key).Value(value);
    }

    /// <summary>Text that is null where there is none.</summary>
    private void OptionalText(string key, string? value)
    {
        if (value is not null)
            json.Key(key).Value(value);
    }

    private void Flag(string key, bool value)
    {
        if (value)
            json.Key(key).Value(true);
    }

    private void Flag(string key, bool? value)
    {
        if (value is { } known)
            json.Key(key).Value(known);
    }

    private void Number(string key, long? value)
    {
        if (value is { } number)
            json.Key(key).Value(number);
    }

    private void Name<T>(string key, T value)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, default))
            json.Key(key).Value(SchemaFormat.NameOf(value));
    }

    private void Flags<T>(string key, T value)
        where T : struct, Enum
    {
        json.Key(key).BeginArray();
        foreach (var name in SchemaFormat.FlagNames(value))
            json.Value(name);
        json.EndArray();
    }

    private void Names(string key, EquatableArray<string> names)
    {
        if (names.IsEmpty)
            return;
        json.Key(key).BeginArray();
        foreach (var name in names)
            json.Value(name);
        json.EndArray();
    }

    private void Table(string key, TableName? name)
    {
        if (name is not { Name: { } own } table)
            return;
        json.Key(key);
        if (table.Schema is null)
            json.Value(own);
        else
            json.BeginArray().Value(table.Schema).Value(own).EndArray();
    }

    private void Fact<T>(string key, Fact<T> fact)
    {
        if (fact.IsUnknown)
            unknown.Add(key);
        if (!fact.IsKnown)
            return;
        switch (fact.Value)
        {
            case string text:
                json.Key(key).Value(text);
                break;
            case int number:
                json.Key(key).Value(number);
                break;
            case bool flag:
                json.Key(key).Value(flag);
                break;
        }
    }

    private void UnknownFacts()
    {
        if (unknown.Count > 0)
            Names("unknown", unknown);
        unknown.Clear();
    }

    /// <param name="order">The text to sort by; null when the order is a fact itself.</param>
    private void List<T>(string key, IEnumerable<T> items, Func<T, string>? order, Action<T> write)
    {
        var list = new List<T>(items);
        if (list.Count == 0)
            return;
        if (order is not null)
            Sort(list, order);
        json.Key(key).BeginArray();
        foreach (var item in list)
            write(item);
        json.EndArray();
    }

    private static void Sort<T>(List<T> list, Func<T, string> order)
    {
        var keys = new string[list.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = order(list[i]);
        var items = list.ToArray();
        Array.Sort(keys, items, StringComparer.Ordinal);
        list.Clear();
        list.AddRange(items);
    }
}
