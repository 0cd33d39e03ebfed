using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A list as a parameter of Dapper, written in a form that the engine cannot read once Dapper has put the list in.</summary>
internal sealed class ListParameterForm() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5010",
        title: "List parameter in the wrong form",
        messageFormat: "{0}: the statement fails when it is executed. Write {1}",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            var name = "@" + trait.Detail;
            switch (trait.Kind)
            {
                case QueryTraitKind.ListInParentheses:
                    yield return Finding.Of(trait.Origin, "Dapper puts parentheses around the values of " + name + " itself", "IN " + name)
                        .WithFix(Replace(trait, "(" + name + ")", name, isNegatable: true));
                    break;
                case QueryTraitKind.ListAsArray:
                    yield return Finding.Of(trait.Origin, "Npgsql sends " + name + " as one array, which IN does not take", "= ANY(" + name + ")")
                        .WithFix(Replace(trait, " IN " + name, " = ANY(" + name + ")", isNegatable: false) ?? Replace(trait, " IN (" + name + ")", " = ANY(" + name + ")", isNegatable: false));
                    break;
                case QueryTraitKind.ArrayAsList:
                    yield return Finding.Of(trait.Origin, "Dapper makes a list of " + name + ", which ANY does not take here", "IN " + name);
                    break;
                case QueryTraitKind.ValueAsList:
                    yield return Finding.Of(trait.Origin, name + " is a single value, around which Dapper puts no parentheses", "= " + name)
                        .WithFix(Replace(trait, " IN " + name, " = " + name, isNegatable: false));
                    break;
            }
        }
    }

    /// <summary>Another form in the place of what stands there; NOT IN is left to the author.</summary>
    private static ReplaceSqlText? Replace(QueryTrait trait, string old, string form, bool isNegatable)
    {
        if (!trait.Text.EndsWith(old, StringComparison.OrdinalIgnoreCase))
            return null;
        var operand = trait.Text.Substring(0, trait.Text.Length - old.Length);
        return operand.EndsWith(" NOT", StringComparison.OrdinalIgnoreCase) && !isNegatable
            ? null
            : new ReplaceSqlText(trait.Text, operand + form, "Write " + form.Trim());
    }
}
