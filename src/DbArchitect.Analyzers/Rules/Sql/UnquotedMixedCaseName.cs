using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>
/// A name without quotes in SQL text for PostgreSQL, whose table or column was created with capitals. "Unquoted names are always folded to lower case"
/// (PostgreSQL manual, 4.1.1), and EF Core quotes the names that it creates.
/// </summary>
internal sealed class UnquotedMixedCaseName() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5005",
        title: "Unquoted name with capitals",
        messageFormat: "PostgreSQL reads '{0}' as '{1}', but the model's name is '{2}': the statement fails. Write \"{2}\" with double quotes",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var problem in context.Query.NameProblems)
        {
            if (problem.Kind == NameProblemKind.FoldedCase)
            {
                yield return Finding.Of(problem.Origin, problem.Name, problem.Name.ToLowerInvariant(), problem.Suggestion)
                    .WithFix(new RenameSqlName(problem.Name, problem.Suggestion, Store.PostgreSql));
            }
        }
    }
}
