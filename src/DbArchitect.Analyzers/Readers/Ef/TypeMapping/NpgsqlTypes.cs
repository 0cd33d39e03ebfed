using System;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal static class NpgsqlTypes
{
    public static StoreTypeChoice Choose(TypeRequest request)
    {
        if (request.StoreType is { } declared)
            return Declared(request, declared);
        if (request.IsUnknown)
            return StoreTypeChoice.Unknown;
        if (request.IsJsonContainer)
            return new("jsonb");
        if (request.Element is { } element)
        {
            var one = Choose(new TypeRequest { Type = ScalarTypes.Unwrap(element), Size = request.Size, EfVersion = request.EfVersion });
            return one.Name is null ? one : new(one.Name + "[]");
        }

        var type = request.Type;
        switch (StoreTypes.Special(type))
        {
            case SpecialType.System_Boolean:
                return new("boolean");
            case SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16:
                return new("smallint");
            case SpecialType.System_UInt16 or SpecialType.System_Int32:
                return new("integer");
            case SpecialType.System_UInt32:
                return new(request.IsRowVersion ? "xid" : "bigint");
            case SpecialType.System_Int64:
                return new("bigint");
            case SpecialType.System_UInt64:
                return new("numeric(20,0)", null, 20, 0);
            case SpecialType.System_Single:
                return new("real");
            case SpecialType.System_Double:
                return new("double precision");
            case SpecialType.System_Decimal:
                return Numeric("numeric", request);
            case SpecialType.System_DateTime:
                return Timed("timestamp", " with time zone", request);
            case SpecialType.System_Char:
                return new("character(1)");
            case SpecialType.System_String:
                return request.Size is { } size and > 0
                    ? new(request.FixedLength == true ? $"character({size})" : $"character varying({size})", size)
                    : new("text");
        }

        return type is null ? StoreTypeChoice.Unknown : Other(request, type);
    }

    private static StoreTypeChoice Other(TypeRequest request, ITypeSymbol type)
    {
        var name = ScalarTypes.FullName(type);
        if (name.StartsWith("NetTopologySuite.", StringComparison.Ordinal))
            return new("geometry");
        switch (name)
        {
            case "System.Guid":
                return new("uuid");
            case "System.DateTimeOffset" or "NodaTime.Instant" or "NodaTime.ZonedDateTime" or "NodaTime.OffsetDateTime":
                return Timed("timestamp", " with time zone", request);
            case "NodaTime.LocalDateTime":
                return Timed("timestamp", " without time zone", request);
            case "System.DateOnly" or "NodaTime.LocalDate":
                return new("date");
            case "System.TimeOnly" or "NodaTime.LocalTime":
                return Timed("time", " without time zone", request);
            case "System.TimeSpan" or "NodaTime.Duration" or "NodaTime.Period":
                return request.Precision is { } precision ? new($"interval({precision})", null, precision) : new("interval");
            case "System.Byte[]":
                return new("bytea", request.Size);
            case "System.Net.IPAddress":
                return new("inet");
            case "System.Net.NetworkInformation.PhysicalAddress":
                return new("macaddr");
            case "System.Text.Json.JsonDocument" or "System.Text.Json.JsonElement":
                return new("jsonb");
            case "System.Numerics.BigInteger":
                return Numeric("numeric", request);
            case "System.Collections.BitArray":
                return new("bit varying");
            case "System.Uri":
                return request.Size is { } size ? new($"character varying({size})", size) : new("text");
            case "NpgsqlTypes.NpgsqlTsVector":
                return new("tsvector");
            case "NpgsqlTypes.NpgsqlTsQuery":
                return new("tsquery");
            case "System.Collections.Generic.Dictionary`2" or "System.Collections.Immutable.ImmutableDictionary`2":
                return new("hstore");
            default:
                return StoreTypeChoice.Unknown;
        }
    }

    private static StoreTypeChoice Numeric(string name, TypeRequest request) => request switch
    {
        { Precision: { } precision, Scale: { } scale } => new($"{name}({precision},{scale})", null, precision, scale),
        { Precision: { } precision } => new($"{name}({precision})", null, precision),
        _ => new(name),
    };

    private static StoreTypeChoice Timed(string name, string rest, TypeRequest request) =>
        request.Precision is { } precision ? new($"{name}({precision}){rest}", null, precision) : new(name + rest);

    private static StoreTypeChoice Declared(TypeRequest request, string declared)
    {
        if (declared.IndexOf('(') >= 0)
            return StoreTypes.Explicit(request, declared);
        switch (declared.ToLowerInvariant())
        {
            case "varchar" or "character varying" or "character" or "char" or "bit" or "varbit":
                return request.Size is { } size ? new($"{declared}({size})", size) : new(declared);
            case "numeric" or "decimal":
                return Numeric(declared, request);
            default:
                return new(declared);
        }
    }
}
