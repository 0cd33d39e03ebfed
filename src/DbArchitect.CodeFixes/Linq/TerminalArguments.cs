using System;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Hands the cancellation token in scope to a query.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
public sealed class PassTokenFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is PassToken;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.LoopAt(place.Diagnostic.Location.SourceSpan) is { } loop)
            return Enumerated(loop.Expression, edit, place, edits);
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } call || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return false;
        if (method.Name == "AsAsyncEnumerable")
            return Enumerated(call, edit, place, edits);
        var arguments = call.ArgumentList.Arguments;
        if (method.Name == "FindAsync" && method.Parameters is [{ IsParams: true }])
        {
            // Behind the values of the key a token would be one of them.
            if (place.Model.GetTypeInfo(arguments[0].Expression).ConvertedType is not IArrayTypeSymbol || arguments.Count > 1)
                edits.Replace(place.Document, arguments.Span, KeyValues(arguments.ToString(), call.SyntaxTree) + ", " + edit.Subject);
            else
                edits.Insert(place.Document, arguments.Span.End, ", " + edit.Subject);
            return true;
        }

        edits.Insert(place.Document, call.ArgumentList.CloseParenToken.SpanStart, arguments.Count == 0 ? edit.Subject : ", " + edit.Subject);
        return true;
    }

    /// <summary>What is enumerated gets its token behind it.</summary>
    private static bool Enumerated(ExpressionSyntax rows, QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        place.Use("System.Threading.Tasks", "TaskAsyncEnumerableExtensions", edits);
        // A set can be enumerated asynchronously, but is no IAsyncEnumerable.
        var prefix = place.Model.GetTypeInfo(rows).Type is { Name: "DbSet" } ? "AsAsyncEnumerable()." : "";
        place.AppendCall(rows, prefix + "WithCancellation(" + edit.Subject + ")", edits);
        return true;
    }

    public static string KeyValues(string values, SyntaxTree tree) =>
        tree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 } ? "[" + values + "]" : "new object[] { " + values + " }";
}

/// <summary>Finds by the primary key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseFindFix))]
public sealed class UseFindFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is UseFind;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } call || QueryPlace.NameOf(call) is not { } name || QueryPlace.ReceiverOf(call) is not { } set)
            return false;
        // First throws where Find gives null.
        if (name.Identifier.ValueText is not ("FirstOrDefault" or "FirstOrDefaultAsync" or "SingleOrDefault" or "SingleOrDefaultAsync"))
            return false;
        var arguments = call.ArgumentList.Arguments;
        var token = arguments.Count > 0 && place.Model.GetTypeInfo(arguments[arguments.Count - 1].Expression).ConvertedType is { Name: "CancellationToken" } ? arguments[arguments.Count - 1].ToString() : "";
        var condition = arguments.Count > 0 ? arguments[0].Expression as SimpleLambdaExpressionSyntax : null;
        if (condition is null && set is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax lambda }] } where && QueryPlace.NameOf(where)?.Identifier.ValueText == "Where")
            (condition, set) = (lambda, QueryPlace.ReceiverOf(where)!);
        if (place.Model.GetTypeInfo(set).Type is not { Name: "DbSet" } || place.HasComment(call.Span) || arguments.Count > (token.Length > 0 ? 2 : 1))
            return false;
        if (condition?.ExpressionBody is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality)
            return false;
        foreach (var (column, value) in new[] { (equality.Left, equality.Right), (equality.Right, equality.Left) })
        {
            if (column is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax row } access || access.Name.Identifier.ValueText != edit.Subject || row.Identifier.ValueText != condition.Parameter.Identifier.ValueText)
                continue;
            // Find compares types: a value of another type throws.
            if (!SymbolEqualityComparer.Default.Equals(place.Model.GetTypeInfo(column).Type, place.Model.GetTypeInfo(value).Type))
                return false;
            var isAsync = name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal);
            var all = token.Length > 0 ? PassTokenFix.KeyValues(value.ToString(), call.SyntaxTree) + ", " + token : value.ToString();
            edits.Replace(place.Document, TextSpan.FromBounds(set.Span.End, call.Span.End), (isAsync ? ".FindAsync(" : ".Find(") + all + ")");
            return true;
        }

        return false;
    }
}

/// <summary>Leaves a query of keys unexecuted.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeaveQueryFix))]
public sealed class LeaveQueryFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is LeaveQuery;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } call || QueryPlace.ReceiverOf(call) is not { } query)
            return false;
        var executed = QueryPlace.Executed(call);
        if (executed.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } declaration } })
            return false;
        // A column can be compared in a sub-query; what the program computes of it cannot.
        if (QueryPlace.Chain(query).FirstOrDefault(static link => QueryPlace.NameOf(link)?.Identifier.ValueText == "Select")
            is not { ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax } }] })
        {
            return false;
        }

        var (before, after) = (TextSpan.FromBounds(executed.SpanStart, query.SpanStart), TextSpan.FromBounds(query.Span.End, executed.Span.End));
        if (place.HasComment(before) || place.HasComment(after))
            return false;
        edits.Replace(place.Document, before, "");
        edits.Replace(place.Document, after, "");
        if (!declaration.Type.IsVar)
            edits.Replace(place.Document, declaration.Type.Span, "var");
        return true;
    }
}
