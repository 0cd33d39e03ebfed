using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Readers.Migrations;

/// <summary>The schema that a project's FluentMigrator migrations make.</summary>
public sealed class FluentMigrationsTests
{
    private const string Orders = "Create.Table(\"orders\").WithColumn(\"id\").AsInt32().PrimaryKey().Identity().WithColumn(\"email\").AsString(200).WithColumn(\"note\").AsAnsiString(int.MaxValue).Nullable();";

    [Fact]
    public void Table_HasColumnsAndKey()
    {
        var table = Table(Orders);
        Assert.Equal("id Integer not null, email String not null, note String null", Columns(table));
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Equal(200, table.FindColumn("email")!.MaxLength.Value);
        Assert.False(table.FindColumn("note")!.IsUnicode.Value);
        Assert.True(table.FindColumn("note")!.MaxLength.IsAbsent);
        Assert.True(table.Knows(TableAspects.All));
    }

    [Fact]
    public void CustomType_IsRead()
    {
        var column = Table("Create.Table(\"orders\").WithColumn(\"a\").AsCustom(\"jsonb\").Nullable().WithColumn(\"b\").AsCustom(\"varchar(40)\");").Columns;
        Assert.Equal(ValueKind.Json, column[0].Kind);
        Assert.Equal(40, column[1].MaxLength.Value);
    }

    [Theory]
    [InlineData("Create.Index(\"ix\").OnTable(\"orders\").OnColumn(\"email\").Ascending().OnColumn(\"id\").Descending().WithOptions().Unique();", "unique ix: email, id desc")]
    [InlineData("Create.Index().OnTable(\"orders\").OnColumn(\"email\");", "IX_orders_email: email")]
    [InlineData("Create.Index().OnTable(\"orders\").OnColumn(\"email\").Unique();", "unique IX_orders_email: email")]
    [InlineData("Alter.Table(\"orders\").AddColumn(\"at\").AsDateTime().Indexed(\"ix_at\");", "ix_at: at")]
    [InlineData("Execute.Sql(\"create index ix on orders (lower(email))\");", "ix: lower(email)")]
    [InlineData("Create.Index(\"ix\").OnTable(\"orders\").OnColumn(\"email\"); Delete.Index(\"ix\").OnTable(\"orders\");", "")]
    [InlineData("Create.Index(\"ix\").OnTable(\"orders\").OnColumn(\"email\"); Execute.Sql(\"DROP INDEX IF EXISTS ix\");", "")]
    [InlineData("Create.Index().OnTable(\"orders\").OnColumn(\"email\"); Delete.Index().OnTable(\"orders\").OnColumn(\"email\");", "")]
    [InlineData("Create.Index(\"ix\").OnTable(\"orders\").OnColumn(\"email\"); Delete.Column(\"email\").FromTable(\"orders\");", "")]
    [InlineData("Create.Index(\"ix\").OnTable(\"orders\").OnColumn(\"email\"); Rename.Column(\"email\").OnTable(\"orders\").To(\"mail\");", "ix: mail")]
    public void Indexes_AreFollowed(string then, string expected) => Assert.Equal(expected, Indexes(Table(Orders + then)));

    [Fact]
    public void KeysAndReferences_AreRead()
    {
        var table = Table(Orders + "Create.Column(\"customer_id\").OnTable(\"orders\").AsInt64().ForeignKey(\"customers\", \"id\").OnDelete(System.Data.Rule.Cascade);"
            + "Create.ForeignKey(\"fk\").FromTable(\"orders\").ForeignColumn(\"email\").ToTable(\"mails\").InSchema(\"m\").PrimaryColumn(\"address\").OnDelete(System.Data.Rule.SetNull);"
            + "Create.UniqueConstraint(\"uq\").OnTable(\"orders\").Columns(\"email\", \"customer_id\");");
        Assert.Equal("customer_id -> customers(id) Cascade; email -> m.mails(address) SetNull", string.Join("; ", table.ForeignKeys.Items.Select(static key => $"{key.Columns} -> {key.Principal}({key.PrincipalColumns}) {key.OnDelete}")));
        Assert.Equal(["email", "customer_id"], Assert.Single(table.UniqueKeys).Columns);
    }

    [Fact]
    public void CompositeKey_IsOne() => Assert.Equal(["a", "b"], Table("Create.Table(\"orders\").WithColumn(\"a\").AsInt32().PrimaryKey(\"pk\").WithColumn(\"b\").AsInt32().PrimaryKey(\"pk\");").PrimaryKey!.Columns);

    [Fact]
    public void KeyOfItsOwn_IsRead() => Assert.Equal(["email"], Table("Create.Table(\"orders\").WithColumn(\"email\").AsString(9); Create.PrimaryKey(\"pk\").OnTable(\"orders\").Column(\"email\");").PrimaryKey!.Columns);

    [Fact]
    public void Versions_GiveTheOrder() => Assert.Equal(
        "b Integer not null",
        Columns(Assert.Single(Read(
            "[Migration(20)] public class B : ForwardOnlyMigration { public override void Up() => Rename.Column(\"a\").OnTable(\"t\").To(\"b\"); }"
            + "[Migration(3)] public class Z : Migration { public override void Up() { Create.Table(\"t\").WithColumn(\"a\").AsInt32(); } public override void Down() => Delete.Table(\"t\"); }").Tables)));

    [Fact]
    public void DeletedAndRenamedTables_AreFollowed() =>
        Assert.Equal("sales", Assert.Single(Schema(Orders + "Create.Table(\"x\").WithColumn(\"a\").AsInt32(); Delete.Table(\"x\"); Rename.Table(\"orders\").To(\"sales\");").Tables).Name.Name);

    [Fact]
    public void Helpers_AreFollowed() => Assert.Equal(
        "Id Integer not null, email String not null",
        Columns(Table("Create.TableForModel(\"orders\").WithColumn(\"email\").AsString(); ", "public static class Helper { public static FluentMigrator.Builders.Create.Table.ICreateTableColumnOptionOrWithColumnSyntax "
            + "TableForModel(this FluentMigrator.Builders.Create.ICreateExpressionRoot root, string name) => root.Table(name).WithColumn(\"Id\").AsInt32().PrimaryKey().Identity(); }")));

    [Fact]
    public void BaseClassThatChoosesTheMethod_IsFollowed() => Assert.Equal(
        ["main", "log"],
        Read("public abstract class Base : Migration { protected virtual void Main() { } protected virtual void Log() { } public override void Down() { } "
            + "public override void Up() { switch (Environment.MachineName) { case \"main\": Main(); return; case \"log\": Log(); return; default: Log(); Main(); return; } } } "
            + "[Migration(1)] public class First : Base { protected override void Main() => Create.Table(\"main\").WithColumn(\"a\").AsInt32(); protected override void Log() { Create.Table(\"log\").WithColumn(\"a\").AsInt32(); } }")
            .Tables.Items.Select(static table => table.Name.Name).ToArray());

    [Fact]
    public void LoopOverConstants_IsFollowed() => Assert.Equal(
        "IX_orders_email: email; IX_orders_note: note", Indexes(Table(Orders + "foreach (var column in new[] { \"email\", \"note\" }) Create.Index().OnTable(\"orders\").OnColumn(column);")));

    [Fact]
    public void GuardedByExistence_Happens() => Assert.Equal(
        "ix: email", Indexes(Table(Orders + "if (!Schema.Table(\"orders\").Index(\"ix\").Exists()) Create.Index(\"ix\").OnTable(\"orders\").OnColumn(\"email\");")));

    [Theory]
    [InlineData("foreach (var column in Environment.GetCommandLineArgs()) Create.Index().OnTable(\"orders\").OnColumn(column);")]
    [InlineData("if (Environment.MachineName == \"x\") Create.Index().OnTable(\"orders\").OnColumn(\"email\");")]
    [InlineData("Create.Index(\"a\").OnTable(\"orders\").OnColumn(Environment.MachineName);")]
    [InlineData("Execute.Sql($\"create index ix on orders ({Environment.MachineName})\");")]
    public void IndexThatCannotBeFollowed_MakesTheTableUnknown(string then)
    {
        var table = Table(Orders + then);
        Assert.False(table.Knows(TableAspects.Indexes));
        Assert.True(table.Knows(TableAspects.Columns));
    }

    [Theory]
    [InlineData("if (Environment.MachineName == \"x\") Alter.Table(\"orders\").AddColumn(\"b\").AsInt32();")]
    [InlineData("if (Environment.MachineName == \"x\") Delete.Column(\"note\").FromTable(\"orders\");")]
    [InlineData("Alter.Table(\"orders\").AddColumn(Environment.MachineName).AsInt32();")]
    public void ColumnsThatCannotBeFollowed_MakeTheTableUnknown(string then) => Assert.False(Table(Orders + then).Knows(TableAspects.Columns));

    [Fact]
    public void IndexOnATableThatIsNotKnown_MakesAllUnknown() =>
        Assert.False(Schema(Orders + "Create.Index(\"ix\").OnTable(Environment.MachineName).OnColumn(\"a\");").Knows(TableAspects.Indexes));

    [Fact]
    public void OtherEngine_IsLeftOut() => Assert.Equal(
        "ix_p: email",
        Indexes(Table(Orders + "IfDatabase(\"postgres\").Create.Index(\"ix_p\").OnTable(\"orders\").OnColumn(\"email\"); IfDatabase(\"sqlserver\").Create.Index(\"ix_s\").OnTable(\"orders\").OnColumn(\"note\");")));

    [Fact]
    public void DataAndCodeOfTheMigration_ChangeNothing()
    {
        var table = Table(Orders + "Insert.IntoTable(\"orders\").Row(new { id = 1 }); Update.Table(\"orders\").Set(new { note = \"x\" }).AllRows(); Delete.FromTable(\"orders\").AllRows(); "
            + "Execute.WithConnection((c, t) => { }); Execute.Sql(\"update orders set note = null\");");
        Assert.Equal(3, table.Columns.Count);
        Assert.True(table.Knows(TableAspects.All));
    }

    [Theory]
    [InlineData("public class NotAMigration { public void Up() { } }")]
    [InlineData("public class WithoutVersion : ForwardOnlyMigration { public override void Up() => Create.Table(\"t\").WithColumn(\"a\").AsInt32(); }")]
    [InlineData("[Migration(1)] public abstract class OnlyABase : ForwardOnlyMigration { public override void Up() => Create.Table(\"t\").WithColumn(\"a\").AsInt32(); }")]
    public void NoMigration_NoSchema(string source) => Assert.Empty(All(source).Schemas);

    [Theory]
    [InlineData("", "[|email = @email|]")]
    [InlineData("Create.Index().OnTable(\"orders\").OnColumn(\"email\");", "email = @email")]
    [InlineData("foreach (var column in Environment.GetCommandLineArgs()) Create.Index().OnTable(\"orders\").OnColumn(column);", "email = @email")]
    public Task DapperProject_GetsAdviceFromItsMigrations(string then, string condition) => new Verify
    {
        Rules = ["DBA1001"],
        Files =
        {
            ["Test.cs"] = "using Dapper;\npublic class Q { public string? By(Npgsql.NpgsqlConnection c, string email) => c.QueryFirstOrDefault<string>(\"select email from orders where " + condition + "\", new { email }); }",
            ["Migrations.cs"] = Source(Migration(Orders + then)),
        },
        Options = { ["dbarchitect.provider"] = "postgresql" },
    }.RunAsync();

    private static Table Table(string up, string more = "") => Schema(up, more).FindTable(new TableName(null, "orders"))!;

    private static Schema Schema(string up, string more = "") => Read(Migration(up) + more);

    private static Schema Read(string source) => Assert.Single(All(source).Schemas);

    private static string Migration(string up) => "[Migration(1)] public class First : ForwardOnlyMigration { public override void Up() { " + up + " } }\n";

    private static string Source(string source) => "using System; using System.Linq; using FluentMigrator;\n" + source;

    private static string Columns(Table table) =>
        string.Join(", ", table.Columns.Items.Select(static column => $"{column.Name} {column.Kind} {(column.IsNullable == true ? "null" : "not null")}"));

    private static string Indexes(Table table) =>
        string.Join("; ", table.Indexes.Items.Select(static index => (index.IsUnique ? "unique " : "") + index.Name + ": " + string.Join(", ", index.Columns)));

    private static SchemaSet All(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Test", [CSharpSyntaxTree.ParseText(Source(source))], References.All, new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return SchemaSetReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.PostgreSql, [], default).Schemas;
    }
}
