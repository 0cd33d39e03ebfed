using System;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal static class SqlServerTypes
{
    public static StoreTypeChoice Choose(TypeRequest request)
    {
        if (request.StoreType is { } declared)
            return Declared(request, declared);
        if (request.IsUnknown)
            return StoreTypeChoice.Unknown;
        if (request.IsJsonContainer || request.Element is not null)
            return request.HasNativeJson ? new("json") : request.Element is null || request.Size is null ? new("nvarchar(max)") : String(request);
        var type = request.Type;
        switch (StoreTypes.Special(type))
        {
            case SpecialType.System_Boolean:
                return new("bit");
            case SpecialType.System_Byte:
                return new("tinyint");
            case SpecialType.System_SByte or SpecialType.System_Int16:
                return new("smallint");
            case SpecialType.System_UInt16 or SpecialType.System_Int32:
                return new("int");
            case SpecialType.System_UInt32 or SpecialType.System_Int64:
                return request.IsRowVersion ? new("rowversion", 8) : new("bigint");
            case SpecialType.System_UInt64:
                return request.IsRowVersion ? new("rowversion", 8) : new("decimal(20,0)", null, 20, 0);
            case SpecialType.System_Single:
                return new("real");
            case SpecialType.System_Double:
                return request.Precision is { } digits ? new($"float({digits})", null, digits) : new("float");
            case SpecialType.System_Decimal:
                var precision = request.Precision ?? 18;
                var scale = request.Scale ?? (request.Precision is null ? 2 : 2);
                return new($"decimal({precision},{scale})", null, precision, scale);
            case SpecialType.System_DateTime:
                return Timed("datetime2", request);
            case SpecialType.System_Char:
                request.Size ??= 1;
                return String(request);
            case SpecialType.System_String:
                return String(request);
        }

        return type is null ? StoreTypeChoice.Unknown : Other(request, type);
    }

    private static StoreTypeChoice Other(TypeRequest request, ITypeSymbol type)
    {
        switch (ScalarTypes.FullName(type))
        {
            case "System.Guid":
                return new("uniqueidentifier");
            case "System.DateTimeOffset":
                return Timed("datetimeoffset", request);
            case "System.DateOnly":
                return new("date");
            case "System.TimeOnly" or "System.TimeSpan":
                return Timed("time", request);
            case "System.Byte[]":
                return Binary(request);
            case "System.Uri":
                return String(request);
            case "System.Net.IPAddress":
                request.Size ??= 45;
                return String(request);
            case "System.Net.NetworkInformation.PhysicalAddress":
                request.Size ??= 20;
                return String(request);
            case var name when name.StartsWith("NetTopologySuite.", StringComparison.Ordinal):
                return new("geography");
            case "Microsoft.EntityFrameworkCore.HierarchyId":
                return new("hierarchyid");
            default:
                return StoreTypeChoice.Unknown;
        }
    }

    private static StoreTypeChoice Timed(string name, TypeRequest request) =>
        request.Precision is { } precision ? new($"{name}({precision})", null, precision) : new(name);

    private static StoreTypeChoice String(TypeRequest request)
    {
        var ansi = request.Unicode == false;
        var fixedLength = request.FixedLength == true;
        var max = ansi ? 8000 : 4000;
        var size = request.Size ?? (request.IsKeyOrIndex ? ansi ? 900 : 450 : null);
        if (size is < 0 || size > max)
            size = fixedLength ? max : null;
        var name = (ansi ? "" : "n") + (fixedLength ? "char" : "varchar");
        if (size is null)
            return new(fixedLength ? name : name + "(max)");
        return new($"{name}({size})", size);
    }

    private static StoreTypeChoice Binary(TypeRequest request)
    {
        if (request.IsRowVersion)
            return new("rowversion", 8);
        var fixedLength = request.FixedLength == true;
        var size = request.Size ?? (request.IsKeyOrIndex ? 900 : null);
        if (size is < 0 or > 8000)
            size = fixedLength ? 8000 : null;
        return size is null ? new("varbinary(max)") : new($"{(fixedLength ? "binary" : "varbinary")}({size})", size);
    }

    /// <summary>A declared type takes the facets that it leaves open.</summary>
    private static StoreTypeChoice Declared(TypeRequest request, string declared)
    {
        if (declared.IndexOf('(') >= 0)
            return StoreTypes.Explicit(request, declared);
        switch (declared.ToLowerInvariant())
        {
            case "varchar" or "nvarchar" or "char" or "nchar" or "binary" or "varbinary" or "character varying" or "national character varying":
                return request.Size is { } size and > 0 ? new($"{declared}({size})", size) : new(declared);
            case "decimal" or "numeric" or "dec":
                var precision = request.Precision ?? 18;
                var scale = request.Scale ?? 0;
                return request.Precision is null && request.Scale is null
                    ? new($"{declared}({precision},{scale})", null, precision, scale)
                    : new($"{declared}({precision},{scale})", null, precision, scale);
            case "datetime2" or "datetimeoffset" or "time" or "float":
                return request.Precision is { } digits ? new($"{declared}({digits})", null, digits) : new(declared);
            default:
                return new(declared);
        }
    }
}
