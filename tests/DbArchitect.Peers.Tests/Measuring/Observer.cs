using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DbArchitect.Peers.Tests.Measuring;

/// <summary>Sees every statement that EF Core sends, and how.</summary>
/// <param name="answersAfter">SQLite has no asynchronous methods and answers at once; a server lets its caller go on meanwhile.</param>
internal sealed class Observer(TimeSpan answersAfter) : DbCommandInterceptor, ISaveChangesInterceptor
{
    private readonly List<(string Sql, (string Name, object? Value)[] Parameters)> sent = [];

    public IReadOnlyList<string> Commands => [.. sent.Select(static command => command.Sql)];

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    public int Synchronous { get; private set; }

    public int Cancellable { get; private set; }

    public int Saves { get; private set; }

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Saves++;
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Saves++;
        return new(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Sent(command, false, default);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Sent(command, true, cancellationToken);
        if (answersAfter > TimeSpan.Zero)
            await Task.Delay(answersAfter, CancellationToken.None);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Sent(command, false, default);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Sent(command, true, cancellationToken);
        return new(result);
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Columns = Math.Max(Columns, result.FieldCount);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Columns = Math.Max(Columns, result.FieldCount);
        return new(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        // The last read finds no row; a reader that was left before its end has not made it.
        Rows += Math.Max(0, eventData.ReadCount - 1);
        return result;
    }

    /// <summary>How SQLite carries out each statement sent, with the values that it had.</summary>
    public IEnumerable<string> Plans(SqliteConnection connection)
    {
        foreach (var (sql, parameters) in sent)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            foreach (var (name, value) in parameters)
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            var plan = new List<string>();
            try
            {
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    plan.Add(reader.GetString(3));
            }
            catch (SqliteException)
            {
                // A statement that fails has no plan.
            }

            yield return string.Join("; ", plan);
        }
    }

    private void Sent(DbCommand command, bool isAsync, CancellationToken token)
    {
        sent.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(static parameter => (parameter.ParameterName, parameter.Value))]));
        if (!isAsync)
            Synchronous++;
        if (token.CanBeCanceled)
            Cancellable++;
    }
}
