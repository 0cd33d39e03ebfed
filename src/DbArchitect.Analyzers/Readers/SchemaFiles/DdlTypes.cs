using System.Globalization;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>What the store types of the five engines hold, as far as rules tell them apart.</summary>
internal static class DdlTypes
{
    public static ValueKind KindOf(Syntax.SqlDataType? type) => type is null ? ValueKind.Unknown : type.IsArray ? ValueKind.Array : FirstWord(type) switch
    {
        "bool" or "boolean" or "bit" => ValueKind.Boolean,
        "tinyint" => ValueKind.Byte,
        "int" or "integer" or "bigint" or "smallint" or "mediumint" or "int2" or "int4" or "int8" or "serial" or "bigserial" or "smallserial" or "number" => ValueKind.Integer,
        "decimal" or "numeric" or "money" or "smallmoney" => ValueKind.Decimal,
        "real" or "float" or "double" or "float4" or "float8" or "binary_double" => ValueKind.Float,
        "varchar" or "nvarchar" or "char" or "nchar" or "text" or "ntext" or "character" or "varchar2" or "nvarchar2" or "clob" or "nclob" or "citext" or "longtext"
            or "mediumtext" or "tinytext" or "bpchar" => ValueKind.String,
        "uuid" or "uniqueidentifier" => ValueKind.Guid,
        "timestamp" or "timestamptz" or "datetime" or "datetime2" or "smalldatetime" or "datetimeoffset" => ValueKind.DateTime,
        "date" => ValueKind.Date,
        "time" or "timetz" => ValueKind.Time,
        "interval" => ValueKind.Duration,
        "bytea" or "blob" or "binary" or "varbinary" or "image" or "longblob" or "mediumblob" or "raw" or "rowversion" => ValueKind.Binary,
        "json" or "jsonb" or "xml" => ValueKind.Json,
        "enum" => ValueKind.Enum,
        "geometry" or "geography" or "point" or "polygon" => ValueKind.Spatial,
        _ => ValueKind.Other,
    };

    /// <summary>The length of a text or binary type: known when given, absent for the unbounded ones.</summary>
    public static Fact<int> LengthOf(Syntax.SqlDataType? type)
    {
        if (type is null)
            return Fact<int>.Unknown;
        if (KindOf(type) is not (ValueKind.String or ValueKind.Binary) || type.Arguments.Length == 0)
            return Fact<int>.Absent;
        return int.TryParse(type.Arguments[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var length) ? new(FactState.Known, length) : Fact<int>.Absent;
    }

    public static bool IsSerial(Syntax.SqlDataType? type) => type is not null && FirstWord(type) is "serial" or "bigserial" or "smallserial";

    private static string FirstWord(Syntax.SqlDataType type)
    {
        var blank = type.Name.IndexOf(' ');
        return (blank < 0 ? type.Name : type.Name.Substring(0, blank)).ToLowerInvariant();
    }
}
