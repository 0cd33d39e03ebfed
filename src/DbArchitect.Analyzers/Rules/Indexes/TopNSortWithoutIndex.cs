using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX02: the first rows of an order are asked for, and no index delivers that order: all rows that match are read and sorted.</summary>
internal sealed class TopNSortWithoutIndex() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1002",
        title: "Top-N sort without index",
        messageFormat: "No index delivers {0} in the order ({1}): this query sorts every row that matches to return the first. {2} index on ({3}){5}. Declared: {4}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override bool AdvisesIndexes => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        if (context.Advice.Root is not { SortIndex: { } index })
            yield break;
        var query = context.Query;
        var order = new List<string>();
        var at = query.Terminal.Origin;
        var others = new List<Origin>();
        foreach (var key in query.Sort)
        {
            order.Add(key.Column!.Value.Column + (key.IsDescending ? " desc" : ""));
            if (order.Count == 1 && key.Origin.IsInSource)
                at = key.Origin;
            else if (key.Origin.IsInSource)
                others.Add(key.Origin);
        }

        var verb = index.Replaced is null ? "Add an" : "Change " + IndexText.Of(index.Replaced) + " to an";
        yield return new Finding(at, new[] { index.Table.Name.Name, string.Join(", ", order), verb, index.Key, IndexText.Declared(index.Table), IndexText.Sharing(index) })
        {
            Fix = IndexDeclarations.Add(index, context.Schema!, query.Sources[0].Entity),
            Additional = others,
        };
    }
}
