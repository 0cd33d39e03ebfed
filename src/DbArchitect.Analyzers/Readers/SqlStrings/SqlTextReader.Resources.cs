using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

internal sealed partial class SqlTextReader
{
    /// <summary>What a call takes out of the assembly; null when it takes nothing, or what it takes is not known.</summary>
    private List<List<Piece>>? Embedded(IInvocationOperation invocation, int depth, CancellationToken cancellation)
    {
        if (ResourceCalls.StringOf(invocation, source, cancellation) is var (baseName, key))
            return source.Embedded.String(baseName, key, cancellation) is { } text ? Text(text, null) : null;
        if (ResourceCalls.EndOf(invocation) is { } end)
            return Append(invocation, Hole(invocation), Variants(end, depth + 1, cancellation));
        if (ResourceCalls.FileOf(invocation) is not { } resource)
            return null;
        List<List<Piece>>? result = null;
        foreach (var name in Variants(resource, depth + 1, cancellation))
        {
            if (source.Embedded.File(KnownEnd(name), cancellation) is not { } content)
                return null;
            result = result is null ? Text(content, null) : Union(invocation, result, Text(content, null));
        }

        return result;
    }

    /// <summary>What is known of a name's end: after a hole from the next dot on, because the hole may end in the middle of a part.</summary>
    private static string KnownEnd(List<Piece> name)
    {
        var known = "";
        for (var i = name.Count - 1; i >= 0; i--)
        {
            if (name[i].Value is not { } text)
            {
                var dot = known.IndexOf('.');
                return dot < 0 ? "" : known.Substring(dot);
            }

            known = text + known;
        }

        return known;
    }

    /// <summary>A text with what replaces a placeholder of it: a name of a table in a text that is read from a file.</summary>
    private static List<List<Piece>> Replace(List<List<Piece>> texts, string place, List<List<Piece>> replacements, IOperation at)
    {
        List<List<Piece>>? result = null;
        foreach (var pieces in texts)
        {
            List<List<Piece>> replaced = [[]];
            foreach (var piece in pieces)
            {
                if (piece.Value is not { } text)
                {
                    replaced = Append(at, replaced, [[piece]]);
                    continue;
                }

                var start = 0;
                for (var found = text.IndexOf(place, System.StringComparison.Ordinal); found >= 0; found = text.IndexOf(place, start, System.StringComparison.Ordinal))
                {
                    replaced = Append(at, replaced, [[Part(piece, start, found)]]);
                    replaced = Append(at, replaced, replacements);
                    start = found + place.Length;
                }

                replaced = Append(at, replaced, [[Part(piece, start, text.Length)]]);
            }

            result = result is null ? replaced : Union(at, result, replaced);
        }

        return result ?? Hole(at);

        static Piece Part(Piece piece, int start, int end) => new(piece.Value!.Substring(start, end - start), piece.Token, null) { Start = piece.Start + start };
    }
}
