using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>What a query lacks, and what other queries of the same tables make of it.</summary>
internal sealed partial class IndexAdvice
{
    private IReadOnlyList<IndexDemand>? demands;

    /// <summary>The indexes that a rule would ask for.</summary>
    public IReadOnlyList<IndexDemand> Demands => demands ??= FindDemands();

    /// <summary>The advice if an index were declared.</summary>
    public IndexAdvice With(CandidateIndex index)
    {
        var table = index.Declare();
        var changed = new SourceShape?[shapes.Count];
        for (var i = 0; i < changed.Length; i++)
            changed[i] = shapes[i] is { } shape && shape.Table.Name == table.Name ? shape with { Table = table } : shapes[i];
        return new(Query, Schema, options, Silence, changed, changed.Length == 0 ? [] : new SourceJudge(Query, Schema!, options, changed).Judge());
    }

    /// <summary>Whether the query asks for a column of the index: without one it cannot go through it, nor take its order from it.</summary>
    public bool Mentions(CandidateIndex index)
    {
        foreach (var column in index.Columns)
        {
            foreach (var key in Query.Sort)
            {
                if (IsOn(key.Column, column.Column))
                    return true;
            }

            foreach (var shape in shapes)
            {
                if (shape is not null && shape.Table.Name == index.Table.Name && (shape.Alternatives.Count > 0 || shape.Asks(column.Column)))
                    return true;
            }
        }

        return false;
    }

    private static bool IsOn(ColumnRef? column, string name) => column is { } on && string.Equals(on.Column, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the query goes through a declared index, or takes its order from it.</summary>
    public bool IsServedBy(TableIndex index)
    {
        foreach (var source in Spoken)
        {
            if (ReferenceEquals(source.Best?.Path.Index, index) || (source.Shape.Index == 0 && !Query.Sort.IsEmpty))
                return true;
        }

        return false;
    }

    /// <summary>The same advice with the remedies that all queries of a table share.</summary>
    /// <param name="indexSetOf">The indexes to add to a table.</param>
    public IndexAdvice Sharing(Func<Schema, Table, IndexSet> indexSetOf)
    {
        if (Demands.Count == 0)
            return this;
        var sources = new List<SourceAdvice>(Sources);
        var loaded = new List<TableName>();
        for (var i = 0; i < sources.Count; i++)
        {
            foreach (var demand in Demands)
            {
                if (!ReferenceEquals(demand.Source, Sources[i]))
                    continue;
                var set = indexSetOf(Schema!, demand.Candidate.Table);
                if (set.IsLoadedWhole)
                    loaded.Add(demand.Candidate.Table.Name);
                var remedy = set.For(demand);
                var source = sources[i];
                if (demand.IsArm)
                    sources[i] = source with { Alternatives = Replace(source.Alternatives, demand.Candidate, remedy) };
                else if (ReferenceEquals(demand.Candidate, source.SortIndex))
                    sources[i] = source with { SortIndex = remedy };
                else
                    sources[i] = source with { Candidate = remedy };
            }
        }

        return new(Query, Schema, options, Silence, shapes, sources) { loadedWhole = loaded };
    }

    private static List<AlternativesAdvice> Replace(IReadOnlyList<AlternativesAdvice> alternatives, CandidateIndex candidate, CandidateIndex remedy)
    {
        var result = new List<AlternativesAdvice>();
        foreach (var or in alternatives)
        {
            var arms = new List<ArmAdvice>();
            foreach (var arm in or.Arms)
                arms.Add(ReferenceEquals(arm.Candidate, candidate) ? arm with { Candidate = remedy } : arm);
            result.Add(or with { Arms = arms });
        }

        return result;
    }

    private List<IndexDemand> FindDemands()
    {
        var found = new List<IndexDemand>();
        foreach (var source in Spoken)
        {
            if (source is { Silence: null, Obstacle: Obstacle.None, Candidate: { } candidate, Verdict: Verdict.Nothing or Verdict.WrongOrder or Verdict.Coarse })
                found.Add(new IndexDemand(this, source, candidate, IsArm: false));
            if (source is { SortIndex: { } sort, Shape.Index: 0 })
                found.Add(new IndexDemand(this, source, sort, IsArm: false));
            if (source.IsUnsargable)
                AddArms(source, found);
        }

        return found;
    }

    /// <summary>An OR asks for indexes only when each of its sides is served or could be.</summary>
    private void AddArms(SourceAdvice source, List<IndexDemand> found)
    {
        foreach (var or in source.Alternatives)
        {
            if (or.Alternatives.IsOpaque || !IsMendable(or))
                continue;
            foreach (var arm in or.Arms)
            {
                if (arm.LacksIndex)
                    found.Add(new IndexDemand(this, source, arm.Candidate!, IsArm: true));
            }

            return;
        }
    }

    private static bool IsMendable(AlternativesAdvice or)
    {
        var lacks = false;
        foreach (var arm in or.Arms)
        {
            lacks |= arm.LacksIndex;
            if (!arm.LacksIndex && !arm.IsServed)
                return false;
        }

        return lacks;
    }
}
