using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The members of the type that rows are mapped to.</summary>
internal static class RowTypes
{
    /// <summary>Null for a scalar, a tuple, <c>dynamic</c>, a type parameter, and for what a handler or a map of its own may take over.</summary>
    public static RowMapping? Read(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsTupleType: false, IsAnonymousType: false, SpecialType: SpecialType.None } named
            || named.IsRefLikeType || ScalarTypes.KindOf(type) is not ValueKind.Other || IsOfFramework(named))
        {
            return null;
        }

        var members = new List<string>();
        for (var current = named; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                switch (member)
                {
                    case IPropertySymbol { IsStatic: false, IsIndexer: false } property:
                        members.Add(property.Name);
                        // Dapper.FluentMap, [Column] with a map of its own: the name may be another.
                        foreach (var attribute in property.GetAttributes())
                        {
                            if (attribute.AttributeClass?.Name == "ColumnAttribute" && attribute.ConstructorArguments is [{ Value: string column }, ..])
                                members.Add(column);
                        }

                        break;
                    case IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field:
                        members.Add(field.Name);
                        break;
                }
            }
        }

        return new RowMapping(ScalarTypes.FullName(named), named.Name, members) { Constructors = Constructors(named) };
    }

    private static EquatableArray<EquatableArray<string>> Constructors(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Struct)
            return default;
        var constructors = new List<EquatableArray<string>>();
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length == 0)
                return default;
            foreach (var attribute in constructor.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == "ExplicitConstructorAttribute")
                    return default;
            }

            // A record's copy constructor.
            if (constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, type))
                continue;
            var names = new List<string>();
            foreach (var parameter in constructor.Parameters)
                names.Add(parameter.Name);
            constructors.Add(names);
        }

        return constructors;
    }

    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { Name: "System" or "Microsoft" or "Newtonsoft" or "NodaTime", IsGlobalNamespace: false } && type.DeclaringSyntaxReferences.Length == 0;
    }
}
