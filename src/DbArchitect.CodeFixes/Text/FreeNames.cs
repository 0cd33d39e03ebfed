using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Names that nothing in a member has yet.</summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> taken = [];

    /// <param name="node">A node of the member.</param>
    public FreeNames(SyntaxNode node)
    {
        SyntaxNode? member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax);
        foreach (var token in (member ?? node.SyntaxTree.GetRoot()).DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
                taken.Add(token.ValueText);
        }
    }

    /// <summary>The name, or one like it, which from now on is taken.</summary>
    public string Take(string wanted)
    {
        if (SyntaxFacts.GetKeywordKind(wanted) != SyntaxKind.None)
            wanted = "@" + wanted;
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++)
            name = wanted + number;
        return name;
    }
}
