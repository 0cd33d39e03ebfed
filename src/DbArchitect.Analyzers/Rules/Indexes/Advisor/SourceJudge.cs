using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Judges the table references of a query together: what narrows one narrows those that are joined to it.</summary>
internal sealed class SourceJudge(Query query, Schema schema, Options options, IReadOnlyList<SourceShape?> shapes)
{
    /// <summary>A table with this many indexes gets no more advice: every one is written at every change.</summary>
    public const int MostIndexes = 10;

    private readonly PathJudge?[] judges = new PathJudge?[shapes.Count];
    private readonly (Verdict Verdict, PathUse? Best)[] own = new (Verdict, PathUse?)[shapes.Count];
    private readonly IReadOnlyList<AlternativesAdvice>[] alternatives = new IReadOnlyList<AlternativesAdvice>[shapes.Count];
    private readonly bool[] reached = new bool[shapes.Count];

    private EquatableArray<SortKey> Sort => query.IsTopN && query.IsComplete(QueryParts.Sort | QueryParts.Paging) ? query.Sort : default;

    public IReadOnlyList<SourceAdvice> Judge()
    {
        for (var i = 0; i < shapes.Count; i++)
            JudgeAlone(i);
        Spread();
        var advice = new List<SourceAdvice>();
        for (var i = 0; i < shapes.Count; i++)
        {
            if (shapes[i] is { } shape)
                advice.Add(IsJoined(shape) ? AdviseJoined(i, shape) : AdviseFirst(i, shape));
        }

        if (advice.Count > 0 && advice[0].Shape.Index == 0)
            advice[0] = advice[0] with { SortIndex = IndexForSort(advice[0]) };
        return advice;
    }

    /// <summary>
    /// The index that would deliver a top-N query's order, where only the order lacks one. Two plausible plans (a list, an interval, another index that delivers
    /// the order) are not ours to choose between.
    /// </summary>
    private CandidateIndex? IndexForSort(SourceAdvice advice)
    {
        var shape = shapes[0]!;
        if (query.Terminal.Kind is not (TerminalKind.List or TerminalKind.Single) || query.IsGrouped || query.IsDistinct || Sort.IsEmpty
            || advice.Verdict is not (Verdict.Narrowed or Verdict.Limited or Verdict.FewValues or Verdict.Unsargable)
            || advice.Obstacle != Obstacle.None || (advice.Silence is not null && advice.Verdict != Verdict.Narrowed) || !OnlyRootRestricts())
            return null;
        // Several columns of many values, bound by equality: what is left to sort is a handful.
        if (advice.Best is { } bound && CountSelective(bound, judges[0]!) > 1)
            return null;
        var sort = PlainSort(shape);
        if (sort.Count == 0 || !IsPlainFilter(shape, sort[0]) || judges[0]!.DeliversOrder(shape, Sort) || shape.Table.Indexes.Count >= MostIndexes
            || !shape.Table.Knows(TableAspects.Keys | TableAspects.Indexes) || TableSize.WhySmall(shape.Table, schema, options) is not null)
            return null;
        var candidate = judges[0]!.Candidates.Build(shape.WithoutJoins(), sort);
        if (candidate is not { HasSort: true })
            return null;
        foreach (var index in candidate.Table.Indexes)
        {
            var same = index.Columns.Count == candidate.Columns.Count && index.IsBTree && index.Filter.IsAbsent;
            for (var i = 0; same && i < index.Columns.Count; i++)
                same = string.Equals(index.Columns[i].Column, candidate.Columns[i].Column, System.StringComparison.OrdinalIgnoreCase);
            if (same)
                return index.IsUnique ? candidate : candidate with { Replaced = index };
        }

        return WithReplaced(candidate, advice);
    }

    private static int CountSelective(PathUse path, PathJudge judge)
    {
        var count = 0;
        foreach (var atom in path.Used)
        {
            if (judge.Candidates.IsSelectiveEquality(atom, Selectivity.Good))
                count++;
        }

        return count;
    }

    /// <summary>Every other table only adds to the root's rows: its conditions do not decide which of them come first.</summary>
    private bool OnlyRootRestricts()
    {
        for (var i = 1; i < query.Sources.Count; i++)
        {
            if (query.Sources[i].Join is not (JoinKind.Left or JoinKind.Apply) && !(query.Sources[i] is { Join: JoinKind.Inner, IsCollection: false } && own[i].Verdict == Verdict.Unsargable))
                return false;
        }

        return true;
    }

    /// <summary>Equalities only, or an interval on the first sort column itself.</summary>
    private static bool IsPlainFilter(SourceShape shape, SortKey first)
    {
        if (shape.Functions.Count > 0 || shape.Alternatives.Count > 0)
            return false;
        foreach (var atom in shape.Atoms)
        {
            var onSort = first.Column is { } column && string.Equals(column.Column, atom.Column, System.StringComparison.OrdinalIgnoreCase);
            if (atom.Kind == AtomKind.In || atom.IsVague || (atom.Kind == AtomKind.Range && !onSort))
                return false;
        }

        foreach (var comparison in shape.Comparisons)
        {
            if (comparison.Operator is Comparator.Contains or Comparator.Suffix or Comparator.Like)
                return false;
        }

        return true;
    }

    private void JudgeAlone(int i)
    {
        alternatives[i] = [];
        if (shapes[i] is not { } shape)
        {
            // A table that cannot be judged may narrow anything.
            reached[i] = true;
            return;
        }

        var judge = judges[i] = new PathJudge(shape.Table, schema, options);
        var alone = shape.WithoutJoins();
        own[i] = judge.Judge(alone, Sort);
        var served = false;
        var ors = new List<AlternativesAdvice>();
        foreach (var or in alone.Alternatives)
        {
            var one = JudgeArms(judge, alone, or);
            ors.Add(one);
            served |= one.IsServed;
        }

        alternatives[i] = ors;
        if (served && own[i].Verdict > Verdict.Limited)
            own[i] = (Verdict.Narrowed, null);
        reached[i] = own[i].Verdict <= Verdict.Coarse || !shape.Table.Knows(TableAspects.Keys | TableAspects.Indexes);
    }

    private AlternativesAdvice JudgeArms(PathJudge judge, SourceShape shape, Alternatives or)
    {
        var arms = new List<ArmAdvice>();
        var served = !or.IsOpaque && or.Arms.Count > 0;
        foreach (var arm in or.Arms)
        {
            var whole = Merge(shape, arm);
            var verdict = arm.Alternatives.Count > 0 ? Verdict.Unsargable : judge.Judge(whole, default).Verdict;
            var candidate = verdict is Verdict.Nothing or Verdict.WrongOrder ? judge.Candidates.Build(whole, []) : null;
            var one = new ArmAdvice(arm, verdict, candidate);
            served &= one.IsServed;
            arms.Add(one);
        }

        return new(or, arms) { IsServed = served };
    }

    private static SourceShape Merge(SourceShape shape, SourceShape arm) => shape with
    {
        Atoms = [.. shape.Atoms, .. arm.Atoms],
        Comparisons = [.. shape.Comparisons, .. arm.Comparisons],
        Functions = [.. shape.Functions, .. arm.Functions],
        Alternatives = [],
    };

    /// <summary>From every source that is narrowed to those that can be looked up by its rows, until nothing changes.</summary>
    private void Spread()
    {
        for (var round = 0; round < shapes.Count; round++)
        {
            var changed = false;
            for (var i = 0; i < shapes.Count; i++)
            {
                if (reached[i] || shapes[i] is not { } shape)
                    continue;
                foreach (var atom in shape.Atoms)
                {
                    if (atom.Kind == AtomKind.Join && reached[atom.JoinedTo] && MayDrive(atom.JoinedTo, i) && HasPathBy(i, atom.JoinedTo))
                    {
                        reached[i] = changed = true;
                        break;
                    }
                }
            }

            if (!changed)
                break;
        }
    }

    /// <summary>Rows of an outer join's table, or of an Include, cannot restrict the table before it.</summary>
    private bool MayDrive(int from, int to) => from < to || query.Sources[from].Join is JoinKind.Inner or JoinKind.Semi;

    /// <summary>Whether a path leads into a source by the rows of another.</summary>
    private bool HasPathBy(int source, int from)
    {
        var shape = shapes[source]!;
        var atoms = new List<Atom>();
        foreach (var atom in shape.Atoms)
        {
            if (atom.Kind != AtomKind.Join || atom.JoinedTo == from)
                atoms.Add(atom);
        }

        var use = judges[source]!.Judge(shape with { Atoms = atoms }, default).Best;
        return use is not null && use.Used.Count > 0;
    }

    /// <summary>Whether the source is looked up by rows of an earlier one.</summary>
    private static bool IsJoined(SourceShape shape)
    {
        foreach (var atom in shape.Atoms)
        {
            if (atom.Kind == AtomKind.Join && atom.JoinedTo < shape.Index)
                return true;
        }

        return false;
    }

    private SourceAdvice AdviseFirst(int i, SourceShape shape)
    {
        var alone = shape.WithoutJoins();
        var (verdict, best) = own[i];
        if (reached[i] && verdict > Verdict.Coarse)
            return Silent(new SourceAdvice(shape, Verdict.Narrowed) { Best = best, Alternatives = alternatives[i] }, "rows of another table lead to it");
        return Advise(i, alone, verdict, best);
    }

    private SourceAdvice AdviseJoined(int i, SourceShape shape)
    {
        var judge = judges[i]!;
        var earlier = new List<Atom>();
        foreach (var atom in shape.Atoms)
        {
            if (atom.Kind != AtomKind.Join || atom.JoinedTo < i)
                earlier.Add(atom);
        }

        var joined = shape with { Atoms = earlier };
        var (verdict, best) = judge.Judge(joined, default);
        var source = query.Sources[i];
        if (verdict is Verdict.Nothing or Verdict.WrongOrder)
        {
            if (source.Join is JoinKind.Inner or JoinKind.Semi && HasPathFromHere(i, earlier))
                return Silent(new SourceAdvice(joined, Verdict.Narrowed) { Best = best }, "its rows lead to the other table");
            if (IsOwnGroup(joined))
                return Silent(new SourceAdvice(joined, Verdict.FewValues) { Best = best }, "it is asked again for each of its own groups");
            if (AsksFewValues(joined))
                return Silent(new SourceAdvice(joined, Verdict.FewValues) { Best = best }, "it is joined by columns of few values");
            return Advise(i, joined, verdict, best) with { IsJoin = true };
        }

        // Found by key, row by row; but when nothing at all narrows the query, an index on what it asks of this table would.
        if (own[i].Verdict is Verdict.Nothing or Verdict.WrongOrder && source.Join is JoinKind.Inner && !UsesAll(shape, best) && NothingNarrows())
            return Advise(i, shape.WithoutJoins(), own[i].Verdict, own[i].Best) with { IsJoin = true };
        return new SourceAdvice(joined, verdict == Verdict.Coarse ? Verdict.Limited : verdict) { Best = best, Alternatives = alternatives[i] };
    }

    /// <summary>A sub-query over the table that is grouped, for the rows of the group: the group's own aggregates say the same.</summary>
    private bool IsOwnGroup(SourceShape shape)
    {
        if (!query.IsGrouped || query.Sources[shape.Index].Join is JoinKind.Inner or JoinKind.Left)
            return false;
        foreach (var atom in shape.Atoms)
        {
            if (atom.Kind == AtomKind.Join
                && (shapes[atom.JoinedTo]?.Table != shape.Table || atom.Predicate is not Comparison { Value: ColumnOperand { Column: var other } } comparison || !string.Equals(other.Column, comparison.Column.Column, System.StringComparison.OrdinalIgnoreCase)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every condition is on a column whose type has a handful of values: an index would lead to a large part of the table.</summary>
    private static bool AsksFewValues(SourceShape shape)
    {
        foreach (var atom in shape.Atoms)
        {
            if (shape.Table.FindColumn(atom.Column) is not { } column || !SelectivityHints.HasFewValues(column))
                return false;
        }

        return shape.Atoms.Count > 0;
    }

    private bool HasPathFromHere(int i, List<Atom> atoms)
    {
        foreach (var atom in atoms)
        {
            if (atom.Kind == AtomKind.Join && (shapes[atom.JoinedTo] is null || HasPathBy(atom.JoinedTo, i)))
                return true;
        }

        return false;
    }

    /// <summary>The path by which the source is joined takes its own conditions too: what is slow is not there.</summary>
    private static bool UsesAll(SourceShape shape, PathUse? path)
    {
        if (path is null)
            return false;
        foreach (var atom in shape.Atoms)
        {
            var isUsed = atom.Kind == AtomKind.Join;
            foreach (var used in path.Used)
                isUsed |= string.Equals(used.Column, atom.Column, System.StringComparison.OrdinalIgnoreCase);
            if (!isUsed)
                return false;
        }

        return true;
    }

    /// <summary>No source is narrowed, and none before would be by an index of its own.</summary>
    private bool NothingNarrows()
    {
        for (var i = 0; i < shapes.Count; i++)
        {
            if (reached[i] || (shapes[i] is { } shape && !IsJoined(shape) && own[i].Verdict is Verdict.Nothing or Verdict.WrongOrder))
                return false;
        }

        return true;
    }

    private static SourceAdvice Silent(SourceAdvice advice, string why) => advice with { Silence = why };

    private SourceAdvice Advise(int i, SourceShape shape, Verdict verdict, PathUse? best)
    {
        var judge = judges[i]!;
        var advice = new SourceAdvice(shape, verdict) { Best = best, Alternatives = alternatives[i] };
        if (!shape.Table.Knows(TableAspects.Keys | TableAspects.Indexes))
            return Silent(advice, "its indexes could not be followed");
        if (TableSize.WhySmall(shape.Table, schema, options) is { } small)
            return Silent(advice, "the table is small: " + small);
        if (verdict > Verdict.Limited)
            advice = FindObstacle(advice, judge);
        if (verdict is Verdict.Narrowed or Verdict.Limited or Verdict.Coarse or Verdict.FewValues or Verdict.Unsargable)
            advice = advice with { Wrapped = FindWrapped(advice, judge) };
        if (verdict is not (Verdict.Coarse or Verdict.WrongOrder or Verdict.Nothing))
            return advice;
        if (shape.Table.Indexes.Count >= MostIndexes)
            return Silent(advice, "the table has " + shape.Table.Indexes.Count + " indexes already");
        var candidate = judge.Candidates.Build(shape, i == 0 ? PlainSort(shape) : []);
        if (candidate is not null && query.Terminal.Kind != TerminalKind.Delete && IsDueForEver(candidate, shape))
            return Silent(advice, "what is done stays older than the time that it compares with");
        // Every run of the statement would move what it found to another place of the index.
        if (i == 0 && candidate is { Columns: [{ Atom.Kind: AtomKind.Range } only] } && Writes(only.Column))
            return Silent(advice, "it sets the only column that it searches by");
        return candidate is null ? Silent(advice, "its columns cannot be keys") : advice with { Candidate = WithReplaced(candidate, advice) };
    }

    /// <summary>
    /// Open, and due by now: the state is no key, and the time alone leads to nearly every row, because what is done stays due. Unless it is deleted.
    /// </summary>
    private static bool IsDueForEver(CandidateIndex candidate, SourceShape shape)
    {
        if (candidate is not { Columns: [{ Atom: { IsBounded: false, Predicate: Comparison { Operator: Comparator.LessThan or Comparator.LessThanOrEqual } } time }] })
            return false;
        foreach (var atom in shape.Atoms)
        {
            if (atom.Kind is AtomKind.Equal or AtomKind.In && !string.Equals(atom.Column, time.Column, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private bool Writes(string column)
    {
        foreach (var written in query.Writes)
        {
            if (string.Equals(written.Column, column, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The sort keys, when all are plain columns of the shape's table; constants are dropped by the builder.</summary>
    internal IReadOnlyList<SortKey> PlainSort(SourceShape shape)
    {
        foreach (var key in Sort)
        {
            if (key.Column is not { } column || column.Source != shape.Index || key.IsRandom)
                return [];
        }

        return PrefixCoverage.Unbound(Sort, shape);
    }

    /// <summary>An index that the new one makes superfluous is changed rather than kept beside it. Unique ones state a fact and stay; EF drops its own.</summary>
    internal static CandidateIndex WithReplaced(CandidateIndex candidate, SourceAdvice advice)
    {
        foreach (var index in candidate.Table.Indexes)
        {
            if (!MayBeReplaced(index))
                continue;
            if (candidate.Extends(index) || (advice.Verdict == Verdict.WrongOrder && ReferenceEquals(index, advice.Best?.Path.Index) && candidate.Rearranges(index)))
                return candidate with { Replaced = index };
        }

        return candidate;
    }

    internal static bool MayBeReplaced(TableIndex index) =>
        !index.IsUnique && !index.IsConvention && index.IsBTree && index.Filter.IsAbsent && index.Included.IsEmpty;

    private SourceAdvice FindObstacle(SourceAdvice advice, PathJudge judge)
    {
        foreach (var (assume, obstacle) in new[]
        {
            (Assume.Prefixes, Obstacle.Prefix), (Assume.Parameters, Obstacle.Parameter), (Assume.Filters, Obstacle.FilteredForeignKey),
        })
        {
            var (verdict, best) = judge.Judge(advice.Shape, default, assume);
            if (verdict > Verdict.Limited || best is null)
                continue;
            var index = best.Path.Index;
            if (obstacle == Obstacle.FilteredForeignKey && (index is null || !LeadsWithForeignKey(advice.Shape.Table, index)))
                return advice with { Obstructed = index };
            Comparison? parameter = null;
            if (obstacle == Obstacle.Parameter)
                FilterImplication.Of(index!, advice.Shape, out parameter);
            else if (obstacle == Obstacle.Prefix && best.Used[best.Used.Count - 1] is { IsPrefix: true, Predicate: Comparison prefix })
                parameter = prefix;
            return advice with { Obstacle = obstacle, Obstructed = index, ObstructedBy = parameter };
        }

        return advice;
    }

    /// <summary>
    /// The functions without which a path would be searched further than it is. Where a path narrows already, only those over the next key of the same index: it was
    /// declared to be searched by that too.
    /// </summary>
    private static List<WrappedColumn> FindWrapped(SourceAdvice advice, PathJudge judge)
    {
        var wrapped = new List<WrappedColumn>();
        var shape = advice.Shape;
        foreach (var function in shape.Functions)
        {
            if (function.Operator is not (Comparator.Equal or Comparator.In or Comparator.LessThan or Comparator.LessThanOrEqual or Comparator.GreaterThan or Comparator.GreaterThanOrEqual)
                || function.Value is ColumnOperand || function.Column.Source != shape.Index)
                continue;
            var kind = function.Operator is Comparator.Equal or Comparator.In && function.Function is not (ColumnFunction.Date or ColumnFunction.Year) ? AtomKind.Equal : AtomKind.Range;
            var plain = new Atom(function.Column.Column, kind, function.Value, function);
            var used = judge.Judge(shape with { Atoms = [.. shape.Atoms, plain], Functions = [] }, default).Best;
            if (used is not { Used.Count: > 0 } || !ReferenceEquals(used.Used[used.Used.Count - 1], plain))
                continue;
            if (advice.Verdict != Verdict.Narrowed || ReferenceEquals(used.Path.Index, advice.Best?.Path.Index))
                wrapped.Add(new WrappedColumn(function, used.Path));
        }

        return wrapped;
    }

    private static bool LeadsWithForeignKey(Table table, TableIndex index)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (index.LeadsWith(key.Columns))
                return true;
        }

        return false;
    }
}
