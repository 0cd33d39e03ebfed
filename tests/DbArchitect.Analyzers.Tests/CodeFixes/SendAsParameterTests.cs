namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>DBA5001's fix: a value in the text becomes a parameter beside it, in every form of literal and in the style of the library.</summary>
public sealed class SendAsParameterTests
{
    private const string Q = "\"\"\"";

    [Theory]
    [InlineData("$\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\"", "\"SELECT * FROM Orders WHERE Email = @email\"")]
    [InlineData("$\"SELECT * FROM Orders WHERE Email = {[|email|]} AND Note = '{{}}'\"", "\"SELECT * FROM Orders WHERE Email = @email AND Note = '{}'\"")]
    [InlineData("$\"SELECT * FROM {Table} WHERE Email = '{[|email|]}' AND Id = 1\"", "$\"SELECT * FROM {Table} WHERE Email = @email AND Id = 1\"")]
    [InlineData("$@\"SELECT \"\"Id\"\"\n FROM Orders WHERE Email = '{[|email|]}'\"", "@\"SELECT \"\"Id\"\"\n FROM Orders WHERE Email = @email\"")]
    [InlineData("@$\"SELECT '{{' FROM Orders WHERE Email = N'{[|email|]}'\"", "@\"SELECT '{' FROM Orders WHERE Email = @email\"")]
    [InlineData("$" + Q + "\n            SELECT \"Id\"\n            FROM Orders\n            WHERE Email = '{[|email|]}'\n            " + Q, Q + "\n            SELECT \"Id\"\n            FROM Orders\n            WHERE Email = @email\n            " + Q)]
    [InlineData("\"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"'\"", "\"SELECT * FROM Orders WHERE Email = @email\"")]
    [InlineData("\"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"' AND Id = 1\"", "\"SELECT * FROM Orders WHERE Email = @email AND Id = 1\"")]
    [InlineData("\"SELECT * FROM Orders WHERE Email = '\" + [|email|] +\n            \"' AND Id = 1\"", "\"SELECT * FROM Orders WHERE Email = @email\" +\n            \" AND Id = 1\"")]
    [InlineData("\"SELECT * FROM Orders WHERE Email = \" + [|email|]", "\"SELECT * FROM Orders WHERE Email = @email\"")]
    [InlineData("@\"SELECT * FROM Orders WHERE Email = '\" + [|email|] + @\"' AND \"\"Id\"\" = 1\"", "@\"SELECT * FROM Orders WHERE Email = @email AND \"\"Id\"\" = 1\"")]
    public Task Text_InEveryForm(string before, string after) => Fix("db.Query<Order>(" + before + ");", "db.Query<Order>(" + after + ", new { email });");

    [Theory]
    [InlineData("'%{[|email|]}%'", "new { email = \"%\" + email + \"%\" }", "email")]
    [InlineData("'{[|email|]}''s \\\"%'", "new { email = email + \"'s \\\"%\" }", "email")]
    [InlineData("'{[|filter.Email|]}'", "new { filter.Email }", "Email")]
    [InlineData("'{[|email.Trim()|]}'", "new { email = email.Trim() }", "email")]
    [InlineData("'{[|_email|]}'", "new { email = _email }", "email")]
    [InlineData("'%{[|email ?? \\\"\\\"|]}'", "new { email = \"%\" + (email ?? \"\") }", "email")]
    public Task Value_IsNamedForWhatItIs(string before, string sent, string name)
    {
        var hole = before.Replace("\\\"\\\"", "\"\"", StringComparison.Ordinal).Replace("[|email.Trim()|]", "[|email|].Trim()", StringComparison.Ordinal);
        return hole.Contains(".Trim()", StringComparison.Ordinal)
            ? None("db.Query<Order>($\"SELECT * FROM Orders WHERE Email LIKE " + hole + "\");")
            : Fix("db.Query<Order>($\"SELECT * FROM Orders WHERE Email LIKE " + hole + "\");", "db.Query<Order>(\"SELECT * FROM Orders WHERE Email LIKE @" + name + "\", " + sent + ");");
    }

    [Theory]
    [InlineData(", new { id }", ", new { id, email }")]
    [InlineData(", new { id, }", ", new { id, email, }")]
    [InlineData(", new { }", ", new { email }")]
    [InlineData(", null", ", new { email }")]
    [InlineData(", transaction: tx", ", new { email }, transaction: tx")]
    [InlineData(", param: new { id }, commandTimeout: 3", ", param: new { id, email }, commandTimeout: 3")]
    [InlineData(", new { id, filter.Email }", ", new { id, filter.Email, email }", "AND Id = @id")]
    [InlineData(", new\n            {\n                id,\n                order,\n            }", ", new\n            {\n                id,\n                order,\n                email,\n            }")]
    public async Task Parameters_AreExtended(string before, string after, string more = "")
    {
        // Dapper names parameters without regard to case: of two that differ in nothing else, one is refused.
        if (more.Length > 0)
            await None("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}' " + more + "\"" + before + ");");
        else
            await Fix("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\"" + before + ");", "db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email\"" + after + ");");
    }

    [Fact]
    public Task NameInTheText_IsNotTaken() => Fix(
        "db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}' OR Note = @email\", new { other = id });",
        "db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email2 OR Note = @email\", new { other = id, email2 = email });");

    [Fact]
    public Task DynamicParameters_GetAnEntry() => Fix(
        "var p = new DynamicParameters();\n        db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\", p);",
        "var p = new DynamicParameters();\n        p.Add(\"email\", email);\n        db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email\", p);");

    [Fact]
    public Task CommandDefinition_TakesTheParameters() => Fix(
        "db.Query<Order>(new CommandDefinition($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\", cancellationToken: default));",
        "db.Query<Order>(new CommandDefinition(\"SELECT * FROM Orders WHERE Email = @email\", new { email }, cancellationToken: default));");

    [Fact]
    public Task TextInALocal_EveryCallGetsTheParameter() => Fix(
        "var sql = $\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\";\n        db.Query<Order>(sql);\n        db.Execute(sql, new { id });",
        "var sql = \"SELECT * FROM Orders WHERE Email = @email\";\n        db.Query<Order>(sql, new { email });\n        db.Execute(sql, new { id, email });");

    [Fact]
    public Task AppendedText_IsFollowed() => Fix(
        "var sql = \"SELECT * FROM Orders WHERE 1 = 1\";\n        if (id > 0)\n            sql += \" AND Email = '\" + [|email|] + \"'\";\n        db.Query<Order>(sql);",
        "var sql = \"SELECT * FROM Orders WHERE 1 = 1\";\n        if (id > 0)\n            sql += \" AND Email = @email\";\n        db.Query<Order>(sql, new { email });");

    [Fact]
    public Task Oracle_TakesAColon() => Fix(
        "db.Query<Order>($\"SELECT * FROM Orders WHERE Id = :id AND Email = '{[|email|]}'\", new { id });",
        "db.Query<Order>(\"SELECT * FROM Orders WHERE Id = :id AND Email = :email\", new { id, email });");

    [Theory]
    [InlineData(
        "using var command = new Npgsql.NpgsqlCommand($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\");\n        command.ExecuteReader();",
        "using var command = new Npgsql.NpgsqlCommand(\"SELECT * FROM Orders WHERE Email = @email\");\n        command.Parameters.AddWithValue(\"@email\", email);\n        command.ExecuteReader();")]
    [InlineData(
        "using var command = db.CreateCommand();\n        command.CommandText = $\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\";\n        command.ExecuteReader();",
        "using var command = db.CreateCommand();\n        command.CommandText = \"SELECT * FROM Orders WHERE Email = @email\";\n        var emailParameter = command.CreateParameter();\n        emailParameter.ParameterName = \"@email\";\n        emailParameter.Value = email;\n        command.Parameters.Add(emailParameter);\n        command.ExecuteReader();")]
    [InlineData(
        "using (var command = new Npgsql.NpgsqlCommand($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\"))\n        {\n            command.ExecuteReader();\n        }",
        "using (var command = new Npgsql.NpgsqlCommand(\"SELECT * FROM Orders WHERE Email = @email\"))\n        {\n            command.Parameters.AddWithValue(\"@email\", email);\n            command.ExecuteReader();\n        }")]
    [InlineData(
        "var command = new Npgsql.NpgsqlCommand($\"SELECT * FROM Orders WHERE Id = @id AND Email = '{[|email|]}'\");\n        command.Parameters.AddWithValue(\"id\", id);\n        command.ExecuteReader();",
        "var command = new Npgsql.NpgsqlCommand(\"SELECT * FROM Orders WHERE Id = @id AND Email = @email\");\n        command.Parameters.AddWithValue(\"email\", email);\n        command.Parameters.AddWithValue(\"id\", id);\n        command.ExecuteReader();")]
    [InlineData(
        "var command = new Npgsql.NpgsqlCommand($\"SELECT * FROM Orders WHERE Id = @id AND Email = '{[|email|]}'\");\n        command.Parameters.Add(new Npgsql.NpgsqlParameter(\"@id\", id));\n        command.ExecuteReader();",
        "var command = new Npgsql.NpgsqlCommand(\"SELECT * FROM Orders WHERE Id = @id AND Email = @email\");\n        command.Parameters.Add(new Npgsql.NpgsqlParameter(\"@email\", email));\n        command.Parameters.Add(new Npgsql.NpgsqlParameter(\"@id\", id));\n        command.ExecuteReader();")]
    [InlineData(
        "var command = new Npgsql.NpgsqlCommand { CommandText = $\"SELECT * FROM Orders WHERE Email = '{[|filter.Name|]}'\" };\n        command.ExecuteReader();",
        "var command = new Npgsql.NpgsqlCommand { CommandText = \"SELECT * FROM Orders WHERE Email = @Name\" };\n        command.Parameters.AddWithValue(\"@Name\", (object?)filter.Name ?? DBNull.Value);\n        command.ExecuteReader();")]
    public Task Ado_AddsToTheCommand(string before, string after) => Fix(before, after);

    [Theory]
    [InlineData("db.Execute(string.Format(\"UPDATE Orders SET Email = '{0}' WHERE Id = 1\", [|email|]));")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}-{[|order|]}'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|],-10}'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}' AND Id = ?\", new { id });")]
    [InlineData("var p = new { id }; db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\", p);")]
    [InlineData("new Npgsql.NpgsqlCommand($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\").ExecuteReader();")]
    [InlineData("var command = db.CreateCommand(); foreach (var one in ids) { command.CommandText = $\"SELECT * FROM Orders WHERE Id = {one} AND Email = '{[|email|]}'\"; command.ExecuteReader(); }")]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email = '\" + /* whose */ [|email|] + \"'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = 'a\\\\{[|email|]}'\");")]
    public Task WhatCannotBeFollowed_HasNoFix(string body) => None(body);

    [Fact]
    public Task FixAll_MakesThemAll() => Run(
        "db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}' AND Note = '{[|order|]}'\");\n        db.Query<Order>(\"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"'\");",
        "db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email AND Note = @order\", new { order, email });\n        db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email\", new { email });",
        all: true);

    [Theory]
    [InlineData(
        "var sql = \"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"'\";\n        shop.Orders.FromSqlRaw(sql).ToList();",
        "var sql = \"SELECT * FROM Orders WHERE Email = {0}\";\n        shop.Orders.FromSqlRaw(sql, email).ToList();")]
    [InlineData(
        "var sql = $\"UPDATE Orders SET Note = {{0}} WHERE Email LIKE '%{[|email|]}%'\";\n        shop.Database.ExecuteSqlRaw(sql, order);",
        "var sql = \"UPDATE Orders SET Note = {0} WHERE Email LIKE {1}\";\n        shop.Database.ExecuteSqlRaw(sql, order, \"%\" + email + \"%\");")]
    [InlineData(
        "var sql = $\"UPDATE {Table} SET Note = NULL WHERE Email = '{[|email|]}'\";\n        shop.Database.ExecuteSqlRawAsync(sql, default(CancellationToken));",
        "var sql = $\"UPDATE {Table} SET Note = NULL WHERE Email = {{0}}\";\n        shop.Database.ExecuteSqlRawAsync(sql, [email], default(CancellationToken));")]
    [InlineData(
        "var sql = $" + Q + "\n            SELECT Id\n            FROM Orders\n            WHERE Email = '{[|email|]}'\n            " + Q + ";\n        shop.Database.SqlQueryRaw<int>(sql).ToList();",
        "var sql = " + Q + "\n            SELECT Id\n            FROM Orders\n            WHERE Email = {0}\n            " + Q + ";\n        shop.Database.SqlQueryRaw<int>(sql, email).ToList();")]
    [InlineData(
        "var sql = \"SELECT * FROM Orders WHERE Id = {0} AND Email = '\" + [|email|] + \"'\";\n        shop.Orders.FromSqlRaw(sql, new object[] { id }).ToList();",
        "var sql = \"SELECT * FROM Orders WHERE Id = {0} AND Email = {1}\";\n        shop.Orders.FromSqlRaw(sql, new object[] { id, email }).ToList();")]
    public Task EfCore_NumbersItsValues(string before, string after) => Fix(before, after);

    [Theory]
    [InlineData("var sql = \"SELECT * FROM Orders WHERE Note = @note AND Email = '\" + [|email|] + \"'\"; shop.Orders.FromSqlRaw(sql, new Microsoft.Data.Sqlite.SqliteParameter(\"@note\", order)).ToList();")]
    [InlineData("var sql = \"SELECT * FROM Orders WHERE Note = '{}' AND Email = '\" + [|email|] + \"'\"; shop.Orders.FromSqlRaw(sql).ToList();")]
    [InlineData("var values = new object[] { id }; var sql = \"SELECT * FROM Orders WHERE Id = {0} AND Email = '\" + [|email|] + \"'\"; shop.Orders.FromSqlRaw(sql, values).ToList();")]
    [InlineData("shop.Database.ExecuteSqlRaw(Sql([|email|])); string Sql(string name) => $\"UPDATE Orders SET Note = '{name}' WHERE Id = 1\";")]
    public Task EfCore_WhatCannotBeFollowed_HasNoFix(string body) => None(body);

    private static Task Fix(string before, string after) => Run(before, after, all: false);

    private static Task Run(string before, string after, bool all) => new Verify
    {
        Rules = ["DBA5001"],
        Files = { ["Test.cs"] = Code(before) },
        Fixed = { ["Test.cs"] = Code(after) },
        FixAllAtOnce = all,
    }.RunAsync();

    private static Task None(string body) => new Verify { Rules = ["DBA5001"], HasNoFix = true, Files = { ["Test.cs"] = Code(body) } }.RunAsync();

    private static string Code(string body) => $$"""
        using System.Data;
        using Dapper;

        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public string? Note { get; set; }
        }

        public record Filter(string Email, string? Name);

        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
        }

        public class Reports(IDbConnection db, Shop shop)
        {
            private const string Table = "Orders";

            public void Run(string email, string _email, string order, int id, int[] ids, Filter filter, IDbTransaction tx)
            {
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal).Replace("\n                ", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
