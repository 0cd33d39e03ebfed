using System.Reflection;
using DbArchitect.Peers.Tests.Analyzers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DbArchitect.Peers.Tests.Measuring;

/// <summary>What one run of a program showed.</summary>
/// <param name="Commands">The statements that EF Core sent.</param>
/// <param name="Rows">How many rows were read.</param>
/// <param name="Columns">The most columns that one result had.</param>
/// <param name="Synchronous">How many statements were sent by synchronous methods.</param>
/// <param name="Cancellable">How many statements were sent with a token that can be cancelled.</param>
/// <param name="Warnings">EF Core's own warnings, by name.</param>
/// <param name="Saves">How often <c>SaveChanges</c> was called.</param>
/// <param name="Tracked">How many entities the context held at the end.</param>
/// <param name="Result">What <c>Run</c> returned, as text.</param>
/// <param name="Plans">How SQLite carries out each statement: <c>EXPLAIN QUERY PLAN</c>.</param>
/// <param name="Left">The answer to a question to the database, asked after the run.</param>
/// <param name="Exception">What it threw; null when it ended.</param>
internal sealed record Measured(
    IReadOnlyList<string> Commands,
    int Rows,
    int Columns,
    int Synchronous,
    int Cancellable,
    IReadOnlyList<string> Warnings,
    int Saves,
    int Tracked,
    string Result,
    IReadOnlyList<string> Plans,
    string Left,
    Exception? Exception);

/// <summary>Runs a program on new SQLite databases.</summary>
internal sealed class ProgramRun(SmallProgram program)
{
    private readonly ProgramGroup group = ProgramGroup.Of(program);

    static ProgramRun() => Console.SetOut(TextWriter.Null);

    /// <param name="customers">How many customers there are.</param>
    /// <param name="before">SQL to run before, on the filled database.</param>
    /// <param name="question">SQL to ask after.</param>
    /// <param name="asNew">As in a process of its own: EF Core warns of a query when it sees it for the first time.</param>
    /// <param name="isSlow">The database takes a second to answer.</param>
    public async Task<Measured> RunAsync(int customers, string? before = null, string? question = null, bool asNew = false, bool isSlow = false)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var observer = new Observer(isSlow ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        var warnings = new List<string>();
        await using var db = Context(connection, observer, warnings, asNew);
        try
        {
            await using var empty = Context(connection, null, null);
            await empty.Database.EnsureCreatedAsync();
            Execute(connection, Shop.Rows(customers) + before);
        }
        catch (InvalidOperationException refused)
        {
            // EF Core refuses the model.
            return new Measured([], 0, 0, 0, 0, [], 0, 0, "", [], "", refused);
        }

        var (result, exception) = await CallAsync(db, [.. Enumerable.Range(1, customers)]);
        return new Measured(
            observer.Commands,
            observer.Rows,
            observer.Columns,
            observer.Synchronous,
            observer.Cancellable,
            warnings,
            observer.Saves,
            IsDisposed(db) ? 0 : db.ChangeTracker.Entries().Count(),
            result,
            [.. observer.Plans(connection)],
            question is null ? "" : Answer(connection, question),
            exception);
    }

    private async Task<(string Result, Exception? Exception)> CallAsync(DbContext db, List<int> ids)
    {
        try
        {
            var service = group.Service(program);
            var run = service.GetMethod("Run")!;
            var arguments = new List<object?> { db, ids };
            if (run.GetParameters().Length == 3)
                arguments.Add(new CancellationTokenSource().Token);
            var returned = run.Invoke(Activator.CreateInstance(service), [.. arguments]);
            if (returned is Task task)
            {
                await task;
                returned = task.GetType().GetProperty("Result")?.GetValue(task);
            }

            return (Text(returned), null);
        }
        catch (TargetInvocationException exception)
        {
            return ("", exception.InnerException);
        }
        catch (Exception exception)
        {
            return ("", exception);
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        System.Collections.IEnumerable all => string.Join(" ", all.Cast<object?>().Select(Text)),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    private DbContext Context(SqliteConnection connection, Observer? observer, List<string>? warnings, bool asNew = false)
    {
        var type = group.Context();
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        builder.UseSqlite(connection);
        if (asNew)
            builder.EnableServiceProviderCaching(false);
        if (observer is not null)
            builder.AddInterceptors(observer);
        if (warnings is not null)
            builder.LogTo(static (_, level) => level >= Microsoft.Extensions.Logging.LogLevel.Warning, data => warnings.Add(data.EventId.Name!.Split('.')[^1]));
        return (DbContext)Activator.CreateInstance(type, builder.Options)!;
    }

    private static bool IsDisposed(DbContext db)
    {
        try
        {
            _ = db.ChangeTracker;
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Answer(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
