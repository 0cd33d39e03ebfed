using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SchemaFiles;

namespace DbArchitect.Analyzers.Tests.Readers.SchemaFiles;

public sealed class DdlSchemaReaderTests
{
    private const string Orders = "create table orders (id serial primary key, email varchar(200) not null, customer_id int references customers(id) on delete cascade, total numeric(10,2));";

    [Fact]
    public void Table_HasColumnsKeysAndReferences()
    {
        var table = Single(Orders);
        Assert.Equal(["id", "email", "customer_id", "total"], table.Columns.Select(static column => column.Name));
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Equal(200, table.FindColumn("email")!.MaxLength.Value);
        Assert.False(table.FindColumn("email")!.IsNullable);
        Assert.Equal(ReferentialAction.Cascade, Assert.Single(table.ForeignKeys).OnDelete);
    }

    [Fact]
    public void Index_HasOrderFilterAndMethod()
    {
        var index = Assert.Single(Single(Orders + "create unique index ix on orders (email, total desc) where total > 0;").Indexes);
        Assert.True(index.IsUnique);
        Assert.Equal("email, total desc", index.Columns.ToString());
        Assert.Equal("total > 0", index.Filter.Value);
        Assert.NotNull(index.FilterPredicate);
        Assert.Equal("gin", Assert.Single(Single(Orders + "create index ix on orders using gin (email);").Indexes).Method.Value);
    }

    [Fact]
    public void Scripts_AreReplayedInTheOrderOfTheirVersions()
    {
        var schema = DdlSchemaReader.Read(
            [("V10__drop.sql", "drop index ix;"), ("V2__index.sql", "create index ix on orders (email);"), ("V1__orders.sql", Orders)], Store.PostgreSql, default)!;
        Assert.Empty(Assert.Single(schema.Tables).Indexes);
    }

    [Fact]
    public void Alter_AddsDropsAndRenames()
    {
        var table = Single(Orders + "alter table orders add column note text; alter table orders drop column total; alter table orders rename column email to mail; create index ix on orders (mail);");
        Assert.Equal(["id", "mail", "customer_id", "note"], table.Columns.Select(static column => column.Name));
        Assert.Equal("mail", Assert.Single(table.Indexes).Columns.ToString());
    }

    [Fact]
    public void DroppedColumn_TakesItsIndexesWithIt() =>
        Assert.Empty(Single(Orders + "create index ix on orders (total); alter table orders drop column total;").Indexes);

    [Fact]
    public void QualifiedAndBareName_AreOneTable() =>
        Assert.Single(Single("create table public.orders (id int primary key); create index ix on orders (id);").Indexes);

    [Fact]
    public void GuardedScript_IsFollowed()
    {
        var schema = DdlSchemaReader.Read(
            [("a.sql", "IF OBJECT_ID('dbo.Orders') IS NULL CREATE TABLE dbo.Orders (Id int IDENTITY PRIMARY KEY)\nGO\nCREATE INDEX IX ON dbo.Orders (Id)\nGO")], Store.SqlServer, default)!;
        Assert.Single(Assert.Single(schema.Tables).Indexes);
    }

    [Fact]
    public void CreateTableAs_LeavesColumnsUnknown() => Assert.False(Single("create table orders as select 1 as id;").Knows(TableAspects.Columns));

    [Theory]
    [InlineData("")]
    [InlineData("select 1; grant all on x to y;")]
    [InlineData("create temporary table t (id int);")]
    [InlineData("this is no sql")]
    public void NoTable_NoSchema(string script) => Assert.Null(DdlSchemaReader.Read([("a.sql", script)], Store.PostgreSql, default));

    [Fact]
    public Task DapperProject_GetsAdviceFromItsScripts() => Verification(
        "create table orders (id serial primary key, email varchar(200) not null);",
        "connection.QueryFirstOrDefault<string>(\"select email from orders where [|email = @email|]\", new { email })").RunAsync();

    [Fact]
    public Task IndexInALaterScript_Silences() => Verification(
        "create table orders (id serial primary key, email varchar(200) not null); create index ix_orders_email on orders (email);",
        "connection.QueryFirstOrDefault<string>(\"select email from orders where email = @email\", new { email })").RunAsync();

    private static Verify Verification(string script, string expression) => new()
    {
        Rules = ["DBA1001"],
        Files = { ["Test.cs"] = "using Dapper; public class Orders(Npgsql.NpgsqlConnection connection) { public string? Find(string email) => " + expression + "; }" },
        AdditionalFiles = { ["db/V1__orders.sql"] = script },
        Options = { ["dbarchitect.provider"] = "postgresql" },
    };

    private static Table Single(string script) => Assert.Single(DdlSchemaReader.Read([("a.sql", script)], Store.PostgreSql, default)!.Tables);
}
