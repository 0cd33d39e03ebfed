using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// A call on a MigrationBuilder, read from syntax: generated migrations give literals, and binding hundreds of them would cost more than everything else that is
/// read. A semantic model is asked for only where an argument is no literal.
/// </summary>
internal sealed class MigrationCall
{
    private readonly InvocationExpressionSyntax call;
    private readonly SourceOperations source;
    private readonly CancellationToken cancellation;
    private readonly List<(string Name, ExpressionSyntax Value)> annotations = [];

    private MigrationCall(InvocationExpressionSyntax call, string name, SourceOperations source, CancellationToken cancellation)
    {
        this.call = call;
        this.source = source;
        this.cancellation = cancellation;
        Name = name;
    }

    public string Name { get; }

    public Location Location => call.GetLocation();

    /// <summary>The call that an expression statement makes, with the annotations that follow it; null when it is none on the builder of that name.</summary>
    public static MigrationCall? Of(ExpressionSyntax expression, string builder, SourceOperations source, CancellationToken cancellation)
    {
        var chain = new Stack<(InvocationExpressionSyntax Call, string Name)>();
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } invocation)
        {
            chain.Push((invocation, member.Name.Identifier.ValueText));
            expression = member.Expression;
        }

        if (chain.Count == 0 || expression is not IdentifierNameSyntax receiver || receiver.Identifier.ValueText != builder)
            return null;
        var (root, name) = chain.Pop();
        var call = new MigrationCall(root, name, source, cancellation);
        foreach (var (next, annotation) in chain)
        {
            if (annotation == "Annotation" && next.ArgumentList.Arguments is [var key, var value] && call.TextOf(key.Expression) is { } text)
                call.annotations.Add((text, value.Expression));
        }

        return call;
    }

    /// <summary>The expression given for a parameter, by name or by its place.</summary>
    public ExpressionSyntax? Argument(string name, int position)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].NameColon is { } colon ? colon.Name.Identifier.ValueText == name : i == position)
                return arguments[i].Expression;
        }

        return null;
    }

    /// <summary>A constant text argument; null when there is none or it is not constant.</summary>
    public string? Text(string name, int position) => Argument(name, position) is { } value ? TextOf(value) : null;

    /// <summary>The columns of CreateTable: <c>columns: table => new { Id = table.Column&lt;int&gt;(), Counter = table.Column&lt;int&gt;(name: "counter") }</c>.</summary>
    public List<string> ColumnNames()
    {
        var names = new List<string>();
        if (Argument("columns", 1) is not LambdaExpressionSyntax { ExpressionBody: AnonymousObjectCreationExpressionSyntax { Initializers: var columns } })
            return names;
        foreach (var column in columns)
        {
            var name = column.NameEquals?.Name.Identifier.ValueText;
            if (column.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments })
            {
                foreach (var argument in arguments)
                {
                    if (argument.NameColon?.Name.Identifier.ValueText == "name" && TextOf(argument.Expression) is { } own)
                        name = own;
                }
            }

            if (name is not null)
                names.Add(name);
        }

        return names;
    }

    public bool IsTrue(string name, int position) => Argument(name, position) is { } value && value.IsKind(SyntaxKind.TrueLiteralExpression);

    public string? AnnotationText(string suffix) => AnnotationValue(suffix) is { } value ? TextOf(value) : null;

    public List<string>? AnnotationTexts(string suffix) => AnnotationValue(suffix) is { } value ? TextsOf(value) : null;

    /// <summary>One text or an array of texts; null when one of them is not constant.</summary>
    public List<string>? TextsOf(ExpressionSyntax expression)
    {
        if (ElementsOf(expression) is not { } elements)
            return TextOf(expression) is { } single ? [single] : null;
        var texts = new List<string>();
        foreach (var element in elements)
        {
            if (TextOf(element) is not { } text)
                return null;
            texts.Add(text);
        }

        return texts;
    }

    /// <summary>The elements of an array that is written out; null for anything else.</summary>
    public static IReadOnlyList<ExpressionSyntax>? ElementsOf(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ImplicitArrayCreationExpressionSyntax implicitArray:
                return [.. implicitArray.Initializer.Expressions];
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return [.. initializer.Expressions];
            case ArrayCreationExpressionSyntax:
                return [];
            case CollectionExpressionSyntax collection:
                var elements = new List<ExpressionSyntax>();
                foreach (var element in collection.Elements)
                {
                    if (element is not ExpressionElementSyntax { Expression: var value })
                        return null;
                    elements.Add(value);
                }

                return elements;
            default:
                return null;
        }
    }

    private ExpressionSyntax? AnnotationValue(string suffix)
    {
        foreach (var (name, value) in annotations)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
                return value;
        }

        return null;
    }

    private string? TextOf(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax literal
            ? literal.Token.Value as string
            : source.ModelOf(expression.SyntaxTree)?.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string text } ? text : null;
}
