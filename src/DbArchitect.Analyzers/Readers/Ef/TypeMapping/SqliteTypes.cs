using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal static class SqliteTypes
{
    public static StoreTypeChoice Choose(TypeRequest request)
    {
        if (request.StoreType is { } declared)
            return StoreTypes.Explicit(request, declared, compact: false);
        if (request.IsUnknown)
            return StoreTypeChoice.Unknown;
        if (request.IsJsonContainer || request.Element is not null)
            return new("TEXT", request.Size);
        switch (StoreTypes.Special(request.Type))
        {
            case SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return new("INTEGER");
            case SpecialType.System_Single or SpecialType.System_Double:
                return new("REAL", null, request.Precision);
            case SpecialType.System_String or SpecialType.System_Char:
                return new("TEXT", request.Size);
            case SpecialType.System_Decimal or SpecialType.System_DateTime:
                return new("TEXT", null, request.Precision, request.Scale);
        }

        if (request.Type is not { } type)
            return StoreTypeChoice.Unknown;
        return ScalarTypes.FullName(type) switch
        {
            "System.Guid" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly" or "System.TimeSpan"
                or "System.Uri" => new("TEXT", request.Size),
            "System.Net.IPAddress" => new("TEXT", request.Size ?? 45),
            "System.Net.NetworkInformation.PhysicalAddress" => new("TEXT", request.Size ?? 20),
            "System.Byte[]" => new("BLOB", request.Size),
            "System.Half" => new("REAL"),
            _ => StoreTypeChoice.Unknown,
        };
    }
}
