using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Text;

/// <summary>The changes of one edit, by file, until they are applied together.</summary>
internal sealed class FileEdits
{
    private readonly Dictionary<DocumentId, List<TextChange>> changes = [];

    public IEnumerable<DocumentId> Documents => changes.Keys;

    public void Insert(Document document, int position, string text) => Replace(document, new TextSpan(position, 0), text);

    public void Replace(Document document, TextSpan span, string text)
    {
        if (!changes.TryGetValue(document.Id, out var list))
            changes[document.Id] = list = [];
        list.Add(new TextChange(span, text));
    }

    /// <summary>The solution with the changes; null when they change nothing.</summary>
    public async Task<Solution?> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        var result = solution;
        foreach (var pair in changes)
        {
            if (solution.GetDocument(pair.Key) is not { } document)
                return null;
            var before = await document.GetTextAsync(cancellation).ConfigureAwait(false);

            // A stable sort: of two insertions at one place the first made comes first.
            var after = before.WithChanges(pair.Value.OrderBy(static change => change.Span));
            if (!after.ContentEquals(before))
                result = result.WithDocumentText(pair.Key, after);
        }

        return result == solution ? null : result;
    }
}
