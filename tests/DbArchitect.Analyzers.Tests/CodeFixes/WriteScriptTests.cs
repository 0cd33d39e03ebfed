namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>A project with Dapper and scripts alone: the light bulb on the column inside the SQL string writes the next script.</summary>
public sealed class WriteScriptTests
{
    private const string Query = "connection.QueryFirstOrDefault<string>(\"SELECT note FROM orders WHERE [|email = @email|]\", new { email })";
    private const string Orders = "CREATE TABLE orders (\n    id serial PRIMARY KEY,\n    email varchar(200) NOT NULL,\n    status int NOT NULL,\n    note text,\n    reference varchar(40) NOT NULL,\n    created_at timestamp NOT NULL\n);\n";

    [Fact]
    public Task Flyway_NextVersion() => Next(("db/V1__orders.sql", Orders), ("db/V2__add_index_orders_email.sql", "CREATE INDEX ix_orders_email ON orders (email);\n"));

    [Fact]
    public Task DbUp_NextNumber() =>
        Next(("Scripts/Script0009 - Create orders.sql", Orders), ("Scripts/Script0010 - Add index orders email.sql", "CREATE INDEX ix_orders_email ON orders (email);\n"));

    [Fact]
    public Task LastScriptDecides() => Run(
        Query,
        [("db/V1__orders.sql", Orders), ("db/V2_1__note.sql", "alter table orders add column x int;"), ("db/V10__y.sql", "alter table orders add column y int;"), ("db/R__views.sql", "create view v as select 1;")],
        [("db/V11__add_index_orders_email.sql", "create index ix_orders_email on orders (email);")]);

    [Theory]
    [InlineData("CREATE INDEX idx_orders_status ON orders (status);\n", "CREATE INDEX idx_orders_email ON orders (email);\n")]
    [InlineData("create index orders_status_idx on orders(status);\n", "create index orders_email_idx on orders(email);\n")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix_orders_status\n    ON orders USING btree (status);\n", "CREATE INDEX IF NOT EXISTS ix_orders_email\n    ON orders USING btree (email);\n")]
    [InlineData("CREATE INDEX CONCURRENTLY \"IX_Orders_Status\" ON orders (status);\n", "CREATE INDEX CONCURRENTLY \"IX_orders_email\" ON orders (email);\n")]
    [InlineData("CREATE UNIQUE INDEX ux_orders_status ON orders (status);\n", "CREATE INDEX ix_orders_email ON orders (email);\n")]
    [InlineData("BEGIN;\n\nCREATE INDEX ix_orders_status ON orders (status);\n\nCOMMIT;\n", "BEGIN;\n\nCREATE INDEX ix_orders_email ON orders (email);\n\nCOMMIT;\n")]
    [InlineData("CREATE INDEX status_idx ON orders (status);\n", "CREATE INDEX orders_email_idx ON orders (email);\n")]
    [InlineData("CREATE INDEX ix_orders_status ON orders (status);\r\n", "CREATE INDEX ix_orders_email ON orders (email);\r\n")]
    [InlineData("CREATE INDEX ix_orders_status ON orders (status)", "CREATE INDEX ix_orders_email ON orders (email);")]
    [InlineData("CREATE INDEX ix_orders_status -- by state\n ON orders (status);\n", "CREATE INDEX ix_orders_email ON orders (email);\n")]
    public Task Style_IsThatOfTheIndexesThereAre(string before, string after) =>
        Run(Query, [("db/0001_orders.sql", Orders), ("db/0002_status.sql", before)], [("db/0003_add_index_orders_email.sql", after)]);

    [Theory]
    [InlineData("public.orders", "email", "CREATE INDEX ix_orders_email ON public.orders (email);\n")]
    [InlineData("\"orders\"", "\"email\"", "CREATE INDEX \"ix_orders_email\" ON \"orders\" (\"email\");\n")]
    [InlineData("\"public\".\"orders\"", "email", "CREATE INDEX \"ix_orders_email\" ON \"public\".\"orders\" (email);\n")]
    public Task Names_AreWrittenAsInTheirTable(string table, string column, string index) => Run(
        Query, [("db/V1__orders.sql", "CREATE TABLE " + table + " (id serial PRIMARY KEY, " + column + " varchar(200) NOT NULL, note text);\n")], [("db/V2__add_index_orders_email.sql", index)]);

    [Fact]
    public Task TakenName_GetsAnother() => Run(
        Query,
        [("db/V1__orders.sql", Orders + "CREATE INDEX ix_orders_email ON orders (email) WHERE status = 7;\n")],
        [("db/V2__add_index_orders_email.sql", "CREATE INDEX ix_orders_email_all ON orders (email);\n")]);

    [Fact]
    public Task SqlServer_KeepsBracketsSchemaAndBatches() => Run(
        Query.Replace("connection", "sqlServer", StringComparison.Ordinal),
        [("db/0001_Orders.sql", "CREATE TABLE [dbo].[Orders] (\r\n    [Id] INT IDENTITY PRIMARY KEY,\r\n    [Email] NVARCHAR(200) NOT NULL,\r\n    [Note] NVARCHAR(MAX)\r\n)\r\nGO\r\n")],
        [("db/0002_AddIndexOrdersEmail.sql", "CREATE INDEX [IX_Orders_Email] ON [dbo].[Orders] ([Email])\r\nGO\r\n")],
        provider: "sqlserver");

    [Fact]
    public Task FolderOfEachRelease_GoesOnInTheLatest() => Run(
        Query,
        [("db/1.0/V1__orders.sql", Orders), ("db/1.1/V2__status.sql", "CREATE INDEX ix_orders_status ON orders (status);\n")],
        [("db/1.1/V3__add_index_orders_email.sql", "CREATE INDEX ix_orders_email ON orders (email);\n")]);

    [Fact]
    public Task SchemaFile_IsContinued() => Run(
        Query,
        [("schema.sql", Orders + "\nCREATE INDEX ix_orders_status ON orders (status);\n")],
        [("schema.sql", Orders + "\nCREATE INDEX ix_orders_status ON orders (status);\n\nCREATE INDEX ix_orders_email ON orders (email);\n")]);

    [Fact]
    public Task FileOfATable_IsContinuedWithItsBatches() => Run(
        Query.Replace("connection", "sqlServer", StringComparison.Ordinal),
        [("Tables/Orders.sql", "CREATE TABLE [dbo].[Orders] ([Id] INT PRIMARY KEY, [Email] NVARCHAR(200) NOT NULL, [Note] INT);\nGO\nCREATE NONCLUSTERED INDEX [IX_Orders_Note]\n    ON [dbo].[Orders]([Note] ASC);\n")],
        [("Tables/Orders.sql", "CREATE TABLE [dbo].[Orders] ([Id] INT PRIMARY KEY, [Email] NVARCHAR(200) NOT NULL, [Note] INT);\nGO\nCREATE NONCLUSTERED INDEX [IX_Orders_Note]\n    ON [dbo].[Orders]([Note] ASC);\n\nCREATE NONCLUSTERED INDEX [IX_Orders_Email]\n    ON [dbo].[Orders]([Email]);\n")],
        provider: "sqlserver");

    [Fact]
    public Task FixAll_IsOneScript() => Run(
        "connection.QueryFirstOrDefault<string>(\"SELECT note FROM orders WHERE [|email = @email|]\", new { email })\n"
        + " ?? connection.QueryFirstOrDefault<string>(\"SELECT note FROM orders WHERE [|email = @email|] AND created_at > @email\", new { email })\n"
        + " ?? connection.QueryFirstOrDefault<string>(\"SELECT note FROM orders WHERE [|reference = @email|]\", new { email })",
        [("db/V1__orders.sql", Orders)],
        [("db/V2__add_indexes.sql", "CREATE INDEX ix_orders_email_created_at ON orders (email, created_at);\nCREATE INDEX ix_orders_reference ON orders (reference);\n")],
        all: true);

    [Fact]
    public Task OtherOrder_CreatesThenDrops() => Run(
        "connection.QueryFirstOrDefault<string>(\"SELECT note FROM orders WHERE [|email = @email|] AND created_at > @email\", new { email })",
        [("db/V1__orders.sql", Orders + "CREATE INDEX ix_orders_created_at_email ON orders (created_at, email);\n")],
        [("db/V2__change_index_orders_email_created_at.sql", "CREATE INDEX ix_orders_email_created_at ON orders (email, created_at);\nDROP INDEX ix_orders_created_at_email;\n")],
        rule: "DBA1003");

    [Theory]
    [InlineData("postgresql", "DROP INDEX ix_orders_email_again;\n")]
    [InlineData("sqlite", "DROP INDEX ix_orders_email_again;\n")]
    [InlineData("mysql", "DROP INDEX ix_orders_email_again ON orders;\n")]
    [InlineData("sqlserver", "DROP INDEX ix_orders_email_again ON orders;\n")]
    public Task DuplicateIndexOfScripts_IsDroppedByTheNext(string provider, string drop) => Schema(
        "DBA1004",
        [("db/V1__orders.sql", Orders + "CREATE INDEX ix_orders_email ON orders (email);\n"), ("db/V2__again.sql", "CREATE INDEX ix_orders_email_again ON orders (email);\n")],
        [("db/V3__drop_index_ix_orders_email_again.sql", drop)],
        provider);

    [Fact]
    public Task DuplicateIndexOfASchemaFile_IsTakenOutOfIt() => Schema(
        "DBA1004",
        [("schema.sql", Orders + "\nCREATE INDEX ix_orders_email ON orders (email);\n\nCREATE INDEX ix_orders_email_again ON orders (email);\n\nCREATE INDEX ix_x ON orders (created_at);\n")],
        [("schema.sql", Orders + "\nCREATE INDEX ix_orders_email ON orders (email);\n\nCREATE INDEX ix_x ON orders (created_at);\n")]);

    [Fact]
    public Task RedundantPrefix_IsDropped() => Schema(
        "DBA1005",
        [("db/V1__orders.sql", Orders.Replace("orders", "public.orders", StringComparison.Ordinal) + "CREATE INDEX \"IX_a\" ON public.orders (email);\nCREATE INDEX \"IX_b\" ON public.orders (email, created_at);\n")],
        [("db/V2__drop_index_ix_a.sql", "DROP INDEX public.\"IX_a\";\n")]);

    [Fact]
    public Task ForeignKeyOfScripts_GetsItsIndex() => Schema(
        "DBA1006",
        [("db/V1__orders.sql", Orders + "create table lines (id int primary key, order_id int not null references orders (id) on delete cascade);\n")],
        [("db/V2__add_index_lines_order_id.sql", "CREATE INDEX ix_lines_order_id ON lines (order_id);\n")]);

    [Fact]
    public Task ForeignKeysOfScripts_AllAtOnce_AreOneScript() => Schema(
        "DBA1006",
        [("db/V1__orders.sql", Orders + "CREATE TABLE lines (id int primary key, order_id int not null references orders (id) on delete cascade);\n"
            + "CREATE TABLE notes (id int primary key, order_id int not null references orders (id) on delete cascade);\n")],
        [("db/V2__add_indexes.sql", "CREATE INDEX ix_lines_order_id ON lines (order_id);\nCREATE INDEX ix_notes_order_id ON notes (order_id);\n")],
        count: 2);

    [Fact]
    public Task IndexedForeignKeyOfScripts_Silent() => new Verify
    {
        Rules = ["DBA1004", "DBA1005", "DBA1006"],
        Count = 0,
        Files = { ["Test.cs"] = Code("null") },
        AdditionalFiles =
        {
            ["db/V1__orders.sql"] = Orders + "create table lines (id int primary key, order_id int not null references orders (id) on delete cascade);\ncreate index ix on lines (order_id, id);\n",
            ["db/V2__again.sql"] = "create index twice on lines (order_id, id); drop index twice;",
        },
        Options = { ["dbarchitect.provider"] = "postgresql" },
    }.RunAsync();

    private static Task Schema(string rule, (string Path, string Text)[] scripts, (string Path, string Text)[] after, string provider = "postgresql", int count = 1) => new Verify
    {
        Rules = [rule],
        Count = count,
        FixAllAtOnce = count > 1,
        Files = { ["Test.cs"] = Code("null") },
        AdditionalFiles = scripts.ToDictionary(static script => script.Path, static script => script.Text),
        FixedAdditional = after.ToDictionary(static script => script.Path, static script => script.Text),
        Options = { ["dbarchitect.provider"] = provider },
    }.RunAsync();

    [Fact]
    public Task Exported_HasNoScript() => new Verify
    {
        Rules = ["DBA1001"],
        HasNoFix = true,
        Files = { ["Test.cs"] = Code(Query) },
        AdditionalFiles = { ["shop.dbarchitect.json"] = """{ "dbarchitect": 1, "omitted": "none", "schemas": [ { "store": "postgreSql", "tables": [ { "name": "orders", "columns": [ { "name": "id", "type": "int" }, { "name": "email", "type": "text" }, { "name": "note", "type": "text" } ], "primaryKey": { "columns": [ "id" ] } } ] } ] }""" },
    }.RunAsync();

    private static Task Next((string Path, string Text) script, (string Path, string Text) next) => Run(Query, [script], [next]);

    private static Task Run(string expression, (string Path, string Text)[] scripts, (string Path, string Text)[] after, string provider = "postgresql", bool all = false, string rule = "DBA1001") => new Verify
    {
        Rules = [rule],
        Files = { ["Test.cs"] = Code(expression) },
        AdditionalFiles = scripts.ToDictionary(static script => script.Path, static script => script.Text),
        FixedAdditional = after.ToDictionary(static script => script.Path, static script => script.Text),
        FixAllAtOnce = all,
        Options = { ["dbarchitect.provider"] = provider },
    }.RunAsync();

    private static string Code(string expression) =>
        "using Dapper; public class Orders(Npgsql.NpgsqlConnection connection, Microsoft.Data.SqlClient.SqlConnection sqlServer) { public string? Find(string email) => " + expression + "; }";
}
