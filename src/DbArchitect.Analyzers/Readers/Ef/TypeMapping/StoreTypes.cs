using System;
using System.Globalization;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>What a property asks of its column's type, with what it inherits from the key that it refers to.</summary>
internal sealed class TypeRequest
{
    /// <summary>The provider's CLR type, unwrapped: after a conversion.</summary>
    public ITypeSymbol? Type { get; set; }

    /// <summary>The element of a collection that is stored in one column.</summary>
    public ITypeSymbol? Element { get; set; }

    public string? StoreType { get; set; }

    public int? Size { get; set; }

    public int? Precision { get; set; }

    public int? Scale { get; set; }

    public bool? Unicode { get; set; }

    public bool? FixedLength { get; set; }

    public bool IsKeyOrIndex { get; set; }

    public bool IsRowVersion { get; set; }

    /// <summary>Converted to something that cannot be seen.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>A JSON container for a structured type.</summary>
    public bool IsJsonContainer { get; set; }

    public bool HasNativeJson { get; set; }

    public int EfVersion { get; set; }
}

/// <summary>A store type with the facets that it implies.</summary>
internal readonly record struct StoreTypeChoice(string? Name, int? Size = null, int? Precision = null, int? Scale = null)
{
    public static StoreTypeChoice Unknown => default;
}

/// <summary>The type that a provider chooses for a column: the defaults of SQL Server, SQLite, Npgsql and Pomelo.</summary>
internal static class StoreTypes
{
    public static StoreTypeChoice Choose(Store store, TypeRequest request) => store switch
    {
        Store.SqlServer => SqlServerTypes.Choose(request),
        Store.Sqlite => SqliteTypes.Choose(request),
        Store.PostgreSql => NpgsqlTypes.Choose(request),
        Store.MySql => MySqlTypes.Choose(request),
        _ => request.StoreType is null ? StoreTypeChoice.Unknown : Explicit(request, request.StoreType),
    };

    /// <summary>A declared type with its own facets: <c>decimal(18, 4)</c>, which most providers write without the space.</summary>
    public static StoreTypeChoice Explicit(TypeRequest request, string storeType, bool compact = true)
    {
        var (name, first, second) = Parse(storeType);
        if (compact && second is not null)
            storeType = storeType.Replace(", ", ",");
        var isNumeric = IsPrecise(name);
        return isNumeric
            ? new StoreTypeChoice(storeType, null, first ?? request.Precision, second ?? request.Scale)
            : new StoreTypeChoice(storeType, first ?? request.Size);
    }

    public static bool IsPrecise(string name) =>
        name.StartsWith("dec", StringComparison.OrdinalIgnoreCase) || name.StartsWith("numeric", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("time", StringComparison.OrdinalIgnoreCase) || name.StartsWith("datetime", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("float", StringComparison.OrdinalIgnoreCase) || name.StartsWith("number", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("double", StringComparison.OrdinalIgnoreCase);

    public static (string Name, int? First, int? Second) Parse(string storeType)
    {
        var open = storeType.IndexOf('(');
        if (open < 0)
            return (storeType.Trim(), null, null);
        var close = storeType.IndexOf(')', open);
        if (close < 0)
            return (storeType.Trim(), null, null);
        var name = (storeType.Substring(0, open) + storeType.Substring(close + 1)).Trim();
        var parts = storeType.Substring(open + 1, close - open - 1).Split(',');
        return (name, Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : null);
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The special type that stands for a CLR type: enums by their underlying type.</summary>
    public static SpecialType Special(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } => underlying.SpecialType,
        not null => type.SpecialType,
        _ => SpecialType.None,
    };
}
