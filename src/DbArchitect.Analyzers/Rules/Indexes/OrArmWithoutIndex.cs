using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>QS06: an OR whose sides could each be found by an index, were there one for each.</summary>
internal sealed class OrArmWithoutIndex() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1016",
        title: "OR arm without index",
        messageFormat: "No index serves {0} by ({1}): {2} of this OR makes the query read the whole table. {3}. Declared: {4}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override bool AdvisesIndexes => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (!advice.IsUnsargable)
                continue;
            foreach (var or in advice.Alternatives)
            {
                var finding = or.Alternatives.IsOpaque ? AcrossTables(context, advice, or.Alternatives) : OfArms(context, advice, or);
                if (finding is null)
                    continue;
                yield return finding;
                break;
            }
        }
    }

    /// <summary>A finding when each arm is served or would be by an index, and at least one is not.</summary>
    private static Finding? OfArms(QueryContext context, SourceAdvice advice, AlternativesAdvice or)
    {
        var missing = new List<CandidateIndex>();
        foreach (var arm in or.Arms)
        {
            if (arm.LacksIndex)
                missing.Add(arm.Candidate!);
            else if (!arm.IsServed)
                return null;
        }

        if (missing.Count == 0)
            return null;
        var keys = new List<string>();
        var conditions = new List<string>();
        var sharing = "";
        foreach (var candidate in missing)
        {
            if (keys.Contains("(" + candidate.Key + ")"))
                continue;
            keys.Add("(" + candidate.Key + ")");
            conditions.Add(candidate.Conditions);
            sharing = sharing.Length > 0 ? sharing : IndexText.Sharing(candidate);
        }

        var first = missing[0];
        var at = first.Origin.IsInSource ? first.Origin : context.Query.Terminal.Origin;
        var arguments = new[]
        {
            first.Table.Name.Name, string.Join(" or ", conditions), keys.Count == 1 ? "this side" : "each side", (keys.Count == 1 ? "Add an index on " : "Add indexes on ") + IndexText.And(keys) + sharing,
            IndexText.Declared(first.Table),
        };
        return new Finding(at, arguments) { Fix = IndexDeclarations.Add(first, context.Schema!, context.Query.Sources[advice.Shape.Index].Entity) };
    }

    /// <summary>Equalities on columns of different tables: only two queries can use an index each.</summary>
    private static Finding? AcrossTables(QueryContext context, SourceAdvice advice, Alternatives or)
    {
        if (advice.Shape.Index != 0 || or.Sources.Count < 2 || or.Sources[0] != 0)
            return null;
        var conditions = new List<string>();
        foreach (var arm in or.Predicate.Operands)
        {
            if (arm is not Comparison { Operator: Comparator.Equal or Comparator.In, Value: Parameter or ListOperand or Constant { Text: not null } } comparison
                || context.Query.Sources[comparison.Column.Source].Table is not { } table)
                return null;
            conditions.Add(table.Name + "." + comparison.Column.Column + (comparison.Operator == Comparator.In ? " in" : " ="));
        }

        var at = or.Predicate.Origin.IsInSource && or.Predicate.Source == PredicateSource.User ? or.Predicate.Origin : context.Query.Terminal.Origin;
        return Finding.Of(
            at, advice.Shape.Table.Name.Name, string.Join(" or ", conditions), "asking two tables on the sides", "Query each side by itself and unite the results",
            IndexText.Declared(advice.Shape.Table));
    }
}
