using System;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>What a store type of the five engines holds, by its name.</summary>
internal static class StoreTypeKind
{
    /// <summary>The name in lower case, without length and precision: <c>varchar</c> of <c>VARCHAR(50)</c>.</summary>
    public static string NameOf(string storeType)
    {
        var end = storeType.IndexOf('(');
        return (end < 0 ? storeType : storeType.Substring(0, end)).Trim().ToLowerInvariant();
    }

    public static ValueKind Of(Fact<string> storeType)
    {
        if (storeType is not { IsKnown: true, Value: { } text } || text.EndsWith("]", StringComparison.Ordinal))
            return ValueKind.Unknown;
        switch (NameOf(text))
        {
            case "varchar" or "nvarchar" or "char" or "nchar" or "text" or "character varying" or "character" or "varchar2" or "nvarchar2" or "tinytext" or "mediumtext" or "longtext" or "bpchar":
                return ValueKind.String;
            case "int" or "integer" or "bigint" or "smallint" or "int2" or "int4" or "int8" or "serial" or "bigserial" or "mediumint":
                return ValueKind.Integer;
            case "numeric" or "decimal" or "number" or "money":
                return ValueKind.Decimal;
            case "real" or "double precision" or "float" or "float4" or "float8" or "double":
                return ValueKind.Float;
            case "boolean" or "bool":
                return ValueKind.Boolean;
            case "uuid" or "uniqueidentifier":
                return ValueKind.Guid;
            case "timestamp" or "timestamptz" or "timestamp with time zone" or "timestamp without time zone" or "datetime" or "datetime2" or "datetimeoffset":
                return ValueKind.DateTime;
            case "date":
                return ValueKind.Date;
            default:
                return ValueKind.Unknown;
        }
    }
}
