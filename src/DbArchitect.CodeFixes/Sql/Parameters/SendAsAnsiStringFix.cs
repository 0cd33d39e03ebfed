using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>Sends a member of Dapper's anonymous parameter object as a DbString of the column's kind and length. For a text that stands in the call itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SendAsAnsiStringFix))]
public sealed class SendAsAnsiStringFix : ExpressionEditProvider
{
    internal override bool Handles(Edit edit) => edit is SendAsAnsiString;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        var send = (SendAsAnsiString)edit;
        if (at.Node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax call })
            return false;
        AnonymousObjectMemberDeclaratorSyntax? found = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Expression is AnonymousObjectCreationExpressionSyntax parameters)
                found ??= parameters.Initializers.FirstOrDefault(member => string.Equals(NameOf(member), send.Parameter, StringComparison.OrdinalIgnoreCase));
        }

        if (found is null || at.Model.GetTypeInfo(found.Expression, cancellation).Type?.SpecialType != SpecialType.System_String)
            return false;
        var length = send.Length > 0 ? ", Length = " + send.Length.ToString(CultureInfo.InvariantCulture) : "";
        edits.Insert(at.Document, found.Expression.SpanStart, (found.NameEquals is null ? NameOf(found) + " = " : "") + "new DbString { Value = ");
        edits.Insert(at.Document, found.Expression.Span.End, ", IsAnsi = true" + length + " }");
        return true;
    }

    private static string? NameOf(AnonymousObjectMemberDeclaratorSyntax member) => member.NameEquals?.Name.Identifier.ValueText ?? SentValue.NameOf(member.Expression);
}
