using System;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>Adds a parameter to a command of ADO.NET, in the way in which the file adds others.</summary>
internal static class AdoParameters
{
    /// <returns>False when the command has no name, or there is no place for a statement.</returns>
    public static bool Add(SqlCall call, SentValue value, string sign, Document document, SemanticModel model, Layout layout, FileEdits edits)
    {
        if (CommandOf(call) is not { } command || command.Type is null)
            return false;
        var style = StyleOf(command.Type, command.At.SyntaxTree.GetRoot(), sign);
        var sent = value.Value;
        if (value.IsNullable)
            sent = "(object?)" + sent + " ?? " + (UsingDirectives.Sees(model, command.At.SpanStart, "System", "DBNull") ? "" : "System.") + "DBNull.Value";
        var collection = command.Name + ".Parameters.";
        string[] code = style switch
        {
            { IsWithValue: true } => [collection + "AddWithValue(\"" + style.Sign + value.Name + "\", " + sent + ");"],
            { Type: { } type } => [collection + "Add(new " + type + "(\"" + style.Sign + value.Name + "\", " + sent + "));"],
            _ =>
            [
                "var " + value.Name + "Parameter = " + command.Name + ".CreateParameter();",
                value.Name + "Parameter.ParameterName = \"" + style.Sign + value.Name + "\";",
                value.Name + "Parameter.Value = " + sent + ";",
                collection + "Add(" + value.Name + "Parameter);",
            ],
        };
        return Insert(command.At, code, document, layout, edits);
    }

    /// <summary>The variable that holds the command, and the statement after which it has its text.</summary>
    private static (string Name, ITypeSymbol? Type, StatementSyntax At)? CommandOf(SqlCall call)
    {
        if (call.Call is IInvocationOperation { TargetMethod.Name: not "CreateCommand" })
            return null;
        if (call.Call is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } assignment && instance is not IInstanceReferenceOperation)
        {
            if (instance.Syntax is not IdentifierNameSyntax name || assignment.Syntax.Parent is not ExpressionStatementSyntax statement || IsRepeated(instance, statement))
                return null;
            return (name.ToString(), instance.Type, statement);
        }

        for (var up = call.Call.Parent; up is not null; up = up.Parent)
        {
            switch (up)
            {
                case IVariableDeclaratorOperation { Symbol: var local } declarator:
                    return declarator.Syntax.FirstAncestorOrSelf<StatementSyntax>() is { } at ? (local.Name, local.Type, at) : null;
                case IConversionOperation or IVariableInitializerOperation or IObjectOrCollectionInitializerOperation or IObjectCreationOperation or IAwaitOperation:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>A command that lives longer than a turn of the loop would get the parameter again in each.</summary>
    private static bool IsRepeated(IOperation command, StatementSyntax statement)
    {
        var declared = command is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var reference, ..] } ? reference.Span.Start : -1;
        foreach (var node in statement.Ancestors())
        {
            if (node is MemberDeclarationSyntax)
                break;
            if (node is ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax && declared < node.SpanStart)
                return true;
        }

        return false;
    }

    private readonly record struct Style(bool IsWithValue, string? Type, string Sign);

    private static Style StyleOf(ITypeSymbol command, SyntaxNode root, string sign)
    {
        var hasWithValue = HasWithValue(command);
        foreach (var node in root.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Parameters" } } access } invocation
                || invocation.ArgumentList.Arguments.Count == 0)
            {
                continue;
            }

            var first = invocation.ArgumentList.Arguments[0].Expression;
            if (access.Name.Identifier.Text == "AddWithValue" && hasWithValue)
                return new Style(true, null, SignOf(first, sign));
            if (access.Name.Identifier.Text == "Add" && first is ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var name, _] } creation)
                return new Style(false, creation.Type.ToString(), SignOf(name.Expression, sign));
        }

        return new Style(hasWithValue, null, sign);
    }

    private static string SignOf(ExpressionSyntax name, string sign) =>
        name is LiteralExpressionSyntax { Token.Value: string { Length: > 0 } text } ? text[0] is '@' or ':' ? text.Substring(0, 1) : "" : sign;

    private static bool HasWithValue(ITypeSymbol command)
    {
        for (var type = command; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("Parameters"))
            {
                if (member is IPropertySymbol property)
                    return !property.Type.GetMembers("AddWithValue").IsEmpty;
            }
        }

        return false;
    }

    private static bool Insert(StatementSyntax at, string[] code, Document document, Layout layout, FileEdits edits)
    {
        if (at is UsingStatementSyntax { Statement: BlockSyntax { Statements: [var first, ..] } })
        {
            if (!layout.IsFirstOnLine(first.SpanStart))
                return false;
            var indent = layout.NewLine + layout.IndentAt(first.SpanStart);
            edits.Insert(document, first.SpanStart, string.Join(indent, code) + indent);
            return true;
        }

        return at is LocalDeclarationStatementSyntax or ExpressionStatementSyntax && at.Parent is BlockSyntax or GlobalStatementSyntax
            && Statements.InsertAfter(at, string.Join(layout.NewLine + layout.IndentAt(at.SpanStart), code), document, layout, edits);
    }
}
