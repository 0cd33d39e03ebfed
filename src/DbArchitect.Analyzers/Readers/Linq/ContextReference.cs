using System;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// Which object an expression is of, by the names that lead to it: two that are equal are the same object, as long as nothing on the way is assigned anew.
/// </summary>
/// <param name="Root">The local or parameter that the way begins at; null for <c>this</c>.</param>
/// <param name="Path">The members from there, each with a dot before it.</param>
internal readonly record struct ContextReference(ISymbol? Root, string Path)
{
    public static ContextReference This { get; } = new(null, "");

    public bool Equals(ContextReference other) => SymbolEqualityComparer.Default.Equals(Root, other.Root) && string.Equals(Path, other.Path, StringComparison.Ordinal);

    public override int GetHashCode() => (SymbolEqualityComparer.Default.GetHashCode(Root) * 397) ^ StringComparer.Ordinal.GetHashCode(Path);

    public ContextReference Member(string name) => new(Root, Path + "." + name);

    /// <summary>A member of what <paramref name="path"/> of this leads to.</summary>
    public ContextReference Then(string path) => new(Root, Path + path);

    /// <summary>As code writes it.</summary>
    public override string ToString() => Root is not null ? Root.Name + Path : Path.Length > 0 ? Path.Substring(1) : "this context";
}
