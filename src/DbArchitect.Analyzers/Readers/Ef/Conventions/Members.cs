using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>The members of a class as EF's reflection sees them, and their attributes.</summary>
internal static class Members
{
    /// <summary>Deeper hierarchies than this are not read: broken code may nest without end.</summary>
    private const int MaxBaseTypes = 64;

    private const string Annotations = "System.ComponentModel.DataAnnotations";
    private const string AnnotationsSchema = "System.ComponentModel.DataAnnotations.Schema";
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    public static IEnumerable<INamedTypeSymbol> TypeAndBases(INamedTypeSymbol type)
    {
        var depth = 0;
        for (INamedTypeSymbol? current = type;
            current is not null && current.SpecialType != SpecialType.System_Object && current.TypeKind != TypeKind.Error && depth < MaxBaseTypes;
            current = current.BaseType, depth++)
            yield return current;
    }

    public static bool IsSame(ITypeSymbol? left, ITypeSymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    public static bool IsSameMember(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    public static bool IsAssignableTo(ITypeSymbol type, ITypeSymbol target)
    {
        if (IsSame(type, target))
            return true;
        if (type is INamedTypeSymbol named)
        {
            foreach (var parent in TypeAndBases(named))
            {
                if (IsSame(parent, target))
                    return true;
            }
        }

        if (target.TypeKind != TypeKind.Interface)
            return false;
        foreach (var face in type.AllInterfaces)
        {
            if (IsSame(face, target))
                return true;
        }

        return false;
    }

    public static bool Derives(INamedTypeSymbol type, INamedTypeSymbol? parent)
    {
        if (parent is null)
            return false;
        foreach (var candidate in TypeAndBases(type))
        {
            if (IsSame(candidate.OriginalDefinition, parent.OriginalDefinition))
                return true;
        }

        return false;
    }

    /// <summary>Instance properties, in the order of their names as EF keeps them; the most derived of each name.</summary>
    public static IReadOnlyList<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var found = new SortedDictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (var current in TypeAndBases(type))
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && property.ExplicitInterfaceImplementations.IsEmpty
                    && !found.ContainsKey(property.Name))
                    found.Add(property.Name, property);
            }
        }

        return [.. found.Values];
    }

    /// <summary>A property or field of the class or a base class.</summary>
    public static ISymbol? Find(INamedTypeSymbol? type, string name)
    {
        if (type is null)
            return null;
        foreach (var current in TypeAndBases(type))
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol { IsIndexer: false } or IFieldSymbol)
                    return member;
            }
        }

        return null;
    }

    public static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    /// <summary>Public getter: what EF considers at all.</summary>
    public static bool IsReadable(IPropertySymbol property) =>
        property.GetMethod is { } getter && property.DeclaredAccessibility == Accessibility.Public && getter.DeclaredAccessibility == Accessibility.Public;

    /// <summary>A setter of any accessibility; null when it cannot be seen: metadata of a reference carries no private setters.</summary>
    public static bool? IsWritable(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (current.SetMethod is not null)
                return true;
        }

        return property.DeclaringSyntaxReferences.IsEmpty && !property.IsAbstract ? null : false;
    }

    public static Origin OriginOf(ISymbol symbol, OriginKind kind = OriginKind.Member)
    {
        foreach (var location in symbol.Locations)
        {
            if (location.IsInSource)
                return new Origin(kind, location);
        }

        return new Origin(kind, null);
    }

    /// <summary>The attribute of a member, also of one that it overrides; or of a class or its bases.</summary>
    public static AttributeData? Attribute(ISymbol? symbol, string name)
    {
        switch (symbol)
        {
            case INamedTypeSymbol type:
                foreach (var current in TypeAndBases(type))
                {
                    if (DeclaredAttribute(current, name) is { } inherited)
                        return inherited;
                }

                return null;
            case IPropertySymbol property:
                for (var current = property; current is not null; current = current.OverriddenProperty)
                {
                    if (DeclaredAttribute(current, name) is { } attribute)
                        return attribute;
                }

                return null;
            case null:
                return null;
            default:
                return DeclaredAttribute(symbol, name);
        }
    }

    public static AttributeData? DeclaredAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (IsAttribute(attribute, name))
                return attribute;
        }

        return null;
    }

    public static bool IsAttribute(AttributeData attribute, string name)
    {
        if (attribute.AttributeClass is not { } type || type.TypeKind == TypeKind.Error)
            return false;
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if ((current.Name == name || (current.IsGenericType && current.Name == name))
                && current.ContainingNamespace?.ToDisplayString() is Annotations or AnnotationsSchema or EntityFramework)
                return true;
        }

        return false;
    }

    public static bool Has(ISymbol? symbol, string name) => Attribute(symbol, name) is not null;

    public static object? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Array } argument
            ? argument.Value
            : null;

    public static object? Named(AttributeData attribute, string name)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name && pair.Value.Kind != TypedConstantKind.Array)
                return pair.Value.Value;
        }

        return null;
    }

    public static List<T>? NamedArray<T>(AttributeData attribute, string name)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name && pair.Value.Kind == TypedConstantKind.Array && !pair.Value.IsNull)
                return [.. pair.Value.Values.Select(static value => value.Value).OfType<T>()];
        }

        return null;
    }

    /// <summary>All strings among the constructor's arguments, also those of a params array.</summary>
    public static List<string> Strings(AttributeData attribute)
    {
        var found = new List<string>();
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array)
                found.AddRange(argument.IsNull ? [] : argument.Values.Select(static value => value.Value).OfType<string>());
            else if (argument.Value is string text)
                found.Add(text);
        }

        return found;
    }

    public static Origin OriginOf(AttributeData attribute, ISymbol fallback)
    {
        var reference = attribute.ApplicationSyntaxReference;
        return reference is null ? OriginOf(fallback, OriginKind.Attribute) : new Origin(OriginKind.Attribute, Location.Create(reference.SyntaxTree, reference.Span));
    }

    /// <summary>Whether the reference type is declared as never null (nullable reference types are on).</summary>
    public static bool IsNonNullable(ISymbol member)
    {
        if (TypeOf(member) is not { IsValueType: false } type)
            return false;
        if (type.NullableAnnotation != NullableAnnotation.NotAnnotated)
            return false;
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "MaybeNullAttribute" })
                return false;
        }

        return true;
    }
}
