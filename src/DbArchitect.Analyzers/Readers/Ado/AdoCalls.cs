using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ado;

/// <summary>Recognises SQL text given to ADO.NET: <c>new XCommand(text)</c>, <c>CommandText = text</c>, batch commands, <c>CreateCommand(text)</c>.</summary>
internal static class AdoCalls
{
    public static SqlCall? Read(IOperation operation, KnownTypes types)
    {
        switch (operation)
        {
            case IObjectCreationOperation creation when creation.Arguments.Length > 0 && IsCommand(creation.Type, types):
                foreach (var argument in creation.Arguments)
                {
                    if (argument.Parameter is { Name: "commandText" or "cmdText", Type.SpecialType: SpecialType.System_String })
                        return Call(argument.Value, creation, creation, Drivers.StoreOf(creation.Type));
                }

                return null;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText", Instance: { } command } } assignment
                when IsCommand(command.Type, types):
                return Call(assignment.Value, assignment, command, Drivers.StoreOf(command) is not Store.Unknown and var store ? store : OfCreator(command));
            case IInvocationOperation { TargetMethod.Name: "CreateCommand", Arguments.Length: 1 } invocation
                when invocation.Arguments[0].Parameter?.Type.SpecialType == SpecialType.System_String && IsCommand(invocation.Type, types):
                return Call(invocation.Arguments[0].Value, invocation, invocation, Drivers.StoreOf(invocation.Instance?.Type));
            default:
                return null;
        }
    }

    private static SqlCall Call(IOperation text, IOperation call, IOperation command, Store store)
    {
        var local = command is ILocalReferenceOperation reference ? reference.Local : LocalGiven(command);
        var (execute, isProcedure) = UsesOf(command, local);
        var sent = AdoParameters.Read(command, local);
        var kind = execute?.TargetMethod.Name switch
        {
            null => TerminalKind.Unknown,
            var name when name.StartsWith("ExecuteReader", System.StringComparison.Ordinal) => TerminalKind.List,
            var name when name.StartsWith("ExecuteScalar", System.StringComparison.Ordinal) => TerminalKind.Single,
            _ => TerminalKind.Unknown,
        };
        return new SqlCall(FrontEnd.Ado, text, new Terminal(kind, execute?.TargetMethod.Name ?? "")
        {
            IsAsync = execute?.TargetMethod.Name.EndsWith("Async", System.StringComparison.Ordinal) == true,
            Origin = new Origin(OriginKind.SqlText, (execute ?? call).Syntax.GetLocation()),
        })
        {
            Call = call,
            Store = store,
            IsStoredProcedure = isProcedure,
            Parameters = sent.Parameters,
            KnowsParameters = sent.IsComplete,
            ParameterForm = sent.Form,
        };
    }

    private static bool IsCommand(ITypeSymbol? type, KnownTypes types)
    {
        if (type is null)
            return false;
        if (type.Name == "IDbCommand")
            return true;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, types.DbCommand) || current.Name == "DbBatchCommand")
                return true;
        }

        return false;
    }

    /// <summary>The engine of <c>connection.CreateCommand()</c>, which is typed as the base class.</summary>
    private static Store OfCreator(IOperation command)
    {
        if (command is not ILocalReferenceOperation local || LocalInitializer.Of(local) is not { } initial)
            return Store.Unknown;
        return initial is IInvocationOperation { Instance: { } connection } ? Drivers.StoreOf(connection) : Drivers.StoreOf(initial.Type);
    }

    /// <summary>How the command held by the same local is executed, and whether it calls a procedure.</summary>
    private static (IInvocationOperation? Execute, bool IsProcedure) UsesOf(IOperation command, ILocalSymbol? local)
    {
        if (local is null)
            return (command.Parent as IInvocationOperation, false);
        IOperation body = command;
        while (body.Parent is { } parent)
            body = parent;
        IInvocationOperation? execute = null;
        var isProcedure = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { Instance: ILocalReferenceOperation instance } call
                    when SymbolEqualityComparer.Default.Equals(instance.Local, local) && call.TargetMethod.Name.StartsWith("Execute", System.StringComparison.Ordinal):
                    execute ??= call;
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandType", Instance: ILocalReferenceOperation instance } } assignment
                    when SymbolEqualityComparer.Default.Equals(instance.Local, local):
                    isProcedure |= assignment.Value is IFieldReferenceOperation { Field.Name: "StoredProcedure" };
                    break;
            }
        }

        return (execute, isProcedure);
    }

    /// <summary>The local that a created command is assigned to.</summary>
    private static ILocalSymbol? LocalGiven(IOperation command)
    {
        for (var up = command.Parent; up is not null; up = up.Parent)
        {
            switch (up)
            {
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }:
                    return target.Local;
                case IConversionOperation or IVariableInitializerOperation or IAwaitOperation:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }
}
