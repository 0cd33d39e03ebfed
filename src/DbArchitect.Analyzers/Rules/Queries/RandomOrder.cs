using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Rows are sorted by a random value: the whole table is read and sorted for a few rows.</summary>
internal sealed class RandomOrder() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2205",
        title: "Random order",
        messageFormat: "{0} is sorted by a random value: the database gives every row one and sorts them all. Pick random keys, or sample the table",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.IsAtRunTime || !query.IsExecuted)
            yield break;
        foreach (var key in query.Sort)
        {
            if (key.IsRandom)
                yield return Finding.Of(key.Origin.IsInSource ? key.Origin : query.Terminal.Origin, query.RootName);
        }
    }
}
