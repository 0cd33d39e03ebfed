using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>How well the declared paths of a table serve what a query asks of it: the best path decides.</summary>
internal enum Verdict : byte
{
    /// <summary>S0: a unique path is bound whole. No index can improve on that.</summary>
    OneRow,

    /// <summary>S1: a path narrows by a column of many values.</summary>
    Narrowed,

    /// <summary>S3: a path limits by an interval, or as far as the query can be limited.</summary>
    Limited,

    /// <summary>S2: only columns of few values narrow, while an equality that would narrow has no path.</summary>
    Coarse,

    /// <summary>S4: one index has all columns asked for, in an order that does not serve.</summary>
    WrongOrder,

    /// <summary>S5: no path at all.</summary>
    Nothing,

    /// <summary>The query asks only for columns of few values, or for intervals that may hold anything: an index would not help.</summary>
    FewValues,

    /// <summary>S6: no condition that an index could serve.</summary>
    Unsargable,
}

/// <summary>What keeps an index that looks right from being used.</summary>
internal enum Obstacle : byte
{
    None,

    /// <summary>Its filter would follow from a constant, but the query sends a parameter.</summary>
    Parameter,

    /// <summary>It does not serve a text's beginning.</summary>
    Prefix,

    /// <summary>It is the foreign key's only index, and filtered.</summary>
    FilteredForeignKey,
}

/// <summary>What is to say about one table reference of a query.</summary>
/// <param name="Shape">What the query asks of it.</param>
internal sealed record SourceAdvice(SourceShape Shape, Verdict Verdict)
{
    /// <summary>The path that decided the verdict; null for none.</summary>
    public PathUse? Best { get; init; }

    /// <summary>What would serve; null when there is no index to advise.</summary>
    public CandidateIndex? Candidate { get; init; }

    /// <summary>Why nothing is advised here although the verdict is a bad one; null when the advice stands.</summary>
    public string? Silence { get; init; }

    /// <summary>What would deliver the order of a top-N query whose conditions are served; null when nothing is to say.</summary>
    public CandidateIndex? SortIndex { get; init; }

    public Obstacle Obstacle { get; init; }

    /// <summary>The index that the obstacle keeps from being used.</summary>
    public TableIndex? Obstructed { get; init; }

    /// <summary>The comparison behind the obstacle.</summary>
    public Comparison? ObstructedBy { get; init; }

    /// <summary>The missing index is one for another table's rows to be found by.</summary>
    public bool IsJoin { get; init; }

    /// <summary>The ORs whose arms all have a path, or all but some.</summary>
    public IReadOnlyList<AlternativesAdvice> Alternatives { get; init; } = [];

    /// <summary>Functions over columns that keep an index from being searched.</summary>
    public IReadOnlyList<WrappedColumn> Wrapped { get; init; } = [];

    /// <summary>What is searched is not limited by anything but columns of few values, and no index would change that.</summary>
    public bool IsUnsargable => Silence is null && Obstacle == Obstacle.None && (Verdict is Verdict.FewValues or Verdict.Unsargable || (Verdict == Verdict.Coarse && Candidate is null));
}

/// <summary>A function over a column that an index could otherwise be searched by.</summary>
/// <param name="Path">The index, or key, that would serve the plain column.</param>
internal sealed record WrappedColumn(FunctionComparison Function, AccessPath Path);

/// <summary>An OR with the verdict on each arm.</summary>
internal sealed record AlternativesAdvice(Alternatives Alternatives, IReadOnlyList<ArmAdvice> Arms)
{
    /// <summary>Every arm has a path, so that an engine can unite them.</summary>
    public bool IsServed { get; init; }
}

internal sealed record ArmAdvice(SourceShape Shape, Verdict Verdict, CandidateIndex? Candidate)
{
    public bool IsServed => Verdict is Verdict.OneRow or Verdict.Narrowed or Verdict.Limited;

    /// <summary>An index would serve this arm.</summary>
    public bool LacksIndex => Verdict is Verdict.Nothing or Verdict.WrongOrder && Candidate is not null;
}
