using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>
/// SQL Server: a string that the driver sends as nvarchar, compared with a varchar column. nvarchar has the higher precedence, so the column is converted
/// ("Data type precedence"); with a SQL_* collation its index is then scanned, with a Windows collation it is searched in a range.
/// </summary>
internal sealed class UnicodeParameterForAnsiColumn() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5008",
        title: "Unicode parameter for an ANSI column",
        messageFormat: "'{0}' is sent as nvarchar and {1} is {2}: SQL Server converts the column of every row, and does not search the index on it. Send it as {3}",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.FrontEnd == FrontEnd.Linq || !query.IsAtRunTime || !query.Store.IsOnly(Store.SqlServer))
            yield break;
        foreach (var condition in Conditions.Of(query))
        {
            if (condition is not Comparison
                {
                    Operator: Comparator.Equal or Comparator.GreaterThan or Comparator.GreaterThanOrEqual or Comparator.LessThan or Comparator.LessThanOrEqual or Comparator.Prefix,
                    Value: Parameter { IsInferred: true, Kind: ValueKind.String } sent,
                } comparison || Conditions.Find(context, comparison.Column) is not var (table, column))
            {
                continue;
            }

            if (column.StoreType is not { IsKnown: true, Value: { } type } || StoreTypeKind.NameOf(type) is not ("varchar" or "char"))
                continue;
            // A Windows collation still allows a search, of a range.
            if (column.Collation is { IsKnown: true, Value: { } collation } && !collation.StartsWith("SQL_", StringComparison.OrdinalIgnoreCase))
                continue;
            yield return Finding.Of(condition.Origin, sent.Name, column.Name, type, Remedy(query.FrontEnd, sent.Name, column)) with
            {
                Severity = Conditions.IsIndexed(table, column.Name) ? null : DiagnosticSeverity.Info,
                Fix = query.FrontEnd == FrontEnd.Dapper ? new SendAsAnsiString(sent.Name, column.MaxLength is { IsKnown: true, Value: var length } ? length : 0) : null,
            };
        }
    }

    private static string Remedy(FrontEnd frontEnd, string name, Column column) => frontEnd == FrontEnd.Dapper
        ? "new DbString { Value = " + name + ", IsAnsi = true" + (column.MaxLength is { IsKnown: true, Value: var length } ? ", Length = " + length : "") + " }"
        : "SqlDbType.VarChar";
}
