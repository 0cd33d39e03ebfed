using System;
using System.Collections.Generic;
using System.Text;

namespace DbArchitect.Sql;

/// <summary>A stretch of SQL text whose content is known only at run time: an interpolation, a concatenated variable.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length of the placeholder that stands in the text, at least 1. Its characters are never looked at.</param>
/// <param name="Id">The extractor's own number for it; comes back in the tree.</param>
public readonly record struct SqlHole(int Start, int Length, int Id)
{
    public int End => Start + Length;
}

/// <summary>SQL text with its holes, as the parser reads it. Holes are positions, never a notation inside the text.</summary>
public sealed class SqlSource
{
    // Not []: of a struct that is code to compile at start-up.
    private static readonly SqlHole[] NoHoles = new SqlHole[0];

    private readonly SqlHole[] holes;

    public SqlSource(string text)
    {
        Text = text;
        holes = NoHoles;
    }

    /// <summary>Takes holes in any order; one that is empty, out of range or overlaps its predecessor is ignored.</summary>
    public SqlSource(string text, IReadOnlyList<SqlHole> holes)
    {
        Text = text;
        this.holes = holes.Count == 0 ? NoHoles : Normalize(text, holes);
    }

    public string Text { get; }

    public IReadOnlyList<SqlHole> Holes => holes;

    internal SqlHole[] HoleArray => holes;

    private static SqlHole[] Normalize(string text, IReadOnlyList<SqlHole> holes)
    {
        var sorted = new SqlHole[holes.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = holes[i];
        }

        Array.Sort(sorted, (a, b) => a.Start.CompareTo(b.Start));
        var count = 0;
        var end = 0;
        foreach (var hole in sorted)
        {
            if (hole.Start < end || hole.Length <= 0 || hole.Length > text.Length - hole.Start)
                continue;
            sorted[count++] = hole;
            end = hole.End;
        }

        Array.Resize(ref sorted, count);
        return sorted;
    }
}

/// <summary>Puts a <see cref="SqlSource"/> together from pieces of text and holes.</summary>
public sealed class SqlSourceBuilder
{
    /// <summary>The character that stands for a hole in the text.</summary>
    public const char Placeholder = '\uFFFC';

    private readonly StringBuilder text = new();
    private readonly List<SqlHole> holes = new();

    /// <summary>Length of the text so far: the offset at which the next piece will stand.</summary>
    public int Length => text.Length;

    public SqlSourceBuilder Append(string piece)
    {
        text.Append(piece);
        return this;
    }

    public SqlSourceBuilder AppendHole(int id)
    {
        holes.Add(new SqlHole(text.Length, 1, id));
        text.Append(Placeholder);
        return this;
    }

    public SqlSource ToSource() => new(text.ToString(), holes);
}
