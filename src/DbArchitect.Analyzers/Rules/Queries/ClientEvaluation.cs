using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A filter or order that cannot be translated: the query throws InvalidOperationException when it runs.</summary>
internal sealed class ClientEvaluation() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2301",
        title: "Query that cannot be translated",
        messageFormat: "{0} cannot be translated to SQL, so that the query throws when it runs: {1}. Write it with columns, or filter after loading",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        // In-memory runs anything; what is no query of EF Core is not translated at all.
        if (query.FrontEnd != FrontEnd.Linq || query.Sources.IsEmpty || query.Sources[0].Table is null || context.Schema is not { } schema || !schema.Store.IsRelational())
            yield break;
        foreach (var part in query.Untranslatable)
            yield return Finding.Of(part.Origin, part.Detail, part.Reason);
    }
}
