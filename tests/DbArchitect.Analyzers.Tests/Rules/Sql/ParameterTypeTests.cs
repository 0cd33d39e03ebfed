using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class UnicodeParameterForAnsiColumnTests
{
    private const string Rule = "DBA5008";

    [Fact]
    public Task DapperString_FiresWithDbString() => SqlShop.SqlServer(
        Rule,
        "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Number = @email|]\", new { email });",
        "'email' is sent as nvarchar and Number is varchar(20): SQL Server converts the column of every row, and does not search the index on it. "
            + "Send it as new DbString { Value = email, IsAnsi = true, Length = 20 }",
        DiagnosticSeverity.Warning);

    [Fact]
    public Task NoIndex_IsInfo() => SqlShop.SqlServer(Rule, "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Code = @email|]\", new { email });", severity: DiagnosticSeverity.Info);

    [Theory]
    [InlineData("using var c = NewCommand(\"SELECT Id FROM Orders WHERE [|Number = @n|]\", db); c.Parameters.AddWithValue(\"@n\", email); c.ExecuteReader();")]
    [InlineData("shop.Orders.FromSql($\"SELECT * FROM Orders WHERE [|Number = |]{email}\").ToList();")]
    [InlineData("var p = new DynamicParameters(); p.Add(\"n\", email); db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Number = @n|]\", p);")]
    public Task InferredString_Fires(string body) => SqlShop.SqlServer(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @email\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Number = @n\", new { n = new DbString { Value = email, IsAnsi = true } });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Number = CAST(@email AS varchar(20))\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Number = 'A1'\");")]
    [InlineData("var p = new DynamicParameters(); p.Add(\"n\", email, DbType.AnsiString); db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Number = @n\", p);")]
    [InlineData("using var c = NewCommand(\"SELECT Id FROM Orders WHERE Number = @n\", db); c.Parameters.Add(\"@n\", SqlDbType.VarChar, 20).Value = email; c.ExecuteReader();")]
    [InlineData("db.Execute(\"UPDATE Orders SET Number = @email WHERE Id = @id\", new { email, id });")]
    [InlineData("var text = email; shop.Orders.Where(o => o.Number == text).ToList();")]
    public Task TypedOrUnicode_Silent(string body) => SqlShop.SqlServer(Rule, body);

    [Theory]
    [InlineData("new { email }", "new { email = new DbString { Value = email, IsAnsi = true, Length = 20 } }")]
    [InlineData("new { id, Email = filter.Email }", "new { id, Email = new DbString { Value = filter.Email, IsAnsi = true, Length = 20 } }")]
    [InlineData("new { filter.Email }", "new { Email = new DbString { Value = filter.Email, IsAnsi = true, Length = 20 } }")]
    [InlineData("param: new { email /* as typed */ }, commandTimeout: 5", "param: new { email = new DbString { Value = email, IsAnsi = true, Length = 20 } /* as typed */ }, commandTimeout: 5")]
    public Task Fix_SendsADbString(string before, string after) => SqlShop.FixOnSqlServer(
        Rule,
        "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Number = @email|]\", " + before + ");",
        "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Number = @email\", " + after + ");");

    // The value is given elsewhere.
    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Number = @email|]\", filter);")]
    [InlineData("var p = new DynamicParameters(); p.Add(\"n\", email); db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Number = @n|]\", p);")]
    public Task OtherParameterObject_HasNoFix(string body) => SqlShop.NoFixOnSqlServer(Rule, body);

    [Fact]
    public Task OtherEngine_Silent() => SqlShop.Sqlite(Rule, "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Number = @email\", new { email });");
}

public sealed class ComparisonOfDifferentTypesTests
{
    private const string Rule = "DBA5009";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"Id\\\" = @email|]\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"Email\\\" = @id|]\", new { id });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"Reference\\\" = @email|]\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"Email\\\" = 7|]\");")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"IsPaid\\\" = 1|]\");")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"State\\\" = @status|]\", new { status });")]
    public Task PostgreSql_HasNoOperator(string body) => SqlShop.PostgreSql(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Id\\\" = '7'\");")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Total\\\" > @id\", new { id });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Status\\\" = @status AND \\\"IsPaid\\\" = @all\", new { status, all });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"PlacedAt\\\" > @day\", new { day = System.DateTime.UtcNow });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Reference\\\" = @r\", new { r = System.Guid.NewGuid() });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Id\\\" = @email::int\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Id\\\" = ANY(@ids)\", new { ids });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Email\\\" IS NULL AND \\\"IsPaid\\\"\");")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Id\\\" = @x\", new { x = (object)email });")]
    public Task PostgreSql_SameClass_Silent(string body) => SqlShop.PostgreSql(Rule, body);

    [Fact]
    public Task SqlServer_ConvertsTheTextColumn() => SqlShop.SqlServer(
        Rule,
        "db.Query<Row>(\"SELECT * FROM Orders WHERE [|Number = @id|]\", new { id });",
        "Number is varchar(20) and is compared with 'id' of type int: the column of every row is converted to a number, which no index serves and which fails at the first text that is none. "
            + "Send a value of the column's type");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT * FROM Orders WHERE Id = @email\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM Orders WHERE Number = '7' AND Status = @status\", new { status });")]
    public Task SqlServer_ConvertsTheValue_Silent(string body) => SqlShop.SqlServer(Rule, body);

    [Fact]
    public Task Sqlite_EnumAgainstItsName_Fires() => SqlShop.Sqlite(Rule, "db.Query<Row>(\"SELECT * FROM Orders WHERE [|State = @status|]\", new { status });");

    [Fact]
    public Task Sqlite_AppliesTheColumnsAffinity_Silent() => SqlShop.Sqlite(Rule, "db.Query<Row>(\"SELECT * FROM Orders WHERE Number = @id AND State = @name\", new { id, name = status.ToString() });");
}
