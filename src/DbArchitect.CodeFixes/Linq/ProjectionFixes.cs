using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Selects the properties that are used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SelectUsedFix))]
public sealed class SelectUsedFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is SelectUsed;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Enumerated is { } enumerated)
        {
            if (RowOf(enumerated, place) is not { } element)
                return false;
            place.AppendCall(enumerated, Selected(edit, element), edits);
            return true;
        }

        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } terminal || QueryPlace.NameOf(terminal) is not { } name || QueryPlace.ReceiverOf(terminal) is not { } query)
            return false;
        if (!(name.Identifier.ValueText.StartsWith("To", StringComparison.Ordinal) || IsOne(name.Identifier.ValueText)))
            return false;
        var condition = terminal.ArgumentList.Arguments.FirstOrDefault()?.Expression as SimpleLambdaExpressionSyntax;
        if ((condition?.Parameter.Identifier.ValueText ?? RowOf(query, place)) is not { } row)
            return false;
        if (condition is null)
        {
            place.AppendCall(query, Selected(edit, row), edits);
            return true;
        }

        // A condition is about the entity: it comes before.
        var arguments = terminal.ArgumentList.Arguments;
        var removed = TextSpan.FromBounds(condition.SpanStart, arguments.Count > 1 ? arguments[1].SpanStart : condition.Span.End);
        if (place.HasComment(removed) || name.Identifier.ValueText.StartsWith("To", StringComparison.Ordinal))
            return false;
        place.AppendCall(query, $"Where({condition})", edits);
        place.AppendCall(query, Selected(edit, row), edits);
        edits.Replace(place.Document, removed, "");
        return true;
    }

    private static string Selected(QueryEdit edit, string row) => $"Select({row} => new {{ {string.Join(", ", edit.Subject.Split('|').Select(property => row + "." + property))} }})";

    /// <summary>What the query calls a row.</summary>
    private static string? RowOf(ExpressionSyntax query, QueryPlace place) =>
        place.Model.GetTypeInfo(query).Type is INamedTypeSymbol { TypeArguments: [var entity] }
            ? QueryPlace.Chain(query).Select(static link => link.ArgumentList.Arguments is [{ Expression: SimpleLambdaExpressionSyntax lambda }] ? lambda.Parameter.Identifier.ValueText : null).FirstOrDefault()
                ?? place.RowName(entity, query.SpanStart)
            : null;

    private static bool IsOne(string name) => name.StartsWith("First", StringComparison.Ordinal) || name.StartsWith("Single", StringComparison.Ordinal);
}

/// <summary>Continues after the last row seen instead of skipping the pages before.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PageByKeyFix))]
public sealed class PageByKeyFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is PageByKey;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } terminal || terminal.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || !Signature.MayGrow(method, place.Model))
            return false;
        var sorts = new List<(string Property, ITypeSymbol Type, bool IsDescending)>();
        ExpressionSyntax? sorted = null;
        TextSpan? skip = null;
        var row = "";
        foreach (var link in QueryPlace.Chain(terminal))
        {
            var name = QueryPlace.NameOf(link)?.Identifier.ValueText ?? "";
            if (name == "Skip" && skip is null)
            {
                skip = TextSpan.FromBounds(QueryPlace.ReceiverOf(link)!.Span.End, link.Span.End);
            }
            else if (name is "Select" or "Skip" && (skip is not null || name == "Skip"))
            {
                return false;
            }
            else if (name.StartsWith("OrderBy", StringComparison.Ordinal) || name.StartsWith("ThenBy", StringComparison.Ordinal))
            {
                if (link.ArgumentList.Arguments is not [{ Expression: SimpleLambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } key } lambda }])
                    return false;
                if (place.Model.GetTypeInfo(key).Type is not { } type || !IsComparable(type))
                    return false;
                row = lambda.Parameter.Identifier.ValueText;
                sorts.Insert(0, (key.Name.Identifier.ValueText, type, name.EndsWith("Descending", StringComparison.Ordinal)));
                sorted = QueryPlace.ReceiverOf(link);
                if (name.StartsWith("OrderBy", StringComparison.Ordinal))
                    break;
            }
        }

        if (sorted is null || skip is not { } removed || sorts.Count == 0 || sorts[sorts.Count - 1].Property != edit.Subject || place.HasComment(removed))
            return false;
        var names = new FreeNames(method);
        var last = sorts.Select(sort => names.Take("last" + sort.Property)).ToList();
        var conditions = new List<string> { last[0] + " == null" };
        for (var i = 0; i < sorts.Count; i++)
        {
            var all = sorts.Take(i).Select((sort, j) => $"{row}.{sort.Property} == {last[j]}").Append(After(row, sorts[i], last[i])).ToList();
            conditions.Add(all.Count == 1 ? all[0] : "(" + string.Join(" && ", all) + ")");
        }

        place.AppendCall(sorted, $"Where({row} => {string.Join(" || ", conditions)})", edits);
        edits.Replace(place.Document, removed, "");
        var position = method.ParameterList.CloseParenToken.SpanStart;
        var added = string.Join(", ", sorts.Select((sort, i) => $"{sort.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(place.Model, position)}{(sort.Type.IsValueType || place.Bang(position).Length > 0 ? "?" : "")} {last[i]} = null"));
        edits.Insert(place.Document, position, (method.ParameterList.Parameters.Count == 0 ? "" : ", ") + added);
        return true;
    }

    private static string After(string row, (string Property, ITypeSymbol Type, bool IsDescending) sort, string last)
    {
        var sign = sort.IsDescending ? "<" : ">";
        return sort.Type.SpecialType == SpecialType.System_String ? $"string.Compare({row}.{sort.Property}, {last}) {sign} 0" : $"{row}.{sort.Property} {sign} {last}";
    }

    private static bool IsComparable(ITypeSymbol type) =>
        type.SpecialType is (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_String or SpecialType.System_DateTime
        || type is { Name: "DateTimeOffset" or "DateOnly", ContainingNamespace.Name: "System" };
}
