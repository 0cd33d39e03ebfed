using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ado;

/// <summary>
/// The parameters that are added to a command held by a local: <c>AddWithValue</c>, <c>Add</c> with a name or a parameter object, a collection initializer.
/// Once the command is handed to another method, more may be added there.
/// </summary>
internal static class AdoParameters
{
    private static readonly SentParameters Unknown = new(default, false, ParameterForm.None);

    /// <param name="command">The creation of the command, or a reference to the local that holds it.</param>
    /// <param name="local">The local that holds it; null when none does.</param>
    public static SentParameters Read(IOperation command, ILocalSymbol? local)
    {
        var parameters = new List<SqlParameter>();
        var isComplete = local is not null;
        var creation = LocalInitializer.Unconverted(command);
        if (creation is ILocalReferenceOperation reference)
            creation = LocalInitializer.Of(reference);
        switch (creation)
        {
            case IObjectCreationOperation { Initializer: { } initializer }:
                isComplete &= Initialized(initializer, parameters);
                break;
            case IObjectCreationOperation:
                break;
            // Of a connection or data source: it has no parameters yet.
            case IInvocationOperation { TargetMethod.Name: "CreateCommand" }:
                break;
            default:
                return Unknown;
        }

        if (local is not null)
        {
            foreach (var use in LocalUses.Of(command, local))
                isComplete &= Use(use, parameters);
        }

        return new SentParameters(parameters, isComplete, ParameterForm.Collection);
    }

    private static bool Use(ILocalReferenceOperation use, List<SqlParameter> parameters)
    {
        switch (use.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Parameters" } collection:
                return Collection(collection, parameters);
            // CommandText, CommandType, Transaction, …
            case IPropertyReferenceOperation or IVariableInitializerOperation:
                return true;
            case IInvocationOperation call when call.Instance == use:
                return true;
            case IAssignmentOperation assignment when assignment.Target == use:
                return true;
            case IConversionOperation { Parent: IUsingOperation } or IUsingOperation:
                return true;
            default:
                return false;
        }
    }

    private static bool Collection(IPropertyReferenceOperation collection, List<SqlParameter> parameters)
    {
        switch (collection.Parent)
        {
            case IInvocationOperation call when call.Instance == collection:
                return Call(call, parameters);
            // cmd.Parameters["@x"].Value = …
            case IPropertyReferenceOperation { Property.IsIndexer: true }:
                return true;
            case IPropertyReferenceOperation { Property.Name: "Count" }:
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>new Command(text) { Parameters = { new("a", 1) } }</c>.</summary>
    private static bool Initialized(IObjectOrCollectionInitializerOperation initializer, List<SqlParameter> parameters)
    {
        var isComplete = true;
        foreach (var part in initializer.Initializers)
        {
            if (part is not IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.Name: "Parameters" } } member)
                continue;
            foreach (var element in member.Initializer.Initializers)
                isComplete &= element is IInvocationOperation call && Call(call, parameters);
        }

        return isComplete;
    }

    private static bool Call(IInvocationOperation call, List<SqlParameter> parameters)
    {
        switch (call.TargetMethod.Name)
        {
            case "Add" when call.Arguments is [var only]:
                return Parameter(only.Value, parameters);
            case "Add" or "AddWithValue" when call.Arguments.Length >= 2:
                return Named(call.Arguments, parameters);
            case "AddRange" when call.Arguments is [{ Value: var value }] && LocalInitializer.Unconverted(value) is IArrayCreationOperation { Initializer: { } elements }:
                foreach (var element in elements.ElementValues)
                {
                    if (!Parameter(element, parameters))
                        return false;
                }

                return true;
            case "Contains" or "IndexOf":
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>Add(name, value)</c>, <c>Add(name, type)</c>, <c>Add(name, type, size)</c>.</summary>
    private static bool Named(IEnumerable<IArgumentOperation> arguments, List<SqlParameter> parameters)
    {
        string? name = null;
        IOperation? value = null;
        var hasType = false;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter)
                return false;
            if (parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_String })
                name = argument.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
            else if (parameter.Type.TypeKind == TypeKind.Enum)
                hasType = true;
            else if (parameter.Name == "value")
                value = LocalInitializer.Unconverted(argument.Value);
        }

        return name is not null && Add(name, value, hasType, parameters);
    }

    private static bool Parameter(IOperation value, List<SqlParameter> parameters)
    {
        var given = LocalInitializer.Unconverted(value);
        var local = given as ILocalReferenceOperation;
        if (local is not null)
            given = LocalInitializer.Of(local);
        switch (given)
        {
            case IObjectCreationOperation creation:
                return Object(creation, local, parameters);
            case IInvocationOperation { TargetMethod.Name: "CreateParameter", Arguments.Length: 0 } when local is not null:
                return Assigned(local, null, null, false, parameters);
            default:
                return false;
        }
    }

    /// <summary><c>new SqlParameter("a", value) { DbType = … }</c>.</summary>
    private static bool Object(IObjectCreationOperation creation, ILocalReferenceOperation? local, List<SqlParameter> parameters)
    {
        string? name = null;
        IOperation? value = null;
        var hasType = false;
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            if (parameter.Type.SpecialType == SpecialType.System_String && parameter.Name is "parameterName" or "name")
            {
                if (argument.Value.ConstantValue is not { HasValue: true, Value: string text })
                    return false;
                name = text;
            }
            else if (parameter.Name is "value" or "obj" && !(parameter.Type.TypeKind == TypeKind.Enum))
            {
                value = LocalInitializer.Unconverted(argument.Value);
            }
            else if (parameter.Type.TypeKind == TypeKind.Enum)
            {
                hasType = true;
            }
        }

        if (creation.Initializer is { } initializer)
        {
            foreach (var part in initializer.Initializers)
            {
                if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
                    && !Property(property, assignment.Value, ref name, ref value, ref hasType))
                {
                    return false;
                }
            }
        }

        return local is not null ? Assigned(local, name, value, hasType, parameters) : name is null || Add(name, value, hasType, parameters);
    }

    /// <summary>A parameter held by a local, whose properties are assigned one by one.</summary>
    private static bool Assigned(ILocalReferenceOperation local, string? name, IOperation? value, bool hasType, List<SqlParameter> parameters)
    {
        foreach (var use in LocalUses.Of(local))
        {
            if (use.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation { Value: { } assigned } assignment } property && assignment.Target == property
                && !Property(property.Property, assigned, ref name, ref value, ref hasType))
            {
                return false;
            }
        }

        return name is not null && Add(name, value, hasType, parameters);
    }

    /// <summary>False when a name is given that is not known.</summary>
    private static bool Property(IPropertySymbol property, IOperation assigned, ref string? name, ref IOperation? value, ref bool hasType)
    {
        switch (property.Name)
        {
            case "ParameterName":
                if (assigned.ConstantValue is not { HasValue: true, Value: string text })
                    return false;
                name = text;
                return true;
            case "Value" or "TypedValue":
                value = LocalInitializer.Unconverted(assigned);
                return true;
            case "DbType" or "SqlDbType" or "NpgsqlDbType" or "MySqlDbType" or "SqliteType" or "OracleDbType" or "DataTypeName" or "TypeName":
                hasType = true;
                return true;
            default:
                return true;
        }
    }

    private static bool Add(string name, IOperation? value, bool hasType, List<SqlParameter> parameters)
    {
        parameters.Add(new SqlParameter(name.TrimStart('@', ':', '?'), value?.Type) { Value = value, HasStoreType = hasType });
        return true;
    }
}
