using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A type without parameterless constructor, none of whose constructors has the columns of the result as its parameters: Dapper throws.</summary>
internal sealed class ConstructorMismatch() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5022",
        title: "Constructor does not fit the result",
        messageFormat: "Dapper needs a constructor of {0} with the columns of the result in their order, ({1}), and finds ({2}): the query throws. Select the columns so, or add a parameterless constructor",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { FrontEnd: FrontEnd.Dapper, Mapping: { Constructors: [var first, ..] constructors } mapping, Output: { } output })
            yield break;
        var names = new List<string>();
        foreach (var column in output)
        {
            // The order of a table's columns in the database is not known.
            if (column.IsOfStar)
                yield break;
            names.Add(column.Name);
        }

        foreach (var constructor in constructors)
        {
            if (Fits(constructor, names))
                yield break;
        }

        yield return Finding.Of(query.Projection.Origin, mapping.Name, string.Join(", ", names), string.Join(", ", first));
    }

    private static bool Fits(EquatableArray<string> parameters, List<string> names)
    {
        if (parameters.Count != names.Count)
            return false;
        for (var i = 0; i < names.Count; i++)
        {
            if (!RowMapping.IsSame(parameters[i], names[i]))
                return false;
        }

        return true;
    }
}
