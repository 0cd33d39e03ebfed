namespace DbArchitect.Analyzers.Tests.SqlRules;

/// <summary>DBA2203 on SQL text, and its fix in every form of literal and engine.</summary>
public sealed class OffsetPagingTests
{
    private const string Q = "\"\"\"";

    [Fact]
    public Task AfterTheLastRow_InARawString() => Fix(
        "int customer, int skip, int take",
        "db.Query<Row>(" + Q + "\n            SELECT Id, Number\n            FROM Orders\n            WHERE CustomerId = @customer\n            ORDER BY Id\n            LIMIT @take OFFSET @skip\n            " + Q
        + ", new { customer, skip, take })",
        "int customer, int skip, int take, int? lastId = null",
        "db.Query<Row>($" + Q + "\n            SELECT Id, Number\n            FROM Orders\n            WHERE CustomerId = @customer{(lastId is null ? \"\" : \" AND Id > @lastId\")}\n            ORDER BY Id\n            LIMIT @take\n            "
        + Q + ", new { customer, lastId, take })");

    [Fact]
    public Task NoFilterYet_GetsOne() => Fix(
        "int skip",
        "db.Query<Row>(\"select Id, Number from Orders order by Id desc limit 20 offset @skip\", new { skip })",
        "int skip, int? lastId = null",
        "db.Query<Row>($\"select Id, Number from Orders{(lastId is null ? \"\" : \" where Id < @lastId\")} order by Id desc limit 20\", new { lastId })");

    [Fact]
    public Task TwoKeys_AreComparedAsARow_OnSqlite() => Fix(
        "int skip",
        "db.Query<Row>(@\"SELECT o.Id, o.Number FROM Orders o WHERE o.CustomerId = 1 OR o.Total > 9 ORDER BY o.CreatedAt DESC, o.Id DESC LIMIT 20 OFFSET @skip\", new { skip })",
        "int skip, DateTime? lastCreatedAt = null, int? lastId = null",
        "db.Query<Row>($@\"SELECT o.Id, o.Number FROM Orders o WHERE (o.CustomerId = 1 OR o.Total > 9){(lastCreatedAt is null ? \"\" : \" AND (o.CreatedAt, o.Id) < (@lastCreatedAt, @lastId)\")} "
        + "ORDER BY o.CreatedAt DESC, o.Id DESC LIMIT 20\", new { lastCreatedAt, lastId })");

    [Fact]
    public Task TwoKeys_AreARangeOfTheFirst_OnSqlServer() => Fix(
        "int page, int size",
        "db.Query<Row>(\"SELECT Id, Number FROM Orders WHERE CustomerId = 1 ORDER BY CreatedAt, Id OFFSET (@page - 1) * @size ROWS FETCH NEXT @size ROWS ONLY\", new { page, size })",
        "int page, int size, DateTime? lastCreatedAt = null, int? lastId = null",
        "db.Query<Row>($\"SELECT Id, Number FROM Orders WHERE CustomerId = 1{(lastCreatedAt is null ? \"\" : \" AND CreatedAt >= @lastCreatedAt AND (CreatedAt > @lastCreatedAt OR Id > @lastId)\")} "
        + "ORDER BY CreatedAt, Id OFFSET 0 ROWS FETCH NEXT @size ROWS ONLY\", new { lastCreatedAt, lastId, size })",
        "UseSqlServer(\"Server=db\")",
        "Microsoft.Data.SqlClient.SqlConnection");

    [Fact]
    public Task SignOfParameters_IsThatOfTheText() => Fix(
        "int customer, int skip",
        "db.Query<Row>(\"SELECT Id, Number FROM Orders WHERE CustomerId = :customer ORDER BY Id LIMIT 20 OFFSET :skip\", new { customer, skip })",
        "int customer, int skip, int? lastId = null",
        "db.Query<Row>($\"SELECT Id, Number FROM Orders WHERE CustomerId = :customer{(lastId is null ? \"\" : \" AND Id > :lastId\")} ORDER BY Id LIMIT 20\", new { customer, lastId })");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Number FROM Orders ORDER BY CreatedAt LIMIT 20 OFFSET @skip\", new { skip })")]
    [InlineData("db.Query<Row>(\"SELECT Id, Number FROM Orders ORDER BY lower(Number), Id LIMIT 20 OFFSET @skip\", new { skip })")]
    [InlineData("db.Query<Row>(\"SELECT Id, '{}' AS Number FROM Orders ORDER BY Id LIMIT 20 OFFSET @skip\", new { skip })")]
    [InlineData("db.Query<Row>(\"SELECT Id, Number \" + \"FROM Orders ORDER BY Id LIMIT 20 OFFSET @skip\", new { skip })")]
    [InlineData("db.Query<Row>(\"SELECT Id, Number FROM Orders ORDER BY Id LIMIT 20 OFFSET @skip\", Skip(skip))")]
    public Task FormsThatItDoesNotChange_HaveNoFix(string call) => new Verify
    {
        Rules = ["DBA2203"],
        HasNoFix = true,
        Options = { ["dotnet_diagnostic.DBA2203.severity"] = "suggestion" },
        Files = { ["Test.cs"] = Code("int skip", "[|" + call + "|]", Sqlite, SqliteConnection) },
    }.RunAsync();

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Number FROM Orders ORDER BY Id LIMIT 20\")")]
    [InlineData("db.Query<Row>(\"SELECT Id, Number FROM Orders ORDER BY Id LIMIT 20 OFFSET 40\")")]
    [InlineData("db.Query<Row>(\"SELECT Id, Number FROM Orders WHERE Id > @skip ORDER BY Id LIMIT 20\", new { skip })")]
    [InlineData("db.Query<Row>($\"SELECT Id, Number FROM Orders WHERE CustomerId = 1{(skip > 0 ? \" AND Id > @skip\" : \"\")} ORDER BY Id LIMIT 20\", new { skip })")]
    public Task WithoutAnOffset_Silent(string call) => new Verify
    {
        Rules = ["DBA2203", "DBA5001", "DBA5016"],
        Options = { ["dotnet_diagnostic.DBA2203.severity"] = "suggestion" },
        Files = { ["Test.cs"] = Code("int skip", call, Sqlite, SqliteConnection) },
    }.RunAsync();

    private const string Sqlite = "UseSqlite(\"Data Source=shop.db\")";
    private const string SqliteConnection = "Microsoft.Data.Sqlite.SqliteConnection";

    private static Task Fix(string parameters, string call, string newParameters, string newCall, string use = Sqlite, string connection = SqliteConnection) => new Verify
    {
        Rules = ["DBA2203", "DBA5001", "DBA5012", "DBA5016"],
        Options = { ["dotnet_diagnostic.DBA2203.severity"] = "suggestion" },
        Files = { ["Test.cs"] = Code(parameters, "[|" + call + "|]", use, connection) },
        Fixed = { ["Test.cs"] = Code(newParameters, newCall, use, connection) },
    }.RunAsync();

    private static string Code(string parameters, string call, string use, string connection) => $$"""
        using Dapper;

        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public int CustomerId { get; set; }
            public decimal Total { get; set; }
            public DateTime CreatedAt { get; set; }
        }

        public class Row
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.{{use}};
        }

        public class Pages({{connection}} db)
        {
            public object Page({{parameters}})
            {
                return {{call}};
            }

            private static object Skip(int skip) => new { skip };
        }
        """;
}
