using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>An edit within one file, of the query that the diagnostic stands on: made as text, so that the rest stays as written, and checked by compiling.</summary>
public abstract class QueryEditFix : ExpressionEditProvider
{
    internal sealed override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation) =>
        Write((QueryEdit)edit, new QueryPlace(at.Document, at.Root, at.Model, at.Root.GetText(), at.Diagnostic), edits);

    /// <summary>Notes the changes; false when the code is not written in a way that the edit knows.</summary>
    internal abstract bool Write(QueryEdit edit, QueryPlace place, FileEdits edits);
}

/// <summary>Where the diagnostic stands, and what its file looks like there.</summary>
internal sealed class QueryPlace(Document document, SyntaxNode root, SemanticModel model, SourceText text, Diagnostic diagnostic)
{
    public Document Document { get; } = document;

    public SyntaxNode Root { get; } = root;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    public Diagnostic Diagnostic { get; } = diagnostic;

    public Layout Layout { get; } = new(text, root);

    public SyntaxNode Node => NodeAt(Diagnostic.Location.SourceSpan);

    public SyntaxNode NodeAt(TextSpan span) => Root.FindNode(span, getInnermostNodeForTie: true);

    /// <summary>The call that a place names by its own name and arguments, without what it is called on.</summary>
    public InvocationExpressionSyntax? CallAt(TextSpan span)
    {
        for (var node = NodeAt(span); node is not null; node = node.Parent)
        {
            if (node is InvocationExpressionSyntax call && call.Span.End >= span.End)
                return call;
            if (node is StatementSyntax)
                return null;
        }

        return null;
    }

    /// <summary>The query that a loop enumerates itself, where the diagnostic stands on that.</summary>
    public ExpressionSyntax? Enumerated => LoopAt(Diagnostic.Location.SourceSpan) is ForEachStatementSyntax { Expression: var query } ? query : null;

    /// <summary>The loop over a query whose end is at a place.</summary>
    public CommonForEachStatementSyntax? LoopAt(TextSpan span) =>
        NodeAt(span).FirstAncestorOrSelf<CommonForEachStatementSyntax>() is { Expression: var query } loop && query.Span.Contains(span) && query.Span.End == span.End && IsQuery(query) ? loop : null;

    /// <summary>The query that is executed at a place: what a loop goes over, or what the call there is made on. Find is called on no query.</summary>
    public ExpressionSyntax? QueryAt(TextSpan span)
    {
        if (LoopAt(span) is { } loop)
            return loop.Expression;
        return CallAt(span) is { } terminal && NameOf(terminal)?.Identifier.ValueText.StartsWith("Find", System.StringComparison.Ordinal) == false ? ReceiverOf(terminal) : null;
    }

    public bool IsQuery(ExpressionSyntax expression)
    {
        if (Model.GetTypeInfo(expression).Type is not { } type)
            return false;
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface is { Name: "IQueryable", Arity: 0 })
                return true;
        }

        return false;
    }

    /// <summary>Whether a call made at a node can be awaited.</summary>
    public static bool IsInAsyncCode(SyntaxNode node)
    {
        foreach (var outer in node.Ancestors())
        {
            switch (outer)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.RawKind != 0;
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax member:
                    return member.Modifiers.Any(SyntaxKind.AsyncKeyword);
            }
        }

        return false;
    }

    /// <summary>An expression that a call can be made on.</summary>
    public static string Primary(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax or InvocationExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? expression.ToString()
            : "(" + expression + ")";

    /// <summary>The closest call around a node, of one of the methods.</summary>
    public static InvocationExpressionSyntax? Around(SyntaxNode node, params string[] names)
    {
        for (SyntaxNode? current = node; current is not null and not StatementSyntax; current = current.Parent)
        {
            if (current is InvocationExpressionSyntax call && NameOf(call) is { } name && System.Array.IndexOf(names, name.Identifier.ValueText) >= 0)
                return call;
        }

        return null;
    }

    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax member ? member.Name : null;

    public static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax member ? member.Expression : null;

    /// <summary>The call that is made on the result of this one.</summary>
    public static InvocationExpressionSyntax? NextOf(ExpressionSyntax expression) =>
        expression.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } member && member.Expression == expression ? next : null;

    /// <summary>Writes a further call behind an expression: on a line of its own where the calls around it stand so.</summary>
    public void AppendCall(ExpressionSyntax after, string call, FileEdits edits)
    {
        var separator = "";
        if (after is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } && Layout.IsFirstOnLine(member.OperatorToken.SpanStart))
            separator = Layout.NewLine + Layout.IndentAt(member.OperatorToken.SpanStart);
        else if (after.Parent is MemberAccessExpressionSyntax next && next.Expression == after && Layout.IsFirstOnLine(next.OperatorToken.SpanStart))
            separator = Layout.NewLine + Layout.IndentAt(next.OperatorToken.SpanStart);
        if (after is QueryExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax)
        {
            edits.Insert(Document, after.SpanStart, "(");
            separator = ")";
        }

        edits.Insert(Document, after.Span.End, separator + "." + call);
    }

    /// <summary>What says that a value is not null where the compiler asks for it.</summary>
    public string Bang(int position) => Model.GetNullableContext(position).WarningsEnabled() ? "!" : "";

    /// <summary>Dictionaries have it from .NET Core 2.0 on.</summary>
    public bool HasGetValueOrDefault => Model.Compilation.GetTypeByMetadataName("System.Collections.Generic.CollectionExtensions") is not null;

    /// <summary>Lets the file see a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="type">A type of it: where that is seen, nothing is needed.</param>
    /// <param name="edits">Takes the change.</param>
    public void Use(string @namespace, string type, FileEdits edits)
    {
        if (UsingDirectives.Sees(Model, Diagnostic.Location.SourceSpan.Start, @namespace, type))
            return;
        var change = UsingDirectives.Add((CompilationUnitSyntax)Root, Layout, @namespace);
        edits.Replace(Document, change.Span, change.NewText!);
    }

    /// <summary>Writes statements on lines of their own before another, above the comments that belong to it.</summary>
    public void InsertBefore(StatementSyntax statement, IEnumerable<string> code, FileEdits edits)
    {
        var start = Lines.FirstComment(statement, Layout);
        var separator = Layout.IsFirstOnLine(start) ? Layout.NewLine + Layout.IndentAt(start) : " ";
        foreach (var line in code)
            edits.Insert(Document, start, line + separator);
    }

    /// <summary>The whole expression that executes a call: with <c>ConfigureAwait</c>, <c>await</c> and the parentheses around them.</summary>
    public static ExpressionSyntax Executed(InvocationExpressionSyntax call)
    {
        ExpressionSyntax executed = call;
        if (NextOf(executed) is { } configured && NameOf(configured)?.Identifier.ValueText == "ConfigureAwait")
            executed = configured;
        if (executed.Parent is AwaitExpressionSyntax awaited)
            executed = awaited;
        while (executed.Parent is ParenthesizedExpressionSyntax parenthesized)
            executed = parenthesized;
        return executed;
    }

    /// <summary>The calls of a chain from its end to its root, this one included.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Chain(ExpressionSyntax end)
    {
        for (ExpressionSyntax? current = end; current is InvocationExpressionSyntax call; current = ReceiverOf(call))
            yield return call;
    }

    /// <summary>A name for the rows of an entity in a new lambda: its first letter, as customary.</summary>
    public string RowName(ITypeSymbol? type, int position)
    {
        var letter = type is null or { Name.Length: 0 } ? "x" : Words.Camel(type.Name).Substring(0, 1);
        return LambdaName(letter, "row", position);
    }

    /// <summary>A name for the parameter of a new lambda: the first, or where a variable has that, the second.</summary>
    public string LambdaName(string customary, string otherwise, int position)
    {
        foreach (var symbol in Model.LookupSymbols(position, name: customary))
        {
            if (symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol)
                return otherwise;
        }

        return customary;
    }

    /// <summary>Whether a piece of text holds a comment or a directive, which an edit must not lose.</summary>
    public bool HasComment(TextSpan span)
    {
        foreach (var trivia in Root.DescendantTrivia(span))
        {
            if (span.Contains(trivia.Span) && !string.IsNullOrWhiteSpace(trivia.ToString()))
                return true;
        }

        return false;
    }
}
