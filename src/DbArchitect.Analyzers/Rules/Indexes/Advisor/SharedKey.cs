using System;
using System.Collections.Generic;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>
/// One key that does what two would: equalities may stand in any order among themselves, what follows them may not. (A=, B=) and (B=) share (B, A); (A=, sorted
/// by C) and (A=, C=) share (A, C); (A=, B=) and (A=, sorted by C) share none.
/// </summary>
internal static class SharedKey
{
    /// <summary>The shared key; null when the two cannot share one.</summary>
    public static IReadOnlyList<CandidateColumn>? Of(CandidateIndex a, CandidateIndex b)
    {
        var left = new Groups(a);
        var right = new Groups(b);
        var key = new List<CandidateColumn>();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var both = left.Columns.FindAll(column => right.Find(column) is not null);
            // One of the two must ask for nothing else before its next column.
            if (both.Count == 0 || (both.Count < left.Columns.Count && both.Count < right.Columns.Count))
                return null;
            foreach (var column in both)
            {
                var other = right.Find(column)!;
                if (column.OperatorClass != other.OperatorClass || (!left.IsFree && !right.IsFree && column.IsDescending != other.IsDescending))
                    return null;
                key.Add(left.IsFree ? other : column);
                left.Columns.Remove(column);
                right.Columns.Remove(other);
            }

            left.Advance();
            right.Advance();
        }

        left.TakeRest(key);
        right.TakeRest(key);
        return key;
    }

    /// <summary>A key as a sequence: first all equalities, free among themselves, then one column after another.</summary>
    private sealed class Groups
    {
        private readonly IReadOnlyList<CandidateColumn> all;
        private int next;

        public Groups(CandidateIndex index)
        {
            all = index.Columns;
            next = index.EqualityCount;
            for (var i = 0; i < next; i++)
                Columns.Add(all[i]);
            IsFree = next > 0;
            Advance();
        }

        public List<CandidateColumn> Columns { get; } = [];

        public bool IsFree { get; private set; }

        public bool IsEmpty => Columns.Count == 0;

        public CandidateColumn? Find(CandidateColumn column) =>
            Columns.Find(other => string.Equals(other.Column, column.Column, StringComparison.OrdinalIgnoreCase));

        public void Advance()
        {
            if (Columns.Count > 0 || next == all.Count)
                return;
            IsFree = false;
            Columns.Add(all[next++]);
        }

        public void TakeRest(List<CandidateColumn> key)
        {
            while (!IsEmpty)
            {
                key.AddRange(Columns);
                Columns.Clear();
                Advance();
            }
        }
    }
}
