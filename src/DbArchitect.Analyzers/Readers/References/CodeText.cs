using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// Writes chosen declarations as C#, a text for each file: usings, namespaces and types around them, without attributes, comments and layout. Extension methods
/// lose their <c>this</c>, because the reference has them too and a call could mean either; calls of those that the reference does not have name their class.
/// </summary>
internal sealed class CodeText : CSharpSyntaxRewriter
{
    /// <summary>What the name of a class ends with that stands for another one around the classes inside it.</summary>
    public const string ShellSuffix = "__around";

    private readonly SemanticModel model;
    private readonly HashSet<SyntaxNode> wanted;
    private readonly HashSet<SyntaxNode> around;
    private readonly HashSet<SyntaxNode> shells;
    private readonly CancellationToken cancellation;
    private int inside;

    private CodeText(SemanticModel model, HashSet<SyntaxNode> wanted, HashSet<SyntaxNode> around, HashSet<SyntaxNode> shells, CancellationToken cancellation)
    {
        this.model = model;
        this.wanted = wanted;
        this.around = around;
        this.shells = shells;
        this.cancellation = cancellation;
    }

    /// <param name="wanted">The declarations, members and types, that are written whole.</param>
    /// <param name="shells">Classes that are only there for the classes inside them, see <see cref="ShellSuffix"/>.</param>
    public static IReadOnlyList<string> Write(
        Compilation compilation, HashSet<SyntaxNode> wanted, HashSet<SyntaxNode> shells, SourceOperations source, CancellationToken cancellation)
    {
        if (wanted.Count == 0)
            return [];
        var around = new HashSet<SyntaxNode>();
        var trees = new HashSet<SyntaxTree>();
        foreach (var node in wanted)
        {
            trees.Add(node.SyntaxTree);
            for (var outer = node.Parent; outer is not null && around.Add(outer);)
                outer = outer.Parent;
        }

        var nullable = ((CSharpCompilation)compilation).Options.NullableContextOptions.AnnotationsEnabled() ? "#nullable enable\n" : "#nullable disable\n";
        var files = new List<string>();
        foreach (var tree in trees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (source.ModelOf(tree) is { } model && new CodeText(model, wanted, around, shells, cancellation).Visit(tree.GetRoot(cancellation)) is { } root)
                files.Add(nullable + Text(root));
        }

        // Where files lie plays no part: equal code gives equal bytes on every machine.
        files.Sort(StringComparer.Ordinal);
        var usings = GlobalUsings(compilation, cancellation);
        if (usings.Length > 0)
            files.Insert(0, usings);
        return files;
    }

    private static string GlobalUsings(Compilation compilation, CancellationToken cancellation)
    {
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var directive in ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings)
            {
                if (!directive.GlobalKeyword.IsKind(SyntaxKind.None))
                    usings.Add(Text(directive.WithoutTrivia()));
            }
        }

        return string.Concat(usings);
    }

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is UsingDirectiveSyntax { GlobalKeyword.RawKind: not (int)SyntaxKind.None } or AttributeListSyntax)
            return null;
        if (node is not MemberDeclarationSyntax || inside > 0)
            return base.Visit(node);
        if (!wanted.Contains(node))
            return !around.Contains(node) ? null : shells.Contains(node) ? Shell((TypeDeclarationSyntax)base.Visit(node)!) : base.Visit(node);
        inside++;
        var result = base.Visit(node);
        inside--;
        return result;
    }

    /// <summary>
    /// Members of an extension block are written as the static methods that they become, for the reason that extension methods lose their <c>this</c>. Its properties
    /// are left out.
    /// </summary>
    public override SyntaxList<TNode> VisitList<TNode>(SyntaxList<TNode> list)
    {
        var visited = base.VisitList(list);
        if (typeof(TNode) != typeof(MemberDeclarationSyntax))
            return visited;
        for (var i = 0; i < visited.Count; i++)
        {
            if (visited[i] is not TypeDeclarationSyntax block || !ExtensionBlocks.Is(block))
                continue;
            var methods = new List<TNode>();
            foreach (var member in block.Members)
            {
                if (member is MethodDeclarationSyntax method && ExtensionBlocks.AsStatic(method, block) is TNode written)
                    methods.Add(written);
            }

            visited = visited.RemoveAt(i).InsertRange(i, methods);
            i += methods.Count - 1;
        }

        return visited;
    }

    private static TypeDeclarationSyntax Shell(TypeDeclarationSyntax type) =>
        type.WithIdentifier(SyntaxFactory.Identifier(type.Identifier.ValueText + ShellSuffix)).WithBaseList(null).WithParameterList(null);

    public override SyntaxNode? VisitParameter(ParameterSyntax node)
    {
        var visited = (ParameterSyntax)base.VisitParameter(node)!;
        var index = visited.Modifiers.IndexOf(SyntaxKind.ThisKeyword);
        return index < 0 ? visited : visited.WithModifiers(visited.Modifiers.RemoveAt(index));
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is not MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access
            || model.GetSymbolInfo(node, cancellation).Symbol is not IMethodSymbol { ReducedFrom: { } method } || !IsHidden(method))
        {
            return base.VisitInvocationExpression(node);
        }

        var owner = SyntaxFactory.ParseExpression(method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        var name = (SimpleNameSyntax)Visit(access.Name)!;
        var receiver = SyntaxFactory.Argument((ExpressionSyntax)Visit(access.Expression)!);
        var arguments = (ArgumentListSyntax)Visit(node.ArgumentList)!;
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, owner, name),
            arguments.WithArguments(arguments.Arguments.Insert(0, receiver)));
    }

    private bool IsHidden(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, model.Compilation.Assembly)
        && (method.DeclaredAccessibility != Accessibility.Public || method.ContainingType.DeclaredAccessibility != Accessibility.Public);

    public override SyntaxToken VisitToken(SyntaxToken token) =>
        token.HasLeadingTrivia || token.HasTrailingTrivia ? token.WithLeadingTrivia().WithTrailingTrivia() : token;

    /// <summary>One line in the usual layout, whatever the layout of the source is.</summary>
    private static string Text(SyntaxNode root) => root.NormalizeWhitespace(indentation: "", eol: " ").ToString();
}
