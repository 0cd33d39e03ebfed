using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX11: a text's beginning is searched, and the index on the text is sorted by rules that LIKE does not follow.</summary>
internal sealed class PrefixSearchWithoutOperatorClass() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1011",
        title: "Prefix search without operator class",
        messageFormat: "{0} does not serve a search for the beginning of {1}: {2}. {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (advice is not { Silence: null, Obstacle: Obstacle.Prefix, ObstructedBy: { } comparison, Best: var best }
                || advice.Shape.Table.FindColumn(comparison.Column.Column) is not { } column)
                continue;
            var at = comparison.Origin.IsInSource && comparison.Source == PredicateSource.User ? comparison.Origin : context.Query.Terminal.Origin;
            var index = advice.Obstructed is { } obstructed ? IndexText.Of(obstructed) : "The key on " + column.Name;
            var schema = context.Schema!;
            if ((schema.Store & Store.PostgreSql) != 0)
            {
                yield return Finding.Of(
                    at, index, column.Name, "LIKE compares bytes, the index is sorted by the database's collation unless that is C",
                    "Add an index on (" + column.Name + " text_pattern_ops)").WithFix(schema.Store == Store.PostgreSql ? PatternIndex(advice, schema, column) : null);
            }
            else if ((schema.Store & Store.Sqlite) != 0)
            {
                yield return Finding.Of(
                    at, index, column.Name, "LIKE ignores case, the index does not", "Give " + column.Name + " the collation NOCASE").WithFix(Collation(advice, schema, column));
            }
        }
    }

    /// <summary>A second index beside the one there is, which still serves order and comparison: so it needs a name of its own.</summary>
    private static Edit? PatternIndex(SourceAdvice advice, Schema schema, Column column)
    {
        var table = advice.Shape.Table;
        var key = new CandidateColumn(column.Name, "starts with") { OperatorClass = "text_pattern_ops" };
        return IndexDeclarations.Add(new CandidateIndex(table, [key]), schema, "", "IX_" + table.Name.Name + "_" + column.Name + "_Pattern");
    }

    private static SetCollation? Collation(SourceAdvice advice, Schema schema, Column column)
    {
        var declaration = IndexDeclarations.InCode(new CandidateIndex(advice.Shape.Table, [new CandidateColumn(column.Name, "")]), schema, "", "")?.Index;
        return declaration is null ? null : new SetCollation(declaration.Entity, declaration.Properties[0], "NOCASE") { Context = schema.Context };
    }
}
