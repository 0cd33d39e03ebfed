using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting.Explain;

/// <summary>An answer of explain mode.</summary>
/// <param name="Text">One line for people.</param>
/// <param name="Json">The same for tools: docs/explain-format.md.</param>
internal sealed record Explanation(string Text, string Json)
{
    /// <summary>The diagnostic's property that holds the JSON.</summary>
    public const string Property = "explain";

    /// <summary>The version of the JSON's form: raised when a key changes its meaning, not when one is added.</summary>
    public const int Version = 1;

    public Diagnostic ToDiagnostic(DiagnosticDescriptor descriptor, Location at) => Diagnostic.Create(
        descriptor, at, ImmutableDictionary<string, string?>.Empty.Add(Property, Json), Text.Replace('\n', ' ').Replace('\r', ' '));
}
