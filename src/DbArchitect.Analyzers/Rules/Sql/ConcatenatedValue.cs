using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>Text of a caller that is put into SQL in the place of a value.</summary>
internal sealed class ConcatenatedValue() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5001",
        title: "Value concatenated into SQL",
        messageFormat: "'{0}' is put into the SQL text as a value: whoever gives it can change the statement, and every value makes a new plan. Send it as a parameter",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        // What a test or a migration puts into a text is its own, or comes from the database that it changes once.
        if (context.Query.HolesAreToldByLibrary || !context.Query.IsAtRunTime)
            yield break;
        foreach (var hole in context.Query.Holes)
        {
            if (hole.IsHarmless || !(hole.IsQuoted || hole.IsInput))
                continue;
            var finding = Finding.Of(hole.Origin, hole.Expression);
            yield return hole.Elsewhere.Location is null
                ? finding.WithFix(new SendAsParameter(hole.Expression) { FitsColumn = FitsColumn(hole, context) })
                : finding with { Additional = new[] { hole.Elsewhere } };
        }
    }

    /// <summary>Text between quotes that is compared with a column of text: a parameter of the same type. Elsewhere the engine made something else of it.</summary>
    private static bool FitsColumn(TextHole hole, QueryContext context)
    {
        if (!hole.IsQuoted || hole.Column.Length == 0 || context.Schema is not { } schema)
            return false;
        var fits = false;
        foreach (var source in context.Query.Sources)
        {
            if (source.Table is not { } table || schema.FindTable(table)?.FindColumn(hole.Column) is not { } column)
                continue;
            if (column.Kind != ValueKind.String)
                return false;
            fits = true;
        }

        return fits;
    }
}
