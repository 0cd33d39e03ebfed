using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>A call being run: its method, receiver and arguments by the name of their parameter.</summary>
internal sealed class CallSite(IInvocationOperation operation, Frame frame)
{
    public IInvocationOperation Operation { get; } = operation;

    public Frame Frame { get; } = frame;

    public IMethodSymbol Method => Operation.TargetMethod;

    public string Name => Operation.TargetMethod.Name;

    public bool IsExtension => Method.IsExtensionMethod && Method.ReducedFrom is null;

    /// <summary>The arguments without an extension method's receiver, in the order of the parameters.</summary>
    public IEnumerable<IArgumentOperation> Arguments
    {
        get
        {
            foreach (var argument in Operation.Arguments)
            {
                if (IsExtension && argument.Parameter?.Ordinal == 0)
                    continue;
                yield return argument;
            }
        }
    }

    /// <summary>The argument of a parameter; null when it is left out.</summary>
    public IOperation? Argument(string parameter)
    {
        foreach (var argument in Operation.Arguments)
        {
            if (argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        }

        return null;
    }

    public IOperation? Argument(params string[] parameters)
    {
        foreach (var parameter in parameters)
        {
            if (Argument(parameter) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The first argument after the receiver.</summary>
    public IOperation? First
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                    return argument.Value;
            }

            return null;
        }
    }

    public bool HasArguments => First is not null;

    public ITypeSymbol? TypeArgument(int index = 0) =>
        index < Method.TypeArguments.Length ? Frame.Substitute(Method.TypeArguments[index]) : null;
}
