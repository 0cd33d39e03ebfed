using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Reads the rows into a list before the context is disposed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExecuteBeforeDisposalFix))]
public sealed class ExecuteBeforeDisposalFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is ExecuteBeforeDisposal;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (ReturnOf(place) is not { Expression: { } query })
            return false;
        var isAsync = Functions.IsAsync(query);
        var needsParentheses = query is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax);
        // What is done in memory behind AsEnumerable is no query that could be awaited.
        isAsync &= place.Model.GetTypeInfo(query).Type is { Name: "IQueryable" or "IOrderedQueryable" or "IIncludableQueryable" or "DbSet" };
        if (isAsync)
            place.Use("Microsoft.EntityFrameworkCore", "EntityFrameworkQueryableExtensions", edits);
        edits.Insert(place.Document, query.SpanStart, (isAsync ? "await " : "") + (needsParentheses ? "(" : ""));
        if (needsParentheses)
            edits.Insert(place.Document, query.Span.End, ")" + (isAsync ? ".ToListAsync()" : ".ToList()"));
        else
            place.AppendCall(query, isAsync ? "ToListAsync()" : "ToList()", edits);
        return true;
    }

    private static ReturnStatementSyntax? ReturnOf(QueryPlace place) => place.Node.FirstAncestorOrSelf<ReturnStatementSyntax>();
}

/// <summary>Makes a method asynchronous that returns a task out of its <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitBeforeDisposalFix))]
public sealed class AwaitBeforeDisposalFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AwaitBeforeDisposal;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (Functions.Around(place.Node) is not { } function || Functions.AsyncAt(function) is not { } at)
            return false;
        var givesResult = Functions.ReturnTypeOf(function, place.Model) is INamedTypeSymbol { TypeArguments.Length: 1 };
        foreach (var @return in Functions.ReturnsOf(function))
        {
            if (@return.Expression is not { } task)
                return false;
            if (task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" }, ArgumentList.Arguments: [var known] })
                edits.Replace(place.Document, task.Span, known.ToString());
            else if (givesResult)
                edits.Insert(place.Document, task.SpanStart, "await ");
            else if (Functions.IsLast(@return, function))
                edits.Replace(place.Document, @return.ReturnKeyword.Span, "await");
            else
                return false;
        }

        edits.Insert(place.Document, at, "async ");
        return true;
    }
}

/// <summary>What surrounds a statement: a method, a local function, a lambda.</summary>
internal static class Functions
{
    public static SyntaxNode? Around(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(static each => each is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);

    public static bool IsAsync(SyntaxNode node) => Around(node) switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        _ => false,
    };

    /// <summary>Where <c>async</c> is written; null where it cannot be.</summary>
    public static int? AsyncAt(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method when !method.Modifiers.Any(SyntaxKind.PartialKeyword) => method.ReturnType.SpanStart,
        LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
        AnonymousFunctionExpressionSyntax lambda => lambda.SpanStart,
        _ => null,
    };

    public static ITypeSymbol? ReturnTypeOf(SyntaxNode function, SemanticModel model) =>
        ((function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function).Symbol : model.GetDeclaredSymbol(function)) as IMethodSymbol)?.ReturnType;

    /// <summary>The statements that end the function, those of functions inside left out.</summary>
    public static IEnumerable<ReturnStatementSyntax> ReturnsOf(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ReturnStatementSyntax>();

    /// <summary>The function ends behind it anyway.</summary>
    public static bool IsLast(StatementSyntax statement, SyntaxNode function)
    {
        while (statement.Parent is BlockSyntax block && block.Statements.Last() == statement)
        {
            if (block.Parent == function)
                return true;
            if (block.Parent is not UsingStatementSyntax outer)
                return false;
            statement = outer;
        }

        return false;
    }
}
