using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Dapper;

/// <summary>The parameters that a Dapper call sends: the members of an object, or what was added to DynamicParameters.</summary>
internal static class DapperParameters
{
    private static readonly SentParameters Unknown = new(default, false, ParameterForm.None);

    public static SentParameters Read(IOperation? parameters)
    {
        var value = LocalInitializer.Unconverted(parameters);
        if (value is null or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
            return new SentParameters(default, true, ParameterForm.None);
        if (value is ILocalReferenceOperation local)
        {
            if (IsDynamicParameters(local.Type))
                return Bag(local);
            // An object of a declared type is what it is declared as, however it came to be.
            if (local.Type is { IsAnonymousType: false, SpecialType: not SpecialType.System_Object })
                return Members(local.Type);
            if (LocalInitializer.Of(local) is { } initial && !IsAssignedAgain(local))
                value = initial;
        }

        return value switch
        {
            IAnonymousObjectCreationOperation anonymous => Anonymous(anonymous),
            IObjectCreationOperation creation when IsDynamicParameters(creation.Type) => Bag(creation, null),
            _ => Members(value.Type),
        };
    }

    private static SentParameters Anonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var members = new List<SqlParameter>();
        foreach (var initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                members.Add(Typed(property.Name, property.Type) with { Value = assignment.Value });
        }

        return new SentParameters(members, true, ParameterForm.Anonymous);
    }

    /// <summary>The public readable properties of the object, or of each element of a list.</summary>
    private static SentParameters Members(ITypeSymbol? given)
    {
        if (IsList(given) && given is not null && ScalarTypes.ElementType(given) is { } element)
            given = element;
        if (given is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } type || type.SpecialType != SpecialType.None
            || IsOfSystem(type) || IsList(type) || IsBag(type))
        {
            return Unknown;
        }

        var members = new List<SqlParameter>();
        for (var current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public } property)
                    members.Add(Typed(property.Name, property.Type));
            }
        }

        return new SentParameters(members, true, type.IsAnonymousType ? ParameterForm.Anonymous : ParameterForm.Object);
    }

    /// <summary>DbString, a table-valued parameter: the object says how it is sent.</summary>
    private static SqlParameter Typed(string name, ITypeSymbol type)
    {
        var says = type.Name == "DbString" || Implements(type, "ICustomQueryParameter");
        return new SqlParameter(name, type) { HasStoreType = says };
    }

    private static SentParameters Bag(ILocalReferenceOperation local) =>
        LocalInitializer.Of(local) is IObjectCreationOperation creation ? Bag(creation, local) : Unknown;

    private static SentParameters Bag(IObjectCreationOperation creation, ILocalReferenceOperation? local)
    {
        var parameters = new List<SqlParameter>();
        // Of another set of parameters: an anonymous object usually.
        if (creation.Arguments is [var template] && !Add(template.Value, parameters))
            return Unknown;
        if (creation.Initializer is not null)
            return Unknown;
        if (local is not null)
        {
            foreach (var reference in LocalUses.Of(local))
            {
                switch (reference.Parent)
                {
                    case IInvocationOperation call when call.Instance == reference:
                        if (!Call(call, parameters))
                            return new SentParameters(parameters, false, ParameterForm.Collection);
                        break;
                    case IVariableInitializerOperation or IConversionOperation or IArgumentOperation when IsGivenToDapper(reference):
                        break;
                    default:
                        return new SentParameters(parameters, false, ParameterForm.Collection);
                }
            }
        }

        return new SentParameters(parameters, true, ParameterForm.Collection);
    }

    private static bool Call(IInvocationOperation call, List<SqlParameter> parameters)
    {
        switch (call.TargetMethod.Name)
        {
            case "Get":
                return true;
            case "AddDynamicParams":
                return call.Arguments.Length == 1 && Add(call.Arguments[0].Value, parameters);
            case "Add":
                string? name = null;
                IOperation? value = null;
                var hasType = false;
                foreach (var argument in call.Arguments)
                {
                    switch (argument.Parameter?.Name)
                    {
                        case "name":
                            name = argument.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
                            break;
                        case "value" when argument.ArgumentKind == ArgumentKind.Explicit:
                            value = LocalInitializer.Unconverted(argument.Value);
                            break;
                        case "dbType" when argument.ArgumentKind == ArgumentKind.Explicit:
                            hasType = true;
                            break;
                    }
                }

                if (name is null)
                    return false;
                var type = value?.Type;
                parameters.Add(new SqlParameter(name.TrimStart('@', ':', '?'), type) { Value = value, HasStoreType = hasType || type?.Name == "DbString" });
                return true;
            default:
                return false;
        }
    }

    private static bool Add(IOperation value, List<SqlParameter> parameters)
    {
        var more = Read(value);
        parameters.AddRange(more.Parameters);
        return more.IsComplete;
    }

    /// <summary>The local is an argument of one of Dapper's own methods, or of a CommandDefinition.</summary>
    private static bool IsGivenToDapper(IOperation reference)
    {
        var up = reference.Parent;
        while (up is IConversionOperation)
            up = up.Parent;
        return up is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingNamespace.Name: "Dapper" } or IObjectCreationOperation { Type.Name: "CommandDefinition" } };
    }

    private static bool IsAssignedAgain(ILocalReferenceOperation local)
    {
        foreach (var reference in LocalUses.Of(local))
        {
            if (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
                return true;
        }

        return false;
    }

    /// <summary>Whether Dapper runs the statement once for each element of what it is given.</summary>
    public static bool IsList(ITypeSymbol? type)
    {
        if (type is null || type.SpecialType == SpecialType.System_String)
            return false;
        if (type is IArrayTypeSymbol)
            return true;
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                // DynamicParameters and dictionaries of parameters are enumerable, but one set of parameters.
                return type.Name is not ("DynamicParameters" or "Dictionary" or "IDictionary" or "ExpandoObject");
        }

        return type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
    }

    private static bool IsDynamicParameters(ITypeSymbol? type) => type is { Name: "DynamicParameters", ContainingNamespace.Name: "Dapper" };

    /// <summary>Parameters that are added at run time.</summary>
    private static bool IsBag(INamedTypeSymbol type) =>
        type.Name is "DynamicParameters" or "ExpandoObject" or "Object" || Implements(type, "IDynamicParameters") || Implements(type, "IDictionary");

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { Name: "System", IsGlobalNamespace: false };
    }

    private static bool Implements(ITypeSymbol type, string name)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name == name)
                return true;
        }

        return false;
    }
}
