using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>All rows are counted to learn whether there is one.</summary>
internal sealed class CountForExistence() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2108",
        title: "Count instead of Any",
        messageFormat: "{0} counts every matching row of {1} to learn whether there is one. {2} stops at the first",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.IsAtRunTime)
            yield break;
        foreach (var trait in query.Traits)
        {
            if (trait.Kind == QueryTraitKind.CountSubQuery)
                yield return Finding.Of(trait.Origin, "The sub-query", trait.Detail, "EXISTS (…)");
            else if (trait.Kind is QueryTraitKind.CountInsteadOfAny or QueryTraitKind.CountInsteadOfNone)
                yield return Asking(trait.Origin, "Count", trait.Detail, trait.Kind == QueryTraitKind.CountInsteadOfNone, "Any");
        }

        if (query is not { Terminal: { Kind: TerminalKind.Count } terminal, Result: { CountTest: not CountTest.None } result })
            yield break;
        if (query.FrontEnd != FrontEnd.Linq)
        {
            // What the engine says of itself is a handful of rows.
            if (query.Sources is not [{ Table: { Schema: "sys" or "pg_catalog" or "information_schema" or "INFORMATION_SCHEMA" } }, ..])
                yield return Finding.Of(result.CountTestOrigin, terminal.Name, query.RootName, result.CountTest == CountTest.Empty ? "SELECT NOT EXISTS (…)" : "SELECT EXISTS (…)");
            yield break;
        }

        yield return Asking(result.CountTestOrigin, terminal.Name, query.RootName, result.CountTest == CountTest.Empty, terminal.IsAsync ? "AnyAsync" : "Any");
    }

    private static Finding Asking(Origin at, string count, string counted, bool isNone, string any) =>
        Finding.Of(at, count, counted, (isNone ? "!" : "") + any).WithFix(new ReplaceCountByAny(isNone));
}
