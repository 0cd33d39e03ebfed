namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class ConcatenatedValueTests
{
    private const string Rule = "DBA5001";

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email LIKE '%{[|filter.Email|]}%'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = {[|email|]}\");")]
    [InlineData("db.Execute(string.Format(\"UPDATE Orders SET Email = '{0}' WHERE Id = 1\", [|email|]));")]
    [InlineData("var sql = \"SELECT * FROM Orders\"; sql += \" WHERE Email = '\" + [|filter.Email|] + \"'\"; db.Query<Order>(sql);")]
    // More than three arguments are an array or, since C# 13, a span.
    [InlineData("db.Execute(string.Format(\"UPDATE Orders SET Email = '{0}' WHERE Id IN ({1}, {2}, {3})\", [|email|], id, id, id));")]
    [InlineData("db.Execute(string.Concat(\"UPDATE Orders SET Email = '\", [|email|], \"' WHERE Id = \", id.ToString(), \" AND Id > 0\"));")]
    [InlineData("var name = [|email|].Trim(); db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{name}'\");")]
    public Task TextAsValue_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    /// <summary>EF Core's own analyzer looks at the argument alone.</summary>
    [Theory]
    [InlineData("var sql = \"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"'\"; shop.Orders.FromSqlRaw(sql).ToList();")]
    [InlineData("var sql = $\"UPDATE Orders SET Email = '{[|filter.Email|]}' WHERE Id = 1\"; shop.Database.ExecuteSqlRaw(sql);")]
    [InlineData("shop.Orders.FromSqlRaw(string.Format(\"SELECT * FROM Orders WHERE Email = '{0}'\", [|email|])).Count();")]
    [InlineData("shop.Orders.FromSqlRaw(string.Concat(\"SELECT * FROM Orders WHERE Email = '\", [|email|], \"'\")).Count();")]
    [InlineData("shop.Orders.FromSqlRaw(id > 0 ? $\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\" : \"SELECT * FROM Orders\").Count();")]
    [InlineData("var sql = new System.Text.StringBuilder(\"SELECT * FROM Orders\"); if (id > 0) sql.Append(\" WHERE Email = '\").Append([|email|]).Append(\"'\"); shop.Database.SqlQueryRaw<int>(sql.ToString()).ToList();")]
    [InlineData("shop.Database.ExecuteSqlRaw(Sql([|email|])); string Sql(string name) => $\"UPDATE Orders SET Email = '' WHERE Email = '{name}'\";")]
    [InlineData("shop.Database.ExecuteSqlRaw(Sql()); string Sql() { var sql = \"UPDATE Orders SET Email = ''\"; sql += \" WHERE Email = '\" + [|email|] + \"'\"; return sql; }")]
    public Task TextForEfCore_FromFurtherAway_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("shop.Orders.FromSqlRaw($\"SELECT * FROM Orders WHERE Email = '{email}'\").ToList();")]
    [InlineData("shop.Orders.FromSqlRaw(\"SELECT * FROM Orders WHERE Email = '\" + email + \"'\").ToList();")]
    [InlineData("shop.Orders.FromSqlRaw((\"SELECT * FROM Orders WHERE Email = '\" + email + \"'\")).ToList();")]
    [InlineData("shop.Database.ExecuteSqlRaw($\"UPDATE Orders SET Email = '{email}' WHERE Id = 1\");")]
    [InlineData("var where = \" WHERE Email = '\" + email + \"'\"; shop.Orders.FromSqlRaw(\"SELECT * FROM Orders\" + where).ToList();")]
    [InlineData("shop.Database.SqlQueryRaw<int>($\"SELECT Id FROM Orders WHERE Email = '{email}'\").ToList();")]
    public Task TextForEfCore_PutTogetherInTheArgument_IsLeftToItsAnalyzer(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("var sql = \"SELECT * FROM Orders WHERE Email = {0}\"; shop.Orders.FromSqlRaw(sql, email).ToList();")]
    [InlineData("var sql = $\"SELECT * FROM {Table} WHERE Id = {id}\"; shop.Orders.FromSqlRaw(sql).ToList();")]
    [InlineData("var sql = $\"SELECT * FROM Orders ORDER BY {order}\"; shop.Orders.FromSqlRaw(sql).ToList();")]
    [InlineData("var sql = \"SELECT * FROM Orders WHERE Email IN (\" + string.Join(\", \", names.Select((_, i) => \"{\" + i + \"}\")) + \")\"; shop.Orders.FromSqlRaw(sql, names.ToArray()).ToList();")]
    [InlineData("FormattableString sql = $\"SELECT * FROM Orders WHERE Email = {email}\"; shop.Orders.FromSql(sql).ToList();")]
    [InlineData("shop.Database.ExecuteSqlRaw(Sql(\"closed\")); string Sql(string name) => $\"UPDATE Orders SET Email = '{name}' WHERE Id = 1\";")]
    [InlineData("shop.Database.ExecuteSqlRaw(Sql(id)); string Sql(int key) => $\"UPDATE Orders SET Email = '' WHERE Id = {key}\";")]
    [InlineData("shop.Database.ExecuteSqlRaw(Sql(Table)); string Sql(string table) => $\"DELETE FROM {table} WHERE Id = 1\";")]
    public Task TextForEfCore_ParameterOrHarmless_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);

    /// <summary>Whoever configures the program gives it the connection too.</summary>
    [Theory]
    [InlineData("var settings = Microsoft.Extensions.Options.Options.Create(filter); db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{settings.Value.Email}'\");")]
    [InlineData("Microsoft.Extensions.Options.IOptionsMonitor<Filter> settings = null!; db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{settings.CurrentValue.Email}'\");")]
    [InlineData("Microsoft.Extensions.Configuration.IConfiguration settings = null!; db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{settings[\"Email\"]}'\");")]
    public Task Setting_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);

    /// <summary>A method that anybody can call has to be right for any text, whatever this call gives it.</summary>
    [Fact]
    public Task MethodThatReturnsText_IsJudgedByWhatItPutsTogether() => new Verify
    {
        Rules = [Rule],
        HasNoFix = true,
        Files =
        {
            ["Test.cs"] = """
                public class Order
                {
                    public int Id { get; set; }
                    public string Email { get; set; } = "";
                }

                public class Shop : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
                }

                public static class Statements
                {
                    public static string Clear(string email)
                    {
                        var sql = new System.Text.StringBuilder("UPDATE Orders SET Email = ''");
                        sql.Append(" WHERE Email = '").Append(email).Append("'");
                        return sql.ToString();
                    }

                    public static string Count(Order order) => $"SELECT count(*) FROM Orders WHERE Id = {order.Id}";

                    public static string Again(string sql) => Again(sql + "'" + sql + "'");
                }

                public class Reports(Shop shop)
                {
                    public void Clear() => shop.Database.ExecuteSqlRaw([|Statements.Clear("a@example.com")|]);

                    public void Count(Order order) => shop.Database.ExecuteSqlRaw(Statements.Count(order));

                    public void Again(string text) => shop.Database.ExecuteSqlRaw(Statements.Again(text));
                }
                """,
        },
    }.RunAsync();

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email\", new { email });")]
    [InlineData("db.Query<Order>($\"SELECT * FROM {Table} WHERE Email = @email\", new { email });")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id = {id}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id = {id.ToString()}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Status = {(int)status}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id IN ({string.Join(\",\", ids)})\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id IN ({string.Join(\",\", ids.Select(i => i.ToString()).ToArray())})\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id = 1 ORDER BY {order}\");")]
    [InlineData("var parameter = $\"@p{id}\"; db.Query<Order>($\"SELECT * FROM Orders WHERE Id = {parameter}\");")]
    [InlineData("shop.Orders.FromSql($\"SELECT * FROM Orders WHERE Email = {email}\").ToList();")]
    [InlineData("shop.Database.ExecuteSql($\"UPDATE Orders SET Email = {email} WHERE Id = {id}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{nameof(Order.Email)}'\");")]
    [InlineData("System.Console.WriteLine($\"SELECT * FROM Orders WHERE Email = '{email}'\");")]
    public Task ParameterOrHarmless_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);

    private const string Loose = """
        using Dapper;
        using System.Data;

        public class FactAttribute : Attribute { }

        public class StorageTests(IDbConnection db)
        {
            [Fact]
            public void Clears(string table) => db.Execute($"DELETE FROM t WHERE name = '{table}'");
        }
        """;

    [Fact]
    public Task TestCode_Silent() => new Verify { Rules = [Rule], Files = { ["Test.cs"] = Loose } }.RunAsync();

    [Fact]
    public Task MigrationOfData_Silent() => new Verify
    {
        Rules = [Rule],
        Files = { ["Test.cs"] = Loose.Replace("[Fact]", "", StringComparison.Ordinal).Replace("StorageTests", "StorageMigration", StringComparison.Ordinal) },
    }.RunAsync();

    [Fact]
    public Task CodeOfTheProgram_Fires() => new Verify
    {
        Rules = [Rule],
        Files = { ["Test.cs"] = Loose.Replace("[Fact]", "", StringComparison.Ordinal).Replace("StorageTests", "Storage", StringComparison.Ordinal).Replace("{table}", "{[|table|]}", StringComparison.Ordinal) },
    }.RunAsync();
}
