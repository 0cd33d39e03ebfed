using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>What a query asks of one of its table references.</summary>
/// <param name="Index">The reference: index into <see cref="Query.Sources"/>.</param>
internal sealed record SourceShape(int Index, Source Source, Table Table)
{
    /// <summary>The conditions that an index could serve; all hold together.</summary>
    public EquatableArray<Atom> Atoms { get; init; } = [];

    /// <summary>Every plain comparison that holds, also those that no index serves (&lt;&gt;, LIKE '%x'): what a filtered index may follow from.</summary>
    public EquatableArray<Comparison> Comparisons { get; init; } = [];

    /// <summary>Conditions over a function of a column.</summary>
    public EquatableArray<FunctionComparison> Functions { get; init; } = [];

    /// <summary>What is left of ORs after common factors are taken out.</summary>
    public EquatableArray<Alternatives> Alternatives { get; init; } = [];

    public bool HasJoins
    {
        get
        {
            foreach (var atom in Atoms)
            {
                if (atom.Kind == AtomKind.Join)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The atom on a column, the most useful first: an equality, then a list, then an interval.</summary>
    public Atom? AtomOn(string column)
    {
        Atom? best = null;
        foreach (var atom in Atoms)
        {
            if (string.Equals(atom.Column, column, System.StringComparison.OrdinalIgnoreCase) && (best is null || atom.Kind < best.Kind))
                best = atom;
        }

        return best;
    }

    /// <summary>Whether a condition is on the column, in whatever way; ORs left out.</summary>
    public bool Asks(string column)
    {
        if (AtomOn(column) is not null)
            return true;
        foreach (var comparison in Comparisons)
        {
            if (string.Equals(comparison.Column.Column, column, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        foreach (var function in Functions)
        {
            if (string.Equals(function.Column.Column, column, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The shape without what other tables' rows give.</summary>
    public SourceShape WithoutJoins()
    {
        if (!HasJoins)
            return this;
        var own = new List<Atom>();
        foreach (var atom in Atoms)
        {
            if (atom.Kind != AtomKind.Join)
                own.Add(atom);
        }

        return this with { Atoms = own };
    }
}

/// <summary>An OR: at least one of the arms holds.</summary>
/// <param name="Predicate">The OR as read.</param>
internal sealed record Alternatives(AnyOf Predicate, IReadOnlyList<SourceShape> Arms)
{
    /// <summary>The arms ask different tables, or cannot be read: no index of this one serves the OR.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>The sources that the arms ask.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];
}

/// <summary>Collects a shape while predicates are read.</summary>
internal sealed class ShapeBuilder(int index, Source source, Table table)
{
    private readonly List<Atom> atoms = [];
    private readonly List<Comparison> comparisons = [];
    private readonly List<FunctionComparison> functions = [];
    private readonly List<Alternatives> alternatives = [];

    public int Index { get; } = index;

    public Source Source { get; } = source;

    public Table Table { get; } = table;

    public bool IsEmpty => atoms.Count + comparisons.Count + functions.Count + alternatives.Count == 0;

    public void Add(Comparison comparison) => comparisons.Add(comparison);

    public void Add(FunctionComparison function) => functions.Add(function);

    public void Add(Alternatives or) => alternatives.Add(or);

    /// <summary>Two bounds of one column are one interval.</summary>
    public void Add(Atom atom)
    {
        if (atom.Kind == AtomKind.Range && !atom.IsPrefix)
        {
            for (var i = 0; i < atoms.Count; i++)
            {
                var other = atoms[i];
                if (other.Kind == AtomKind.Range && !other.IsPrefix && string.Equals(other.Column, atom.Column, System.StringComparison.OrdinalIgnoreCase))
                {
                    atoms[i] = other with { IsBounded = other.IsBounded || AreOpposite(other, atom), IsVague = other.IsVague && atom.IsVague };
                    return;
                }
            }
        }

        atoms.Add(atom);
    }

    public SourceShape Build() => new(Index, Source, Table)
    {
        Atoms = [.. atoms],
        Comparisons = [.. comparisons],
        Functions = [.. functions],
        Alternatives = [.. alternatives],
    };

    private static bool AreOpposite(Atom a, Atom b) =>
        a.Predicate is Comparison first && b.Predicate is Comparison second && IsLower(first.Operator) != IsLower(second.Operator);

    private static bool IsLower(Comparator comparator) => comparator is Comparator.GreaterThan or Comparator.GreaterThanOrEqual;
}
