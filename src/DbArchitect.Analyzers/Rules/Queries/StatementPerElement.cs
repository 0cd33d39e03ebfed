using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A write in SQL text goes to the database once for every element, by a loop or because a driver is given a list.</summary>
internal sealed class StatementPerElement() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2007",
        title: "Statement sent for each element of a list",
        messageFormat: "{0} sends this {1} once for every element of {2}: as many round trips as elements. {3}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.FrontEnd is not (FrontEnd.Dapper or FrontEnd.EfSql) || !query.IsAtRunTime || query.Terminal.Kind is not (TerminalKind.Insert or TerminalKind.Update or TerminalKind.Delete))
            yield break;
        var store = query.Store != Store.Unknown ? query.Store : context.Schema?.Store ?? Store.Unknown;
        // SQLite runs in the process: there is no way to shorten.
        if (store.IsOnly(Store.Sqlite))
            yield break;
        var list = query.SentPerElementOf;
        if (list.Length == 0 && query.Repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None, DependsOnElement: true })
            list = query.Repetition.Of;
        if (list.Length == 0)
            yield break;
        var finding = Finding.Of(query.Terminal.Origin, query.Terminal.Name, NameOf(query.Terminal.Kind), list, AdviceFor(query.Terminal.Kind, store));
        yield return query.SentPerElementOf.Length == 0 ? finding with { Additional = new[] { query.Repetition.Origin } } : finding;
    }

    private static string NameOf(TerminalKind kind) => kind switch
    {
        TerminalKind.Insert => "INSERT",
        TerminalKind.Update => "UPDATE",
        _ => "DELETE",
    };

    private static string AdviceFor(TerminalKind kind, Store store)
    {
        if (kind == TerminalKind.Delete)
            return store.IsOnly(Store.PostgreSql) ? "Delete all keys by one statement: = ANY(@keys)" : "Delete all keys by one statement: IN @keys";
        var isInsert = kind == TerminalKind.Insert;
        return store switch
        {
            Store.PostgreSql => isInsert ? "Send the values as arrays to one INSERT ... SELECT FROM unnest, or, where no row can conflict, by COPY" : "Send the values as arrays to one UPDATE ... FROM unnest",
            Store.SqlServer => isInsert ? "Send the rows by SqlBulkCopy, or as a table-valued parameter" : "Send the values as a table-valued parameter to one UPDATE",
            Store.MySql => isInsert ? "Send the rows by MySqlBulkCopy, or by one INSERT of many rows" : "Send the values to a temporary table and join it in one UPDATE",
            Store.Oracle => "Bind the values as arrays (ArrayBindCount)",
            _ => isInsert ? "Send many rows by one INSERT, or by the driver's bulk copy" : "Send the values by one statement",
        };
    }
}
