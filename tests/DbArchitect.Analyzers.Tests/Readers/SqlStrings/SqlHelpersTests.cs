using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Readers.SqlStrings;

/// <summary>The program's own methods that hand a text to a driver: the text is read where they are called.</summary>
public sealed class SqlHelpersTests
{
    private const string Base = "Task<IEnumerable<T>> QueryAsync<T>(string sql, object p = null) => db.QueryAsync<T>(sql, p);";

    [Fact]
    public void RepositoryBase_TakesTextParametersAndRows() =>
        AssertCall(Base, "await QueryAsync<Order>(\"select 1\", new { id = 3 });", "Dapper PostgreSql List QueryAsync \"select 1\" -> Order (id: int)");

    [Fact]
    public void WithoutParameters_SendsNone() => AssertCall(Base, "await QueryAsync<Order>(\"select 1\");", "Dapper PostgreSql List QueryAsync \"select 1\" -> Order ()");

    [Fact]
    public void NamedArguments_AreFound() =>
        AssertCall(Base, "await QueryAsync<int>(p: new { a = 1 }, sql: \"select 1\");", "Dapper PostgreSql List QueryAsync \"select 1\" -> int (a: int)");

    [Theory]
    [InlineData("int Run(string text) { using var c = db.CreateCommand(); c.CommandText = text; return c.ExecuteNonQuery(); }", "Ado PostgreSql Unknown Run \"select 1\" ()")]
    [InlineData("int Run(string text, params object[] values) { using var c = db.CreateCommand(); c.CommandText = text; foreach (var v in values) c.Parameters.Add(v); return c.ExecuteNonQuery(); }", "Ado PostgreSql Unknown Run \"select 1\" (?)")]
    [InlineData("object Run(string q) { var c = new Npgsql.NpgsqlCommand(q, db); return c.ExecuteScalar(); }", "Ado PostgreSql Single Run \"select 1\" ()")]
    [InlineData("int Run(string sql) => On(c => c.Execute(sql)); T On<T>(System.Func<Npgsql.NpgsqlConnection, T> f) => f(db);", "Dapper PostgreSql Unknown Run \"select 1\" ()")]
    [InlineData("int Run(string sql) => db.Execute(new CommandDefinition(sql, new { a = 1 }));", "Dapper PostgreSql Unknown Run \"select 1\" (?)")]
    [InlineData("int Run(string sql) => Inner(sql); int Inner(string sql) => Innermost(sql); int Innermost(string statement) => db.Execute(statement);", "Dapper PostgreSql Unknown Run \"select 1\" ()")]
    [InlineData("List<Order> Run(string sql) => db.Query<Order>(sql).ToList();", "Dapper PostgreSql List Run \"select 1\" -> Order ()")]
    public void Forms(string helper, string expected) => AssertCall(helper, "Run(\"select 1\");", expected);

    [Fact]
    public void LocalFunction_IsAHelper() =>
        AssertCall("", "Run(\"select 1\"); int Run(string sql) => db.Execute(sql);", "Dapper PostgreSql Unknown Run \"select 1\" ()", all: true);

    [Fact]
    public void ExtensionOfAConnection_TakesTheEngineOfTheCaller() =>
        AssertCall("", "db.RunAsync(\"select 1\");", "Ado PostgreSql Unknown RunAsync \"select 1\" (?)");

    [Fact]
    public void TypeOfRowsIsTheClasss() => AssertCall("", "new Store<Order>().Find(\"select 1\");", "Dapper Unknown List Find \"select 1\" -> Order ()");

    [Fact]
    public void Interface_IsItsClass() => AssertCall("", "session.Load<Order>(\"select 1\", new { a = 1 });", "Dapper Unknown List Load \"select 1\" -> Order (a: int)");

    [Fact]
    public void Procedure_IsOne() => AssertCall(
        "int Run(string sql, CommandType type) => db.Execute(sql, commandType: type);",
        "Run(\"clean_up\", CommandType.StoredProcedure);",
        "Dapper PostgreSql Unknown Run \"clean_up\" () procedure");

    [Theory]
    // The text that is sent is another one.
    [InlineData("int Run(string sql) => db.Execute(sql + \" limit 10\");")]
    [InlineData("int Run(string sql) { sql = sql.Replace(\"a\", \"b\"); return db.Execute(sql); }")]
    [InlineData("int Run(string table) => db.Execute($\"delete from {table}\");")]
    // Nothing is sent.
    [InlineData("int Run(string sql) { System.Console.WriteLine(sql); return 0; }")]
    [InlineData("int Run(string sql) => Run(sql);")]
    [InlineData("int Run(string sql) => A(sql); int A(string sql) => B(sql); int B(string sql) => C1(sql); int C1(string sql) => db.Execute(sql);")]
    public void OtherMethod_IsNone(string helper) => Assert.Empty(Read(helper, "Run(\"select 1\");"));

    private static void AssertCall(string helper, string statement, string expected, bool all = false)
    {
        var calls = Read(helper, statement);
        Assert.Equal(expected, Print(all ? calls[0] : Assert.Single(calls)));
    }

    private static string Print(SqlCall call) =>
        $"{call.FrontEnd} {call.Store} {call.Terminal.Kind} {call.Terminal.Name} {call.Text.Syntax}"
        + (call.ResultType is null ? "" : " -> " + call.ResultType)
        + (call.KnowsParameters ? $" ({string.Join(", ", call.Parameters.Select(static parameter => parameter.Name + ": " + parameter.Type))})" : " (?)")
        + (call.IsStoredProcedure ? " procedure" : "");

    private static IReadOnlyList<SqlCall> Read(string helper, string statement)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using System.Collections.Generic; using System.Data; using System.Data.Common; using System.Linq; using System.Threading.Tasks; using Dapper; "
            + "class Order { public int Id { get; set; } } "
            + "class Store<T> { IDbConnection db; public IEnumerable<T> Find(string sql) => db.Query<T>(sql); } "
            + "interface ISession { IEnumerable<T> Load<T>(string sql, object p); } class Session(IDbConnection db) : ISession { public IEnumerable<T> Load<T>(string sql, object p) => db.Query<T>(sql, p); } "
            + "static class Extensions { public static async Task<int> RunAsync(this DbConnection c, string sql, params object[] values) { "
            + "var command = c.CreateCommand(); command.CommandText = sql; foreach (var v in values) { command.Parameters.Add(v); } return await command.ExecuteNonQueryAsync(); } } "
            + "class C { Npgsql.NpgsqlConnection db; ISession session; " + helper + " async Task M() { " + statement + " } }");
        var compilation = CSharpCompilation.Create("Test", [tree], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var types = new KnownTypes(compilation);
        var source = new SourceOperations(compilation);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(static node => node.Identifier.Text == "M");
        return new SqlCallReader(types, [], new SqlHelpers(types, source)).Read(source.OperationOf(method, default)!, default);
    }
}
