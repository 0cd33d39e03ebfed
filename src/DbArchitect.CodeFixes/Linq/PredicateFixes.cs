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

/// <summary>Takes the time before the query, on the clock of this machine.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeTimeBeforeFix))]
public sealed class TakeTimeBeforeFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is TakeTimeBefore;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } clock || clock.ToString() != edit.Subject || StatementOf(clock, place) is not { } owner)
            return false;
        var name = new FreeNames(clock).Take(Words.Camel(clock.Name.Identifier.ValueText));
        var type = TypeStyle.UsesVar(place.Document, owner) ? "var" : place.Model.GetTypeInfo(clock).Type!.ToMinimalDisplayString(place.Model, clock.SpanStart);
        var declaration = $"{type} {name} = {clock};";

        // The same clock in the same statement is the same time.
        var replaced = owner.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(each => each.ToString() == edit.Subject && StatementOf(each, place) == owner).ToList();
        if (owner is StatementSyntax statement)
        {
            place.InsertBefore(statement, [declaration], edits);
            foreach (var each in replaced)
                edits.Replace(place.Document, each.Span, name);
            return true;
        }

        if (owner is not ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow || place.HasComment(arrow.Span))
            return false;
        var text = place.Text.ToString(arrow.Expression.Span);
        foreach (var each in replaced.OrderByDescending(static each => each.SpanStart))
            text = text.Substring(0, each.SpanStart - arrow.Expression.SpanStart) + name + text.Substring(each.Span.End - arrow.Expression.SpanStart);
        var isVoid = place.Model.GetDeclaredSymbol(method) is { ReturnsVoid: true };
        edits.Replace(
            place.Document,
            TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, method.SemicolonToken.Span.End),
            place.Layout.BlockOf(place.Layout.IndentAt(method.SpanStart), declaration, (isVoid ? "" : "return ") + text + ";"));
        return true;
    }

    /// <summary>The statement, or body, that runs the query once: up to it there are only lambdas that are translated.</summary>
    private static SyntaxNode? StatementOf(SyntaxNode node, QueryPlace place)
    {
        foreach (var outer in node.Ancestors())
        {
            switch (outer)
            {
                case LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                    when place.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "Queryable" or "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" }:
                    continue;
                case AnonymousFunctionExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax:
                    return null;
                case ArrowExpressionClauseSyntax:
                    return outer;
                case StatementSyntax statement:
                    return statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax ? statement : null;
            }
        }

        return null;
    }
}

/// <summary>Escapes the wildcards in the values of a LIKE pattern.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EscapePatternFix))]
public sealed class EscapePatternFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is EscapePattern;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        var node = place.NodeAt(place.Diagnostic.Location.SourceSpan);
        if (node.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable })
            return Variable((ExpressionSyntax)node, variable, edit, place, edits);
        var argument = node.FirstAncestorOrSelf<ArgumentSyntax>();
        if (argument is not { Parent: ArgumentListSyntax { Arguments: { Count: 2 } all }, NameColon: null } || all[1] != argument || place.HasComment(argument.Span))
            return false;
        var parts = new List<string>();
        if (!Add(argument.Expression, parts, edit.Subject, place))
            return false;
        edits.Replace(place.Document, argument.Span, string.Join(" + ", parts) + ", \"\\\\\"");
        return true;
    }

    /// <summary>The pattern is put together before the query: escaped there, and each LIKE that gets it names the escape character.</summary>
    private static bool Variable(ExpressionSyntax pattern, VariableDeclaratorSyntax variable, QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        var parts = new List<string>();
        if (place.HasComment(pattern.Span) || place.Model.GetDeclaredSymbol(variable) is not { } local || variable.FirstAncestorOrSelf<BlockSyntax>() is not { } block
            || !Add(pattern, parts, edit.Subject, place))
        {
            return false;
        }

        foreach (var use in block.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText != local.Name || !SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(use).Symbol, local))
                continue;
            if (use.Parent is not ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Arguments: { Count: 2 } all, Parent: InvocationExpressionSyntax like } } argument
                || all[1] != argument || QueryPlace.NameOf(like)?.Identifier.ValueText is not ("Like" or "ILike"))
            {
                return false;
            }

            edits.Insert(place.Document, argument.Span.End, ", \"\\\\\"");
        }

        edits.Replace(place.Document, pattern.Span, string.Join(" + ", parts));
        return true;
    }

    private static bool Add(ExpressionSyntax part, List<string> parts, string wildcards, QueryPlace place)
    {
        switch (part)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Add(parenthesized.Expression, parts, wildcards, place);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Add(sum.Left, parts, wildcards, place) && Add(sum.Right, parts, wildcards, place);
            case InterpolatedStringExpressionSyntax interpolated when interpolated.StringStartToken.ValueText == "$\"":
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolatedStringTextSyntax text && !text.TextToken.Text.Contains('\\'))
                        parts.Add("\"" + text.TextToken.Text.Replace("{{", "{").Replace("}}", "}") + "\"");
                    else if (content is not InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole || !Add(hole.Expression, parts, wildcards, place))
                        return false;
                }

                return true;
            case LiteralExpressionSyntax { Token.ValueText: var literal } when !literal.Contains('\\'):
                parts.Add(part.ToString());
                return part.IsKind(SyntaxKind.StringLiteralExpression);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when place.Model.GetTypeInfo(part).Type?.SpecialType == SpecialType.System_String:
                // A column's value cannot be prepared before the query.
                if (place.Model.GetConstantValue(part).HasValue)
                    parts.Add(part.ToString());
                else if (part.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => place.Model.GetSymbolInfo(name).Symbol is IRangeVariableSymbol || IsRow(name, place)))
                    return false;
                else
                    parts.Add(part + ".Replace(\"\\\\\", \"\\\\\\\\\")" + string.Concat(wildcards.Select(static wildcard => $".Replace(\"{wildcard}\", \"\\\\{wildcard}\")")));
                return true;
            default:
                return false;
        }
    }

    private static bool IsRow(IdentifierNameSyntax name, QueryPlace place) =>
        place.Model.GetSymbolInfo(name).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };
}

/// <summary>Says the inner join that the filter makes of an outer one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseInnerJoinFix))]
public sealed class UseInnerJoinFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is UseInnerJoin;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Node.FirstAncestorOrSelf<QueryExpressionSyntax>() is not { } query)
            return false;
        var compared = new HashSet<string>(place.NodeAt(place.Diagnostic.Location.SourceSpan).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText));
        foreach (var from in query.Body.Clauses.OfType<FromClauseSyntax>())
        {
            if (!compared.Contains(from.Identifier.ValueText) || from.Type is not null
                || from.Expression is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultIfEmpty", Expression: IdentifierNameSyntax group } })
            {
                continue;
            }

            if (query.Body.Clauses.OfType<JoinClauseSyntax>().FirstOrDefault(each => each.Into?.Identifier.ValueText == group.Identifier.ValueText) is not { Into: { } into } join)
                return false;
            if (query.DescendantNodes().OfType<IdentifierNameSyntax>().Count(name => name.Identifier.ValueText == group.Identifier.ValueText) != 1)
                return false;
            var removed = TextSpan.FromBounds(from.GetFirstToken().GetPreviousToken().Span.End, from.Span.End);
            if (place.HasComment(removed) || place.HasComment(into.FullSpan))
                return false;
            edits.Replace(place.Document, TextSpan.FromBounds(into.GetFirstToken().GetPreviousToken().Span.End, into.Span.End), "");
            edits.Replace(place.Document, removed, "");
            if (join.Identifier.ValueText != from.Identifier.ValueText)
            {
                edits.Replace(place.Document, join.Identifier.Span, from.Identifier.Text);
                foreach (var name in join.RightExpression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == join.Identifier.ValueText))
                    edits.Replace(place.Document, name.Span, from.Identifier.Text);
            }

            return true;
        }

        return false;
    }
}
