using System.Collections.Generic;
using System.Threading;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// A SQL text as a program builds it: pieces from C# literals, and holes where the text is known only at run time. Every offset leads back to the
/// character of the literal that it came from, so that a diagnostic stands on a column name inside the string.
/// </summary>
internal sealed class SqlText
{
    private readonly List<Piece> pieces;

    public SqlText(List<Piece> pieces)
    {
        this.pieces = pieces;
        var builder = new SqlSourceBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Value is { } text)
                builder.Append(text);
            else
                builder.AppendHole(i);
        }

        Source = builder.ToSource();
    }

    public SqlSource Source { get; }

    public IReadOnlyList<Piece> Pieces => pieces;

    /// <summary>The expression that stands in a hole, by the hole's id; null when it is no expression of its own.</summary>
    public IOperation? HoleExpression(int id) => id >= 0 && id < pieces.Count ? pieces[id].Operation : null;

    /// <summary>
    /// The place in source of a stretch of the text, or of the expression in the hole that it begins with; null when it lies in no literal of <paramref name="tree"/>: the caller then points to the whole expression.
    /// </summary>
    public Location? LocationOf(int start, int length, SyntaxTree tree, CancellationToken cancellation)
    {
        var offset = 0;
        foreach (var piece in pieces)
        {
            var end = offset + piece.Length;
            if (start < end || (start == end && length == 0))
            {
                // A stretch that goes on in the next piece is cut at the end of this one.
                var within = System.Math.Min(length, end - start);
                if (piece.Value is null)
                    return piece.Operation is { Syntax: var expression } && expression.SyntaxTree == tree ? expression.GetLocation() : null;
                return piece.Token is { } token && token.SyntaxTree == tree
                    ? LiteralMap.Locate(token, start - offset + piece.Start, within, cancellation)
                    : null;
            }

            offset = end;
        }

        return null;
    }
}

/// <summary>A part of a SQL text: text with the token that it is written in, or a hole.</summary>
/// <param name="Value">The text; null for a hole.</param>
/// <param name="Token">The literal or interpolated-text token whose value this is, or is part of; null when there is none.</param>
/// <param name="Operation">The expression in a hole.</param>
internal readonly record struct Piece(string? Value, SyntaxToken? Token, IOperation? Operation)
{
    public int Length => Value?.Length ?? 1;

    /// <summary>Where the text begins in the token's value.</summary>
    public int Start { get; init; }
}
