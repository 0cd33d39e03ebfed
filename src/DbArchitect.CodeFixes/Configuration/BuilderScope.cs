using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Configuration;

/// <summary>How the builder of an entity is at hand; in the order in which a style is preferred when nothing else tells.</summary>
internal enum ScopeKind : byte
{
    /// <summary>The parameter of <c>Configure</c> in an <c>IEntityTypeConfiguration</c> class.</summary>
    Configuration,

    /// <summary>The parameter of <c>Entity&lt;Order&gt;(b => …)</c>.</summary>
    Lambda,

    /// <summary>The parameter of any other method.</summary>
    Method,

    /// <summary>A local that holds the builder.</summary>
    Local,

    /// <summary>Statements that begin with <c>modelBuilder.Entity&lt;Order&gt;()</c>.</summary>
    Chain,
}

/// <summary>A piece of code that configures one entity through one builder.</summary>
internal sealed class BuilderScope(Document document, SemanticModel model, ScopeKind kind, string receiver, SyntaxNode? body)
{
    public Document Document { get; } = document;

    public SemanticModel Model { get; } = model;

    public ScopeKind Kind { get; } = kind;

    /// <summary>The expression that is the builder, as it is written there.</summary>
    public string Receiver { get; } = receiver;

    /// <summary>The block or expression in which the builder can be used; null for chains.</summary>
    public SyntaxNode? Body { get; } = body;

    /// <summary>The class that the code stands in derives from DbContext: its metadata name; empty otherwise.</summary>
    public string Context { get; init; } = "";

    /// <summary>Every place where the builder is called, or handed out: the expression that is the builder.</summary>
    public List<ExpressionSyntax> Uses { get; } = [];

    /// <summary>The HasIndex calls on the builder, in the order of the text.</summary>
    public List<InvocationExpressionSyntax> IndexCalls { get; } = [];

    /// <summary>How many configuring calls there are.</summary>
    public int CallCount { get; set; }

    /// <summary>The statement that holds a use, if it is directly in a body that always runs; null otherwise.</summary>
    public StatementSyntax? UnconditionalStatementOf(SyntaxNode use)
    {
        if (use.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement)
            return null;
        var isBody = Body is not null && Kind != ScopeKind.Local
            ? block == Body
            : Kind == ScopeKind.Local ? block == Body : block.Parent is not StatementSyntax || block.Parent is LocalFunctionStatementSyntax;
        return isBody && !IsInsideIfDirective(statement) ? statement : null;
    }

    /// <summary>Whether code after this node's line would depend on a preprocessor symbol.</summary>
    public static bool IsInsideIfDirective(SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot();
        if (!root.ContainsDirectives)
            return false;
        var depth = 0;
        for (var directive = ((CSharpSyntaxNode)root).GetFirstDirective(); directive is not null && directive.SpanStart < node.SpanStart; directive = directive.GetNextDirective())
            depth += directive is IfDirectiveTriviaSyntax ? 1 : directive is EndIfDirectiveTriviaSyntax ? -1 : 0;
        return depth > 0;
    }
}
