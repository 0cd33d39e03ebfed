using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>Moves a query out of its loop: asked once for all keys, its rows are looked up in each turn.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HoistQueryFix))]
public sealed class HoistQueryFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is HoistQuery;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        var hoist = (HoistQuery)edit;
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } terminal || Turn.Around(terminal, place.Model) is not { } turn)
            return false;
        var changing = turn.Changing(terminal, place.Model);
        if (RepeatedQuery.Read(terminal, turn, changing, hoist.UniqueKeys, place.Model) is not { } query || Array.IndexOf(hoist.Keys.Split('|'), query.Property) < 0)
            return false;
        if (place.HasComment(query.Executed.Span) || place.HasComment(turn.Collection.Span) || DatabaseWrites.AreIn(turn.Body, query, place.Model))
            return false;
        if (query.Operation is "First" or "Single" && CatchesWhatIsMissing(query.Executed))
            return false;
        var names = new FreeNames(turn.Statement);
        if (Elements.Of(turn, query, changing, place.Model, names) is not { } elements)
            return false;
        var isImplicit = TypeStyle.UsesVar(place.Document, query.Executed);
        var statements = new List<string>();
        if (elements.Declaration is { } declaration)
            statements.Add($"{Local($"List<{Display(turn.ElementType)}>", false)} {elements.Name} = {declaration};");
        var keys = elements.Name;
        if (KeysOf(turn, query, elements, place) is { } list)
        {
            keys = names.Take(Words.Plural(query.Key.Member switch
            {
                "" => turn.ElementName,
                "Id" => turn.ElementName + "Id",
                var member => Words.Camel(member),
            }));
            statements.Add($"{Local($"List<{Display(query.Key.Underlying)}>", false)} {keys} = {list};");
        }

        if (HoistedQuery.Write(query, keys, Array.IndexOf(hoist.UniqueKeys.Split('|'), query.Property) >= 0, place, names) is not { } hoisted)
            return false;
        statements.Add(Aligned($"{Local(hoisted.Type ?? "var", hoisted.Type is null)} {hoisted.Name} = {hoisted.Value};", query.Terminal, turn.Statement, place.Layout));
        place.InsertBefore(turn.Statement, statements, edits);
        if (elements.Declaration is not null)
            edits.Replace(place.Document, turn.Collection.Span, elements.Name);
        edits.Replace(place.Document, query.Executed.Span, hoisted.Lookup);
        if (turn.WhenAll is { } all && !Synchronous(all, (LambdaExpressionSyntax)turn.Body, query, place, edits))
            return false;
        place.Use("System.Linq", "Enumerable", edits);
        place.Use("System.Collections.Generic", "List", edits);
        return true;

        string Local(string type, bool hasNoName) => isImplicit || hasNoName ? "var" : type;
        string Display(ITypeSymbol type) => type.ToMinimalDisplayString(place.Model, terminal.SpanStart);
    }

    /// <summary>The keys of all elements; null when the elements themselves are the keys.</summary>
    private static string? KeysOf(Turn turn, RepeatedQuery query, Elements collection, QueryPlace place)
    {
        var (key, element, elements, bang) = (query.Key, turn.ElementName, collection.Name, place.Bang(query.Terminal.SpanStart));
        if (key.Member.Length == 0 && !key.IsNullable)
            return collection.Declaration is not null || IsTranslated(place.Model.GetTypeInfo(turn.Collection).Type) ? null : $"{elements}.Distinct().ToList()";
        var path = key.Member.Length == 0 ? element : element + "." + key.Member;
        return key.IsNullable
            ? $"{elements}.Where({element} => {path} != null).Select({element} => {path}{bang}.Value).Distinct().ToList()"
            : $"{elements}.Select({element} => {path}).Distinct().ToList()";
    }

    /// <summary>EF Core translates Contains of lists, arrays, sets and their interfaces.</summary>
    private static bool IsTranslated(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet" or "ISet" or "IReadOnlySet" };

    /// <summary>A dictionary throws another exception for a key that it does not have than First does for no row.</summary>
    private static bool CatchesWhatIsMissing(SyntaxNode query) =>
        query.Ancestors().OfType<TryStatementSyntax>().Any(static attempt =>
            attempt.Catches.Any(static clause => clause.Declaration is { Type: var type } && type.ToString().EndsWith("InvalidOperationException", StringComparison.Ordinal)));

    /// <summary><c>await Task.WhenAll(xs.Select(async x => …))</c> waits for nothing any more: <c>xs.Select(x => …).ToArray()</c>.</summary>
    private static bool Synchronous(InvocationExpressionSyntax all, LambdaExpressionSyntax lambda, RepeatedQuery query, QueryPlace place, FileEdits edits)
    {
        if (lambda.ExpressionBody != query.Executed || all.Parent is not AwaitExpressionSyntax awaited)
            return false;
        ExpressionSyntax whole = awaited;
        while (whole.Parent is ParenthesizedExpressionSyntax parenthesized)
            whole = parenthesized;
        var argument = all.ArgumentList.Arguments[0].Expression;
        edits.Replace(place.Document, TextSpan.FromBounds(whole.SpanStart, argument.SpanStart), "");
        edits.Replace(place.Document, TextSpan.FromBounds(lambda.AsyncKeyword.SpanStart, lambda.AsyncKeyword.FullSpan.End), "");
        edits.Replace(place.Document, TextSpan.FromBounds(argument.Span.End, whole.Span.End), whole.Parent is ExpressionStatementSyntax ? "" : ".ToArray()");
        return true;
    }

    /// <summary>A query of several lines keeps their steps: indented from the loop, not from the turn.</summary>
    private static string Aligned(string code, SyntaxNode from, SyntaxNode to, Layout layout)
    {
        var (old, wanted) = (layout.IndentAt((from.FirstAncestorOrSelf<StatementSyntax>() ?? from).SpanStart), layout.IndentAt(to.SpanStart));
        if (old == wanted || code.IndexOf('\n') < 0)
            return code;
        var lines = code.Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(old, StringComparison.Ordinal))
                lines[i] = wanted + lines[i].Substring(old.Length);
        }

        return string.Join("\n", lines);
    }
}
