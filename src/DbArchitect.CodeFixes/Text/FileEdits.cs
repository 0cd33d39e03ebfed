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

    /// <summary>Takes over another edit's changes, all or, when one of them meets a change that is here already, none. The same insertion is made once.</summary>
    public bool TryAdd(FileEdits other)
    {
        foreach (var pair in other.changes)
        {
            if (!changes.TryGetValue(pair.Key, out var own))
                continue;
            pair.Value.RemoveAll(change => change.Span.IsEmpty && own.Contains(change));
            if (pair.Value.Exists(change => own.Exists(mine => mine.Span.IntersectsWith(change.Span))))
                return false;
        }

        foreach (var pair in other.changes)
        {
            if (!changes.TryGetValue(pair.Key, out var own))
                changes[pair.Key] = own = [];
            own.AddRange(pair.Value);
        }

        return true;
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
