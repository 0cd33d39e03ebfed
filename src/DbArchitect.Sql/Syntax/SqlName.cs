using System;

namespace DbArchitect.Sql.Syntax;

/// <summary>An identifier: one part of a name. <see cref="Text"/> is without quotes; a hole inside it stays as its placeholder.</summary>
public readonly struct SqlIdentifier(string text, int start, int length, bool isQuoted, bool hasHole)
{
    // The length and two flags in one number: there are more identifiers than anything else in a tree.
    private readonly int packed = (length << 2) | (isQuoted ? 1 : 0) | (hasHole ? 2 : 0);

    private readonly string? text = text;

    public string Text => text ?? "";

    public int Start { get; } = start;

    public int Length => packed >> 2;

    /// <summary>Written with quotes, brackets or backticks, so that its case counts.</summary>
    public bool IsQuoted => (packed & 1) != 0;

    /// <summary>All of the identifier or a part of it is known only at run time.</summary>
    public bool HasHole => (packed & 2) != 0;

    /// <summary>Nothing is here: the default instance, or a part left out (<c>db..table</c>).</summary>
    public bool IsEmpty => Length == 0;

    public bool Is(string name) => string.Equals(Text, name, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Text;
}

/// <summary>A name of one or more parts: <c>table</c>, <c>schema.table</c>, <c>server.database.schema.table</c>.</summary>
public readonly struct SqlName(SqlIdentifier[] parts)
{
    private static readonly SqlIdentifier[] NoParts = [];

    private readonly SqlIdentifier[]? parts = parts;

    public SqlIdentifier[] Parts => parts ?? NoParts;

    public int Count => Parts.Length;

    public bool IsEmpty => Count == 0;

    /// <summary>The last part: the object itself.</summary>
    public SqlIdentifier Last => Count == 0 ? default : Parts[Count - 1];

    /// <summary>The part before the last: the schema of a table, the table of a column. Empty when there is none.</summary>
    public SqlIdentifier Qualifier => Count < 2 ? default : Parts[Count - 2];

    public int Start => Count == 0 ? 0 : Parts[0].Start;

    public int End => Count == 0 ? 0 : Last.Start + Last.Length;

    public bool HasHole
    {
        get
        {
            foreach (var part in Parts)
            {
                if (part.HasHole)
                    return true;
            }

            return false;
        }
    }

    public override string ToString()
    {
        if (Count < 2)
            return Last.ToString();
        var text = Parts[0].ToString();
        for (var i = 1; i < Count; i++)
        {
            text += "." + Parts[i];
        }

        return text;
    }
}
