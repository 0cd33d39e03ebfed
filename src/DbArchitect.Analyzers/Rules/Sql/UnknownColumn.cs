using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A column in SQL text that its table does not have in the model.</summary>
internal sealed class UnknownColumn() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5004",
        title: "Unknown column",
        messageFormat: "{0} has no column '{1}' in the model: if the database has none either, the statement fails. {2}",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        // A migration runs on the schema of its time.
        if (context.Query.CodeContext == CodeContext.Migration)
            yield break;
        foreach (var problem in context.Query.NameProblems)
        {
            if (problem.Kind != NameProblemKind.UnknownColumn || (problem.Suggestion.Length == 0 && IsWritten(problem, context)))
                continue;
            var remedy = problem.Suggestion.Length > 0 ? "Write '" + problem.Suggestion + "'" : "Correct the name, or map the column";
            yield return Finding.Of(problem.Origin, problem.Table, problem.Name, remedy)
                .WithFix(problem.Suggestion.Length > 0 ? new RenameSqlName(problem.Name, problem.Suggestion, StoreOf(context.Schema)) : null);
        }
    }

    /// <summary>A column that only SQL knows: a counter, a column of a script. Who gives values to it has it; a name like one of the model's is a slip all the same.</summary>
    private static bool IsWritten(NameProblem problem, QueryContext context)
    {
        if (problem.IsWritten)
            return true;
        if (context.WrittenBySql is not { } writtenBySql || context.Schema is not { } schema)
            return false;
        foreach (var source in context.Query.Sources)
        {
            if (source.Table is not { } name || !IsSame(name.Name, problem.Table) || schema.FindTable(name) is not { } table)
                continue;
            foreach (var column in writtenBySql(schema, table))
            {
                if (IsSame(column, problem.Name))
                    return true;
            }
        }

        return false;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Names of a context are those of the database. Scripts may have created theirs without quotes, so that they are to be used without.</summary>
    private static Store StoreOf(Schema? schema) => schema is { Context.Length: > 0 } ? schema.Store : Store.Unknown;
}
