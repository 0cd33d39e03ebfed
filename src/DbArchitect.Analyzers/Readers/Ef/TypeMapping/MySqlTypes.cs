using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal static class MySqlTypes
{
    public static StoreTypeChoice Choose(TypeRequest request)
    {
        if (request.StoreType is { } declared)
            return Declared(request, declared);
        if (request.IsUnknown)
            return StoreTypeChoice.Unknown;
        if (request.IsJsonContainer)
            return new("json");
        if (request.Element is not null)
            return new("longtext");
        var type = request.Type;
        switch (StoreTypes.Special(type))
        {
            case SpecialType.System_Boolean:
                return new("tinyint(1)");
            case SpecialType.System_Byte:
                return new("tinyint unsigned");
            case SpecialType.System_SByte:
                return new("tinyint");
            case SpecialType.System_Int16:
                return new("smallint");
            case SpecialType.System_UInt16:
                return new("smallint unsigned");
            case SpecialType.System_Int32:
                return new("int");
            case SpecialType.System_UInt32:
                return new("int unsigned");
            case SpecialType.System_Int64:
                return new("bigint");
            case SpecialType.System_UInt64:
                return new("bigint unsigned");
            case SpecialType.System_Single:
                return new("float");
            case SpecialType.System_Double:
                return new("double");
            case SpecialType.System_Decimal:
                var precision = request.Precision ?? 65;
                if (request is { Precision: not null, Scale: null })
                    return new($"decimal({precision})", null, precision);
                var scale = request.Scale ?? 30;
                return new($"decimal({precision},{scale})", null, precision, scale);
            case SpecialType.System_DateTime:
                return Timed(request.IsRowVersion ? "timestamp" : "datetime", request);
            case SpecialType.System_Char:
                return new("varchar(1)", 1);
            case SpecialType.System_String:
                return String(request);
        }

        if (type is null)
            return StoreTypeChoice.Unknown;
        return ScalarTypes.FullName(type) switch
        {
            "System.Guid" => new("char(36)"),
            "System.DateTimeOffset" => Timed("datetime", request),
            "System.DateOnly" => new("date"),
            "System.TimeOnly" or "System.TimeSpan" => Timed("time", request),
            "System.Byte[]" => Binary(request),
            "System.Uri" => String(request),
            "System.Net.IPAddress" => new($"varchar({request.Size ?? 45})", request.Size ?? 45),
            _ => StoreTypeChoice.Unknown,
        };
    }

    private static StoreTypeChoice Timed(string name, TypeRequest request)
    {
        var precision = request.Precision ?? 6;
        return precision == 0 ? new(name, null, 0) : new($"{name}({precision})", null, precision);
    }

    private static StoreTypeChoice String(TypeRequest request)
    {
        var size = request.Size ?? (request.IsKeyOrIndex ? 255 : null);
        if (size is null)
            return new("longtext");
        return new($"{(request.FixedLength == true ? "char" : "varchar")}({size})", size);
    }

    private static StoreTypeChoice Binary(TypeRequest request)
    {
        if (request.IsRowVersion)
            return new("timestamp(6)");
        var size = request.Size ?? (request.IsKeyOrIndex ? 3072 : null);
        return size is null ? new("longblob") : new($"{(request.FixedLength == true ? "binary" : "varbinary")}({size})", size);
    }

    private static StoreTypeChoice Declared(TypeRequest request, string declared)
    {
        if (declared.IndexOf('(') >= 0)
            return StoreTypes.Explicit(request, declared);
        return declared.ToLowerInvariant() switch
        {
            "varchar" or "char" or "varbinary" or "binary" when request.Size is { } size => new($"{declared}({size})", size),
            "decimal" when request.Precision is { } precision => new($"{declared}({precision},{request.Scale ?? 0})", null, precision, request.Scale ?? 0),
            _ => new(declared),
        };
    }
}
