using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Readers.Ef;

/// <summary>Indexes that only migrations make: the model does not have them, the database does.</summary>
public sealed class MigrationReaderTests
{
    [Theory]
    [InlineData("b.AddColumn<int>(name: \"counter\", table: \"Orders\", nullable: false);", "counter")]
    [InlineData("b.AddColumn<int>(\"State\", \"Orders\"); b.AddColumn<int>(\"counter\", \"Orders\"); b.RenameColumn(\"counter\", \"Orders\", \"version\");", "version")]
    [InlineData("b.Sql(\"ALTER TABLE \\\"Orders\\\" ADD COLUMN counter int\");", "counter")]
    [InlineData("b.CreateTable(name: \"Orders\", columns: t => new { Id = t.Column<int>(), Email = t.Column<string>(), counter = t.Column<int>(), More = t.Column<int>(name: \"more\") });", "counter; more")]
    [InlineData("b.CreateTable(\"Orders\", t => new { Id = t.Column<int>(), old = t.Column<int>() }); b.DropColumn(\"old\", \"Orders\");", "")]
    [InlineData("b.AddColumn<int>(\"old\", \"Orders\"); b.DropTable(\"Orders\");", "")]
    [InlineData("b.AddColumn<int>(\"Mail\", \"Orders\"); b.RenameColumn(name: \"Mail\", table: \"Orders\", newName: \"Email\");", "")]
    [InlineData("b.CreateTable(\"old_orders\", t => new { Id = t.Column<int>(), counter = t.Column<int>() }); b.RenameTable(\"old_orders\", newName: \"Orders\");", "counter")]
    public void ColumnsThatTheModelDoesNotMap_AreKnownByName(string migration, string expected) =>
        Assert.Equal(expected, string.Join("; ", Orders(migration).Unmapped));

    [Fact]
    public void RawIndex_IsKnown() => Assert.Equal("State; Email", Indexes("b.Sql(\"CREATE INDEX ix_email ON \\\"Orders\\\" (\\\"Email\\\")\");"));

    [Fact]
    public void RawIndex_IsKnownWithItsPlace()
    {
        var index = Orders("b.Sql(\"CREATE UNIQUE INDEX CONCURRENTLY ix ON public.\\\"Orders\\\" USING gin (\\\"Email\\\" gin_trgm_ops) WHERE \\\"State\\\" = 1\");").Indexes[1];
        Assert.True(index.IsUnique);
        Assert.Equal("gin", index.Method.Value);
        Assert.NotNull(index.FilterPredicate);
        Assert.Equal(OriginKind.Migration, index.Origin.Kind);
        Assert.StartsWith("CREATE UNIQUE INDEX", index.Origin.Location!.SourceTree!.ToString()[index.Origin.Location.SourceSpan.Start..], StringComparison.Ordinal);
    }

    [Fact]
    public void RawStringAndBatch_AreRead() =>
        Assert.Equal("State; Email; Id", Indexes("b.Sql(\"\"\"\n    UPDATE \"Orders\" SET \"State\" = 1;\n    CREATE INDEX a ON \"Orders\" (\"Email\");\n    ALTER TABLE \"Orders\" ADD CONSTRAINT u UNIQUE (\"Id\");\n    CREATE INDEX c ON \"Orders\" (\"Id\");\n    \"\"\");"));

    [Fact]
    public void ExpressionIndex_IsKnown() => Assert.Equal("State; lower(\"Email\")", Indexes("b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (lower(\\\"Email\\\"))\");"));

    [Theory]
    [InlineData("b.Sql(\"DROP INDEX ix_email\");")]
    [InlineData("b.DropIndex(name: \"ix_email\", table: \"Orders\");")]
    [InlineData("b.DropColumn(\"Email\", \"Orders\"); b.AddColumn<string>(\"Email\", \"Orders\");")]
    [InlineData("b.DropTable(\"Orders\");")]
    [InlineData("b.Sql(\"ALTER INDEX ix_email RENAME TO ix2\"); b.DropIndex(\"ix2\");")]
    [InlineData("b.RenameIndex(\"ix_email\", \"ix2\", \"Orders\"); b.Sql(\"DROP INDEX IF EXISTS ix2\");")]
    public void DroppedLater_IsGone(string later) =>
        Assert.Equal("State", Indexes("b.Sql(\"CREATE INDEX ix_email ON \\\"Orders\\\" (\\\"Email\\\")\");", later));

    [Fact]
    public void Migrations_AreAppliedInTheOrderOfTheirIds() =>
        Assert.Equal("State; Email", Text(Read([("20240202_B", "b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\")\");"), ("20240101_A", "b.DropIndex(\"ix\");")])));

    [Fact]
    public void CreateIndexByHand_IsKnown() =>
        Assert.Equal("State; Email,Id desc", Indexes("b.CreateIndex(name: \"ix\", table: \"Orders\", columns: new[] { \"Email\", \"Id\" }, descending: new[] { false, true });"));

    [Fact]
    public void CreateIndexOfTheModel_IsOne() => Assert.Equal("State", Indexes("b.CreateIndex(name: \"IX_Orders_State\", table: \"Orders\", column: \"State\");"));

    [Fact]
    public void IndexOfTheSnapshotThatTheCodeLost_IsLeftOut() => Assert.Equal(
        "State",
        Text(Read(
            [("1_A", "b.CreateIndex(name: \"IX_Orders_Email\", table: \"Orders\", column: \"Email\");")],
            "[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(Shop))] class S : Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot { protected override void BuildModel(ModelBuilder b) "
            + "{ b.Entity(\"Order\", e => { e.Property<int>(\"Id\"); e.Property<string>(\"Email\"); e.Property<int>(\"State\"); e.HasKey(\"Id\"); e.HasIndex(\"Email\"); e.HasIndex(\"State\"); e.ToTable(\"Orders\"); }); } }")));

    [Fact]
    public void RenamedTableAndColumn_AreFollowed() => Assert.Equal(
        "State; Email",
        Indexes("b.Sql(\"CREATE INDEX ix ON old_orders (mail)\");", "b.RenameTable(name: \"old_orders\", newName: \"Orders\"); b.RenameColumn(name: \"mail\", table: \"Orders\", newName: \"Email\");"));

    [Fact]
    public void AnnotationsOfTheEngine_AreRead()
    {
        var index = Orders("b.CreateIndex(\"ix\", \"Orders\", \"Email\").Annotation(\"Npgsql:IndexMethod\", \"gin\").Annotation(\"Npgsql:IndexInclude\", new[] { \"Id\" });").Indexes[1];
        Assert.Equal("gin", index.Method.Value);
        Assert.Equal(["Id"], index.Included);
    }

    [Fact]
    public void ConstantsAndHelperMethods_AreFollowed() =>
        Assert.Equal("State; Email", Indexes("Make(b); } const string Name = \"Orders\"; static void Make(MigrationBuilder m) { m.Sql($\"CREATE INDEX ix ON \\\"{Name}\\\" (\\\"Email\\\")\");"));

    [Theory]
    [InlineData("b.Sql($\"CREATE INDEX ix ON \\\"Orders\\\" ({Environment.MachineName})\");")]
    [InlineData("b.CreateIndex(\"ix\", \"Orders\", Environment.MachineName);")]
    [InlineData("b.Sql(\"DO $$ BEGIN CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\"); END $$\");")]
    [InlineData("b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (((\\\"Email\\\")\");")]
    public void IndexThatCannotBeRead_MakesTheTableUnknown(string call)
    {
        var schema = Read([("1_A", call)]);
        Assert.False(schema.FindTable(new TableName(null, "Orders"))!.Knows(TableAspects.Indexes));
        Assert.True(schema.Knows(TableAspects.Indexes));
    }

    [Theory]
    [InlineData("foreach (var t in Environment.GetCommandLineArgs()) b.Sql($\"CREATE INDEX ix ON {t} (id)\");")]
    [InlineData("b.CreateIndex(\"ix\", Environment.MachineName, \"Email\");")]
    public void TableThatIsNotKnown_MakesAllUnknown(string call) => Assert.False(Read([("1_A", call)]).Knows(TableAspects.Indexes));

    [Theory]
    [InlineData("b.Sql(\"UPDATE \\\"Orders\\\" SET \\\"Email\\\" = 'CREATE INDEX'\");")]
    [InlineData("b.Sql(Environment.MachineName);")]
    [InlineData("b.Sql(\"CREATE INDEX ix ON somewhere_else (id)\");")]
    [InlineData("b.Sql(\"CREATE FUNCTION f() RETURNS void AS $$ CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\") $$ LANGUAGE sql\");")]
    [InlineData("if (b.ActiveProvider == \"Microsoft.EntityFrameworkCore.SqlServer\") b.Sql(\"CREATE INDEX ix ON [Orders] ([Email])\");")]
    public void NothingOfTheModelsTables_ChangesNothing(string call)
    {
        var schema = Read([("1_A", call)]);
        Assert.Equal("State", Text(schema));
        Assert.True(schema.FindTable(new TableName(null, "Orders"))!.Knows(TableAspects.Indexes));
    }

    [Fact]
    public void ConditionOnTheEngine_IsFollowed() => Assert.Equal(
        "State; Email",
        Indexes("if (b.ActiveProvider == \"Npgsql.EntityFrameworkCore.PostgreSQL\") b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\")\"); else b.CreateIndex(\"ix\", \"Orders\", \"Id\");"));

    [Fact]
    public void ConditionThatIsNotKnown_TakesNothingAway() => Assert.Equal(
        "State; Email", Indexes("b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\")\"); if (Environment.MachineName == \"x\") b.DropIndex(\"ix\");"));

    [Fact]
    public void MigrationOfAnotherContext_IsNotItsOwn() =>
        Assert.Equal("State", Text(Read([("1_A", "b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\")\");")], "class Other : DbContext { }", context: "Other")));

    [Theory]
    [InlineData("b.Sql(\"CREATE INDEX ix ON \\\"Orders\\\" (\\\"Email\\\")\");", "o.Email == e")]
    [InlineData("", "[|o.Email == e|]")]
    public Task MissingIndex_IsJudgedByMigrationsToo(string up, string condition) => new Verify
    {
        Rules = ["DBA1001"],
        Files =
        {
            ["Test.cs"] = Source([("1_A", up)]) + "\npublic class Q { public Task<Order?> By(Shop db, string e) => db.Orders.FirstOrDefaultAsync(o => " + condition + "); }",
        },
    }.RunAsync();

    private static string Indexes(params string[] ups) => Text(Read([.. ups.Select(static (up, i) => ($"{i + 1}_M", up))]));

    private static Table Orders(string up) => Read([("1_A", up)]).FindTable(new TableName(null, "Orders"))!;

    private static string Text(Schema schema) => string.Join("; ", schema.FindTable(new TableName(null, "Orders"))!.Indexes.Items.Select(static index => string.Join(",", index.Columns)));

    private static string Source((string Id, string Up)[] migrations, string more = "", string context = "Shop") =>
        "using Microsoft.EntityFrameworkCore.Infrastructure; using Microsoft.EntityFrameworkCore.Migrations;\n"
        + "public class Order { public int Id { get; set; } public string Email { get; set; } = \"\"; public int State { get; set; } }\n"
        + "public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); protected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseNpgsql(\"\"); "
        + "protected override void OnModelCreating(ModelBuilder b) => b.Entity<Order>().HasIndex(o => o.State); }\n" + more + "\n"
        + string.Join("\n", migrations.Select((migration, i) =>
            $"[DbContext(typeof({context}))] [Migration(\"{migration.Id}\")] partial class M{i} {{ }} partial class M{i} : Migration {{ protected override void Up(MigrationBuilder b) {{ {migration.Up} }} "
            + "protected override void Down(MigrationBuilder b) { b.DropIndex(\"ix\"); } }"));

    private static Schema Read((string Id, string Up)[] migrations, string more = "", string context = "Shop")
    {
        var source = "using System; using System.Linq; using Microsoft.EntityFrameworkCore;\n" + Source(migrations, more, context).Replace("DbSet<Order> Orders => Set<Order>();", "DbSet<Order> Orders { get; set; }", StringComparison.Ordinal);
        var compilation = CSharpCompilation.Create(
            "Test", [CSharpSyntaxTree.ParseText(source)], References.All, new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        return EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, default).OfContext("Shop")!;
    }
}
