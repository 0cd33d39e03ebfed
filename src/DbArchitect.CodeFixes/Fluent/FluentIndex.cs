using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Indexes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>An index declared by <c>HasIndex</c>.</summary>
/// <param name="Scope">Where it stands.</param>
/// <param name="Call">The HasIndex call.</param>
/// <param name="Links">The calls chained to it, all of which configure the index.</param>
internal sealed record FluentIndex(
    BuilderScope Scope,
    InvocationExpressionSyntax Call,
    ImmutableArray<InvocationExpressionSyntax> Links,
    ImmutableArray<string> Properties,
    string Name,
    string DatabaseName) : DeclaredIndex(Scope.Document, Properties, Name, DatabaseName)
{
    /// <summary>The whole expression, from the builder to the last link.</summary>
    public InvocationExpressionSyntax Whole => Links.IsEmpty ? Call : Links[Links.Length - 1];

    public InvocationExpressionSyntax? Link(string name)
    {
        foreach (var link in Links)
        {
            if (NameOf(link) == name)
                return link;
        }

        return null;
    }

    public static string NameOf(InvocationExpressionSyntax link) => ((MemberAccessExpressionSyntax)link.Expression).Name.Identifier.ValueText;

    public static List<FluentIndex> ReadAll(IEnumerable<BuilderScope> scopes, CancellationToken cancellation)
    {
        var indexes = new List<FluentIndex>();
        var seen = new HashSet<InvocationExpressionSyntax>();
        foreach (var scope in scopes)
        {
            foreach (var call in scope.IndexCalls)
            {
                if (seen.Add(call) && Read(scope, call, cancellation) is { } index)
                    indexes.Add(index);
            }
        }

        return indexes;
    }

    private static FluentIndex? Read(BuilderScope scope, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        var links = ImmutableArray.CreateBuilder<InvocationExpressionSyntax>();
        SyntaxNode current = call;
        while (current.Parent is MemberAccessExpressionSyntax access && access.Expression == current && access.Parent is InvocationExpressionSyntax link)
        {
            links.Add(link);
            current = link;
        }

        if (Keys(scope.Model, call, cancellation) is not var (properties, name))
            return null;
        var databaseName = "";
        foreach (var link in links)
        {
            if (NameOf(link) is "HasDatabaseName" or "HasName" && link.ArgumentList.Arguments.Count == 1)
                databaseName = Text(scope.Model, link.ArgumentList.Arguments[0].Expression, cancellation) ?? "";
        }

        return new FluentIndex(scope, call, links.ToImmutable(), properties, name, databaseName);
    }

    /// <summary>The properties that HasIndex is given, and the index's name; null when they cannot be read.</summary>
    private static (ImmutableArray<string> Properties, string Name)? Keys(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count == 0)
            return null;
        var properties = ImmutableArray.CreateBuilder<string>();
        var first = arguments[0].Expression;
        if (first is LambdaExpressionSyntax lambda)
        {
            var body = Unwrap(lambda.Body);
            if (body is AnonymousObjectCreationExpressionSyntax anonymous)
            {
                foreach (var initializer in anonymous.Initializers)
                {
                    if (Member(initializer.Expression) is not { } member)
                        return null;
                    properties.Add(member);
                }
            }
            else if (Member(body) is { } member)
            {
                properties.Add(member);
            }
            else
            {
                return null;
            }
        }
        else if (Elements(first) is { } elements)
        {
            foreach (var element in elements)
            {
                if (Text(model, element, cancellation) is not { } text)
                    return null;
                properties.Add(text);
            }
        }
        else
        {
            foreach (var argument in arguments)
            {
                if (Text(model, argument.Expression, cancellation) is not { } text)
                    return null;
                properties.Add(text);
            }

            return (properties.ToImmutable(), "");
        }

        if (arguments.Count == 1)
            return (properties.ToImmutable(), "");
        return arguments.Count == 2 && Text(model, arguments[1].Expression, cancellation) is { } name ? (properties.ToImmutable(), name) : null;
    }

    private static SyntaxNode Unwrap(SyntaxNode body)
    {
        while (body is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            body = body switch
            {
                ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression,
                CastExpressionSyntax cast => cast.Expression,
                _ => ((PostfixUnaryExpressionSyntax)body).Operand,
            };
        }

        return body;
    }

    /// <summary>The path of a member access on the lambda's parameter.</summary>
    private static string? Member(SyntaxNode expression) => Unwrap(expression) is MemberAccessExpressionSyntax access
        ? Unwrap(access.Expression) switch
        {
            IdentifierNameSyntax => access.Name.Identifier.ValueText,
            MemberAccessExpressionSyntax inner when Member(inner) is { } outer => outer + "." + access.Name.Identifier.ValueText,
            _ => null,
        }
        : null;

    private static IEnumerable<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => Expressions(collection),
        _ => null,
    };

    private static IEnumerable<ExpressionSyntax> Expressions(CollectionExpressionSyntax collection)
    {
        foreach (var element in collection.Elements)
            yield return element is ExpressionElementSyntax { Expression: var expression } ? expression : ((SpreadElementSyntax)element).Expression;
    }

    private static string? Text(SemanticModel model, ExpressionSyntax expression, CancellationToken cancellation) =>
        model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string text } ? text : null;
}
