using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Loading rows and assigning the same to each becomes ExecuteUpdate.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExecuteUpdateFix))]
public sealed class ExecuteUpdateFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is ReplaceByExecuteUpdate;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if ((place.Enumerated is { } enumerated ? OfQuery(enumerated) : OfLoaded(place)) is not var (executed, query, isAsync, token, configured))
            return false;
        LocalDeclarationStatementSyntax? declaration = null;
        var rows = executed;
        if (executed.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } local } } variable })
        {
            var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == variable.Identifier.ValueText).ToList();
            if (uses is not [var only])
                return false;
            (declaration, rows) = (local, only);
        }

        if (ChangeOf(rows) is not { } change || place.HasComment(change.Statement.Span) || (declaration is not null && !IsStraight(declaration, change.Statement, place)))
            return false;
        var names = new FreeNames(executed);
        var before = new List<string>();
        if (Setters(change.Assignments, change.Row, place, names, before) is not { } setters)
            return false;
        var indent = place.Layout.NewLine + place.Layout.IndentAt(change.Statement.SpanStart) + place.Layout.IndentUnit;
        var builder = place.LambdaName("s", "setters", executed.SpanStart);
        var calls = setters.Count == 1 ? builder + setters[0] : builder + string.Concat(setters.Select(setter => indent + setter));
        var text = $"{(isAsync ? "await " : "")}{query}{(isAsync ? "ExecuteUpdateAsync" : "ExecuteUpdate")}({builder} => {calls}{token}){configured};";
        if (declaration is not null)
            Statements.Remove(declaration, place.Document, place.Layout, edits);
        place.InsertBefore(change.Statement, before, edits);
        edits.Replace(place.Document, change.Statement.Span, text);
        return true;
    }

    /// <summary>The expression that gives the rows; the query up to the dot before its terminal; whether that is asynchronous; its token; and what is configured of its await.</summary>
    private static (ExpressionSyntax Executed, string Query, bool IsAsync, string Token, string Configured)? OfLoaded(QueryPlace place)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } terminal || QueryPlace.NameOf(terminal) is not { } name || QueryPlace.ReceiverOf(terminal) is not { } query)
            return null;
        if (name.Identifier.ValueText is not ("ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync") || terminal.ArgumentList.Arguments.Count > 1)
            return null;
        var configured = QueryPlace.NextOf(terminal) is { } next && QueryPlace.NameOf(next)?.Identifier.ValueText == "ConfigureAwait" ? place.Text.ToString(TextSpan.FromBounds(terminal.Span.End, next.Span.End)) : "";
        var token = terminal.ArgumentList.Arguments is [var passed] ? ", " + passed : "";
        return (QueryPlace.Executed(terminal), place.Text.ToString(TextSpan.FromBounds(query.SpanStart, name.SpanStart)), name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal), token, configured);
    }

    /// <summary>The same, of a query that the loop itself enumerates.</summary>
    private static (ExpressionSyntax Executed, string Query, bool IsAsync, string Token, string Configured)? OfQuery(ExpressionSyntax query) =>
        (query, QueryPlace.Primary(query) + ".", QueryPlace.IsInAsyncCode(query), "", "");

    /// <summary>The loop or ForEach over the rows: its statement, what each row is called, and what is done to it.</summary>
    private static (StatementSyntax Statement, string Row, IReadOnlyList<ExpressionSyntax> Assignments)? ChangeOf(ExpressionSyntax rows)
    {
        switch (rows.Parent)
        {
            case ForEachStatementSyntax loop when loop.Expression == rows && loop.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax:
                return Expressions(loop.Statement) is { } ofLoop ? (loop, loop.Identifier.ValueText, ofLoop) : null;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ForEach", Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call }
                when call.ArgumentList.Arguments is [{ Expression: SimpleLambdaExpressionSyntax lambda }] && statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax:
                var ofLambda = lambda.ExpressionBody is { } body ? [body] : Expressions(lambda.Block!);
                return ofLambda is null ? null : (statement, lambda.Parameter.Identifier.ValueText, ofLambda);
            default:
                return null;
        }
    }

    private static IReadOnlyList<ExpressionSyntax>? Expressions(StatementSyntax body)
    {
        var statements = body is BlockSyntax block ? [.. block.Statements] : new List<StatementSyntax> { body };
        var found = new List<ExpressionSyntax>();
        foreach (var statement in statements)
        {
            if (statement is not ExpressionStatementSyntax expression)
                return null;
            found.Add(expression.Expression);
        }

        return found.Count == 0 ? null : found;
    }

    /// <summary>Between loading and changing, only locals are declared: the query may as well run there.</summary>
    private static bool IsStraight(LocalDeclarationStatementSyntax declaration, StatementSyntax change, QueryPlace place)
    {
        if (declaration.Parent is not BlockSyntax block || change.Parent != block || place.HasComment(declaration.Span))
            return false;
        for (var i = block.Statements.IndexOf(declaration) + 1; i < block.Statements.IndexOf(change); i++)
        {
            if (block.Statements[i] is not LocalDeclarationStatementSyntax local
                || local.DescendantNodes().Any(static node => node is AwaitExpressionSyntax or AssignmentExpressionSyntax or InvocationExpressionSyntax))
            {
                return false;
            }
        }

        return true;
    }

    private static List<string>? Setters(IReadOnlyList<ExpressionSyntax> assignments, string row, QueryPlace place, FreeNames names, List<string> before)
    {
        var setters = new List<string>();
        var assigned = new HashSet<string>();
        foreach (var assignment in assignments)
        {
            var (target, value, added) = assignment switch
            {
                AssignmentExpressionSyntax simple when simple.IsKind(SyntaxKind.SimpleAssignmentExpression) => (simple.Left, simple.Right, ""),
                AssignmentExpressionSyntax compound when OperatorOf(compound.Kind()) is { } sign => (compound.Left, compound.Right, sign),
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } increment => (increment.Operand, null, "+"),
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } decrement => (decrement.Operand, null, "-"),
                _ => (null, (ExpressionSyntax?)null, ""),
            };
            if (target is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax of } access || of.Identifier.ValueText != row || place.Model.GetTypeInfo(access).Type is not { } type)
                return null;
            var property = access.Name.Identifier.ValueText;
            if (value is not null && !IsTranslated(value, row, assigned))
                return null;
            var text = value is null ? "1" : ClockBefore(value, place, names, before) ?? value.ToString();
            var valueType = value is null ? type : place.Model.GetTypeInfo(value).Type;
            var readsRow = added.Length > 0 || ReadsRow(value!, row);
            if (added.Length > 0)
            {
                text = $"{access} {added} {(value is BinaryExpressionSyntax or ConditionalExpressionSyntax ? "(" + text + ")" : text)}";
                valueType = value is null || SymbolEqualityComparer.Default.Equals(type, valueType) || type.SpecialType == SpecialType.System_String ? type : null;
                if (valueType is null || IsSmall(type))
                    return null;
            }

            if (valueType is not null && IsSmall(type) && !SymbolEqualityComparer.Default.Equals(type, valueType))
                text = $"({type.ToMinimalDisplayString(place.Model, access.SpanStart)})" + (value is LiteralExpressionSyntax or IdentifierNameSyntax ? text : "(" + text + ")");
            // Of a bare null the compiler cannot tell a value from a lambda.
            if (value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } && place.Model.GetSymbolInfo(access).Symbol is IPropertySymbol declared)
                text = $"({declared.Type.ToMinimalDisplayString(place.Model, access.SpanStart)}){text}";
            setters.Add($".SetProperty({row} => {row}.{property}, {(readsRow ? row + " => " : "")}{text})");

            // What stands later would read the new value, an UPDATE the old.
            if (!assigned.Add(property))
                return null;
        }

        return setters;
    }

    private static string? OperatorOf(SyntaxKind kind) => kind switch
    {
        SyntaxKind.AddAssignmentExpression => "+",
        SyntaxKind.SubtractAssignmentExpression => "-",
        SyntaxKind.MultiplyAssignmentExpression => "*",
        _ => null,
    };

    /// <summary>Types that C# computes with as int.</summary>
    private static bool IsSmall(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    private static bool ReadsRow(ExpressionSyntax value, string row) => value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == row);

    /// <summary>Values from before, and sums of them and the row's own columns; the database divides differently.</summary>
    private static bool IsTranslated(ExpressionSyntax value, string row, HashSet<string> assigned)
    {
        switch (value)
        {
            case LiteralExpressionSyntax:
            case IdentifierNameSyntax name when name.Identifier.ValueText != row:
                return true;
            case ParenthesizedExpressionSyntax parenthesized:
                return IsTranslated(parenthesized.Expression, row, assigned);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.LogicalNotExpression } prefix:
                return IsTranslated(prefix.Operand, row, assigned);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression } binary:
                return IsTranslated(binary.Left, row, assigned) && IsTranslated(binary.Right, row, assigned);
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax of } column when of.Identifier.ValueText == row:
                return !assigned.Contains(column.Name.Identifier.ValueText);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Now" or "UtcNow" or "Today", Parent: not AssignmentExpressionSyntax }:
                return false;
            case MemberAccessExpressionSyntax access:
                return access.Expression is PredefinedTypeSyntax or ThisExpressionSyntax || IsTranslated(access.Expression, row, assigned);
            default:
                return false;
        }
    }

    /// <summary>The clock of the database shows another time: this machine's is read before.</summary>
    private static string? ClockBefore(ExpressionSyntax value, QueryPlace place, FreeNames names, List<string> before)
    {
        if (value is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Now" or "UtcNow" or "Today" } clock || place.Model.GetSymbolInfo(clock).Symbol is not IPropertySymbol { IsStatic: true })
            return null;
        var name = names.Take(Words.Camel(clock.Name.Identifier.ValueText));
        var type = TypeStyle.UsesVar(place.Document, clock) ? "var" : place.Model.GetTypeInfo(clock).Type!.ToMinimalDisplayString(place.Model, clock.SpanStart);
        before.Add($"{type} {name} = {clock};");
        return name;
    }
}
