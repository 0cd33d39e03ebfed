using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>How an index can serve a condition on one of its key columns.</summary>
internal enum AtomKind : byte
{
    /// <summary>One value: the next key column goes on.</summary>
    Equal,

    /// <summary>Rows without a value.</summary>
    IsNull,

    /// <summary>The value of another table's row.</summary>
    Join,

    /// <summary>Several values: the next key column goes on, the order is lost.</summary>
    In,

    /// <summary>An interval, or a text's beginning: ends the use of the key.</summary>
    Range,
}

/// <summary>A condition on a plain column of one table reference that an index could serve, and that holds for every row of the result.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Value">What it is compared with; null for a join.</param>
/// <param name="Predicate">The condition as read.</param>
internal sealed record Atom(string Column, AtomKind Kind, Operand? Value, Predicate Predicate)
{
    /// <summary>A text's beginning: only some collations and operator classes serve it.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>May be served by an index, but is not clear enough to ask for one.</summary>
    public bool IsVague { get; init; }

    /// <summary>Both ends are bounded.</summary>
    public bool IsBounded { get; init; }

    /// <summary>The source whose column is the value of a join; -1 for none.</summary>
    public int JoinedTo { get; init; } = -1;

    public bool IsEquality => Kind != AtomKind.Range;

    /// <summary>Where it is written, when it was written in the query.</summary>
    public Origin Origin => Predicate.Source is PredicateSource.User or PredicateSource.Having or PredicateSource.Join ? Predicate.Origin : Origin.None;
}
