using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>A query that depends on its turn by one equality alone: <c>db.Orders.Where(o =&gt; o.CustomerId == customer.Id).ToListAsync()</c>.</summary>
internal sealed class RepeatedQuery
{
    /// <summary>Operators that keep each row, and rows of different keys apart.</summary>
    private static readonly HashSet<string> RowByRow =
    [
        "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsQueryable", "IgnoreQueryFilters", "IgnoreAutoIncludes", "TagWith", "TagWithCallSite", "OfType",
    ];

    private static readonly HashSet<string> Loading = ["Include", "ThenInclude", "AsSplitQuery", "AsSingleQuery"];
    private static readonly HashSet<string> Ordering = ["OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending"];

    private RepeatedQuery(InvocationExpressionSyntax terminal, SimpleNameSyntax name, ExpressionSyntax receiver)
    {
        Terminal = terminal;
        Name = name;
        Receiver = receiver;
        IsAsync = name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal);
        Operation = IsAsync ? name.Identifier.ValueText.Substring(0, name.Identifier.ValueText.Length - "Async".Length) : name.Identifier.ValueText;
    }

    public InvocationExpressionSyntax Terminal { get; }

    public SimpleNameSyntax Name { get; }

    /// <summary>What the terminal is called on.</summary>
    public ExpressionSyntax Receiver { get; }

    /// <summary>The terminal without <c>Async</c>.</summary>
    public string Operation { get; }

    public bool IsAsync { get; }

    public bool IsFind => Operation == "Find";

    /// <summary>The whole expression that gives the result: with <c>await</c>, <c>ConfigureAwait</c> and parentheses.</summary>
    public ExpressionSyntax Executed { get; private set; } = null!;

    /// <summary>From behind the terminal to the end of the awaited expression: <c>.ConfigureAwait(false)</c>.</summary>
    public string Configured { get; private set; } = "";

    /// <summary>The cancellation token as written; empty when none is passed.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The terminal's own condition.</summary>
    public LambdaExpressionSyntax? Condition { get; private set; }

    /// <summary>What Sum adds up.</summary>
    public LambdaExpressionSyntax? Summand { get; private set; }

    /// <summary>The Select before the terminal.</summary>
    public InvocationExpressionSyntax? Projection { get; private set; }

    public bool IsOrdered { get; private set; }

    public bool HasIncludes { get; private set; }

    /// <summary>The equality; null for Find.</summary>
    public BinaryExpressionSyntax? Match { get; private set; }

    /// <summary>The side that is the column; null for Find.</summary>
    public ExpressionSyntax? Column { get; private set; }

    public string Property { get; private set; } = "";

    /// <summary>The side that is given by the turn.</summary>
    public ExpressionSyntax Value { get; private set; } = null!;

    public TurnKey Key { get; private set; } = null!;

    /// <summary>The parameter of the lambda with the equality.</summary>
    public string Row { get; private set; } = "x";

    public ITypeSymbol RowType { get; private set; } = null!;

    public ITypeSymbol ColumnType { get; private set; } = null!;

    /// <param name="terminal">The call that sends it.</param>
    /// <param name="turn">What repeats it.</param>
    /// <param name="changing">What means something else in each turn.</param>
    /// <param name="entityKey">The property of the primary key, which Find does not name.</param>
    /// <param name="model">The file's model.</param>
    public static RepeatedQuery? Read(InvocationExpressionSyntax terminal, Turn turn, HashSet<ISymbol> changing, string entityKey, SemanticModel model)
    {
        if (QueryPlace.NameOf(terminal) is not { } name || QueryPlace.ReceiverOf(terminal) is not { } receiver || model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol)
            return null;
        var query = new RepeatedQuery(terminal, name, receiver);
        if (!query.ReadExecution() || !query.ReadArguments(turn, changing, model) || !query.ReadChain(turn, changing, model))
            return null;
        if (query.Key is null || query.DependsOtherwise(changing, model) || (query.IsFind && !query.IsFoundBy(entityKey)))
            return null;
        // To EF Core null equals null; a lookup would not find it.
        if (query.Key is { IsNullable: true, IsUnwrapped: false } && !SymbolEqualityComparer.Default.Equals(TurnKey.Unwrap(query.ColumnType), query.ColumnType))
            return null;
        return SymbolEqualityComparer.Default.Equals(TurnKey.Unwrap(query.ColumnType), query.Key.Underlying) ? query : null;
    }

    private bool ReadExecution()
    {
        ExpressionSyntax executed = Terminal;
        if (QueryPlace.NextOf(executed) is { } configured && QueryPlace.NameOf(configured)?.Identifier.ValueText == "ConfigureAwait")
        {
            Configured = configured.ToString().Substring(Terminal.Span.End - configured.SpanStart);
            executed = configured;
        }

        if (IsAsync)
        {
            if (executed.Parent is not AwaitExpressionSyntax awaited)
                return false;
            executed = awaited;
        }
        else if (Configured.Length > 0)
        {
            return false;
        }

        while (executed.Parent is ParenthesizedExpressionSyntax parenthesized)
            executed = parenthesized;
        Executed = executed;
        return executed.Parent is not ExpressionStatementSyntax;
    }

    private bool ReadArguments(Turn turn, HashSet<ISymbol> changing, SemanticModel model)
    {
        var arguments = Terminal.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = arguments[i].Expression;
            if (arguments[i].NameColon is not null && value is LambdaExpressionSyntax)
                return false;
            if (IsFind && i == 0)
            {
                if (!ReadFind(value, arguments.Count > 1, turn, changing, model))
                    return false;
            }
            else if (value is LambdaExpressionSyntax lambda && i == 0)
            {
                if (Operation == "Sum")
                    Summand = lambda;
                else
                    Condition = lambda;
            }
            else if (model.GetTypeInfo(value).ConvertedType is { Name: "CancellationToken" })
            {
                Token = arguments[i].ToString();
            }
            else
            {
                return false;
            }
        }

        return Condition is null || ReadCondition(Condition, turn, changing, model);
    }

    private bool ReadFind(ExpressionSyntax value, bool isArray, Turn turn, HashSet<ISymbol> changing, SemanticModel model)
    {
        if (model.GetSymbolInfo(Terminal).Symbol is not IMethodSymbol { ContainingType: { Name: "DbSet", TypeArguments: [var entity] } })
            return false;
        if (model.GetTypeInfo(value).Type is IArrayTypeSymbol || value is CollectionExpressionSyntax)
        {
            isArray = false;
            value = value switch
            {
                CollectionExpressionSyntax { Elements: [ExpressionElementSyntax only] } => only.Expression,
                ArrayCreationExpressionSyntax { Initializer.Expressions: [var only] } => only,
                ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: [var only] } => only,
                _ => value,
            };
        }

        Key = TurnKey.Of(value, turn, changing, model)!;
        if (Key is null || isArray || Key.IsNullable)
            return false;
        Value = value;
        RowType = entity;
        Row = Words.Camel(entity.Name).Substring(0, 1);
        return true;
    }

    /// <summary>From the terminal to the root.</summary>
    private bool ReadChain(Turn turn, HashSet<ISymbol> changing, SemanticModel model)
    {
        var isFiltered = Condition is not null;
        for (var current = Receiver; current is InvocationExpressionSyntax link && QueryPlace.NameOf(link) is { } name;)
        {
            if (model.GetSymbolInfo(link).Symbol is not IMethodSymbol { ContainingType.Name: "Queryable" or "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" })
                return true;
            if (QueryPlace.ReceiverOf(link) is not { } receiver || model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol)
                return false;
            var operation = name.Identifier.ValueText;
            if (operation == "Where")
            {
                if (link.ArgumentList.Arguments is not [{ Expression: LambdaExpressionSyntax lambda }] || !ReadCondition(lambda, turn, changing, model))
                    return false;
                isFiltered = true;
            }
            else if (operation == "Select")
            {
                if (isFiltered || IsOrdered || Projection is not null || IsFind || link.ArgumentList.Arguments is not [{ Expression: SimpleLambdaExpressionSyntax { ExpressionBody: not null } }])
                    return false;
                Projection = link;
            }
            else if (Ordering.Contains(operation))
            {
                IsOrdered = true;
            }
            else if (Loading.Contains(operation))
            {
                HasIncludes = true;
            }
            else if (!RowByRow.Contains(operation))
            {
                return false;
            }

            current = receiver;
        }

        return true;
    }

    /// <summary>A condition: it may hold the one equality, or not depend on the turn.</summary>
    private bool ReadCondition(LambdaExpressionSyntax lambda, Turn turn, HashSet<ISymbol> changing, SemanticModel model)
    {
        if (lambda is not SimpleLambdaExpressionSyntax { ExpressionBody: { } body } simple || model.GetDeclaredSymbol(simple.Parameter) is not { } row)
            return false;
        foreach (var part in Conjuncts(body))
        {
            if (!Uses(part, changing, model))
                continue;
            if (Key is not null || part is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality)
                return false;
            if (!ReadMatch(equality, equality.Left, equality.Right, row, turn, changing, model) && !ReadMatch(equality, equality.Right, equality.Left, row, turn, changing, model))
                return false;
        }

        return true;
    }

    private bool ReadMatch(
        BinaryExpressionSyntax equality, ExpressionSyntax column, ExpressionSyntax value, IParameterSymbol row, Turn turn, HashSet<ISymbol> changing, SemanticModel model)
    {
        if (column is not MemberAccessExpressionSyntax access)
            return false;
        if (access.Name.Identifier.ValueText == "Value" && access.Expression is MemberAccessExpressionSyntax nullable)
            access = nullable;
        if (access.Expression is not IdentifierNameSyntax of || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(of).Symbol, row))
            return false;
        if (TurnKey.Of(value, turn, changing, model) is not { } key || model.GetTypeInfo(column).Type is not { } type)
            return false;
        (Match, Column, Property, Value, Key, Row, RowType, ColumnType) = (equality, column, access.Name.Identifier.ValueText, value, key, row.Name, row.Type, type);
        return true;
    }

    private bool IsFoundBy(string property)
    {
        for (var type = RowType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(property))
            {
                if (member is IPropertySymbol { Type: var found })
                {
                    (Property, ColumnType) = (property, found);
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<ExpressionSyntax> Conjuncts(ExpressionSyntax body)
    {
        while (body is ParenthesizedExpressionSyntax parenthesized)
            body = parenthesized.Expression;
        if (body is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and)
            return [body];
        return Conjuncts(and.Left).Concat(Conjuncts(and.Right));
    }

    private bool DependsOtherwise(HashSet<ISymbol> changing, SemanticModel model)
    {
        foreach (var name in Terminal.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (!(Match ?? (SyntaxNode)Value).Span.Contains(name.Span) && model.GetSymbolInfo(name).Symbol is { } symbol && changing.Contains(symbol))
                return true;
        }

        return false;
    }

    private static bool Uses(SyntaxNode node, HashSet<ISymbol> changing, SemanticModel model) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol is { } symbol && changing.Contains(symbol));

    /// <summary>The source of a part of the query with pieces exchanged.</summary>
    public static string TextOf(SourceText text, TextSpan span, params (TextSpan Span, string Text)[] changes)
    {
        var result = text.ToString(span);
        foreach (var (at, with) in changes.OrderByDescending(static change => change.Span.Start))
        {
            if (span.Contains(at))
                result = result.Substring(0, at.Start - span.Start) + with + result.Substring(at.End - span.Start);
        }

        return result;
    }
}
