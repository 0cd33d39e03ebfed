using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A column that is selected and that the type has no place for: Dapper drops it, and the property that was meant keeps its default.</summary>
internal sealed class UnmappedResultColumn() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5021",
        title: "Result column without member",
        messageFormat: "{0} has no member for column '{1}': Dapper reads the value and drops it. Name a member, by an alias, or do not select it",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        if (context.Query is not { FrontEnd: FrontEnd.Dapper, Mapping: { } mapping, Output: { } output, IsDistinct: false, IsAtRunTime: true })
            yield break;
        // Types whose members have names of their own are mapped by something else than names.
        var takes = 0;
        foreach (var column in output)
            takes += mapping.Takes(column.Name) ? 1 : 0;
        if (takes == 0)
            yield break;
        foreach (var column in output)
        {
            if (!column.IsOfStar && column.Name.Length > 0 && !mapping.Takes(column.Name))
                yield return Finding.Of(column.Origin, mapping.Name, column.Name);
        }
    }
}
