namespace DbArchitect.Analyzers.Tests.SqlRules;

/// <summary>Rules of other families that know nothing of SQL text, on SQL text.</summary>
public sealed class QueryRulesOnSqlTests
{
    [Fact]
    public Task PagingWithoutOrder_Fires() => SqlShop.Sqlite("DBA2201", "[|db.Query<Person>(\"SELECT Id, Name FROM Customers LIMIT 10 OFFSET @id\", new { id })|];");

    [Theory]
    [InlineData("db.Query<Person>(\"SELECT Id, Name FROM Customers ORDER BY Id LIMIT 10 OFFSET @id\", new { id });")]
    [InlineData("db.Query<Person>(\"SELECT Id, Name FROM Customers LIMIT 10\");")]
    [InlineData("db.Query<Person>($\"SELECT Id, Name FROM Customers {order} LIMIT 10 OFFSET @id\", new { id });")]
    public Task OrderedOrUnknown_Silent(string body) => SqlShop.Sqlite("DBA2201", body);

    [Fact]
    public Task PagingWithoutTotalOrder_Fires() => SqlShop.Sqlite("DBA2202", "db.Query<Person>(\"SELECT Id, Name FROM Customers ORDER BY [|Name|] LIMIT 10 OFFSET @id\", new { id });");

    [Fact]
    public Task TotalOrder_Silent() => SqlShop.Sqlite("DBA2202", "db.Query<Person>(\"SELECT Id, Name FROM Customers ORDER BY Name, Id LIMIT 10 OFFSET @id\", new { id });");

    [Fact]
    public Task RandomOrder_Fires() => SqlShop.Sqlite("DBA2205", "db.Query<Person>(\"SELECT Id, Name FROM Customers ORDER BY [|RANDOM()|] LIMIT 1\");");

    [Theory]
    [InlineData("return [|db.ExecuteScalar<int>(\"SELECT COUNT(*) FROM Orders WHERE CustomerId = @id\", new { id }) > 0|];")]
    [InlineData("if ([|db.QuerySingle<int>(\"SELECT COUNT(*) FROM Orders\") == 0|]) return 1;")]
    [InlineData("db.Query<Person>(\"SELECT c.Id, c.Name FROM Customers c WHERE [|(SELECT COUNT(*) FROM Orders o WHERE o.CustomerId = c.Id) > 0|]\");")]
    public Task CountForExistence_Fires(string body) => SqlShop.Sqlite("DBA2108", body);

    [Theory]
    [InlineData("return db.ExecuteScalar<int>(\"SELECT COUNT(*) FROM Orders WHERE CustomerId = @id\", new { id }) > 1;")]
    [InlineData("return db.ExecuteScalar<int>(\"SELECT MAX(Id) FROM Orders\") > 0;")]
    [InlineData("return db.ExecuteScalar<int>(\"SELECT COUNT(*) FROM Orders WHERE CustomerId = @id\", new { id });")]
    [InlineData("db.Query<Person>(\"SELECT c.Id, c.Name FROM Customers c WHERE (SELECT COUNT(*) FROM Orders o WHERE o.CustomerId = c.Id) > 3\");")]
    [InlineData("db.Query<Person>(\"SELECT c.Id, c.Name FROM Customers c JOIN Orders o ON o.CustomerId = c.Id GROUP BY c.Id, c.Name HAVING COUNT(*) > 0\");")]
    public Task OtherCount_Silent(string body) => SqlShop.Sqlite("DBA2108", body);
}
