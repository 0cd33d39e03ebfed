using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Readers.SqlStrings;

public sealed class SqlCallReaderTests
{
    [Fact]
    public void DapperQuery_GivesTextTypeAndParameters() =>
        AssertCall("npgsql.Query<Order>(\"select 1\", new { id = 3, name });", "Dapper PostgreSql List Query \"select 1\" -> Order (id: int, name: string)");

    [Fact]
    public void DapperQueryFirstAsync_ReadsOneRow() =>
        AssertCall("await sqlServer.QueryFirstOrDefaultAsync<int>(\"select 1\");", "Dapper SqlServer Single QueryFirstOrDefaultAsync \"select 1\" -> int ()");

    [Fact]
    public void DapperInterface_EngineOfTheLocal() =>
        AssertCall("IDbConnection db = new Microsoft.Data.Sqlite.SqliteConnection(); db.Execute(\"delete from t\");", "Dapper Sqlite Unknown Execute \"delete from t\" ()");

    [Fact]
    public void DapperInterfaceParameter_EngineUnknown() => AssertCall("any.Execute(\"delete from t\");", "Dapper Unknown Unknown Execute \"delete from t\" ()");

    [Fact]
    public void DapperDynamicParameters_AreThoseAdded() => AssertCall(
        "var p = new DynamicParameters(); p.Add(\"@a\", name); p.Add(\"b\", 1); any.Execute(\"delete from t\", p);",
        "Dapper Unknown Unknown Execute \"delete from t\" (a: string, b: int)");

    [Theory]
    [InlineData("var p = new DynamicParameters(); p.Add(name, 1); any.Execute(\"delete from t\", p);")]
    [InlineData("var p = new DynamicParameters(); System.Console.WriteLine(p); any.Execute(\"delete from t\", p);")]
    [InlineData("var p = new DynamicParameters(order); p.AddDynamicParams((dynamic)order); any.Execute(\"delete from t\", p);")]
    public void DapperDynamicParameters_ThatGoElsewhere_AreNotKnown(string statement) => Assert.False(Assert.Single(Read(statement)).KnowsParameters);

    [Fact]
    public void CommandParameters_AreThoseAdded() => AssertCall(
        "var c = new Npgsql.NpgsqlCommand(\"select 1\", npgsql); c.Parameters.AddWithValue(\"a\", name); c.Parameters.Add(new Npgsql.NpgsqlParameter(\"b\", NpgsqlTypes.NpgsqlDbType.Text) { Value = 1 }); c.ExecuteScalar();",
        "Ado PostgreSql Single ExecuteScalar \"select 1\" (a: string, b: int)");

    [Fact]
    public void DapperTypedParameters_AreItsProperties() =>
        AssertCall("any.Execute(\"delete from t\", order);", "Dapper Unknown Unknown Execute \"delete from t\" (Id: int, Name: string)");

    [Fact]
    public void DapperExecuteWithList_RunsPerElement() =>
        AssertCall("any.Execute(\"insert into t values (@Id)\", orders);", "Dapper Unknown Unknown Execute \"insert into t values (@Id)\" (Id: int, Name: string) per element");

    [Fact]
    public void DapperCommandDefinition_IsLookedInto() =>
        AssertCall("any.Query<int>(new CommandDefinition(\"select 1\", new { a = 1 }));", "Dapper Unknown List Query \"select 1\" -> int (a: int)");

    [Fact]
    public void DapperCommandDefinitionInALocal_IsLookedInto() =>
        AssertCall("var d = new CommandDefinition(\"select 1\", new { a = 1 }); any.Query<int>(d);", "Dapper Unknown List Query \"select 1\" -> int (a: int)");

    [Fact]
    public void BatchCommand_IsRead() =>
        AssertCall("var c = new Npgsql.NpgsqlBatchCommand(\"select 1\");", "Ado PostgreSql Unknown  \"select 1\" ()");

    [Fact]
    public void BatchCommandText_IsRead() =>
        AssertCall("System.Data.Common.DbBatch b = npgsql.CreateBatch(); var c = b.CreateBatchCommand(); c.CommandText = \"select 1\"; b.BatchCommands.Add(c);", "Ado PostgreSql Unknown  \"select 1\" (?)");

    [Fact]
    public void DapperStoredProcedure_IsMarked() =>
        AssertCall("any.Query<int>(\"proc\", commandType: CommandType.StoredProcedure);", "Dapper Unknown List Query \"proc\" -> int () procedure");

    [Fact]
    public void DapperNamedArguments_AreMatchedByParameter() =>
        AssertCall("any.Query<int>(param: new { a = 1 }, sql: \"select 1\");", "Dapper Unknown List Query \"select 1\" -> int (a: int)");

    [Fact]
    public void NewCommand_GivesTextAndExecution() =>
        AssertCall("var c = new Npgsql.NpgsqlCommand(\"select 1\", npgsql); using var r = await c.ExecuteReaderAsync();", "Ado PostgreSql List ExecuteReaderAsync \"select 1\" ()");

    [Fact]
    public void CommandText_OfCreatedCommand_HasTheEngineOfItsConnection() =>
        AssertCall("System.Data.Common.DbCommand c = sqlServer.CreateCommand(); c.CommandText = \"select 1\"; c.ExecuteScalar();", "Ado SqlServer Single ExecuteScalar \"select 1\" ()");

    [Fact]
    public void CommandText_StoredProcedure_IsMarked() =>
        AssertCall("var c = any.CreateCommand(); c.CommandType = CommandType.StoredProcedure; c.CommandText = \"proc\"; c.ExecuteNonQuery();", "Ado Unknown Unknown ExecuteNonQuery \"proc\" () procedure");

    [Fact]
    public void DataSourceCommand_IsRead() =>
        AssertCall("using var c = source.CreateCommand(\"select 1\");", "Ado PostgreSql Unknown  \"select 1\" ()");

    [Fact]
    public void FromSqlRaw_BelongsToItsContext() =>
        AssertCall("context.Orders.FromSqlRaw(\"select * from Orders\").ToList();", "EfSql Unknown Deferred FromSqlRaw \"select * from Orders\" -> Order () of Shop");

    [Fact]
    public void FromSqlInterpolated_HolesAreParameters() =>
        AssertCall("context.Orders.FromSql($\"select {name}\").ToList();", "EfSql Unknown Deferred FromSql $\"select {name}\" -> Order (?) of Shop safe");

    [Fact]
    public void ExecuteSql_BelongsToItsContext() =>
        AssertCall("await context.Database.ExecuteSqlRawAsync(\"delete from t\");", "EfSql Unknown Unknown ExecuteSqlRawAsync \"delete from t\" (?) of Shop");

    [Fact]
    public void StringSyntax_MarksASink() => AssertCall("Marked(\"select 1\");", "Ado Unknown Unknown Marked \"select 1\" (?)");

    [Theory]
    [InlineData("new Report(\"select 1\");", "Ado Unknown Unknown .ctor \"select 1\" (?)")]
    [InlineData("var r = new Report(); r.Sql = \"select 1\";", "Ado Unknown Unknown Sql \"select 1\" (?)")]
    [InlineData("var r = new Report { Sql = \"select 1\" };", "Ado Unknown Unknown Sql \"select 1\" (?)")]
    public void StringSyntaxOfConstructorOrProperty_MarksASink(string statement, string expected) => AssertCall(statement, expected);

    [Theory]
    [InlineData("LinqToDB.Data.DataContextExtensions.Query<Order>(data, \"select 1\");", "Ado Unknown List Query \"select 1\" -> Order (?)")]
    [InlineData("LinqToDB.Data.DataContextExtensions.Execute(data, \"delete from t\", new { a = 1 });", "Ado Unknown Unknown Execute \"delete from t\" (?)")]
    [InlineData("await LinqToDB.Data.DataContextExtensions.ExecuteAsync(data, \"delete from t\");", "Ado Unknown Unknown ExecuteAsync \"delete from t\" (?)")]
    [InlineData("LinqToDB.Data.DataContextExtensions.QueryProc<Order>(data, \"proc\");", "Ado Unknown List QueryProc \"proc\" -> Order (?) procedure")]
    [InlineData("LinqToDB.DataExtensions.FromSql<Order>(data, $\"select {name}\");", "Ado Unknown Deferred FromSql $\"select {name}\" -> Order (?) safe")]
    [InlineData("new LinqToDB.Data.CommandInfo(data, \"select 1\");", "Ado Unknown Deferred .ctor \"select 1\" (?)")]
    public void Linq2db_IsASink(string statement, string expected) => AssertCall(statement, expected);

    [Theory]
    [InlineData("poco.Fetch<Order>(\"select 1\");", "Ado Unknown List Fetch \"select 1\" -> Order (?)")]
    [InlineData("poco.Page<Order>(1, 20, \"where id = @0\", 3);", "Ado Unknown List Page \"where id = @0\" -> Order (?) after SELECT * FROM Order ")]
    [InlineData("poco.SingleOrDefault<Mapped>(\"where id = @0\", 3);", "Ado Unknown Single SingleOrDefault \"where id = @0\" -> Mapped (?) after SELECT * FROM sales.orders ")]
    [InlineData("poco.Execute(\"delete from t\");", "Ado Unknown Unknown Execute \"delete from t\" (?)")]
    [InlineData("poco.Delete<Order>(\"where id = @0\", 3);", "Ado Unknown Unknown Delete \"where id = @0\" -> Order (?) after DELETE FROM Order ")]
    [InlineData("poco.Fetch<int>(\"select 1\");", "Ado Unknown List Fetch \"select 1\" -> int (?)")]
    public void MicroOrm_IsASink(string statement, string expected) => AssertCall(statement, expected);

    [Fact]
    public void NamedMethod_IsASink() => AssertCall("RunIt(\"select 1\");", "Ado Unknown Unknown RunIt \"select 1\" (?)");

    [Theory]
    [InlineData("System.Console.WriteLine(\"select 1\");")]
    [InlineData("Query(\"select 1\");")]
    [InlineData("var c = new Order { Name = \"select 1\" };")]
    public void OtherCall_IsNone(string statement) => Assert.Empty(Read(statement));

    /// <summary>A stub of the part of NPoco that is looked at, because the package is not to be had everywhere.</summary>
    private const string NPocoStub = """
        namespace NPoco
        {
            public sealed class TableNameAttribute(string value) : System.Attribute { public string Value => value; }
            public sealed class Page<T> { }
            public interface IDatabase
            {
                System.Collections.Generic.List<T> Fetch<T>(string sql, params object[] args);
                Page<T> Page<T>(long page, long itemsPerPage, string sql, params object[] args);
                T SingleOrDefault<T>(string sql, params object[] args);
                int Execute(string sql, params object[] args);
                int Delete<T>(string sql, params object[] args);
            }
        }
        """;

    private static void AssertCall(string statement, string expected) => Assert.Equal(expected, Print(Assert.Single(Read(statement))));

    private static string Print(SqlCall call) =>
        $"{call.FrontEnd} {call.Store} {call.Terminal.Kind} {call.Terminal.Name} {call.Text.Syntax}"
        + (call.ResultType is null ? "" : " -> " + call.ResultType)
        + (call.KnowsParameters ? $" ({string.Join(", ", call.Parameters.Select(static parameter => parameter.Name + ": " + parameter.Type))})" : " (?)")
        + (call.SentPerElementOf.Length > 0 ? " per element" : "") + (call.IsStoredProcedure ? " procedure" : "")
        + (call.ImplicitStart.Length > 0 && !call.Text.Syntax.ToString().Contains("select", StringComparison.Ordinal) ? " after " + call.ImplicitStart : "")
        + (call.Context.Length > 0 ? " of " + call.Context : "") + (call.HolesAreParameters ? " safe" : "");

    private static IReadOnlyList<SqlCall> Read(string statement)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using System.Collections.Generic; using System.Data; using System.Linq; using System.Threading.Tasks; using Dapper; using Microsoft.EntityFrameworkCore; "
            + "class Order { public int Id { get; set; } public string Name { get; set; } } "
            + "class Shop : DbContext { public DbSet<Order> Orders { get; set; } } "
            + "class Report { public Report() { } public Report([System.Diagnostics.CodeAnalysis.StringSyntax(\"sql\")] string text) { } [System.Diagnostics.CodeAnalysis.StringSyntax(\"SQL\")] public string Sql { get; set; } } "
            + "[NPoco.TableName(\"sales.orders\")] class Mapped { } "
            + "class C { void Marked([System.Diagnostics.CodeAnalysis.StringSyntax(\"sql\")] string sql) { } void RunIt(string sql) { } void Query(string sql) { } "
            + "async Task M(Npgsql.NpgsqlConnection npgsql, Npgsql.NpgsqlDataSource source, Microsoft.Data.SqlClient.SqlConnection sqlServer, IDbConnection any, "
            + "Shop context, string name, Order order, List<Order> orders, LinqToDB.Data.DataConnection data, NPoco.IDatabase poco) { " + statement + " } } " + NPocoStub);
        var compilation = CSharpCompilation.Create("Test", [tree], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var types = new KnownTypes(compilation);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(static node => node.Identifier.Text == "M");
        var body = new SourceOperations(compilation).OperationOf(method, default)!;
        return new SqlCallReader(types, ["C.RunIt"]).Read(body, default);
    }
}
