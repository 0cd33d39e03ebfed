using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>A source under its id.</summary>
/// <param name="Discriminator">Selects the entity's rows among those of its hierarchy; null when all are.</param>
internal readonly record struct ShapeSource(int Id, Source Source, Entity? Entity, Predicate? Discriminator);

/// <summary>
/// A query as far as its operators have been read. Each operator works on a copy, so that a query may be used in several ways. Ids of sources are unique in
/// one reading; they become places in <see cref="Query.Sources"/> when the query is written.
/// </summary>
internal sealed class Shape
{
    public Schema? Schema { get; set; }

    public string Context { get; set; } = "";

    public List<ShapeSource> Sources { get; private set; } = [];

    public List<Predicate> Filters { get; private set; } = [];

    public List<Predicate> Optional { get; private set; } = [];

    public List<SortKey> Sort { get; private set; } = [];

    public Operand? Skip { get; set; }

    public Operand? Take { get; set; }

    /// <summary>What a row is for the next operator.</summary>
    public Value Element { get; set; } = MemoryValue.Instance;

    public List<ColumnRef> GroupBy { get; private set; } = [];

    public bool IsGrouped { get; set; }

    public bool IsDistinct { get; set; }

    public bool HasSetOperation { get; set; }

    /// <summary>A Select was read: the rows are no longer the root's entities.</summary>
    public bool IsProjected { get; set; }

    public Origin ProjectionOrigin { get; set; }

    /// <summary>Columns that ExecuteUpdate sets.</summary>
    public List<ColumnRef> Writes { get; } = [];

    public List<IncludePath> Includes { get; private set; } = [];

    /// <summary>The path and entity that ThenInclude goes on from.</summary>
    public string IncludePath { get; set; } = "";

    public EntityValue? IncludeEnd { get; set; }

    public bool? IsTracked { get; set; }

    public bool? IsSplit { get; set; }

    public bool IgnoresFilters { get; set; }

    /// <summary>DefaultIfEmpty was called: joined as a LEFT JOIN.</summary>
    public bool IsOuter { get; set; }

    public List<Gap> Gaps { get; private set; } = [];

    /// <summary>Variables of the code that its predicates depend on.</summary>
    public List<ISymbol> Captured { get; private set; } = [];

    /// <summary>Joins made for navigations: source and navigation to the joined source.</summary>
    public ImmutableDictionary<(int Source, string Navigation), int> Joins { get; set; } =
        ImmutableDictionary<(int Source, string Navigation), int>.Empty;

    /// <summary>The rows come out of a limit, a grouping, DISTINCT or a set operation: what follows is asked of a derived table.</summary>
    public bool IsDerived => Take is not null || Skip is not null || IsDistinct || HasSetOperation;

    public int Root => Sources.Count > 0 ? Sources[0].Id : -1;

    public Shape Clone()
    {
        var copy = (Shape)MemberwiseClone();
        copy.Sources = [.. Sources];
        copy.Filters = [.. Filters];
        copy.Optional = [.. Optional];
        copy.Sort = [.. Sort];
        copy.GroupBy = [.. GroupBy];
        copy.Includes = [.. Includes];
        copy.Gaps = [.. Gaps];
        copy.Captured = [.. Captured];
        return copy;
    }

    public bool Has(int id) => IndexOf(id) >= 0;

    public int IndexOf(int id)
    {
        for (var i = 0; i < Sources.Count; i++)
        {
            if (Sources[i].Id == id)
                return i;
        }

        return -1;
    }

    public void Replace(int id, Source source)
    {
        var index = IndexOf(id);
        if (index >= 0)
            Sources[index] = Sources[index] with { Source = source };
    }

    public void AddGap(QueryParts parts, string reason, Origin origin)
    {
        foreach (var gap in Gaps)
        {
            if (gap.Parts == parts && gap.Reason == reason)
                return;
        }

        Gaps.Add(new Gap(parts, reason, origin));
    }

    public void Capture(ISymbol symbol)
    {
        foreach (var captured in Captured)
        {
            if (SymbolEqualityComparer.Default.Equals(captured, symbol))
                return;
        }

        Captured.Add(symbol);
    }

    /// <summary>
    /// Takes in the sources of another query, whose root becomes <paramref name="join"/>; its filters hold for that root alone.
    /// </summary>
    public ImmutableArray<int> Absorb(Shape other, JoinKind join, Predicate? on = null)
    {
        var ids = ImmutableArray.CreateBuilder<int>(other.Sources.Count);
        for (var i = 0; i < other.Sources.Count; i++)
        {
            var item = other.Sources[i];
            if (i == 0)
            {
                var conditions = new List<Predicate>();
                Predicates.Flatten(item.Source.On, conditions);
                if (on is not null)
                    Predicates.Flatten(on, conditions);
                foreach (var filter in other.Filters)
                    Predicates.Flatten(filter, conditions);
                item = item with { Source = item.Source with { Join = join, On = Predicates.And(conditions) } };
            }

            ids.Add(item.Id);
            if (!Has(item.Id))
                Sources.Add(item);
        }

        Inherit(other);
        return ids.ToImmutable();
    }

    /// <summary>Gaps and captured variables of a part.</summary>
    private void Inherit(Shape other)
    {
        foreach (var gap in other.Gaps)
            AddGap(gap.Parts, gap.Reason, gap.Origin);
        foreach (var symbol in other.Captured)
            Capture(symbol);
        foreach (var optional in other.Optional)
            Optional.Add(optional);
        foreach (var join in other.Joins)
            Joins = Joins.SetItem(join.Key, join.Value);
        IgnoresFilters |= other.IgnoresFilters;
        Schema ??= other.Schema;
        if (Context.Length == 0)
            Context = other.Context;
    }
}
