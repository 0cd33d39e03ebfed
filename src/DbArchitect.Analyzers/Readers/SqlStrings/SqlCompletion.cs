using System;
using System.Collections.Generic;
using System.Threading;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>What a library makes of a text before it sends it: the start that the text lacks, the clauses of a template.</summary>
internal static class SqlCompletion
{
    private const string Open = "/**";

    private const string Close = "**/";

    /// <summary>The texts that are sent for one that is given.</summary>
    public static IEnumerable<SqlText> Of(SqlText text, SqlCall call, SqlTextReader reader, CancellationToken cancellation)
    {
        if (call.Clauses is { } clauses && text.Source.Text.Contains(Open))
        {
            yield return Filled(text, clauses, withConditional: false, reader, cancellation);
            foreach (var clause in clauses)
            {
                if (!clause.IsConditional)
                    continue;
                yield return Filled(text, clauses, withConditional: true, reader, cancellation);
                break;
            }
        }
        else if (call.ImplicitStart.Length > 0 && text.Pieces[0].Value is { } start && IsFragment(start))
        {
            yield return new SqlText([new Piece(call.ImplicitStart, null, null), .. text.Pieces]);
        }
        else
        {
            yield return text;
        }
    }

    /// <summary>Whether a text begins in the middle of a statement.</summary>
    private static bool IsFragment(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return text.Substring(start, end - start).ToUpperInvariant() is "WHERE" or "ORDER" or "GROUP" or "INNER" or "LEFT" or "JOIN" or "SET" or "AS" or "LIMIT";
    }

    private static SqlText Filled(SqlText text, IReadOnlyList<TemplateClause> clauses, bool withConditional, SqlTextReader reader, CancellationToken cancellation)
    {
        var pieces = new List<Piece>();
        foreach (var piece in text.Pieces)
        {
            if (piece.Value is not { } value)
            {
                pieces.Add(piece);
                continue;
            }

            var at = 0;
            for (var open = value.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = value.IndexOf(Open, at, StringComparison.Ordinal))
            {
                var close = value.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
                if (close < 0)
                    break;
                pieces.Add(new Piece(value.Substring(at, open - at), piece.Token, null) { Start = piece.Start + at });
                Fill(value.Substring(open + Open.Length, close - open - Open.Length), clauses, withConditional, pieces, reader, cancellation);
                at = close + Close.Length;
            }

            pieces.Add(new Piece(value.Substring(at), piece.Token, null) { Start = piece.Start + at });
        }

        return new SqlText(pieces);
    }

    private static void Fill(
        string place, IReadOnlyList<TemplateClause> clauses, bool withConditional, List<Piece> pieces, SqlTextReader reader, CancellationToken cancellation)
    {
        var (start, between) = place switch
        {
            "where" => (" WHERE ", " AND "),
            "having" => (" HAVING ", " AND "),
            "orderby" => (" ORDER BY ", ", "),
            "groupby" => (" GROUP BY ", ", "),
            "set" => (" SET ", ", "),
            "select" => (" ", ", "),
            "join" => (" JOIN ", " JOIN "),
            "innerjoin" => (" INNER JOIN ", " INNER JOIN "),
            "leftjoin" => (" LEFT JOIN ", " LEFT JOIN "),
            "rightjoin" => (" RIGHT JOIN ", " RIGHT JOIN "),
            _ => (" ", " "),
        };
        var isFirst = true;
        foreach (var clause in clauses)
        {
            if (clause.Place != place || (clause.IsConditional && !withConditional))
                continue;
            pieces.Add(new Piece(isFirst ? start : between, null, null));
            isFirst = false;
            if (reader.Read(clause.Text, cancellation) is [var only])
                pieces.AddRange(only.Pieces);
            else
                pieces.Add(new Piece(null, null, clause.Text));
        }
    }
}
