using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>
/// The fewest indexes that together serve all queries of one table that lack one, so that queries with the same cause name the same remedy. Chosen greedily among
/// what each query asks for and what several can share by a common beginning; every choice is tried by judging the queries as if it were declared. The choice
/// depends on the demands alone, not on their order: each file that tells of it says the same.
/// </summary>
internal sealed class IndexSet
{
    /// <summary>So many different demands of one table are weighed together; what goes beyond is advised by itself.</summary>
    private const int MostDemands = 16;

    private readonly Dictionary<string, CandidateIndex> remedies = new(StringComparer.Ordinal);

    private IndexSet()
    {
    }

    /// <summary>The program brings all rows of the table into memory somewhere, at run time: those who wrote it take it for small.</summary>
    public bool IsLoadedWhole { get; private set; }

    /// <summary>The set for a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="queries">How every query that is known to ask the table is served by what is declared.</param>
    public static IndexSet Of(Table table, IReadOnlyList<IndexAdvice> queries)
    {
        var set = new IndexSet { IsLoadedWhole = IsLoaded(table, queries) };
        var demands = DemandsOn(table.Name, queries);
        if (demands.Count > 1 && table.Indexes.Count + 1 < SourceJudge.MostIndexes)
            set.Choose(demands, queries);
        else if (demands.Count == 1)
            set.Add(demands[0], Unreplacing(demands[0].Candidate, queries));
        return set;
    }

    private static bool IsLoaded(Table table, IReadOnlyList<IndexAdvice> queries)
    {
        foreach (var advice in queries)
        {
            if (advice.Query is { IsAtRunTime: true, CodeContext: not CodeContext.Job } query && query.Sources[0].Table == table.Name && WholeTable.IsLoadedBy(query))
                return true;
        }

        return false;
    }

    /// <summary>What to advise for a demand: the index of the set that settles it, else its own.</summary>
    public CandidateIndex For(IndexDemand demand)
    {
        if (!remedies.TryGetValue(demand.Text, out var remedy))
            return demand.Candidate;
        if (remedy.HasSameKey(demand.Candidate))
            return demand.Candidate with { Replaced = remedy.Replaced };
        return demand.IsSettledBy(remedy) ? remedy with { Asked = demand.Candidate } : demand.Candidate;
    }

    private void Add(IndexDemand demand, CandidateIndex remedy) => remedies[demand.Text] = remedy;

    /// <summary>One demand of each text, in an order that depends on the texts alone.</summary>
    private static List<IndexDemand> DemandsOn(TableName table, IReadOnlyList<IndexAdvice> queries)
    {
        var byText = new SortedDictionary<string, IndexDemand>(StringComparer.Ordinal);
        foreach (var query in queries)
        {
            foreach (var demand in query.Demands)
            {
                if (demand.Table == table && !byText.ContainsKey(demand.Text))
                    byText.Add(demand.Text, demand);
            }
        }

        var demands = new List<IndexDemand>(byText.Values);
        demands.Sort(static (a, b) =>
            a.Candidate.Columns.Count != b.Candidate.Columns.Count ? b.Candidate.Columns.Count.CompareTo(a.Candidate.Columns.Count) : string.CompareOrdinal(a.Text, b.Text));
        if (demands.Count > MostDemands)
            demands.RemoveRange(MostDemands, demands.Count - MostDemands);
        return demands;
    }

    private void Choose(List<IndexDemand> demands, IReadOnlyList<IndexAdvice> queries)
    {
        var choices = new List<Choice>();
        foreach (var index in Pool(demands))
            choices.Add(new Choice(Unreplacing(index, queries), demands));
        var open = new List<int>();
        for (var i = 0; i < demands.Count; i++)
            open.Add(i);
        while (open.Count > 0)
        {
            Choice? best = null;
            foreach (var choice in choices)
            {
                if (choice.Count(open) > 0 && (best is null || choice.IsBetterThan(best, open)))
                    best = choice;
            }

            // What nothing settles, not even its own index, is advised as if it were alone.
            if (best is null)
                return;
            foreach (var i in open)
            {
                if (best.Settles(i))
                    Add(demands[i], best.Index);
            }

            open.RemoveAll(best.Settles);
        }
    }

    /// <summary>What each demand asks for, and what it can share with the others.</summary>
    private static List<CandidateIndex> Pool(List<IndexDemand> demands)
    {
        var pool = new List<CandidateIndex>();
        var most = 0;
        foreach (var demand in demands)
        {
            most = Math.Max(most, demand.Candidate.Columns.Count);
            AddTo(pool, demand.Candidate);
        }

        var own = pool.Count;
        for (var i = 0; i < own; i++)
        {
            var shared = pool[i];
            for (var j = 0; j < own; j++)
            {
                if (j != i && SharedKey.Of(shared, pool[j]) is { } both && both.Count <= most)
                    shared = Extending(new CandidateIndex(shared.Table, both) { Equalities = Math.Min(shared.EqualityCount, pool[j].EqualityCount) });
            }

            AddTo(pool, shared);
        }

        return pool;
    }

    private static void AddTo(List<CandidateIndex> pool, CandidateIndex index)
    {
        for (var i = 0; i < pool.Count; i++)
        {
            if (!pool[i].HasSameKey(index))
                continue;
            if (pool[i].Replaced is null)
                pool[i] = index;
            return;
        }

        pool.Add(index);
    }

    private static CandidateIndex Extending(CandidateIndex candidate)
    {
        foreach (var index in candidate.Table.Indexes)
        {
            if (SourceJudge.MayBeReplaced(index) && candidate.Extends(index))
                return candidate with { Replaced = index };
        }

        return candidate;
    }

    /// <summary>An index whose columns are only put into another order may be what other queries are served by: then it stays beside the new one.</summary>
    private static CandidateIndex Unreplacing(CandidateIndex candidate, IReadOnlyList<IndexAdvice> queries)
    {
        if (candidate.Replaced is not { } replaced || candidate.Extends(replaced))
            return candidate;
        foreach (var query in queries)
        {
            if (query.IsServedBy(replaced) && Lacks(query.With(candidate), candidate.Table.Name))
                return candidate with { Replaced = null };
        }

        return candidate;
    }

    private static bool Lacks(IndexAdvice advice, TableName table)
    {
        foreach (var demand in advice.Demands)
        {
            if (demand.Table == table)
                return true;
        }

        return false;
    }

    /// <summary>An index with the demands that it settles.</summary>
    private sealed class Choice
    {
        private readonly bool[] settles;
        private readonly bool[] serves;

        public Choice(CandidateIndex index, List<IndexDemand> demands)
        {
            Index = index;
            settles = new bool[demands.Count];
            serves = new bool[demands.Count];
            for (var i = 0; i < demands.Count; i++)
            {
                settles[i] = demands[i].IsSettledBy(index);
                serves[i] = settles[i] && SharedKey.Of(index, demands[i].Candidate) is { } both && both.Count == index.Columns.Count && HasKey(index, both);
            }
        }

        public CandidateIndex Index { get; }

        public bool Settles(int demand) => settles[demand];

        public int Count(List<int> open) => Count(settles, open);

        /// <summary>First the fewest indexes; then the one that is used furthest; then the one that is already half there; then the shorter.</summary>
        public bool IsBetterThan(Choice other, List<int> open)
        {
            var difference = Count(open) - other.Count(open);
            if (difference == 0)
                difference = Count(serves, open) - other.Count(other.serves, open);
            if (difference == 0)
                difference = (Index.Replaced is null ? 0 : 1) - (other.Index.Replaced is null ? 0 : 1);
            if (difference == 0)
                difference = other.Index.Columns.Count - Index.Columns.Count;
            return difference > 0;
        }

        private int Count(bool[] which, List<int> open)
        {
            var count = 0;
            foreach (var i in open)
                count += which[i] ? 1 : 0;
            return count;
        }

        private static bool HasKey(CandidateIndex index, IReadOnlyList<CandidateColumn> columns)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (!string.Equals(index.Columns[i].Column, columns[i].Column, StringComparison.OrdinalIgnoreCase))
                    return false;
            }

            return true;
        }
    }
}
