using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Dapper;

/// <summary>Recognises Dapper's calls: Query*, Execute*, QueryMultiple, with text or a CommandDefinition, and SqlBuilder templates.</summary>
internal static class DapperCalls
{
    public static SqlCall? Read(IInvocationOperation invocation, KnownTypes types)
    {
        var method = invocation.TargetMethod;
        if (!(method.Name.StartsWith("Query", System.StringComparison.Ordinal) || method.Name.StartsWith("Execute", System.StringComparison.Ordinal))
            || types.SqlMapper is not { } mapper || !SymbolEqualityComparer.Default.Equals(method.ContainingType, mapper))
        {
            return null;
        }

        IOperation? text = null, parameters = null, connection = invocation.Instance;
        var isProcedure = false;
        foreach (var argument in invocation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "cnn":
                    connection = argument.Value;
                    break;
                case "sql":
                    text = argument.Value;
                    break;
                case "param" when argument.ArgumentKind == ArgumentKind.Explicit:
                    parameters = argument.Value;
                    break;
                case "commandType":
                    isProcedure = IsStoredProcedure(argument.Value);
                    break;
                case "command" when Definition(argument.Value) is { } definition:
                    foreach (var part in definition.Arguments)
                    {
                        switch (part.Parameter?.Name)
                        {
                            case "commandText":
                                text = part.Value;
                                break;
                            case "parameters" when part.ArgumentKind == ArgumentKind.Explicit:
                                parameters = part.Value;
                                break;
                            case "commandType":
                                isProcedure = IsStoredProcedure(part.Value);
                                break;
                        }
                    }

                    break;
            }
        }

        if (text is null)
            return null;
        text = Template(text) ?? text;
        var members = Members(parameters, out var known);
        return new SqlCall(FrontEnd.Dapper, text, TerminalOf(method, invocation))
        {
            Call = invocation,
            Store = Drivers.StoreOf(connection),
            ResultType = method.TypeArguments.Length == 0 ? null : method.TypeArguments[method.TypeArguments.Length - 1],
            Parameters = members,
            KnowsParameters = known,
            IsStoredProcedure = isProcedure,
            RunsPerElement = method.Name.StartsWith("Execute", System.StringComparison.Ordinal) && IsList(LocalInitializer.Unconverted(parameters)?.Type),
        };
    }

    private static Terminal TerminalOf(IMethodSymbol method, IInvocationOperation invocation)
    {
        var name = method.Name;
        var isAsync = name.EndsWith("Async", System.StringComparison.Ordinal);
        var kind = name.StartsWith("QueryFirst", System.StringComparison.Ordinal) || name.StartsWith("QuerySingle", System.StringComparison.Ordinal)
            ? TerminalKind.Single
            : name.StartsWith("Query", System.StringComparison.Ordinal) ? TerminalKind.List : TerminalKind.Unknown;
        return new Terminal(kind, name)
        {
            IsAsync = isAsync,
            IsSingle = name.StartsWith("QuerySingle", System.StringComparison.Ordinal),
            Origin = new Origin(OriginKind.SqlText, invocation.Syntax.GetLocation()),
        };
    }

    private static IObjectCreationOperation? Definition(IOperation value)
    {
        var unwrapped = LocalInitializer.Unconverted(value);
        if (unwrapped is ILocalReferenceOperation local)
            unwrapped = LocalInitializer.Of(local);
        return unwrapped as IObjectCreationOperation;
    }

    /// <summary><c>builder.AddTemplate("select … /**where**/").RawSql</c>: the template is the text, its places are holes of the grammar.</summary>
    private static IOperation? Template(IOperation text)
    {
        if (LocalInitializer.Unconverted(text) is not IPropertyReferenceOperation { Property.Name: "RawSql", Instance: { } instance })
            return null;
        var value = LocalInitializer.Unconverted(instance);
        if (value is ILocalReferenceOperation local)
            value = LocalInitializer.Of(local);
        if (value is not IInvocationOperation { TargetMethod.Name: "AddTemplate" } add)
            return null;
        foreach (var argument in add.Arguments)
        {
            if (argument.Parameter?.Name == "sql")
                return argument.Value;
        }

        return null;
    }

    private static bool IsStoredProcedure(IOperation value) =>
        LocalInitializer.Unconverted(value) is IFieldReferenceOperation { Field.Name: "StoredProcedure" };

    private static bool IsList(ITypeSymbol? type)
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

    /// <summary>The members of the parameter object: of an anonymous object with their values, of a typed one by its readable properties.</summary>
    private static List<SqlParameter> Members(IOperation? parameters, out bool known)
    {
        var members = new List<SqlParameter>();
        var value = LocalInitializer.Unconverted(parameters);
        if (value is ILocalReferenceOperation local && LocalInitializer.Of(local) is { } initial)
            value = initial;
        known = value is null or ILiteralOperation;
        if (value is IAnonymousObjectCreationOperation anonymous)
        {
            known = true;
            foreach (var initializer in anonymous.Initializers)
            {
                if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                    members.Add(new SqlParameter(property.Name, property.Type) { Value = assignment.Value });
            }
        }
        else if (value?.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type && !IsList(type) && !IsBag(type))
        {
            known = true;
            for (var current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
            {
                foreach (var member in current.GetMembers())
                {
                    if (member is IPropertySymbol { IsStatic: false, GetMethod.DeclaredAccessibility: Accessibility.Public } property)
                        members.Add(new SqlParameter(property.Name, property.Type));
                }
            }
        }

        return members;
    }

    /// <summary>Parameters that are added at run time.</summary>
    private static bool IsBag(INamedTypeSymbol type)
    {
        if (type.Name is "DynamicParameters" or "ExpandoObject" or "Object")
            return true;
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name is "IDynamicParameters" or "IDictionary")
                return true;
        }

        return false;
    }
}
