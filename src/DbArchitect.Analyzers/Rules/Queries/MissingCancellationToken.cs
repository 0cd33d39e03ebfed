using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A cancellation token is in scope and what is sent does not get it. A house rule.</summary>
internal sealed class MissingCancellationToken() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2306",
        title: "Cancellation token is not passed",
        messageFormat: "{0} does not get {1}: the database goes on working for a caller who has left. Pass it",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        foreach (var query in unit.Queries)
        {
            if (query is not { Terminal: { IsAsync: true, PassesToken: false } terminal, TokenInScope: { Length: > 0 } token })
                continue;
            if (terminal.Name is "AsAsyncEnumerable" or "await foreach")
                yield return Finding.Of(terminal.Origin, "await foreach", token).WithFix(new PassToken(token));
            else if (terminal.Name.EndsWith("Async", StringComparison.Ordinal))
                yield return Finding.Of(terminal.Origin, terminal.Name, token).WithFix(new PassToken(token));
        }

        foreach (var save in unit.Saves)
        {
            // A method that saves may have its own mind about when it is too late to stop.
            if (save is { Name: "SaveChangesAsync", Through: "", PassesToken: false, TokenInScope: { Length: > 0 } token })
                yield return Finding.Of(save.Origin, save.Name, token).WithFix(new PassToken(token));
        }
    }
}
