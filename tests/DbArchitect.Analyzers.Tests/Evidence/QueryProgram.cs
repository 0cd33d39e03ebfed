using System.Data.Common;
using System.Reflection;
using DbArchitect.Analyzers.Tests.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DbArchitect.Analyzers.Tests.Evidence;

/// <summary>What running a piece of code on SQLite showed.</summary>
/// <param name="Commands">The statements that were sent.</param>
/// <param name="Rows">How many rows the readers gave.</param>
/// <param name="Exception">What it threw; null when it ended.</param>
/// <param name="Output">What it wrote with Console.WriteLine.</param>
public sealed record RunResult(IReadOnlyList<string> Commands, int Rows, Exception? Exception, IReadOnlyList<string> Output);

/// <summary>Compiles the code of a rule test and runs it on a SQLite database with some rows, counting what is sent.</summary>
internal sealed class QueryProgram
{
    /// <summary>Keeps what the code writes: the namespace's own Console comes before System's.</summary>
    private const string Output = """
        namespace Shop;

        public static class Console
        {
            public static List<string> Lines { get; } = [];
            public static void WriteLine(object? value) => Lines.Add(System.FormattableString.Invariant($"{value}"));
        }
        """;

    private readonly Assembly assembly;

    private QueryProgram(Assembly assembly) => this.assembly = assembly;

    /// <param name="members">The members of the service, with markup or without.</param>
    public static QueryProgram Compile(string members, string model = ShopCode.Model)
    {
        var source = ShopCode.Service(members).Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; "
            + "global using System.Threading.Tasks; global using Microsoft.EntityFrameworkCore;";
        var compilation = CSharpCompilation.Create(
            "Evidence" + Guid.NewGuid().ToString("N"),
            [.. new[] { Usings, model, Output, source }.Select(static text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)))],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return new QueryProgram(Assembly.Load(image.ToArray()));
    }

    /// <summary>Runs the service against a new database with so many customers, each with two orders of two lines and two payments.</summary>
    public async Task<RunResult> RunAsync(int customers)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await Seed(connection, customers);
        var counter = new Counter();
        using var db = Context(connection, counter);
        var output = (List<string>)assembly.GetType("Shop.Console")!.GetProperty("Lines")!.GetValue(null)!;
        output.Clear();
        var serviceType = assembly.GetType("Shop.Service")!;
        var run = serviceType.GetMethod("Run")!;
        Exception? thrown = null;
        try
        {
            if (run.Invoke(Activator.CreateInstance(serviceType), [db, Enumerable.Range(1, customers).ToList()]) is Task task)
                await task;
        }
        catch (TargetInvocationException exception)
        {
            thrown = exception.InnerException;
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        return new RunResult(counter.Commands, counter.Rows, thrown, [.. output]);
    }

    private DbContext Context(SqliteConnection connection, Counter? counter)
    {
        var contextType = assembly.GetType("Shop.ShopContext")!;
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(contextType))!;
        builder.UseSqlite(connection);
        if (counter is not null)
            builder.AddInterceptors(counter);
        return (DbContext)Activator.CreateInstance(contextType, builder.Options)!;
    }

    private async Task Seed(SqliteConnection connection, int customers)
    {
        using var db = Context(connection, null);
        await db.Database.EnsureCreatedAsync();
        var statements = new List<string>();
        for (var i = 1; i <= customers; i++)
        {
            statements.Add($"INSERT INTO Customers (Id, Name, Email, City, IsActive, CreatedAt, Balance) VALUES ({i}, 'c{i}', 'c{i}@x', 'Bern', 1, '2025-01-01 00:00:00', '0')");
            statements.Add($"INSERT INTO Products (Id, Name, Sku, Price, Stock) VALUES ({i}, 'p{i}', 's{i}', '1.5', 3)");
            statements.Add($"INSERT INTO Categories (Id, Name, ParentId) VALUES ({i}, 'k{i}', {(i == 1 ? "NULL" : "1")})");
            for (var o = 2 * i; o < (2 * i) + 2; o++)
            {
                statements.Add($"INSERT INTO Orders (Id, Number, CreatedAt, Status, Total, CustomerId) VALUES ({o}, 'o{o}', '2025-01-01 00:00:00', 0, '1', {i})");
                for (var l = 0; l < 2; l++)
                {
                    statements.Add($"INSERT INTO Lines (OrderId, ProductId, Quantity) VALUES ({o}, {i}, 1)");
                    statements.Add($"INSERT INTO Payments (OrderId, Amount) VALUES ({o}, '1')");
                }
            }
        }

        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public List<string> Commands { get; } = [];

        public int Rows { get; private set; }

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Commands.Add(command.CommandText);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            return new(result);
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Commands.Add(command.CommandText);
            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            return new(result);
        }

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            Rows += Math.Max(0, eventData.ReadCount - 1);
            return result;
        }
    }
}
