using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Attributes;
using DbArchitect.CodeFixes.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DbArchitect.CodeFixes.Indexes;

/// <summary>Removes the declaration of an index: the attribute, the statement, or the links of a chain that belong to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveIndexFix))]
public sealed class RemoveIndexFix : EditCodeFixProvider
{
    private const int MaxStatements = 10;

    internal override bool Handles(Edit edit) => edit is RemoveIndex;

    internal override Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation) =>
        RemoveAsync(document.Project, ((RemoveIndex)edit).Index, cancellation);

    /// <summary>Removes every statement about the index; null when there is none, or one of them cannot go.</summary>
    private static async Task<Solution?> RemoveAsync(Project from, IndexDeclaration index, CancellationToken cancellation)
    {
        Solution? result = null;
        for (var i = 0; i < MaxStatements; i++)
        {
            var project = result is null ? from : result.GetProject(from.Id)!;
            if (await IndexPlaces.FindAsync(project, index, cancellation).ConfigureAwait(false) is not { } places)
                return null;
            var declared = DeclaredIndex.Matching(places.Declared, index);
            if (declared.Count == 0)
                return result;
            if (await RemoveAsync(places, declared[0], cancellation).ConfigureAwait(false) is not { } changed)
                return null;
            result = changed;
        }

        return null;
    }

    internal static async Task<Solution?> RemoveAsync(IndexPlaces places, DeclaredIndex declared, CancellationToken cancellation)
    {
        var edits = declared switch
        {
            AttributeIndex attribute => IndexAttributeRewriter.Remove(attribute),
            FluentIndex fluent => FluentIndexRewriter.Remove(fluent, places.IsMappedBesides(fluent)),
            _ => null,
        };
        return edits is null ? null : await places.ApplyAsync(edits, cancellation).ConfigureAwait(false);
    }
}
