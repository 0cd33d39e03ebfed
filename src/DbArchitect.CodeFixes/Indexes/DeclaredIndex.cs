using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.CodeFixes.Indexes;

/// <summary>An index as code declares it, by attribute or by the fluent API.</summary>
/// <param name="Document">The file.</param>
/// <param name="Properties">The key properties' names, in order.</param>
/// <param name="Name">The name that tells it from other indexes over the same properties; empty for none.</param>
/// <param name="DatabaseName">The name in the database where that is given; empty for none.</param>
internal abstract record DeclaredIndex(Document Document, ImmutableArray<string> Properties, string Name, string DatabaseName)
{
    /// <summary>The declarations of an index; several statements may speak of the same one.</summary>
    public static List<DeclaredIndex> Matching(IEnumerable<DeclaredIndex> declared, IndexDeclaration index)
    {
        var matching = new List<DeclaredIndex>();
        foreach (var candidate in declared)
        {
            if (candidate.HasKeys(index) && (candidate.Name == index.Name || (index.Name.Length > 0 && candidate.DatabaseName == index.Name)))
                matching.Add(candidate);
        }

        return matching;
    }

    public bool HasKeys(IndexDeclaration index)
    {
        if (Properties.Length != index.Properties.Count)
            return false;
        for (var i = 0; i < Properties.Length; i++)
        {
            if (Properties[i] != index.Properties[i])
                return false;
        }

        return true;
    }
}
