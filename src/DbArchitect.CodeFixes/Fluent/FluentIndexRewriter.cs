using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Changes or removes a <c>HasIndex</c> where it stands.</summary>
internal static class FluentIndexRewriter
{
    /// <summary>Makes one declaration into another; what the two have in common is not touched, nor are links that say something else (names, methods).</summary>
    public static FileEdits? Replace(FluentIndex declared, EntityInSolution entity, IndexDeclaration before, IndexDeclaration after)
    {
        var model = declared.Scope.Model;
        var root = (CompilationUnitSyntax)model.SyntaxTree.GetRoot();
        var layout = new Layout(model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        if (!before.Properties.Equals(after.Properties) && !ReplaceKeys(declared, entity, after, edits))
            return null;
        var links = new LinkEdits(declared, layout, edits);
        links.Set("IsDescending", HasIndexText.IsDescending(after));
        if (before.IsUnique != after.IsUnique)
            links.Set("IsUnique", HasIndexText.IsUnique(after));
        if (before.Filter != after.Filter)
            links.Set("HasFilter", HasIndexText.HasFilter(after));
        if (!before.OperatorClasses.Equals(after.OperatorClasses) || !before.Properties.Equals(after.Properties))
            links.Set("HasOperators", HasIndexText.HasOperators(after));
        if (!before.Included.Equals(after.Included) && declared.Link("IncludeProperties") is { } includes)
        {
            if (Included(includes, after) is not { } kept)
                return null;
            links.Set("IncludeProperties", kept.Length == 0 ? null : ".IncludeProperties" + kept);
        }

        if (after.Name.Length > 0 && before.Name.Length == 0 && declared.Name.Length == 0 && declared.DatabaseName.Length == 0)
        {
            if (declared.Call.ArgumentList.Arguments is not [{ Expression: LambdaExpressionSyntax } only])
                return null;
            edits.Insert(declared.Document, only.Span.End, ", " + HasIndexText.Literal(after.Name));
        }

        links.Write();
        if (HasIndexText.NeedsNamespace(after))
            ScopeWriter.AddNamespace(declared.Document, model, declared.Call.SpanStart, root, layout, edits);
        return edits;
    }

    /// <summary>The arguments of IncludeProperties without the properties that became keys; null when they are not written as members or names.</summary>
    private static string? Included(InvocationExpressionSyntax link, IndexDeclaration after)
    {
        bool IsKept(string name) => after.Included.Items.Contains(name);
        var arguments = link.ArgumentList.Arguments;
        if (arguments is [{ Expression: SimpleLambdaExpressionSyntax lambda }])
        {
            switch (lambda.ExpressionBody)
            {
                case AnonymousObjectCreationExpressionSyntax anonymous:
                    var members = anonymous.Initializers.Where(part => part.Expression is MemberAccessExpressionSyntax member && IsKept(member.Name.Identifier.ValueText)).Select(static part => part.ToString()).ToList();
                    return members.Count == 0 ? "" : $"({lambda.Parameter} => {(members.Count == 1 ? members[0] : "new { " + string.Join(", ", members) + " }")})";
                case MemberAccessExpressionSyntax member:
                    return IsKept(member.Name.Identifier.ValueText) ? link.ArgumentList.ToString() : "";
                default:
                    return null;
            }
        }

        var kept = new List<string>();
        foreach (var argument in arguments)
        {
            var name = argument.Expression switch
            {
                LiteralExpressionSyntax literal => literal.Token.ValueText,
                InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [var named] } => named.ToString().Substring(named.ToString().LastIndexOf('.') + 1),
                _ => null,
            };
            if (name is null)
                return null;
            if (IsKept(name))
                kept.Add(argument.ToString());
        }

        return kept.Count == 0 ? "" : "(" + string.Join(", ", kept) + ")";
    }

    private static bool ReplaceKeys(FluentIndex declared, EntityInSolution entity, IndexDeclaration index, FileEdits edits)
    {
        var arguments = declared.Call.ArgumentList.Arguments;
        var first = arguments[0].Expression;
        var position = first.SpanStart;
        if (first is LambdaExpressionSyntax lambda)
        {
            var parameter = lambda switch
            {
                SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
                ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier.Text,
                _ => "",
            };
            if (parameter.Length == 0 || HasIndexText.Keys(index, entity, declared.Scope.Model, position, parameter) is not { } keys)
                return false;

            // The names of shadow properties are an array where the index has a name besides.
            edits.Replace(declared.Document, first.Span, arguments.Count > 1 ? HasIndexText.AsArgument(keys) : keys);
            return true;
        }

        // Names: those that stay keep their spelling, new ones follow the first.
        var given = new Dictionary<string, ExpressionSyntax>();
        var isList = first is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax;
        List<ExpressionSyntax> elements = isList
            ? [.. first.DescendantNodes().OfType<ExpressionSyntax>().Where(node => node.Parent is InitializerExpressionSyntax or ExpressionElementSyntax)]
            : [.. arguments.Select(static argument => argument.Expression)];
        if (elements.Count != declared.Properties.Length)
            return false;
        for (var i = 0; i < elements.Count; i++)
            given[declared.Properties[i]] = elements[i];
        var isNameOf = elements[0].ToString().StartsWith("nameof(", System.StringComparison.Ordinal);
        var texts = new List<string>();
        foreach (var path in index.Properties)
        {
            if (given.TryGetValue(path, out var expression))
                texts.Add(expression.ToString());
            else if (isNameOf && EntityInSolution.PropertyOf(entity.Type, path) is not null)
                texts.Add("nameof(" + entity.NameAt(declared.Scope.Model, position) + "." + HasIndexText.Identifier(path) + ")");
            else
                texts.Add(HasIndexText.Literal(path));
        }

        edits.Replace(declared.Document, TextSpan.FromBounds(elements[0].SpanStart, elements[elements.Count - 1].Span.End), string.Join(", ", texts));
        return true;
    }

    /// <summary>Removes the declaration.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="isMappedElsewhere">Whether the entity stays in the model when <c>modelBuilder.Entity&lt;Order&gt;()</c> goes with the index.</param>
    /// <returns>Null when its result is used otherwise.</returns>
    public static FileEdits? Remove(FluentIndex declared, bool isMappedElsewhere)
    {
        var layout = new Layout(declared.Scope.Model.SyntaxTree.GetText(), declared.Scope.Model.SyntaxTree.GetRoot());
        var edits = new FileEdits();
        var receiver = ((MemberAccessExpressionSyntax)declared.Call.Expression).Expression;
        var whole = declared.Whole;
        var isBare = receiver is IdentifierNameSyntax || (declared.Scope.Uses.Contains(receiver) && isMappedElsewhere);
        if (!isBare)
        {
            // A link of a longer chain: what precedes it stays.
            if (whole.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax))
                return null;
            edits.Replace(declared.Document, TextSpan.FromBounds(receiver.Span.End, whole.Span.End), "");
            return edits;
        }

        SyntaxNode? holder = whole.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "_" } } discard ? discard.Parent : whole.Parent;
        switch (holder)
        {
            case ExpressionStatementSyntax { Parent: BlockSyntax } statement:
                Statements.Remove(statement, declared.Document, layout, edits);
                return edits;
            case LambdaExpressionSyntax lambda:
                edits.Replace(declared.Document, lambda.ExpressionBody!.Span, "{ }");
                return edits;
            case ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow:
                edits.Replace(declared.Document, TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, method.Span.End), EmptyBody(method, layout));
                return edits;
            case ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax local } arrow:
                edits.Replace(declared.Document, TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, local.Span.End), EmptyBody(local, layout));
                return edits;
            default:
                return null;
        }
    }

    private static string EmptyBody(SyntaxNode member, Layout layout)
    {
        var indent = layout.IndentAt(member.SpanStart);
        return layout.BraceOnOwnLine ? layout.NewLine + indent + "{" + layout.NewLine + indent + "}" : " { }";
    }

    /// <summary>Adds, changes and removes links of the chain behind HasIndex.</summary>
    private sealed class LinkEdits(FluentIndex declared, Layout layout, FileEdits edits)
    {
        private readonly List<string> added = [];

        /// <param name="name">The method.</param>
        /// <param name="wanted">The link, from its dot; null for none.</param>
        public void Set(string name, string? wanted)
        {
            if (declared.Link(name) is not { } link)
            {
                if (wanted is not null)
                    added.Add(wanted);
                return;
            }

            if (wanted is null)
            {
                var previous = ((MemberAccessExpressionSyntax)link.Expression).Expression;
                edits.Replace(declared.Document, TextSpan.FromBounds(previous.Span.End, link.Span.End), "");
                return;
            }

            var arguments = wanted.Substring(name.Length + 1);
            if (link.ArgumentList.ToString() != arguments)
                edits.Replace(declared.Document, link.ArgumentList.Span, arguments);
        }

        public void Write()
        {
            if (added.Count == 0)
                return;
            var lead = "";
            if (!declared.Links.IsEmpty)
            {
                var dot = ((MemberAccessExpressionSyntax)declared.Links[0].Expression).OperatorToken;
                if (layout.IsFirstOnLine(dot.SpanStart))
                    lead = layout.NewLine + layout.IndentAt(dot.SpanStart);
            }

            edits.Insert(declared.Document, declared.Call.Span.End, string.Concat(added.Select(link => lead + link)));
        }
    }
}
