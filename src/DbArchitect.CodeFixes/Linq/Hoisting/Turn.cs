using System.Collections.Generic;
using System.Linq;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>One turn of what repeats a query: the body of a loop, or a lambda that runs for every element of a collection.</summary>
/// <param name="Statement">The loop, or the statement that the lambda stands in: what the query is to be made before.</param>
/// <param name="Body">What runs in each turn.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Variable">The element, or the index of a <c>for</c>.</param>
/// <param name="ElementType">The type of an element.</param>
/// <param name="ElementName">What the code calls an element.</param>
internal sealed record Turn(
    StatementSyntax Statement, SyntaxNode Body, ExpressionSyntax Collection, ISymbol Variable, ITypeSymbol ElementType, string ElementName)
{
    private static readonly HashSet<string> PerElement =
        ["Select", "SelectMany", "Where", "ForEach", "ForEachAsync", "ConvertAll", "ToDictionary", "ToLookup", "Any", "All", "First", "FirstOrDefault", "Sum", "Aggregate"];

    private static readonly HashSet<string> Evaluators =
        ["ToList", "ToArray", "ToHashSet", "ToDictionary", "ToLookup", "Sum", "Min", "Max", "Average", "Count", "Any", "All"];

    /// <summary>The loop counts through the collection: an element is <c>items[i]</c>.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>The lambda is asynchronous and all its tasks are awaited together.</summary>
    public InvocationExpressionSyntax? WhenAll { get; init; }

    /// <summary>What closest repeats the node; null when that is no loop over a collection, or nothing can be put before it.</summary>
    public static Turn? Around(SyntaxNode query, SemanticModel model)
    {
        var child = query;
        for (var node = query.Parent; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case ForEachStatementSyntax loop when loop.Statement == child && loop.AwaitKeyword.RawKind == 0:
                    return CanPrecede(loop) ? OfForEach(loop, model) : null;
                case ForStatementSyntax loop when loop.Statement == child:
                    return CanPrecede(loop) ? OfFor(loop, model) : null;
                case LambdaExpressionSyntax lambda:
                    return OfLambda(lambda, model);
                case WhileStatementSyntax or DoStatementSyntax or AnonymousMethodExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                case CommonForEachStatementSyntax loop when loop.Statement == child:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether a statement can be put before it, where nothing repeats it.</summary>
    private static bool CanPrecede(StatementSyntax statement)
    {
        if (statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
            return false;
        foreach (var outer in statement.Ancestors())
        {
            switch (outer)
            {
                case CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                    when QueryPlace.NameOf(call) is { } name && PerElement.Contains(name.Identifier.ValueText):
                    return false;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return true;
            }
        }

        return true;
    }

    private static Turn? OfForEach(ForEachStatementSyntax loop, SemanticModel model) =>
        model.GetDeclaredSymbol(loop) is { } variable && model.GetForEachStatementInfo(loop).ElementType is { } element
            && SymbolEqualityComparer.Default.Equals(element, variable.Type)
            ? new Turn(loop, loop.Statement, loop.Expression, variable, ElementOf(model.GetTypeInfo(loop.Expression).Type) ?? element, loop.Identifier.ValueText)
            : null;

    /// <summary>The type of the elements, with what it says of null.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol? collection)
    {
        switch (collection)
        {
            case null:
                return null;
            case IArrayTypeSymbol array:
                return array.ElementType;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence:
                return sequence.TypeArguments[0];
        }

        foreach (var @interface in collection.AllInterfaces)
        {
            if (@interface.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                return @interface.TypeArguments[0];
        }

        return null;
    }

    private static Turn? OfFor(ForStatementSyntax loop, SemanticModel model)
    {
        if (loop is not { Declaration.Variables: [{ Initializer.Value: LiteralExpressionSyntax { Token.Value: 0 } } variable], Incrementors: [var step] } || model.GetDeclaredSymbol(variable) is not { } index)
            return null;
        if (step is not (PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression }))
            return null;
        if (loop.Condition is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression, Left: IdentifierNameSyntax left, Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" } size }
            || left.Identifier.ValueText != variable.Identifier.ValueText)
        {
            return null;
        }

        ITypeSymbol? element = null;
        var name = "";
        var collection = size.Expression.ToString();
        foreach (var use in loop.Statement.DescendantNodes().OfType<ExpressionSyntax>().Where(node => node.ToString() == collection))
        {
            // Elements are only read: the collection has the same ones in every turn.
            switch (use.Parent)
            {
                case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax at }] } access
                    when access.Expression == use && at.Identifier.ValueText == variable.Identifier.ValueText && !IsWritten(access):
                    element ??= model.GetTypeInfo(access).Type;
                    if (access.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax alias })
                        name = alias.Identifier.ValueText;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length", Parent: not InvocationExpressionSyntax }:
                    break;
                default:
                    return null;
            }
        }

        return element is null
            ? null
            : new Turn(loop, loop.Statement, size.Expression, index, element, name.Length > 0 ? name : Words.Singular(Words.Camel(LastName(size.Expression)))) { IsIndexed = true };
    }

    private static Turn? OfLambda(LambdaExpressionSyntax lambda, SemanticModel model)
    {
        if (lambda.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } || call.ArgumentList.Arguments.Count != 1 || QueryPlace.NameOf(call) is not { } name)
            return null;
        var parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only,
            _ => null,
        };
        if (parameter is null || model.GetDeclaredSymbol(parameter) is not { } element || QueryPlace.ReceiverOf(call) is not { } collection)
            return null;
        if (call.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !CanPrecede(statement))
            return null;
        // Between the statement and the call nothing may decide whether or how often it runs.
        foreach (var outer in call.Ancestors().TakeWhile(outer => outer != statement))
        {
            if (outer is AnonymousFunctionExpressionSyntax or ConditionalAccessExpressionSyntax)
                return null;
        }

        var type = model.GetSymbolInfo(call).Symbol?.ContainingType;
        var turn = new Turn(statement, lambda, collection, element, element.Type, parameter.Identifier.ValueText);
        if (lambda.AsyncKeyword.RawKind != 0)
        {
            return lambda is { ExpressionBody: AwaitExpressionSyntax } && name.Identifier.ValueText == "Select" && type is { Name: "Enumerable" }
                && call.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax, ArgumentList.Arguments.Count: 1 } all }
                && QueryPlace.NameOf(all)?.Identifier.ValueText == "WhenAll"
                ? turn with { WhenAll = all }
                : null;
        }

        return (name.Identifier.ValueText, type?.Name) switch
        {
            ("ForEach", "List") => turn,
            ("ConvertAll", "List") => turn,
            ("Select", "Enumerable") when IsEvaluated(call, model) => turn,
            _ => null,
        };
    }

    /// <summary>Whether what is selected is asked for right there, in the same chain of calls.</summary>
    private static bool IsEvaluated(InvocationExpressionSyntax call, SemanticModel model)
    {
        for (var next = QueryPlace.NextOf(call); next is not null && model.GetSymbolInfo(next).Symbol is IMethodSymbol { ContainingType.Name: "Enumerable" } method; next = QueryPlace.NextOf(next))
        {
            if (Evaluators.Contains(method.Name))
                return true;
        }

        return false;
    }

    private static bool IsWritten(ExpressionSyntax access) =>
        access.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == access : access.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 };

    public static string LastName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "items",
    };

    /// <summary>Symbols that mean something else in each turn, or nothing before the statement: declared in it, or assigned.</summary>
    /// <param name="query">What is not looked into: the lambdas of the query itself have parameters too.</param>
    /// <param name="model">The file's model.</param>
    public HashSet<ISymbol> Changing(SyntaxNode query, SemanticModel model)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { Variable };
        void Add(ExpressionSyntax target)
        {
            if (target is TupleExpressionSyntax tuple)
            {
                foreach (var argument in tuple.Arguments)
                    Add(argument.Expression);
            }
            else if (model.GetSymbolInfo(target).Symbol is { } symbol)
            {
                found.Add(symbol);
            }
        }

        foreach (var node in Statement.DescendantNodesAndSelf())
        {
            if (query.Span.Contains(node.Span))
                continue;
            switch (node)
            {
                case VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or ParameterSyntax:
                    if (model.GetDeclaredSymbol(node) is { } declared)
                        found.Add(declared);
                    break;
                case AssignmentExpressionSyntax assignment:
                    Add(assignment.Left);
                    break;
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } prefix:
                    Add(prefix.Operand);
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } postfix:
                    Add(postfix.Operand);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                    Add(argument.Expression);
                    break;
            }
        }

        return found;
    }
}
