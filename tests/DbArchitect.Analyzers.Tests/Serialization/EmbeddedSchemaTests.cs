using System.Text;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Readers.References;

namespace DbArchitect.Analyzers.Tests.Serialization;

public sealed class EmbeddedSchemaTests
{
    private static readonly Origin Origin = new(OriginKind.Reference, null);

    /// <summary>A model of so many tables with ten columns each, and entities that map them.</summary>
    private static Schema Large(int tables)
    {
        var all = new List<Table>();
        var entities = new List<Entity>();
        for (var i = 0; i < tables; i++)
        {
            var name = new TableName(null, "Things" + i);
            var columns = Enumerable.Range(0, 10).Select(c => new Column(c == 0 ? "Id" : $"Property{c}Of{i}")
            {
                StoreType = Fact<string>.Of(c % 3 == 0 ? "integer" : "character varying(200)"),
                ClrType = c % 3 == 0 ? "System.Int32" : "System.String",
                Kind = c % 3 == 0 ? ValueKind.Integer : ValueKind.String,
                IsNullable = c % 2 == 0,
                MaxLength = c % 3 == 0 ? Fact<int>.Absent : Fact<int>.Of(200),
                Precision = Fact<int>.Absent,
                Scale = Fact<int>.Absent,
                IsUnicode = Fact<bool>.Absent,
                IsFixedLength = Fact<bool>.Absent,
                Collation = Fact<string>.Absent,
                DefaultValue = Fact<string>.Absent,
                DefaultSql = Fact<string>.Absent,
                ComputedSql = Fact<string>.Absent,
                Property = c == 0 ? "Id" : $"Property{c}Of{i}",
            }).ToArray();
            all.Add(new Table(name)
            {
                Columns = columns,
                PrimaryKey = new Key("PK_Things" + i, ["Id"]) { IsPrimary = true },
                Indexes = [new TableIndex($"IX_Things{i}_Property3Of{i}", [new IndexColumn($"Property3Of{i}")]) { IsConvention = true, Entity = "Shop.Models.Thing" + i }],
                ForeignKeys = i == 0 ? [] : [new ForeignKey($"FK_Things{i}_Things{i - 1}_Property3Of{i}", [$"Property3Of{i}"], new TableName(null, "Things" + (i - 1)), ["Id"]) { OnDelete = ReferentialAction.Cascade }],
            });
            entities.Add(new Entity("Shop.Models.Thing" + i)
            {
                ClrType = "Shop.Models.Thing" + i,
                Table = name,
                Properties = columns.Select(column => new EntityProperty(column.Name, name, column.Name)).ToArray(),
                Navigations = i == 0 ? [] : [new Navigation("Parent", "Shop.Models.Thing" + (i - 1)) { IsOnDependent = true, Columns = [$"Property3Of{i}"], TargetColumns = ["Id"] }],
                Key = ["Id"],
                DbSet = "Things" + i,
            });
        }

        return new Schema("Shop.Data.ShopContext", Store.PostgreSql, all, entities);
    }

    private static void AssertDamaged(IReadOnlyList<KeyValuePair<string, string>> metadata, string problem)
    {
        Assert.True(EmbeddedSchema.Read(metadata, Origin, out var actual).IsEmpty);
        Assert.Equal(problem, actual);
    }

    [Fact]
    public void SmallSchema_IsReadableText()
    {
        var schema = new Schema("C", Store.Sqlite, [new Table(new TableName(null, "T"))], []);
        var only = Assert.Single(EmbeddedSchema.Write([schema]));
        Assert.Equal("DbArchitect.Schema.v1", only.Key);
        Assert.Equal("""{"dbarchitect":1,"omitted":"none","schemas":[{"context":"C","store":["sqlite"],"tables":[{"name":"T"}]}]}""", only.Value);
        Samples.AssertSame(schema, Assert.Single(EmbeddedSchema.Read([only], Origin, out _)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    public void LargeSchema_IsPackedInLegalPieces_AndComesBack(int tables)
    {
        var schema = Large(tables);
        var pieces = EmbeddedSchema.Write([schema]);
        Assert.All(pieces, static piece => Assert.InRange(piece.Value.Length, 1, 30_000));
        Assert.Equal(tables > 100, pieces.Count > 1);
        var read = EmbeddedSchema.Read([.. pieces.Reverse()], Origin, out var problem);
        Assert.Null(problem);
        Samples.AssertSame(SchemaReader.Read(SchemaWriter.Write([schema]), static (_, _) => default).Schemas, read);

        // docs/schema-format.md states these numbers.
        var perTable = pieces.Sum(static piece => piece.Value.Length) / tables;
        var plainPerTable = SchemaWriter.Write([schema]).Length / tables;
        Assert.InRange(plainPerTable, 1_200, 2_400);
        Assert.InRange(perTable, 50, plainPerTable / 5);
    }

    [Fact]
    public void SameFacts_GiveTheSameBytes() => Assert.Equal(EmbeddedSchema.Write([Large(50)]), EmbeddedSchema.Write([Large(50)]));

    [Fact]
    public void DamagedOrNewer_IsAProblem_NotASchema()
    {
        var pieces = EmbeddedSchema.Write([Large(1_000)]);
        AssertDamaged([.. pieces.Skip(1)], "it is damaged: piece 0 of DbArchitect.Schema.v1 is missing");
        AssertDamaged([pieces[0], .. pieces.Skip(2)], "it is damaged: piece 1 of DbArchitect.Schema.v1 is missing");
        AssertDamaged([.. pieces.SkipLast(1)], "it is damaged: the packed text cannot be unpacked");
        AssertDamaged([new("DbArchitect.Schema.v2", "?")], "it is of another version (v2); this analyzer reads v1");
        AssertDamaged([new("DbArchitect.Schema.v12.0", "?")], "it is of another version (v12); this analyzer reads v1");
        AssertDamaged([new("DbArchitect.Schema.v1", "{}")], "it is damaged: \"dbarchitect\": 1 is missing, the version of the format");
        AssertDamaged([new("DbArchitect.Schema.v1", "deflate:5")], "it is damaged: the packed text cannot be unpacked");
        AssertDamaged([new("DbArchitect.Schema.v1", "deflate:5:!")], "it is damaged: the packed text cannot be unpacked");
        AssertDamaged([new("DbArchitect.Schema.v1", "deflate:5:AAAA")], "it is damaged: the packed text cannot be unpacked");
        AssertDamaged([new("DbArchitect.Schema.v1", "deflate:2147483647:AAAA")], "it is damaged: the packed text cannot be unpacked");
        AssertDamaged([new("DbArchitect.Schema.v1", "")], "it is damaged: the text ends where a value is expected");
    }

    [Fact]
    public void OlderAndNewerTogether_TheKnownOneIsRead()
    {
        var schema = new Schema("C", Store.Sqlite, [], []);
        var metadata = EmbeddedSchema.Write([schema]).Prepend(new("DbArchitect.Schema.v2", "?")).ToArray();
        Assert.Equal("C", Assert.Single(EmbeddedSchema.Read(metadata, Origin, out _)).Context);
    }

    [Fact]
    public void AnyBytes_ComeBackFromDeflate()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var data = new byte[random.Next(0, 3_000)];
            var alphabet = random.Next(1, 257);
            for (var i = 0; i < data.Length; i++)
                data[i] = (byte)random.Next(alphabet);
            Assert.Equal(data, Deflate.Decompress(Deflate.Compress(data), data.Length));
        }

        var run = new byte[200_000];
        Assert.InRange(Deflate.Compress(run).Length, 1, 2_000);
        Assert.Equal(run, Deflate.Decompress(Deflate.Compress(run), run.Length));
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(static i => i + ",")));
        Assert.Equal(text, Deflate.Decompress(Deflate.Compress(text), text.Length));
        Assert.Null(Deflate.Decompress(Deflate.Compress(text), text.Length - 1));
    }
}
