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
        var isPipelined = false;
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
                            case "flags":
                                isPipelined = part.Value.Syntax.ToString().Contains("Pipelined");
                                break;
                        }
                    }

                    break;
            }
        }

        if (text is null)
            return null;
        var template = SqlBuilderTemplate.Of(text);
        var sent = DapperParameters.Read(parameters);
        return new SqlCall(FrontEnd.Dapper, template?.Text ?? text, TerminalOf(method, invocation))
        {
            Call = invocation,
            Store = Drivers.StoreOf(connection),
            ResultType = method.TypeArguments.Length == 0 ? null : method.TypeArguments[method.TypeArguments.Length - 1],
            // Query<A, B, C> maps parts of the row to several types.
            MapsRows = method.TypeArguments.Length == 1 && method.Name.StartsWith("Query", System.StringComparison.Ordinal),
            Parameters = sent.Parameters,
            KnowsParameters = sent.IsComplete,
            Sent = parameters,
            ParameterForm = sent.Form,
            IsStoredProcedure = isProcedure,
            SentPerElementOf = method.Name is "Execute" or "ExecuteAsync" && !isPipelined && DapperParameters.IsList(LocalInitializer.Unconverted(parameters)?.Type) && !IsFew(parameters)
                ? TextOf(parameters!)
                : "",
            Clauses = template?.Clauses,
        };
    }

    private static string TextOf(IOperation list)
    {
        const int maxLength = 60;
        var text = LocalInitializer.Unconverted(list)!.Syntax.ToString();
        var line = text.IndexOf('\n');
        return line < 0 && text.Length <= maxLength ? text : text.Substring(0, line < 0 ? maxLength : System.Math.Min(line, maxLength)).TrimEnd() + "...";
    }

    /// <summary>The elements are written out, so that there are a few.</summary>
    private static bool IsFew(IOperation? list)
    {
        var value = LocalInitializer.Unconverted(list);
        if (value is ILocalReferenceOperation local)
            value = LocalInitializer.Of(local);
        if (value?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax elements)
            return !elements.ToString().Contains("..");
        return value is IArrayCreationOperation { Initializer: not null } or IObjectCreationOperation { Initializer: not null, Arguments.Length: 0 };
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

    private static bool IsStoredProcedure(IOperation value) =>
        LocalInitializer.Unconverted(value) is IFieldReferenceOperation { Field.Name: "StoredProcedure" };
}
