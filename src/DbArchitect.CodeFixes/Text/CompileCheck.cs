using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace DbArchitect.CodeFixes.Text;

/// <summary>The last precondition of every fix: the files it touches have no error that they did not have before.</summary>
internal static class CompileCheck
{
    public static async Task<bool> HoldsAsync(Solution before, Solution after, IEnumerable<DocumentId> documents, CancellationToken cancellation)
    {
        foreach (var id in documents)
        {
            var errorsAfter = await ErrorsAsync(after.GetDocument(id), cancellation).ConfigureAwait(false);
            if (errorsAfter.Count == 0)
                continue;
            var errorsBefore = await ErrorsAsync(before.GetDocument(id), cancellation).ConfigureAwait(false);
            foreach (var pair in errorsAfter)
            {
                if (!errorsBefore.TryGetValue(pair.Key, out var count) || pair.Value > count)
                    return false;
            }
        }

        return true;
    }

    private static async Task<Dictionary<string, int>> ErrorsAsync(Document? document, CancellationToken cancellation)
    {
        var errors = new Dictionary<string, int>();
        if (document is null || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            return errors;
        foreach (var diagnostic in model.GetDiagnostics(cancellationToken: cancellation))
        {
            if (diagnostic.Severity != DiagnosticSeverity.Error)
                continue;
            errors.TryGetValue(diagnostic.Id, out var count);
            errors[diagnostic.Id] = count + 1;
        }

        return errors;
    }
}
