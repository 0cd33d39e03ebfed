using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using DbArchitect.Sql;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

/// <summary>What <c>AsString(200)</c> and its like say of a column. The store type itself is the engine's choice.</summary>
internal static class ColumnTypes
{
    public static void Set(MigrationColumn column, string method, List<object?> arguments)
    {
        var length = arguments.Count > 0 && arguments[0] is int number ? number : (int?)null;
        column.MaxLength = Fact<int>.Absent;
        switch (method)
        {
            case "AsString" or "AsAnsiString" or "AsFixedLengthString" or "AsFixedLengthAnsiString":
                column.Kind = ValueKind.String;
                column.IsUnicode = new(FactState.Known, !method.EndsWith("AnsiString", System.StringComparison.Ordinal));
                // Without a length it is what the engine's type map says.
                column.MaxLength = length is null ? Fact<int>.Unknown : length == int.MaxValue ? Fact<int>.Absent : new(FactState.Known, length.Value);
                break;
            case "AsBinary":
                column.Kind = ValueKind.Binary;
                break;
            case "AsCustom" when arguments.Count > 0 && arguments[0] is string type:
                Custom(column, type);
                break;
            default:
                column.Kind = method switch
                {
                    "AsBoolean" => ValueKind.Boolean,
                    "AsByte" => ValueKind.Byte,
                    "AsInt16" or "AsInt32" or "AsInt64" => ValueKind.Integer,
                    "AsDecimal" or "AsCurrency" => ValueKind.Decimal,
                    "AsDouble" or "AsFloat" => ValueKind.Float,
                    "AsDate" => ValueKind.Date,
                    "AsDateTime" or "AsDateTime2" or "AsDateTimeOffset" => ValueKind.DateTime,
                    "AsTime" => ValueKind.Time,
                    "AsGuid" => ValueKind.Guid,
                    "AsXml" => ValueKind.Json,
                    _ => ValueKind.Other,
                };
                break;
        }
    }

    private static void Custom(MigrationColumn column, string type)
    {
        column.StoreType = Fact<string>.Of(type);
        var script = SqlParser.Parse(new SqlSource("CREATE TABLE t (c " + type + ")"), SqlDialect.Unknown, default);
        var declared = script.Statements is [Syntax.CreateTableStatement { Columns: [var definition] }] ? definition.Type : null;
        column.Kind = DdlTypes.KindOf(declared);
        column.MaxLength = DdlTypes.LengthOf(declared);
    }
}
