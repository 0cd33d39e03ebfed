using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Whether locals are declared by <c>var</c> or by their type.</summary>
internal static class TypeStyle
{
    private static readonly string[] Keys = ["csharp_style_var_elsewhere", "csharp_style_var_when_type_is_apparent"];

    /// <summary>As the statement itself does, else as the options say, else as the file does mostly.</summary>
    public static bool UsesVar(Document document, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax own)
            return own.Declaration.Type.IsVar;
        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(node.SyntaxTree);
        foreach (var key in Keys)
        {
            if (options.TryGetValue(key, out var value))
                return !value.StartsWith("false", StringComparison.OrdinalIgnoreCase);
        }

        var balance = 0;
        foreach (var each in node.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (each is LocalDeclarationStatementSyntax { Declaration.Type: var type })
                balance += type.IsVar ? 1 : -1;
        }

        return balance >= 0;
    }
}
