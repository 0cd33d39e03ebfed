namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class MissingParameterTests
{
    private const string Rule = "DBA5006";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = [|@emial|]\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = [|@email|]\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @Email AND Id > [|@id|]\", filter);")]
    [InlineData("db.Execute(\"INSERT INTO Orders (Email) VALUES ([|@mail|])\", new[] { new { email } });")]
    [InlineData("var p = new DynamicParameters(); p.Add(\"@id\", id); db.Execute(\"DELETE FROM Orders WHERE Id = @id AND Email = [|@email|]\", p);")]
    [InlineData("db.Query<Row>(new CommandDefinition(\"SELECT Id, Email FROM Orders WHERE Email = [|@e|]\", new { email }));")]
    [InlineData("using var c = NewCommand(\"DELETE FROM Orders WHERE Id = @id AND Email = [|@email|]\", db); c.Parameters.AddWithValue(\"@id\", id); c.ExecuteNonQuery();")]
    [InlineData("using var c = db.CreateCommand(); c.CommandText = \"DELETE FROM Orders WHERE Id = [|@id|]\"; c.ExecuteNonQuery();")]
    [InlineData("shop.Database.ExecuteSqlRaw(\"DELETE FROM Orders WHERE Id = {0} AND Email = [|{1}|]\", id);")]
    [InlineData("db.Execute(\"EXEC Pay @order = [|@number|]\", new { id });")]
    public Task NotSent_Fires(string body) => SqlShop.SqlServer(Rule, body);

    [Fact]
    public Task Message_NamesIt() => SqlShop.Sqlite(
        Rule,
        "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = [|@emial|]\", new { email });",
        "No value is sent for parameter 'emial': the statement fails when it is executed. Add it to the parameters, or correct the name");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @EMAIL\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = '@nobody'\");")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @Email AND Id > @Page\", filter);")]
    [InlineData("db.Execute(\"DECLARE @now datetime = GETDATE(); UPDATE Orders SET PlacedAt = @now WHERE Id = @id\", new { id });")]
    [InlineData("db.Execute(\"DECLARE @t TABLE (Id int); INSERT INTO @t (Id) SELECT Id FROM Orders; SELECT Id FROM @t\");")]
    [InlineData("db.Execute(\"SELECT @@ROWCOUNT\");")]
    [InlineData("db.Execute(\"EXEC Pay @order = @id\", new { id });")]
    [InlineData("db.Execute(\"Pay\", new { id }, commandType: CommandType.StoredProcedure);")]
    [InlineData("db.Execute($\"DELETE FROM Orders WHERE Id IN (@p{id})\");")]
    [InlineData("var p = new DynamicParameters(); Add(p); db.Execute(\"DELETE FROM Orders WHERE Id = @id\", p); void Add(DynamicParameters x) => x.Add(\"id\", 1);")]
    [InlineData("var p = new DynamicParameters(new { id }); if (all) p.Add(\"email\", email); db.Execute(\"DELETE FROM Orders WHERE Id = @id AND Email = @email\", p);")]
    [InlineData("var p = new DynamicParameters(); p.Add(order, 1); db.Execute(\"DELETE FROM Orders WHERE Id = @id\", p);")]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE Id = @id\", new Dictionary<string, object> { [\"id\"] = 1 });")]
    [InlineData("using var c = NewCommand(\"DELETE FROM Orders WHERE Id = @id\", db); Fill(c); c.ExecuteNonQuery();")]
    [InlineData("using var c = NewCommand(\"DELETE FROM Orders WHERE Id = @id\", db); c.Parameters.Add(NewParameter(\"@id\", id)); c.ExecuteNonQuery();")]
    [InlineData("using var c = NewCommand(\"DELETE FROM Orders WHERE Id = @id\", db); c.Parameters.Add(\"@id\", SqlDbType.Int).Value = id; c.ExecuteNonQuery();")]
    [InlineData("using var c = db.CreateCommand(); c.CommandText = \"DELETE FROM Orders WHERE Id = @id\"; var p = c.CreateParameter(); p.ParameterName = \"id\"; p.Value = id; c.Parameters.Add(p); c.ExecuteNonQuery();")]
    [InlineData("using var c = NewCommand(\"DELETE FROM Orders WHERE Id = @id\", db); c.Parameters.AddRange(new[] { NewParameter(\"id\", id) }); c.ExecuteNonQuery();")]
    [InlineData("using var c = NewCommand(\"DELETE FROM Orders WHERE Id = @id\", db); var many = new[] { NewParameter(\"id\", id) }; c.Parameters.AddRange(many); c.ExecuteNonQuery();")]
    [InlineData("shop.Database.ExecuteSqlRaw(\"DELETE FROM Orders WHERE Id = {0}\", id);")]
    [InlineData("shop.Database.ExecuteSqlRaw(\"DELETE FROM Orders WHERE Id = @id\", NewParameter(\"id\", id));")]
    [InlineData("shop.Database.ExecuteSql($\"DELETE FROM Orders WHERE Id = {id}\");")]
    public Task SentOrUnknown_Silent(string body) => SqlShop.SqlServer(Rule, body);

    [Theory]
    [InlineData("using var c = NewCommand(\"DELETE FROM \\\"Orders\\\" WHERE \\\"Id\\\" = $1\", db) { Parameters = { new() { Value = id } } }; c.ExecuteNonQuery();")]
    [InlineData("using var c = NewCommand(\"DELETE FROM \\\"Orders\\\" WHERE \\\"Id\\\" = @id\", db) { Parameters = { new(\"id\", id) } }; c.ExecuteNonQuery();")]
    [InlineData("db.Execute(\"SELECT '{\\\"a\\\":1}'::jsonb @> '{}'::jsonb, x[1:2] FROM y\");")]
    public Task NpgsqlInitializer_Silent(string body) => SqlShop.PostgreSql(Rule, body);
}
