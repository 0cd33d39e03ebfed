using System;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>What surrounds a SQL text: where it stands, what is sent with it, what it runs on.</summary>
/// <param name="Text">The text, with its holes' placeholders.</param>
/// <param name="Locate">From an offset and a length to the place in source; null where there is none.</param>
internal sealed record SqlSurroundings(string Text, Func<int, int, Location?> Locate)
{
    public FrontEnd FrontEnd { get; init; }

    public Terminal Terminal { get; init; } = new(TerminalKind.Unknown, "");

    /// <summary>Names are resolved against it; null when none was seen.</summary>
    public Schema? Schema { get; init; }

    public string Context { get; init; } = "";

    public EquatableArray<SqlParameter> Parameters { get; init; }

    public bool HolesAreParameters { get; init; }

    /// <summary>The expression that stands in a hole, by the hole's id.</summary>
    public Func<int, IOperation?> HoleExpression { get; init; } = static _ => null;

    /// <summary>The engine that reads the text.</summary>
    public Store Store { get; init; }

    /// <summary>Whether another schema that the text may be about has a table of that name.</summary>
    public Func<string, bool> IsKnownElsewhere { get; init; } = static _ => false;

    /// <summary>The whole expression or file.</summary>
    public Origin Origin { get; init; }
}
