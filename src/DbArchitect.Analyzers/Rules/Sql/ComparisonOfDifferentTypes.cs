using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>
/// A column compared with a value of another type: PostgreSQL has no such operator; SQL Server, MySQL and Oracle convert the text column of every row to a
/// number; an enum is sent as a number, which no text equals.
/// </summary>
internal sealed class ComparisonOfDifferentTypes() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5009",
        title: "Comparison of different types",
        messageFormat: "{0} is {1} and is compared with {2}: {3}. Send a value of the column's type",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.FrontEnd == FrontEnd.Linq || query.CodeContext == CodeContext.Migration || !query.Store.IsSingle())
            yield break;
        foreach (var condition in Conditions.Of(query))
        {
            if (condition is not Comparison
                {
                    Operator: Comparator.Equal or Comparator.NotEqual or Comparator.GreaterThan or Comparator.GreaterThanOrEqual or Comparator.LessThan or Comparator.LessThanOrEqual,
                } comparison || KindOf(comparison.Value) is not (var kind and not ValueKind.Unknown) || Conditions.Find(context, comparison.Column) is not var (_, column))
            {
                continue;
            }

            if (Consequence(query.Store, StoreTypeKind.Of(column.StoreType), kind, comparison.Value is Parameter) is { } consequence)
                yield return Finding.Of(condition.Origin, column.Name, column.StoreType.Value!, ValueText(comparison.Value, kind), consequence);
        }
    }

    private static ValueKind KindOf(Operand value) => value switch
    {
        Parameter { IsInferred: true } parameter => parameter.Kind,
        Constant { Text: not null } constant => constant.Kind,
        _ => ValueKind.Unknown,
    };

    private static string ValueText(Operand value, ValueKind kind) =>
        value is Parameter parameter ? "'" + parameter.Name + "' of type " + parameter.ClrType : kind == ValueKind.String ? "'" + ((Constant)value).Text + "'" : ((Constant)value).Text!;

    /// <summary>What happens; null where the engine compares as one would expect.</summary>
    private static string? Consequence(Store store, ValueKind column, ValueKind value, bool isParameter)
    {
        if (column == ValueKind.Unknown)
            return null;
        var isNumber = value is ValueKind.Integer or ValueKind.Byte or ValueKind.Decimal or ValueKind.Float or ValueKind.Enum;
        if (store == Store.PostgreSql)
        {
            // A literal in quotes takes the type of what it is compared with; a parameter of Npgsql has its own.
            if (!isParameter && value is not (ValueKind.Integer or ValueKind.Decimal))
                return null;
            return Class(column) is var one and not 0 && Class(value) is var other and not 0 && one != other ? "PostgreSQL has no such operator, and the statement fails" : null;
        }

        if (column != ValueKind.String || !isNumber)
            return null;
        if (value == ValueKind.Enum && isParameter)
            return "an enum is sent as its number, which is not the name that the column holds";
        return store switch
        {
            Store.SqlServer or Store.Oracle => "the column of every row is converted to a number, which no index serves and which fails at the first text that is none",
            Store.MySql => "the column of every row is converted to a number, which no index serves",
            _ => null,
        };
    }

    /// <summary>PostgreSQL compares within a class; 0 for what is not judged.</summary>
    private static int Class(ValueKind kind) => kind switch
    {
        ValueKind.String => 1,
        ValueKind.Integer or ValueKind.Byte or ValueKind.Decimal or ValueKind.Float or ValueKind.Enum => 2,
        ValueKind.Boolean => 3,
        ValueKind.Guid => 4,
        ValueKind.DateTime or ValueKind.Date => 5,
        _ => 0,
    };
}
