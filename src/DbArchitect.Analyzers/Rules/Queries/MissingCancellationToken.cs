using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A cancellation token is in scope and the query does not get it. A house rule.</summary>
internal sealed class MissingCancellationToken() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2306",
        title: "Cancellation token is not passed",
        messageFormat: "{0} does not get {1}: the database goes on working for a caller who has left. Pass it",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is { Terminal: { IsAsync: true, PassesToken: false }, TokenInScope.Length: > 0 } && query.Terminal.Name.EndsWith("Async", System.StringComparison.Ordinal))
            yield return Finding.Of(query.Terminal.Origin, query.Terminal.Name, query.TokenInScope).WithFix(new PassToken(query.TokenInScope));
    }
}
