using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class OrderByConstantTests
{
    private const string Rule = "DBA5012";

    [Fact]
    public Task Parameter_Fires() => SqlShop.Sqlite(
        Rule,
        "db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY [|@order|]\", new { order });",
        "@order in ORDER BY is the same for every row: nothing is sorted by it. Name a column; where it is chosen at run time, choose between texts");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY Total, [|'Email'|]\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY [|3|]\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders UNION ALL SELECT Id, Name FROM Customers ORDER BY [|3|]\");")]
    [InlineData("shop.Orders.FromSql($\"SELECT * FROM Orders ORDER BY {[|order|]}\").ToList();")]
    public Task Constant_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY 2\");")]
    [InlineData("db.Query<Row>(\"SELECT * FROM Orders ORDER BY 7\");")]
    [InlineData("db.Query<Row>($\"SELECT Id, Email FROM Orders ORDER BY {order}\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY CASE WHEN @all THEN Id ELSE Total END\", new { all });")]
    [InlineData("db.Query<Row>(\"SELECT Id, ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) FROM Orders ORDER BY (SELECT NULL)\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY NULL\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY Email COLLATE NOCASE LIMIT @id\", new { id });")]
    [InlineData("shop.Orders.FromSql($\"SELECT * FROM Orders WHERE Email = {email} ORDER BY Id\").ToList();")]
    public Task ColumnOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class AndInSetListTests
{
    private const string Rule = "DBA5013";

    [Theory]
    [InlineData("db.Execute(\"UPDATE Orders SET Email = [|@email AND CouponId = 2|] WHERE Id = @id\", new { id, email });")]
    [InlineData("db.Execute(\"UPDATE Orders SET Total = 1, Email = [|'' AND CouponId = NULL|] WHERE Id = @id\", new { id });")]
    public Task And_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Execute(\"UPDATE Orders SET Email = @email, CouponId = 2 WHERE Id = @id AND Total = 2\", new { id, email });")]
    [InlineData("db.Execute(\"UPDATE Orders SET IsPaid = (@all AND Total = 2) WHERE Id = @id\", new { id, all });")]
    [InlineData("db.Execute(\"UPDATE Orders SET IsPaid = Total > 0 AND CouponId = 2 WHERE Id = @id\", new { id });")]
    [InlineData("db.Execute(\"UPDATE Orders SET IsPaid = @all AND Total > 2 WHERE Id = @id\", new { id, all });")]
    public Task CommaOrTruthValue_Silent(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("@email AND CouponId = 2", "@email, CouponId = 2")]
    [InlineData("'' and CouponId = NULL  AND IsPaid = 1", "'', CouponId = NULL, IsPaid = 1")]
    public Task Fix_WritesCommas(string before, string after) => SqlShop.Fix(
        Rule, $"db.Execute(\"UPDATE Orders SET Email = [|{before}|] WHERE Id = @id\", new {{ id, email }});", $"db.Execute(\"UPDATE Orders SET Email = {after} WHERE Id = @id\", new {{ id, email }});");
}

public sealed class ImplicitCrossJoinTests
{
    private const string Rule = "DBA5015";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o, [|Customers|] c WHERE o.Total > 5\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o, [|Customers|] c\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id FROM Orders o JOIN [|Customers|] c\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id FROM Orders o, Customers c, [|Customers|] r WHERE o.CustomerId = c.Id AND r.Name LIKE 'a%'\");")]
    public Task Unlinked_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o, Customers c WHERE o.CustomerId = c.Id\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o, Customers c WHERE CustomerId = c.Id\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o CROSS JOIN Customers c\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o JOIN Customers c ON c.Id = o.CustomerId\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o JOIN Customers c USING (Id)\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, t.n FROM Orders o, (SELECT COUNT(*) n FROM Customers) t\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, j.value FROM Orders o, json_each(o.Email) j\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id, c.Name FROM Orders o, Customers c WHERE c.Id = @id\", new { id });")]
    [InlineData("db.Query<Row>($\"SELECT o.Id, c.Name FROM Orders o, Customers c WHERE {order}\");")]
    [InlineData("db.Query<Row>($\"SELECT o.Id, c.Name FROM Orders o, Customers c {order}\");")]
    [InlineData("db.Query<Row>(\"SELECT o.Id FROM Orders o, Customers c WHERE EXISTS (SELECT 1 FROM Orders x WHERE x.Id = o.Id AND x.CustomerId = c.Id)\");")]
    [InlineData("db.Query<Row>(\"WITH x AS (SELECT 1 AS n) SELECT o.Id, x.n FROM Orders o, x\");")]
    public Task LinkedOrMeantOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}

public sealed class CatchAllFilterTests
{
    private const string Rule = "DBA5016";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE ([|@email IS NULL OR Email = @email|]) AND Id > 1\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Email LIKE @email OR Email >= @email OR @email IS NULL|]\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Email = ISNULL(@email, Email)|]\", new { email });")]
    public Task OptionalCondition_Fires(string body) => SqlShop.SqlServer(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE (@email IS NULL OR Email = @email) OPTION (RECOMPILE)\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email IS NULL OR Email = @email\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE @id IS NULL OR Email = @email\", new { email, id });")]
    [InlineData("shop.Orders.Where(o => email == null || o.Email == email).ToList();")]
    public Task RecompiledOrOther_Silent(string body) => SqlShop.SqlServer(Rule, body);

    [Fact]
    public Task EngineThatPlansEachCall_Silent() =>
        SqlShop.PostgreSql(Rule, "db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE @email IS NULL OR \\\"Email\\\" = @email\", new { email });");
}

public sealed class InsertTests
{
    [Theory]
    [InlineData("db.Execute(\"INSERT INTO [|Customers|] VALUES (1, 'x', NULL)\");")]
    [InlineData("db.Execute(\"INSERT INTO [|Customers|] SELECT Id, Email, NULL FROM Orders\");")]
    public Task WithoutColumns_Fires(string body) => SqlShop.Sqlite("DBA5017", body);

    [Theory]
    [InlineData("db.Execute(\"INSERT INTO Customers (Id, Name) VALUES (1, 'x')\");")]
    [InlineData("db.Execute(\"INSERT INTO Customers DEFAULT VALUES\");")]
    [InlineData("db.Execute($\"INSERT INTO Customers {order}\");")]
    [InlineData("db.Execute($\"INSERT INTO Customers ({order}) VALUES (1)\");")]
    [InlineData("db.Execute($\"INSERT INTO {order} VALUES (1)\");")]
    public Task WithColumnsOrUnknown_Silent(string body) => SqlShop.Sqlite("DBA5017", body);

    [Theory]
    [InlineData("db.Execute(\"INSERT INTO Customers (Id, Name) VALUES ((SELECT [|MAX(Id) + 1|] FROM Customers), 'x')\");", DiagnosticSeverity.Warning)]
    [InlineData("db.Execute(\"INSERT INTO Customers (Id, Name) SELECT [|COALESCE(MAX(Id), 0) + 1|], 'x' FROM Customers\");", DiagnosticSeverity.Warning)]
    [InlineData("db.Execute(\"INSERT INTO Orders (CouponId) SELECT [|MAX(CouponId) + 1|] FROM Orders\");", DiagnosticSeverity.Info)]
    public Task NextByMaximum_Fires(string body, DiagnosticSeverity severity) => SqlShop.Sqlite("DBA5018", body, severity: severity);

    [Theory]
    [InlineData("db.Execute(\"INSERT INTO Customers (Id, Name) SELECT MAX(Id) + 1, 'x' FROM Orders\");")]
    [InlineData("db.ExecuteScalar<int>(\"SELECT MAX(Id) FROM Orders\");")]
    [InlineData("db.Execute(\"INSERT INTO Customers (Name) VALUES ('x')\");")]
    public Task OtherMaximum_Silent(string body) => SqlShop.Sqlite("DBA5018", body);

    [Theory]
    [InlineData("db.Execute(\"IF NOT EXISTS (SELECT 1 FROM Customers WHERE Name = @name) INSERT INTO [|Customers|] (Name) VALUES (@name)\", new { name = email });")]
    [InlineData("db.Execute(\"INSERT INTO [|Customers|] (Name) SELECT @name WHERE NOT EXISTS (SELECT 1 FROM Customers WHERE Name = @name)\", new { name = email });")]
    [InlineData("db.Execute(\"MERGE INTO [|Customers|] AS t USING (SELECT @id AS Id) AS s ON t.Id = s.Id WHEN NOT MATCHED THEN INSERT (Name) VALUES ('x');\", new { id });")]
    public Task CheckThenInsert_Fires(string body) => SqlShop.SqlServer("DBA5028", body);

    [Theory]
    [InlineData("db.Execute(\"IF NOT EXISTS (SELECT 1 FROM Customers WITH (UPDLOCK, HOLDLOCK) WHERE Name = @name) INSERT INTO Customers (Name) VALUES (@name)\", new { name = email });")]
    [InlineData("db.Execute(\"MERGE INTO Customers WITH (HOLDLOCK) AS t USING (SELECT @id AS Id) AS s ON t.Id = s.Id WHEN NOT MATCHED THEN INSERT (Name) VALUES ('x');\", new { id });")]
    [InlineData("db.Execute(\"MERGE INTO Customers AS t USING (SELECT @id AS Id) AS s ON t.Id = s.Id WHEN MATCHED THEN DELETE;\", new { id });")]
    [InlineData("db.Execute(\"INSERT INTO Customers (Name) SELECT Email FROM Orders WHERE NOT EXISTS (SELECT 1 FROM Orders)\");")]
    [InlineData("db.Execute(\"IF NOT EXISTS (SELECT 1 FROM #t) INSERT INTO #t (Name) VALUES (1)\");")]
    public Task Locked_Silent(string body) => SqlShop.SqlServer("DBA5028", body);

    [Fact]
    public Task SessionIdentity_Fires() => SqlShop.SqlServer("DBA5019", "db.ExecuteScalar<int>(\"INSERT INTO Customers (Name) VALUES ('x'); SELECT [|@@IDENTITY|]\");");

    [Theory]
    [InlineData("db.ExecuteScalar<int>(\"INSERT INTO Customers (Name) VALUES ('x'); SELECT SCOPE_IDENTITY()\");")]
    [InlineData("db.ExecuteScalar<int>(\"SELECT @@ROWCOUNT\");")]
    [InlineData("any.ExecuteScalar<int>(\"SELECT '@@IDENTITY'\");")]
    public Task OtherIdentity_Silent(string body) => SqlShop.SqlServer("DBA5019", body);
}

public sealed class QueueWithoutSkipLockedTests
{
    private const string Rule = "DBA5025";

    [Theory]
    [InlineData("db.Execute(\"UPDATE jobs SET taken = true WHERE id = ([|SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 1|])\");")]
    [InlineData("db.Execute(\"UPDATE jobs SET taken = true WHERE id IN ([|SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 10|]) RETURNING *\");")]
    [InlineData("db.Query<Row>(\"SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 1 [|FOR UPDATE|]\");")]
    public Task NextRow_Fires(string body) => SqlShop.PostgreSql(Rule, body);

    [Theory]
    [InlineData("db.Execute(\"UPDATE jobs SET taken = true WHERE id = (SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)\");")]
    [InlineData("db.Execute(\"UPDATE jobs SET taken = true WHERE id = (SELECT max(job) FROM runs WHERE x = 1 LIMIT 1)\");")]
    [InlineData("db.Query<Row>(\"SELECT id FROM jobs WHERE id = 1 FOR UPDATE\");")]
    [InlineData("db.Query<Row>(\"SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 1 FOR UPDATE NOWAIT\");")]
    public Task SkippedOrNoQueue_Silent(string body) => SqlShop.PostgreSql(Rule, body);

    [Fact]
    public Task Fix_LocksTheChosenRow() => SqlShop.FixOnPostgreSql(
        Rule,
        "db.Execute(\"UPDATE jobs SET taken = true WHERE id = ([|SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 1|])\");",
        "db.Execute(\"UPDATE jobs SET taken = true WHERE id = (SELECT id FROM jobs WHERE NOT taken ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)\");");

    [Fact]
    public Task Fix_SkipsWhatOthersHold_InTheCaseOfTheText() => SqlShop.FixOnPostgreSql(
        Rule, "db.Query<Row>(\"select id from jobs where not taken order by id limit 1 [|for update|]\");", "db.Query<Row>(\"select id from jobs where not taken order by id limit 1 for update skip locked\");");

    [Fact]
    public Task EngineOfOneWriter_Silent() => SqlShop.Sqlite(Rule, "db.Execute(\"UPDATE Orders SET Email = '' WHERE Id = (SELECT Id FROM Orders WHERE Email IS NULL LIMIT 1)\");");
}

public sealed class ForeignDialectTests
{
    private const string Rule = "DBA5026";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT [|TOP|] 5 Id, Email FROM Orders\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE PlacedAt < [|GETDATE|]()\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, [|ISNULL|](Email, '') FROM Orders\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Email ILIKE 'a%'|]\");")]
    [InlineData("db.Query<Row>(\"SELECT Id[|::|]text, Email FROM Orders\");")]
    public Task OnSqlite_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY Id [|LIMIT|] 5\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, [|IFNULL|](Email, '') FROM Orders\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE PlacedAt < [|NOW|]()\");")]
    public Task OnSqlServer_Fires(string body) => SqlShop.SqlServer(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT TOP 5 Id, ISNULL(Email, '') FROM Orders WHERE PlacedAt < GETDATE()\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders ORDER BY Id OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, dbo.NVL(Email) FROM Orders\");")]
    [InlineData("any.Query<Row>(\"SELECT Id, Email FROM Orders LIMIT 5\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = 'LIMIT 5'\");")]
    public Task OwnOrUnknown_Silent(string body) => SqlShop.SqlServer(Rule, body);

    [Fact]
    public Task Message_SaysWhatToWrite() => SqlShop.PostgreSql(
        Rule, "db.Query<Row>(\"SELECT [|ISNULL|](\\\"Email\\\", '') FROM \\\"Orders\\\"\");", "PostgreSQL does not know ISNULL: the statement fails. Write COALESCE");
}

public sealed class ProcedureAsTextTests
{
    [Fact]
    public Task Exec_Fires() => new Verify
    {
        Rules = ["DBA5029"],
        Options = { ["dotnet_diagnostic.DBA5029.severity"] = "warning" },
        Files = { ["Test.cs"] = "using Dapper; public class C(Microsoft.Data.SqlClient.SqlConnection db) { public void M(int id) { db.Execute(\"[|EXEC Pay @id|]\", new { id }); db.Execute(\"EXEC Pay @id; SELECT 1\", new { id }); } }" },
    }.RunAsync();

    [Fact]
    public Task ByDefault_Silent() => SqlShop.SqlServer("DBA5029", "db.Execute(\"EXEC Pay @id\", new { id });");
}
