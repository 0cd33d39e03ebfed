using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A table in SQL text that the model does not have, where it has one of a similar name.</summary>
internal sealed class UnknownTable() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5023",
        title: "Unknown table",
        messageFormat: "The model has no table '{0}', but '{1}': if the database has none either, the statement fails. Write '{1}'",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        // A migration runs on the schema of its time.
        if (context.Query.CodeContext == CodeContext.Migration)
            yield break;
        foreach (var problem in context.Query.NameProblems)
        {
            if (problem.Kind == NameProblemKind.UnknownTable)
            {
                var store = context.Schema is { Context.Length: > 0 } schema ? schema.Store : Store.Unknown;
                yield return Finding.Of(problem.Origin, problem.Name, problem.Suggestion).WithFix(new RenameSqlName(problem.Name, problem.Suggestion, store));
            }
        }
    }
}
