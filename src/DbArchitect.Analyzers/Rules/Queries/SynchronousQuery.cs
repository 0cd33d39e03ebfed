using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>An async method waits for the database without await: the thread is blocked for the whole round trip.</summary>
internal sealed class SynchronousQuery() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2302",
        title: "Synchronous query in async code",
        messageFormat: "{0} blocks the thread until the database has answered, in async code. Use {1}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        foreach (var query in unit.Queries)
        {
            if (!query.IsInAsyncCode || query.Terminal.IsAsync || !query.IsExecuted || !query.IsAtRunTime || query.FrontEnd != FrontEnd.Linq)
                continue;
            // What may also be a list has no asynchronous form.
            if (query.Sources is not [{ Table: not null }, ..] || !query.IsComplete(QueryParts.Source))
                continue;
            if (AsyncNameOf(query.Terminal.Name) is { } name)
                yield return Finding.Of(query.Terminal.Origin, query.Terminal.Name, name).WithFix(new MakeAsync(query.Terminal.Name));
        }

        foreach (var save in unit.Saves)
        {
            if (save is { IsInAsyncCode: true, IsAsync: false, Name: "SaveChanges" } && unit.IsAtRunTime)
                yield return Finding.Of(save.Origin, save.Name, "await SaveChangesAsync").WithFix(new MakeAsync(save.Name));
        }
    }

    private static string? AsyncNameOf(string name) => name switch
    {
        "foreach" => "await foreach over AsAsyncEnumerable",
        "ToList" or "ToArray" or "ToDictionary" or "ToHashSet" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault"
            or "ElementAt" or "ElementAtOrDefault" or "Any" or "All" or "Contains" or "Count" or "LongCount" or "Sum" or "Min" or "Max" or "Average" or "Find"
            or "Load" or "ExecuteUpdate" or "ExecuteDelete" => "await " + name + "Async",
        _ => null,
    };
}
