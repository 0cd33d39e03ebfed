using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

/// <summary>What each call of FluentMigrator's chain says of its step.</summary>
internal static class StepCalls
{
    public static MigrationStep Apply(MigrationStep step, string method, List<object?> arguments, Origin at)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        switch (method)
        {
            case "OnTable" or "FromTable":
                step.Table = Name(step, first);
                break;
            case "ToTable":
                step.PrincipalTable = Name(step, first);
                break;
            case "InSchema" or "WithSchema" when step.PrincipalTable is not null:
                step.PrincipalSchema = Name(step, first);
                break;
            case "InSchema" or "WithSchema":
                step.Schema = Name(step, first);
                break;
            case "To":
                step.NewName = Name(step, first);
                break;
            case "WithColumn" or "AddColumn" or "AlterColumn" when Name(step, first) is { } column:
                step.Definitions.Add(new MigrationColumn(column, at));
                break;
            case "OnColumn" when Name(step, first) is { } column:
                step.IndexColumns.Add(new IndexColumn(column));
                break;
            case "OnColumns" or "Columns" or "ForeignColumn" or "ForeignColumns" or "Column":
                AddNames(step, step.Columns, arguments);
                break;
            case "PrimaryColumn" or "PrimaryColumns":
                AddNames(step, step.PrincipalColumns, arguments);
                break;
            case "Descending" when step.IndexColumns.Count > 0:
                step.IndexColumns[step.IndexColumns.Count - 1] = step.IndexColumns[step.IndexColumns.Count - 1] with { IsDescending = true };
                break;
            case "Include":
                AddNames(step, step.Included, arguments);
                break;
            case "Filter":
                step.Filter = Name(step, first);
                break;
            case "UsingGin" or "UsingGist" or "UsingHash" or "UsingBrin" or "UsingSpGist" or "UsingSpgist":
                step.Method = method.Substring("Using".Length).ToLowerInvariant();
                break;
            case "Unique" when step.Kind == StepKind.CreateIndex:
                step.IsUnique = true;
                break;
            case "OnDelete" or "OnDeleteOrUpdate":
                // System.Data.Rule
                var action = first switch { 1 => ReferentialAction.Cascade, 2 => ReferentialAction.SetNull, 3 => ReferentialAction.SetDefault, _ => ReferentialAction.NoAction };
                step.OnDelete = action;
                if (step.Current is { } referring)
                    referring.OnDelete = action;
                break;
            default:
                if (step.Current is { } current)
                    Option(step, current, method, arguments);
                break;
        }

        return step;
    }

    private static void Option(MigrationStep step, MigrationColumn column, string method, List<object?> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        switch (method)
        {
            case "Nullable":
                column.IsNullable = true;
                break;
            case "NotNullable":
                column.IsNullable = false;
                break;
            case "Identity":
                column.IsIdentity = true;
                break;
            case "PrimaryKey":
                column.IsPrimaryKey = true;
                column.PrimaryKeyName = first as string;
                break;
            case "Indexed":
                column.IsIndexed = true;
                column.IndexName = first as string;
                break;
            case "Unique":
                column.IsIndexed = true;
                column.IsUnique = true;
                column.IndexName = first as string;
                break;
            case "ForeignKey" when arguments.Count >= 2:
                // (table, column), (name, table, column), (name, schema, table, column)
                var table = arguments[arguments.Count - 2] as string;
                column.References = table is null ? null : new TableName(arguments.Count > 3 ? arguments[1] as string : null, table);
                column.ReferencedColumn = arguments[arguments.Count - 1] as string;
                step.IsUnknown |= table is null;
                break;
            default:
                if (method.StartsWith("As", System.StringComparison.Ordinal))
                    ColumnTypes.Set(column, method, arguments);
                break;
        }
    }

    private static string? Name(MigrationStep step, object? value)
    {
        step.IsUnknown |= value is not string;
        return value as string;
    }

    private static void AddNames(MigrationStep step, List<string> names, List<object?> arguments)
    {
        foreach (var argument in arguments)
        {
            foreach (var value in argument as List<object?> ?? [argument])
            {
                if (Name(step, value) is { } name)
                    names.Add(name);
            }
        }
    }
}
