using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Which CLR types EF maps to a column, and of what kind their values are.</summary>
internal static class ScalarTypes
{
    private static readonly HashSet<string> WellKnown =
    [
        "System.Guid", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Uri",
        "System.Net.IPAddress", "System.Net.NetworkInformation.PhysicalAddress", "System.Half", "System.Int128", "System.UInt128",
    ];

    private static readonly HashSet<string> Npgsql =
    [
        "System.Numerics.BigInteger", "System.Text.Json.JsonDocument", "System.Text.Json.JsonElement", "System.Collections.BitArray", "System.Net.IPNetwork",
    ];

    /// <summary>The type without Nullable&lt;T&gt; and without a reference's annotation.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments.Length: 1 } nullable)
            return nullable.TypeArguments[0];
        return type.NullableAnnotation == NullableAnnotation.None ? type : type.WithNullableAnnotation(NullableAnnotation.None);
    }

    public static bool IsNullableValue(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Whether a null can be stored at all in a property of this type.</summary>
    public static bool CanBeNull(ITypeSymbol type) => !type.IsValueType || IsNullableValue(type);

    /// <summary>Namespace and name, as in metadata.</summary>
    public static string FullName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return FullName(array.ElementType) + "[]";
        if (type is not INamedTypeSymbol named)
            return type.Name;
        var name = named.MetadataName;
        for (var outer = named.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;
        return named.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }

    /// <summary>Whether EF finds a mapping for the type without configuration, for any of the engines that may be meant.</summary>
    public static bool IsScalar(ITypeSymbol type, ContextOptions options) => IsBasicScalar(type, options.Store) || ElementOfPrimitiveCollection(type, options) is not null;

    private static bool IsBasicScalar(ITypeSymbol type, Store store)
    {
        type = Unwrap(type);
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Decimal
                or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Char or SpecialType.System_String
                or SpecialType.System_DateTime:
                return true;
            case SpecialType.System_Object:
                return false;
        }

        if (type.TypeKind == TypeKind.Enum)
            return true;
        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte })
            return true;
        if (type is not INamedTypeSymbol named)
            return false;
        var space = named.ContainingNamespace?.ToDisplayString() ?? "";
        if (space.StartsWith("NetTopologySuite.", System.StringComparison.Ordinal) || space == "NodaTime"
            || space.StartsWith("NpgsqlTypes", System.StringComparison.Ordinal) || space == "Pgvector")
            return true;
        if (space == "Microsoft.EntityFrameworkCore" && named.Name is "LTree" or "HierarchyId")
            return true;
        if (!space.StartsWith("System", System.StringComparison.Ordinal))
            return false;
        var name = FullName(named);
        if (WellKnown.Contains(name))
            return true;
        if ((store & Store.PostgreSql) == 0)
            return false;
        return Npgsql.Contains(name)
            || (named is { Name: "Dictionary" or "ImmutableDictionary", TypeArguments.Length: 2 }
                && named.TypeArguments[0].SpecialType == SpecialType.System_String && named.TypeArguments[1].SpecialType == SpecialType.System_String);
    }

    /// <summary>EF 8: a collection of scalars is one column. Npgsql maps arrays and lists in every version.</summary>
    public static ITypeSymbol? ElementOfPrimitiveCollection(ITypeSymbol type, ContextOptions options)
    {
        if (options.EfVersion < 8 && (options.Store & Store.PostgreSql) == 0)
            return null;
        var element = ElementType(type);
        return element is not null && IsBasicScalar(element, options.Store) ? element : null;
    }

    /// <summary>The element type of a sequence; null for a scalar such as a string.</summary>
    public static ITypeSymbol? ElementType(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return null;
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType.SpecialType == SpecialType.System_Byte ? null : array.ElementType;
        if (type is not INamedTypeSymbol named)
            return null;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            return named.TypeArguments[0];
        ITypeSymbol? found = null;
        foreach (var face in named.AllInterfaces)
        {
            if (face.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T)
                continue;
            if (found is not null)
                return null;
            found = face.TypeArguments[0];
        }

        return found;
    }

    public static ValueKind KindOf(ITypeSymbol? type)
    {
        if (type is null)
            return ValueKind.Unknown;
        type = Unwrap(type);
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return ValueKind.Boolean;
            case SpecialType.System_Byte or SpecialType.System_SByte:
                return ValueKind.Byte;
            case SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return ValueKind.Integer;
            case SpecialType.System_Decimal:
                return ValueKind.Decimal;
            case SpecialType.System_Single or SpecialType.System_Double:
                return ValueKind.Float;
            case SpecialType.System_String:
                return ValueKind.String;
            case SpecialType.System_Char:
                return ValueKind.Char;
            case SpecialType.System_DateTime:
                return ValueKind.DateTime;
        }

        if (type.TypeKind == TypeKind.Enum)
            return ValueKind.Enum;
        if (type is IArrayTypeSymbol array)
            return array.ElementType.SpecialType == SpecialType.System_Byte ? ValueKind.Binary : ValueKind.Array;
        if (type.TypeKind == TypeKind.Error)
            return ValueKind.Unknown;
        if (type.ContainingNamespace?.ToDisplayString().StartsWith("NetTopologySuite.", System.StringComparison.Ordinal) == true)
            return ValueKind.Spatial;
        return FullName(type) switch
        {
            "System.Guid" => ValueKind.Guid,
            "System.DateTimeOffset" or "NodaTime.Instant" or "NodaTime.LocalDateTime" or "NodaTime.ZonedDateTime" or "NodaTime.OffsetDateTime" => ValueKind.DateTime,
            "System.DateOnly" or "NodaTime.LocalDate" => ValueKind.Date,
            "System.TimeOnly" or "NodaTime.LocalTime" => ValueKind.Time,
            "System.TimeSpan" or "NodaTime.Duration" or "NodaTime.Period" => ValueKind.Duration,
            "System.Text.Json.JsonDocument" or "System.Text.Json.JsonElement" => ValueKind.Json,
            "System.Uri" or "System.Net.IPAddress" => ValueKind.String,
            _ => ElementType(type) is not null ? ValueKind.Array : ValueKind.Other,
        };
    }

    public static int? EnumMembers(ITypeSymbol? type)
    {
        if (type is null || Unwrap(type) is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
            return null;
        var count = 0;
        foreach (var member in named.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true })
                count++;
        }

        return count;
    }
}
