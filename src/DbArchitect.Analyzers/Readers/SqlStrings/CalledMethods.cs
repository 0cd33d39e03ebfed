using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The methods of the program that are being followed to the text that they return, with what they were given.</summary>
internal sealed class CalledMethods(SourceOperations source)
{
    /// <summary>How deep calls of calls are followed.</summary>
    private const int MaxCalls = 4;

    /// <summary>Nesting of operations inside a method; what lies deeper is not looked at.</summary>
    private const int MaxDepth = 200;

    private readonly Stack<IMethodSymbol> methods = new();
    private readonly Dictionary<IParameterSymbol, IOperation> arguments = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// What a method gets here for its parameter; null when that does not say enough: one that others can call as well has to be right for every text.
    /// </summary>
    public IOperation? ArgumentOf(IParameterSymbol parameter) => arguments.TryGetValue(parameter.OriginalDefinition, out var argument) ? argument : null;

    /// <summary>The values that a method can return; null when it is not followed. <see cref="Leave"/> comes after.</summary>
    public List<IOperation>? Enter(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (!ReturnsText(method) || method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.IsSealed)
            || methods.Count >= MaxCalls || IsFollowed(method) || BodyOf(method, cancellation) is not { } body)
        {
            return null;
        }

        var returned = new List<IOperation>();
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var opensResource = false;
        Read(body, returned, assigned, ref opensResource, 0);
        if (returned.Count == 0)
            return null;
        methods.Push(method);
        // A file is what its name says, whoever asks for it.
        if (opensResource || method.DeclaredAccessibility is Accessibility.Private or Accessibility.NotApplicable)
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter?.OriginalDefinition is { } parameter && !assigned.Contains(parameter))
                    arguments[parameter] = argument.Value;
            }
        }

        return returned;
    }

    public void Leave()
    {
        foreach (var parameter in methods.Pop().Parameters)
            arguments.Remove(parameter);
    }

    private bool IsFollowed(IMethodSymbol method)
    {
        foreach (var followed in methods)
        {
            if (SymbolEqualityComparer.Default.Equals(followed, method))
                return true;
        }

        return false;
    }

    private IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var (block, expression) = source.DeclarationOf(method, cancellation) switch
        {
            MethodDeclarationSyntax declaration => (declaration.Body, declaration.ExpressionBody),
            LocalFunctionStatementSyntax function => (function.Body, function.ExpressionBody),
            _ => default,
        };
        return ((SyntaxNode?)block ?? expression) is { } body ? source.OperationOf(body, cancellation) : null;
    }

    /// <summary>A string, or the task of one that the method itself makes: what it returns is the string.</summary>
    private static bool ReturnsText(IMethodSymbol method) =>
        method.ReturnType.SpecialType == SpecialType.System_String
        || (method.IsAsync && method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ SpecialType: SpecialType.System_String }] });

    private static void Read(IOperation operation, List<IOperation> returned, HashSet<ISymbol> assigned, ref bool opensResource, int depth)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation or ILocalFunctionOperation when depth > 0:
                return;
            case IReturnOperation { ReturnedValue: { } value }:
                returned.Add(value);
                break;
            case IAssignmentOperation { Target: IParameterReferenceOperation target }:
                assigned.Add(target.Parameter);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: IParameterReferenceOperation handed }:
                assigned.Add(handed.Parameter);
                break;
            default:
                opensResource |= ResourceCalls.OpensResource(operation);
                break;
        }

        if (depth >= MaxDepth)
            return;
        foreach (var child in operation.ChildOperations)
            Read(child, returned, assigned, ref opensResource, depth + 1);
    }
}
