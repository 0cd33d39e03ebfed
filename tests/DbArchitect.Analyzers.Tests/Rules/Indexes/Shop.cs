using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>
/// A shop's database for tests of the index advisor: the entity of the acceptance vectors, with its customers, lines and countries, on one engine.
/// Indexes are written as <c>unique (Email, CreatedAt desc) where Status = 1 include (Total) using gin</c>.
/// </summary>
internal sealed partial class Shop
{
    public Store Store { get; init; } = Store.SqlServer;

    /// <summary>Declared indexes of Orders, beyond the one that EF makes for the foreign key.</summary>
    public string[] Indexes { get; init; } = [];

    /// <summary>EF's own index on CustomerId; off when a declared one took its place.</summary>
    public bool ConventionIndex { get; init; } = true;

    public ReferentialAction OnDelete { get; init; } = ReferentialAction.Cascade;

    /// <summary>The global query filter of Orders; null for none.</summary>
    public string? QueryFilter { get; init; }

    /// <summary>Changes one table after it is made.</summary>
    public Func<Table, Table> Change { get; init; } = static table => table;

    public EquatableArray<UnknownFact> Unknown { get; init; }

    /// <summary>Values of <c>.editorconfig</c>.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    public Options Options => new(Settings.GetValueOrDefault);

    public ShopQuery Orders => new(this, "Orders");

    public ShopQuery Customers => new(this, "Customers");

    public ShopQuery Countries => new(this, "Countries");

    public ShopQuery Lines => new(this, "Lines");

    /// <summary>What the schema rules about indexes say, as <c>DBA1004 W -(Email)</c>.</summary>
    public IReadOnlyList<string> Reports()
    {
        var schema = Schema();
        return [.. RuleSet.SchemaRules.Where(static rule => rule.Descriptor.Category == Category.Indexes)
            .SelectMany(rule => rule.Check(schema, Options).Select(finding => ShopQuery.Short(rule, finding)))];
    }

    public IReadOnlyList<string> Messages()
    {
        var schema = Schema();
        return [.. RuleSet.SchemaRules.SelectMany(rule => rule.Check(schema, Options).Select(finding => ShopQuery.Message(rule, finding)))];
    }

    public void Expect(params string[] reports) => Assert.Equal(reports, Reports());

    public Schema Schema()
    {
        var orders = Table("Orders", "Id int", "TenantId guid", "CustomerId int fk Customers", "Status enum", "Email string", "CreatedAt time", "Total decimal", "IsDeleted bool", "Notes string",
            "Reference string", "Quantity int", "ClosedAt time null");
        var customer = new TableIndex("IX_Orders_CustomerId", new[] { new IndexColumn("CustomerId") }) { IsConvention = true, Entity = "Shop.Order", Origin = Places.Next(OriginKind.Convention) };
        orders = orders with { Indexes = (EquatableArray<TableIndex>)Indexes.Select(text => Index("Orders", text)).Concat(ConventionIndex ? [customer] : []).ToArray() };
        var tables = new[]
        {
            orders,
            Table("Customers", "Id int", "Email string", "Name string", "CountryId int fk Countries") with
            {
                Indexes = new[] { new TableIndex("IX_Customers_CountryId", new[] { new IndexColumn("CountryId") }) { IsConvention = true } },
            },
            Table("Lines", "Id int", "OrderId int fk Orders", "Sku string", "Quantity int") with
            {
                Indexes = new[] { new TableIndex("IX_Lines_OrderId", new[] { new IndexColumn("OrderId") }) { IsConvention = true } },
            },
            Table("Countries", "Id int", "Code string", "Name string") with { SeedRows = 5 },
            Table("ProductCategory", "Id int", "Name string", "Slug string"),
            Table("Profiles", "Id int", "UserName string", "Bio string", "BirthDate time"),
        };
        tables = [.. tables.Select(Change)];
        var entities = tables.Select(table => new Entity("Shop." + table.Name.Name.TrimEnd('s'))
        {
            ClrType = "Shop." + table.Name.Name.TrimEnd('s'),
            Table = table.Name,
            Properties = (EquatableArray<EntityProperty>)table.Columns.Select(column => new EntityProperty(column.Name, table.Name, column.Name)).ToArray(),
            Key = table.PrimaryKey?.Columns ?? default,
            QueryFilter = table.Name.Name == "Orders" && QueryFilter is not null ? Fact<Predicate>.Of(PredicateText.Parse(QueryFilter)) : Fact<Predicate>.Absent,
        }).ToArray();
        return new Schema("Shop.ShopContext", Store, tables, entities) { Unknown = Unknown };
    }

    private Table Table(string name, params string[] columns)
    {
        var keys = new List<ForeignKey>();
        var parsed = new List<Column>();
        foreach (var text in columns)
        {
            var words = text.Split(' ');
            if (words is [_, _, "fk", ..])
            {
                keys.Add(new ForeignKey("FK_" + name + "_" + words[0], new[] { words[0] }, new TableName(null, words[3]), new[] { "Id" })
                {
                    OnDelete = OnDelete,
                    Origin = Places.Next(OriginKind.Convention),
                });
            }

            parsed.Add(Column(words[0], words[1]) with { IsNullable = words[^1] == "null" });
        }

        return new Table(new TableName(null, name))
        {
            Columns = parsed,
            PrimaryKey = new Key("PK_" + name, new[] { "Id" }) { IsPrimary = true, Origin = Places.Next(OriginKind.Convention) },
            ForeignKeys = keys,
            Origin = Places.Next(OriginKind.Member),
        };
    }

    public static Column Column(string name, string type) => new(name)
    {
        Property = name,
        Kind = type switch
        {
            "int" => ValueKind.Integer,
            "guid" => ValueKind.Guid,
            "enum" => ValueKind.Enum,
            "string" => ValueKind.String,
            "time" => ValueKind.DateTime,
            "decimal" => ValueKind.Decimal,
            "bool" => ValueKind.Boolean,
            "json" => ValueKind.Json,
            _ => throw new InvalidOperationException(type),
        },
        ClrType = type switch { "time" => "System.DateTime", "string" => "System.String", _ => "" },
        EnumMembers = type == "enum" ? 5 : null,
        MaxLength = Fact<int>.Absent,
        StoreType = Fact<string>.Absent,
        Collation = Fact<string>.Absent,
        ComputedSql = Fact<string>.Absent,
        IsUnicode = Fact<bool>.Absent,
    };

    public static TableIndex Index(string table, string text)
    {
        var match = IndexText().Match(text);
        Assert.True(match.Success, "Not an index: " + text);
        var columns = match.Groups["keys"].Value.Split(',').Select(static part =>
        {
            var words = part.Trim().Split(' ');
            return new IndexColumn(words[0].Trim('`'), words.Contains("desc"))
            {
                Expression = words[0].Contains('[', StringComparison.Ordinal) ? words[0].Replace('[', '(').Replace(']', ')') : null,
                OperatorClass = words.FirstOrDefault(static word => word.EndsWith("_ops", StringComparison.Ordinal)),
                Collation = words.Contains("nocase") ? "NOCASE" : words.Contains("C") ? "C" : null,
            };
        }).ToArray();
        var filter = match.Groups["filter"].Value.Trim();
        var method = match.Groups["method"].Value;
        return new TableIndex(match.Groups["name"].Success ? match.Groups["name"].Value : "IX_" + table + "_" + string.Join("_", columns.Select(static column => column.Column)), columns)
        {
            IsUnique = match.Groups["unique"].Success,
            Filter = Fact<string>.Of(filter.Length > 0 ? filter : null),
            FilterPredicate = filter.Length > 0 && filter != "opaque" ? PredicateText.Parse(filter) : null,
            Method = Fact<string>.Of(method.Length > 0 ? method : null),
            Included = match.Groups["include"].Success ? match.Groups["include"].Value.Split(',', StringSplitOptions.TrimEntries) : default(EquatableArray<string>),
            ModelName = match.Groups["name"].Success ? match.Groups["name"].Value : null,
            Entity = "Shop." + table.TrimEnd('s'),
            Origin = Places.Next(OriginKind.Fluent),
        };
    }

    [GeneratedRegex(@"^(?:(?<unique>unique)\s*)?(?:(?<name>\w+)\s*)?\((?<keys>[^)]*)\)(?:\s+where\s+(?<filter>.+?))?(?:\s+include\s*\((?<include>[^)]*)\))?(?:\s+using\s+(?<method>\w+))?$")]
    private static partial Regex IndexText();
}
