using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>The operations of one body, walked once: its calls by place, and where each variable is used.</summary>
internal sealed class Body
{
    private const int MaxHops = 16;

    private readonly Dictionary<TextSpan, IOperation> executions = [];

    /// <summary>By the end of what they enumerate.</summary>
    private readonly Dictionary<int, IForEachLoopOperation> loops = [];
    private readonly Dictionary<ISymbol, List<IOperation>> uses = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> declarations = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> functions = new(SymbolEqualityComparer.Default);

    public Body(IOperation root, ISymbol owner, CancellationToken cancellation)
    {
        Root = root;
        Owner = owner;
        foreach (var operation in root.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            Add(operation);
        }
    }

    public IOperation Root { get; }

    public ISymbol Owner { get; }

    public List<IInvocationOperation> Calls { get; } = [];

    /// <summary>Something is repeated in here: a loop, a lambda, a local function.</summary>
    public bool HasRepetition { get; private set; }

    /// <summary>What is disposed at the end of a block: <c>using</c> statements and declarations.</summary>
    public List<IOperation> Usings { get; } = [];

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                Calls.Add(call);
                executions[call.Syntax.Span] = call;
                if (call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member })
                    executions[TextSpan.FromBounds(member.Name.SpanStart, call.Syntax.Span.End)] = call;
                break;
            case IForEachLoopOperation loop:
                HasRepetition = true;
                loops[Unwrap(loop.Collection).Syntax.Span.End] = loop;
                break;
            case ILocalFunctionOperation function:
                HasRepetition = true;
                functions[function.Symbol] = function;
                break;
            case ILoopOperation or IAnonymousFunctionOperation:
                HasRepetition = true;
                break;
            case IUsingOperation or IUsingDeclarationOperation:
                Usings.Add(operation);
                break;
            case ILocalReferenceOperation { IsDeclaration: false } local:
                Use(local.Local, local);
                break;
            case ILocalReferenceOperation local:
                declarations[local.Local] = local;
                break;
            case IParameterReferenceOperation parameter:
                Use(parameter.Parameter, parameter);
                break;
            case IVariableDeclaratorOperation declarator:
                declarations[declarator.Symbol] = declarator;
                break;
        }
    }

    /// <summary>A call without what it is made on.</summary>
    public static Location NameAndArgumentsOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member }
            ? Location.Create(call.Syntax.SyntaxTree, TextSpan.FromBounds(member.Name.SpanStart, call.Syntax.Span.End))
            : call.Syntax.GetLocation();

    private void Use(ISymbol symbol, IOperation operation)
    {
        if (!uses.TryGetValue(symbol, out var list))
            uses.Add(symbol, list = []);
        list.Add(operation);
    }

    /// <summary>The call or loop that a query's terminal names: by the place of the whole expression, else by what encloses a part of it.</summary>
    public IOperation? ExecutionAt(Terminal terminal)
    {
        if (terminal.Origin.Location is not { } location || location.SourceTree != Root.Syntax.SyntaxTree)
            return null;
        if (terminal.IsLoop && loops.TryGetValue(location.SourceSpan.End, out var loop))
            return loop;
        if (executions.TryGetValue(location.SourceSpan, out var found))
            return found;
        IOperation? nearest = null;
        foreach (var pair in executions)
        {
            if (pair.Key.End >= location.SourceSpan.End && pair.Key.Contains(location.SourceSpan)
                && (nearest is null || pair.Key.Length < nearest.Syntax.Span.Length))
            {
                nearest = pair.Value;
            }
        }

        return nearest;
    }

    /// <summary>Every place where a local or parameter is used, in the order of the source.</summary>
    public IReadOnlyList<IOperation> UsesOf(ISymbol symbol) => uses.TryGetValue(symbol, out var list) ? list : Array.Empty<IOperation>();

    /// <summary>Where a local is declared; null for a parameter.</summary>
    public IOperation? DeclarationOf(ISymbol symbol) => declarations.TryGetValue(symbol, out var declaration) ? declaration : null;

    /// <summary>The declaration of a local function; null when it is not of this body.</summary>
    public ILocalFunctionOperation? LocalFunctionOf(IMethodSymbol function) => functions.TryGetValue(function, out var declared) ? declared : null;

    /// <summary>Whether a local is declared inside <paramref name="scope"/>.</summary>
    public bool IsDeclaredIn(ISymbol symbol, IOperation scope) =>
        symbol.DeclaringSyntaxReferences is [var reference, ..] && reference.SyntaxTree == scope.Syntax.SyntaxTree && scope.Syntax.Span.Contains(reference.Span);

    /// <summary>The operand below conversions, awaits and parentheses.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation await:
                    operation = await.Operation;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } instance }:
                    operation = instance;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The operation that uses a value, above conversions, awaits and parentheses; with the child of it that carries the value.</summary>
    public static (IOperation? User, IOperation Child) UserOf(IOperation value)
    {
        var child = value;
        while (true)
        {
            switch (child.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or IAwaitOperation:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } call when call.Instance == child:
                    child = child.Parent;
                    break;
                default:
                    return (child.Parent, child);
            }
        }
    }

    /// <summary>
    /// The last operator of the query that a value is: itself, what query syntax stands for, or what the variable was declared with that is used here and nowhere else.
    /// </summary>
    public IInvocationOperation? LastOperatorOf(IOperation value)
    {
        for (var hops = 0; hops < MaxHops; hops++)
        {
            switch (Unwrap(value))
            {
                case IInvocationOperation call:
                    return call;
                case ITranslatedQueryOperation translated:
                    value = translated.Operation;
                    break;
                case ILocalReferenceOperation { Local: var local } when UsesOf(local).Count == 1
                    && DeclarationOf(local) is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { Value: { } initial }:
                    value = initial;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The operator before one, in the chain that makes a query.</summary>
    public IInvocationOperation? OperatorBefore(IInvocationOperation call) => ReceiverOf(call) is { } receiver ? LastOperatorOf(receiver) : null;

    /// <summary>Whether an operation or one below it refers to one of the symbols.</summary>
    public static bool RefersTo(IOperation operation, HashSet<ISymbol> symbols)
    {
        foreach (var each in operation.DescendantsAndSelf())
        {
            if (ReferenceOf(each) is { } symbol && symbols.Contains(symbol))
                return true;
        }

        return false;
    }

    public static ISymbol? ReferenceOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>The value that an extension method extends, or the instance of a method.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && ArgumentOf(call, 0) is { } first ? first : null);

    /// <summary>The value given for a parameter.</summary>
    public static IOperation? ArgumentOf(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        }

        return null;
    }
}
