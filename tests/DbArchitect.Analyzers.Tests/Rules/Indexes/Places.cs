using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>Distinct places in a source file, for model objects made by hand.</summary>
internal static class Places
{
    private const int Length = 100_000;

    private static readonly SyntaxTree Tree = CSharpSyntaxTree.ParseText(SourceText.From(new string(' ', Length)));

    private static int next;

    public static Origin Next(OriginKind kind = OriginKind.Linq) =>
        new(kind, Location.Create(Tree, new TextSpan(Interlocked.Increment(ref next) % Length, 0)));
}
