using System;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>Adds a parameter to a call of Dapper: a member of its anonymous object, a new one, or an entry of DynamicParameters.</summary>
internal static class DapperParameters
{
    /// <returns>False when the call's parameters are given in a way that cannot be extended.</returns>
    public static bool Add(SqlCall call, SentValue value, Document document, Layout layout, FileEdits edits)
    {
        if (call.Text.Syntax.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax list } text || ArgumentsOf(call, list) is not { } arguments)
            return false;
        IArgumentOperation? given = null;
        IParameterSymbol? sql = null, parameters = null;
        foreach (var argument in arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "param" or "parameters":
                    parameters = argument.Parameter;
                    given = argument.ArgumentKind == ArgumentKind.Explicit ? argument : null;
                    break;
                case "sql" or "commandText":
                    sql = argument.Parameter;
                    break;
            }
        }

        if (sql is null || parameters is null)
            return false;
        if (given is not null)
            return given.Syntax is ArgumentSyntax { Expression: var expression } && Extend(given, expression, value, document, layout, edits);
        var created = "new { " + value.Member + " }";
        var index = list.Arguments.IndexOf(text);
        var isNext = parameters.Ordinal == sql.Ordinal + 1 && text.NameColon is null && (index + 1 == list.Arguments.Count || list.Arguments[index + 1].NameColon is not null);
        if (isNext)
            edits.Insert(document, text.Span.End, ", " + created);
        else
            edits.Insert(document, list.Arguments[list.Arguments.Count - 1].Span.End, ", " + parameters.Name + ": " + created);
        return true;
    }

    /// <summary>The arguments of the call that the text is given to: Dapper's own, a command definition's, a template's.</summary>
    private static System.Collections.Immutable.ImmutableArray<IArgumentOperation>? ArgumentsOf(SqlCall call, ArgumentListSyntax list)
    {
        for (var up = call.Text; up is not null; up = up.Parent)
        {
            if (up.Syntax == list.Parent)
            {
                switch (up)
                {
                    case IInvocationOperation invocation:
                        return invocation.Arguments;
                    case IObjectCreationOperation creation:
                        return creation.Arguments;
                }
            }
        }

        return null;
    }

    private static bool Extend(IArgumentOperation given, ExpressionSyntax expression, SentValue value, Document document, Layout layout, FileEdits edits)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }:
                edits.Replace(document, expression.Span, "new { " + value.Member + " }");
                return true;
            case AnonymousObjectCreationExpressionSyntax anonymous:
                return ExtendObject(anonymous, value, document, layout, edits);
            case IdentifierNameSyntax bag when LocalInitializer.Unconverted(given.Value)?.Type is { Name: "DynamicParameters" }:
                if (given.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement || !layout.IsFirstOnLine(statement.SpanStart))
                    return false;
                edits.Insert(document, statement.SpanStart, bag + ".Add(\"" + value.Name + "\", " + value.Value + ");" + layout.NewLine + layout.IndentAt(statement.SpanStart));
                return true;
            default:
                return false;
        }
    }

    private static bool ExtendObject(AnonymousObjectCreationExpressionSyntax anonymous, SentValue value, Document document, Layout layout, FileEdits edits)
    {
        var members = anonymous.Initializers;
        if (members.Count == 0)
        {
            edits.Replace(document, TextSpan.FromBounds(anonymous.OpenBraceToken.SpanStart, anonymous.CloseBraceToken.Span.End), "{ " + value.Member + " }");
            return true;
        }

        foreach (var member in members)
        {
            var name = member.NameEquals?.Name.Identifier.ValueText ?? SentValue.NameOf(member.Expression);
            if (string.Equals(name, value.Name, StringComparison.OrdinalIgnoreCase))
                // The same value is sent already.
                return member.Expression.ToString() == value.Value;
        }

        var last = members[members.Count - 1];
        var gap = layout.IsFirstOnLine(last.SpanStart) && !layout.OnOneLine(anonymous.OpenBraceToken.SpanStart, last.SpanStart)
            ? layout.NewLine + layout.IndentAt(last.SpanStart)
            : " ";
        var hasComma = members.SeparatorCount == members.Count;
        var end = hasComma ? members.GetSeparator(members.SeparatorCount - 1).Span.End : last.Span.End;
        edits.Insert(document, end, (hasComma ? "" : ",") + gap + value.Member + (hasComma ? "," : ""));
        return true;
    }
}
