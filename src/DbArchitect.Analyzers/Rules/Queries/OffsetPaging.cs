using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Sql;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Pages by Skip or OFFSET: the database reads and throws away every row before the page. A house rule, because most users never leave the first pages.</summary>
internal sealed class OffsetPaging() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2203",
        title: "Paging by offset",
        messageFormat: "{0} makes the database read and throw away every row of {1} before the page: the further, the more. Continue after the last row instead: {2}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.Skip is null or Constant || query.Take is null || query.Terminal.Kind != TerminalKind.List || query.Sort.IsEmpty || !query.IsAtRunTime)
            yield break;
        if (!query.IsComplete(QueryParts.Sort | QueryParts.Paging))
            yield break;
        var by = new List<string>();
        foreach (var key in query.Sort)
            by.Add(key.Column?.Column ?? key.Expression);
        var keys = string.Join(", ", by);
        yield return query.FrontEnd == FrontEnd.Linq
            ? Finding.Of(query.Terminal.Origin, "Skip", query.RootName, $"Where({keys} is after the last one seen).Take(n)").WithFix(FixOf(context))
            : Finding.Of(query.Terminal.Origin, "OFFSET", query.RootName, $"WHERE {keys} is after the last one seen").WithFix(SqlFixOf(context));
    }

    /// <summary>The same for SQL text, where the table tells what its columns are.</summary>
    private static Edit? SqlFixOf(QueryContext context)
    {
        var query = context.Query;
        if (query.FrontEnd != FrontEnd.Dapper || query.IsGrouped || query.IsDistinct || query.HasSetOperation || query.Sources is not [{ Table: { } name }, ..]
            || context.Schema?.FindTable(name) is not { PrimaryKey.Columns: [var key] } table)
        {
            return null;
        }

        var types = new List<string>();
        foreach (var sort in query.Sort)
        {
            if (sort.Column is not { Source: 0 } named || table.FindColumn(named.Column) is not { IsNullable: false } column || ClrTypeOf(column) is not { } type)
                return null;
            types.Add(type);
        }

        return string.Equals(query.Sort[query.Sort.Count - 1].Column?.Column, key, StringComparison.OrdinalIgnoreCase) ? new PageSqlByKey(query.Store, types.ToArray()) : null;
    }

    /// <summary>The type of a variable that holds a value of the column; null where it cannot be told, or its values have no order in C# and SQL alike.</summary>
    private static string? ClrTypeOf(Column column)
    {
        if (column.ClrType.Length > 0)
            return column is { HasConversion: false, Kind: ValueKind.Integer or ValueKind.Decimal or ValueKind.String or ValueKind.DateTime or ValueKind.Date or ValueKind.Guid } ? column.ClrType : null;
        return StoreTypeKind.Of(column.StoreType) switch
        {
            ValueKind.Integer => StoreTypeKind.NameOf(column.StoreType.Value!) is "bigint" or "int8" or "bigserial" ? "System.Int64" : "System.Int32",
            ValueKind.Decimal => "System.Decimal",
            ValueKind.String => "System.String",
            ValueKind.Guid => "System.Guid",
            ValueKind.DateTime => StoreTypeKind.NameOf(column.StoreType.Value!) == "datetimeoffset" ? "System.DateTimeOffset" : "System.DateTime",
            _ => null,
        };
    }

    /// <summary>Only rows ordered by their key last, and by nothing that may be null, have one successor.</summary>
    private static Edit? FixOf(QueryContext context)
    {
        var query = context.Query;
        if (query.Sources is not [{ Table: { } name } root, ..] || context.Schema?.FindEntity(root.Entity) is not { Key: [var key] } entity || context.Schema.FindTable(name) is not { } table)
            return null;
        foreach (var sort in query.Sort)
        {
            if (sort.Column is not { Source: 0 } column || table.FindColumn(column.Column) is not { IsNullable: false })
                return null;
        }

        return query.Sort[query.Sort.Count - 1].Column is { } last && string.Equals(entity.FindProperty(key)?.Column, last.Column, StringComparison.OrdinalIgnoreCase) ? new PageByKey(key) : null;
    }
}
