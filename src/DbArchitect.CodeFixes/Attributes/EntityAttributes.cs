using Microsoft.CodeAnalysis;

namespace DbArchitect.CodeFixes.Attributes;

/// <summary>How much an entity class is configured by attributes.</summary>
internal enum AttributeStyle : byte
{
    None,

    /// <summary>Attributes that validation uses too, like <c>[Required]</c>.</summary>
    Validation,

    /// <summary>Attributes of the mapping: <c>[Table]</c>, <c>[Key]</c>, <c>[Column]</c>…</summary>
    Mapping,

    /// <summary><c>[Index]</c>.</summary>
    Index,
}

/// <summary>Reads the attributes of an entity class.</summary>
internal static class EntityAttributes
{
    public static AttributeStyle StyleOf(INamedTypeSymbol type)
    {
        var style = AttributeStyle.None;
        Take(type, ref style);
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol)
                Take(member, ref style);
        }

        return style;
    }

    private static void Take(ISymbol symbol, ref AttributeStyle style)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            var found = (attribute.AttributeClass?.ContainingNamespace.ToDisplayString(), attribute.AttributeClass?.Name) switch
            {
                ("Microsoft.EntityFrameworkCore", "IndexAttribute") => AttributeStyle.Index,

                // It names the class that configures the entity: the style is that class's.
                ("Microsoft.EntityFrameworkCore", "EntityTypeConfigurationAttribute") => AttributeStyle.None,
                ("Microsoft.EntityFrameworkCore", _) => AttributeStyle.Mapping,
                ("System.ComponentModel.DataAnnotations.Schema", _) => AttributeStyle.Mapping,
                ("System.ComponentModel.DataAnnotations", "KeyAttribute" or "TimestampAttribute" or "ConcurrencyCheckAttribute") => AttributeStyle.Mapping,
                ("System.ComponentModel.DataAnnotations", _) => AttributeStyle.Validation,
                _ => AttributeStyle.None,
            };
            if (found > style)
                style = found;
        }
    }
}
