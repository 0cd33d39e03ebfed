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
public readonly struct SqlName
{
    // Most names have one part only, and so no array.
    private readonly SqlIdentifier[]? before;

    internal SqlName(SqlIdentifier last, SqlIdentifier[]? before = null)
    {
        Last = last;
        this.before = before;
    }

    /// <summary>The last part: the object itself.</summary>
    public SqlIdentifier Last { get; }

    /// <summary>The part before the last: the schema of a table, the table of a column. Empty when there is none.</summary>
    public SqlIdentifier Qualifier => before is null ? default : before[before.Length - 1];

    public int Count => before is null ? Last.IsEmpty ? 0 : 1 : before.Length + 1;

    public bool IsEmpty => before is null && Last.IsEmpty;

    public int Start => before is null ? Last.Start : before[0].Start;

    public int End => Last.Start + Last.Length;

    public bool HasHole
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (this[i].HasHole)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The parts from the left.</summary>
    public SqlIdentifier this[int index] => before is null || index == before.Length ? Last : before[index];

    public override string ToString()
    {
        var text = "";
        for (var i = 0; i + 1 < Count; i++)
        {
            text += this[i] + ".";
        }

        return text + Last;
    }
}
