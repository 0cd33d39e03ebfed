using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Awaits operations on one context one after the other: where they are started, instead of together.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInSequenceFix))]
public sealed class AwaitInSequenceFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AwaitInSequence;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        var locations = place.Diagnostic.AdditionalLocations;
        if (locations.Count > 1)
            return place.NodeAt(locations[1].SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } together && Together(together, place, edits);
        return locations.Count == 1 && place.CallAt(locations[0].SourceSpan) is { } first && VariableOf(first) is { } variable && Sequence(variable, null, place, edits);
    }

    /// <summary>A WhenAll: its tasks are awaited where they are made, and it goes.</summary>
    private static bool Together(InvocationExpressionSyntax together, QueryPlace place, FileEdits edits)
    {
        var executed = QueryPlace.Executed(together);
        if (executed is not AwaitExpressionSyntax || place.HasComment(executed.Span))
            return false;
        var configured = QueryPlace.NextOf(together) is { } next ? place.Text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(together.Span.End, next.Span.End)) : "";
        var here = new List<string>();
        foreach (var argument in together.ArgumentList.Arguments)
        {
            if (argument.Expression is IdentifierNameSyntax name)
            {
                if (DeclarationOf(name, place) is not { } variable || !Sequence(variable, name, place, edits))
                    return false;
            }
            else if (argument.Expression is InvocationExpressionSyntax call)
                here.Add("await " + call + configured);
            else
                return false;
        }

        if (executed.Parent is not ExpressionStatementSyntax statement)
        {
            // Its value is the array of their results.
            if (here.Count < together.ArgumentList.Arguments.Count)
                return false;
            var array = "new[] { " + string.Join(", ", here) + " }";
            edits.Replace(place.Document, executed.Span, executed.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax ? "(" + array + ")" : array);
            return true;
        }

        if (here.Count == 0)
            Statements.Remove(statement, place.Document, place.Layout, edits);
        else
            edits.Replace(place.Document, statement.Span, string.Join(";" + place.Layout.NewLine + place.Layout.IndentAt(statement.SpanStart), here) + ";");
        return true;
    }

    /// <summary>The variable holds the result from the start, and nobody awaits it later.</summary>
    private static bool Sequence(VariableDeclaratorSyntax variable, IdentifierNameSyntax? together, QueryPlace place, FileEdits edits)
    {
        if (variable.Initializer?.Value is not InvocationExpressionSyntax call || variable.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } declaration)
            return false;
        if (statement.Parent is not { } block || place.Model.GetTypeInfo(call).Type is not INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 })
            return false;
        foreach (var use in block.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use == together || use.Identifier.ValueText != variable.Identifier.ValueText || use.SpanStart < statement.Span.End)
                continue;
            if (AwaitOf(use) is not { } awaited)
                return false;
            edits.Replace(place.Document, awaited.Span, awaited.Parent is ExpressionStatementSyntax ? "_ = " + use.Identifier.ValueText : use.Identifier.ValueText);
        }

        if (declaration.Type is GenericNameSyntax { TypeArgumentList.Arguments: [var result] })
            edits.Replace(place.Document, declaration.Type.Span, result.ToString());
        else if (!declaration.Type.IsVar)
            return false;
        edits.Insert(place.Document, call.SpanStart, "await ");
        return true;
    }

    /// <summary>What takes the result out of a task: <c>await task</c>, with its parentheses where it is only a name then, or <c>task.Result</c>.</summary>
    private static ExpressionSyntax? AwaitOf(IdentifierNameSyntax task)
    {
        ExpressionSyntax value = task;
        if (QueryPlace.NextOf(value) is { } configured && QueryPlace.NameOf(configured)?.Identifier.ValueText == "ConfigureAwait")
            value = configured;
        switch (value.Parent)
        {
            case AwaitExpressionSyntax awaited:
                return awaited.Parent is ParenthesizedExpressionSyntax parenthesized ? parenthesized : awaited;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result when result.Expression == value:
                return result;
            default:
                return null;
        }
    }

    private static VariableDeclaratorSyntax? VariableOf(InvocationExpressionSyntax call) => call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } ? variable : null;

    private static VariableDeclaratorSyntax? DeclarationOf(IdentifierNameSyntax name, QueryPlace place) =>
        place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declared] } ? declared.GetSyntax() as VariableDeclaratorSyntax : null;
}
