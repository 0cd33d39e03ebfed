using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class SelectStarIntoTypeTests
{
    private const string Rule = "DBA5020";

    [Fact]
    public Task ColumnsWithoutPlace_Fire() => SqlShop.Sqlite(
        Rule,
        "db.Query<Person>(\"SELECT [|*|] FROM Customers WHERE Id = @id\", new { id });",
        "* reads ReferrerId, for which Person has no place. Name the columns that Person takes");

    [Theory]
    [InlineData("db.Query<Person>(\"SELECT [|c.*|], 1 AS Age FROM Customers c\");")]
    [InlineData("db.Query<Order>(\"SELECT [|*|] FROM Orders o JOIN Customers c ON c.Id = o.CustomerId\");")]
    public Task StarOfOneOrTwoTables_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Fact]
    public Task Fix_NamesWhatTheTypeTakes() => SqlShop.Fix(
        Rule,
        "db.Query<Person>(\"SELECT [|c.*|] FROM Customers c\");",
        "db.Query<Person>(\"SELECT c.Id, c.Name FROM Customers c\");");

    [Theory]
    [InlineData("db.Query<Customer>(\"SELECT * FROM Customers\");")]
    [InlineData("db.Query<Person>(\"SELECT Id, Name FROM Customers\");")]
    [InlineData("db.Query<Person>(\"SELECT * FROM Unknown\");")]
    [InlineData("db.Query<dynamic>(\"SELECT * FROM Customers\");")]
    [InlineData("db.Query(\"SELECT * FROM Customers\");")]
    [InlineData("db.Query<int>(\"SELECT COUNT(*) FROM Customers\");")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o JOIN Customers c ON c.Id = o.CustomerId\");")]
    [InlineData("db.Query<Order, Customer, Order>(\"SELECT * FROM Orders o JOIN Customers c ON c.Id = o.CustomerId\", (o, c) => o);")]
    [InlineData("shop.Customers.FromSql($\"SELECT * FROM Customers\").ToList();")]
    public Task AllTakenOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class UnmappedResultColumnTests
{
    private const string Rule = "DBA5021";

    [Theory]
    [InlineData("db.Query<Person>(\"SELECT Id, [|Name AS FullName|] FROM Customers\");")]
    [InlineData("db.Query<Person>(\"SELECT Id, Name, [|ReferrerId|] FROM Customers\");")]
    public Task NoMember_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Person>(\"SELECT id, NAME FROM Customers\");")]
    [InlineData("db.Query<Person>(\"SELECT Id, Name AS na_me FROM Customers\");")]
    [InlineData("db.Query<Person>(\"SELECT Id, COUNT(*) FROM Customers GROUP BY Id\");")]
    [InlineData("db.Query<Person>(\"SELECT a, b FROM x\");")]
    [InlineData("db.Query<string>(\"SELECT Name FROM Customers\");")]
    [InlineData("db.Query<(int, string)>(\"SELECT Id, Name AS Other FROM Customers\");")]
    [InlineData("db.Query<Dictionary<string, object>>(\"SELECT Id, Name FROM Customers\");")]
    [InlineData("db.Query<Person>($\"SELECT Id, {order} FROM Customers\");")]
    public Task MemberOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class ConstructorMismatchTests
{
    private const string Rule = "DBA5022";

    [Fact]
    public Task OtherColumns_Fire() => SqlShop.Sqlite(
        Rule,
        "db.Query<Row>(\"SELECT [|Id, Email, Total|] FROM Orders\");",
        "Dapper needs a constructor of Row with the columns of the result in their order, (Id, Email, Total), and finds (Id, Email): the query throws. "
            + "Select the columns so, or add a parameterless constructor");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT [|Email, Id|] FROM Orders\");")]
    [InlineData("db.QueryFirst<Row>(\"SELECT [|Id|] FROM Orders\");")]
    public Task OtherOrderOrNumber_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT id, email FROM Orders\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Number AS Email FROM Orders\");")]
    [InlineData("db.Query<Row>(\"SELECT * FROM Orders\");")]
    [InlineData("db.Query<Row>($\"SELECT {order} FROM Orders\");")]
    [InlineData("db.Query<Person>(\"SELECT Name, Id, 1 AS x FROM Customers\");")]
    [InlineData("db.Execute(\"SELECT Email, Id FROM Orders\");")]
    [InlineData("db.Query<Row, Person, Row>(\"SELECT Email, Id FROM Orders\", (r, p) => r);")]
    [InlineData("shop.Database.SqlQuery<Row>($\"SELECT Email, Id FROM Orders\").ToList();")]
    public Task FitsOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class MissingResultColumnTests
{
    private const string Rule = "DBA5030";

    [Fact]
    public Task MappedColumnIsNotSelected_Fires() => SqlShop.Sqlite(
        Rule,
        "shop.Customers.FromSql($\"SELECT [|Id, Name|] FROM Customers\").ToList();",
        "The result has no column 'ReferrerId', which EF Core needs to make Customer: the query throws. Select all mapped columns, or map the row to a type of its own with SqlQuery");

    [Theory]
    [InlineData("shop.Customers.FromSql($\"SELECT * FROM Customers\").ToList();")]
    [InlineData("shop.Customers.FromSql($\"SELECT Id, Name, ReferrerId FROM Customers\").ToList();")]
    [InlineData("shop.Customers.FromSqlRaw($\"SELECT Id, {order} FROM Customers\").ToList();")]
    [InlineData("shop.Database.SqlQuery<Person>($\"SELECT Id FROM Customers\").ToList();")]
    public Task AllOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class NotInNullableTests
{
    private const string Rule = "DBA5014";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE [|Id NOT IN (SELECT ReferrerId FROM Customers)|]\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders o WHERE o.Id > 1 AND [|o.CouponId NOT IN (SELECT c.ReferrerId FROM Customers c WHERE c.Name = 'x')|]\");")]
    public Task Nullable_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE Id NOT IN (SELECT ReferrerId FROM Customers WHERE ReferrerId IS NOT NULL)\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE Id NOT IN (SELECT ReferrerId FROM Customers WHERE ReferrerId > 5)\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE Id NOT IN (SELECT CustomerId FROM Orders)\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE Id IN (SELECT ReferrerId FROM Customers)\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE Id NOT IN (SELECT COALESCE(ReferrerId, 0) FROM Customers)\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Name AS Email FROM Customers WHERE Id NOT IN (SELECT x FROM Unknown)\");")]
    [InlineData("db.Query<Row>($\"SELECT Id, Name AS Email FROM Customers WHERE Id NOT IN (SELECT ReferrerId FROM Customers WHERE {order})\");")]
    [InlineData("db.Query<Row>(\"SELECT c.Id, c.Name AS Email FROM Customers c WHERE NOT EXISTS (SELECT 1 FROM Customers r WHERE r.ReferrerId = c.Id)\");")]
    [InlineData("shop.Customers.Where(c => !shop.Customers.Select(r => r.ReferrerId).Contains(c.Id)).ToList();")]
    public Task NeverNull_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class UnknownTableTests
{
    private const string Rule = "DBA5023";

    [Fact]
    public Task SimilarName_Fires() => SqlShop.Sqlite(
        Rule,
        "db.Query<Row>(\"SELECT Id, Email FROM [|Order|]\");".Replace("[|Order|]", "[|Ordres|]", StringComparison.Ordinal),
        "The model has no table 'Ordres', but 'Orders': if the database has none either, the statement fails. Write 'Orders'");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM orders\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Warehouses\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM archive.Ordres\");")]
    [InlineData("db.Query<Row>(\"WITH Ordres AS (SELECT 1 AS Id, 'x' AS Email) SELECT Id, Email FROM Ordres\");")]
    [InlineData("db.Query<Row>($\"SELECT Id, Email FROM Order{order}\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, o.Email FROM Orders o\");")]
    public Task KnownOrFar_Silent(string body) => SqlShop.Sqlite(Rule, body);
}
