using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Sends a value as a constant: <c>EF.Constant(status)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InlineConstantFix))]
public sealed class InlineConstantFix : ExpressionEditProvider
{
    private const string Namespace = "Microsoft.EntityFrameworkCore";

    internal override bool Handles(Edit edit) => edit is InlineConstant;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        if (at.Model.Compilation.GetTypeByMetadataName(Namespace + ".EF")?.GetMembers("Constant").IsEmpty != false)
            return false;
        if (ComparisonNode.Of(at) is not BinaryExpressionSyntax comparison)
            return false;
        var parameter = ((InlineConstant)edit).Parameter;
        foreach (var (value, column) in new[] { (comparison.Right, comparison.Left), (comparison.Left, comparison.Right) })
        {
            if (value.ToString() != parameter && !(parameter.Length == 0 && value is IdentifierNameSyntax or MemberAccessExpressionSyntax))
                continue;
            if (ComparisonNode.RowOf(column, at.Model, cancellation) is not { } row || !ComparisonNode.IsFixed(value, row, at.Model, cancellation))
                continue;
            if (!UsingDirectives.Sees(at.Model, value.SpanStart, Namespace, "EF"))
            {
                var root = (CompilationUnitSyntax)at.Root;
                var change = UsingDirectives.Add(root, new Layout(root.GetText(), root), Namespace);
                edits.Replace(at.Document, change.Span, change.NewText!);
            }

            edits.Replace(at.Document, value.Span, "EF.Constant(" + value + ")");
            return true;
        }

        return false;
    }
}
