using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Chooses the columns of a new index and their order.</summary>
internal sealed class CandidateBuilder(Table table, SelectivityHints hints, Store store, Options options)
{
    /// <summary>A constant list this short is read as so many equalities, each in order.</summary>
    private const int ShortList = 5;

    /// <summary>Longer keys do not fit an index of SQL Server (1,700 bytes) or InnoDB (3,072 bytes), in characters of two and four bytes.</summary>
    private const int LongestSqlServerText = 850;

    private const int LongestMySqlText = 768;

    /// <summary>Whether an atom alone is reason enough for an index.</summary>
    public bool Demands(Atom atom)
    {
        if (atom.IsVague || table.FindColumn(atom.Column) is not { } column || !CanBeKey(column))
            return false;
        switch (atom.Kind)
        {
            case AtomKind.Join:
                return true;
            case AtomKind.Equal or AtomKind.In:
                return hints.Of(column, atom) > Selectivity.Coarse;
            case AtomKind.Range when atom.IsPrefix:
                return CanServePrefix(column);
            case AtomKind.Range:
                return column.Kind is ValueKind.DateTime or ValueKind.Date || (atom.IsBounded && column.Kind is ValueKind.Integer or ValueKind.Decimal or ValueKind.Float);
            default:
                return false;
        }
    }

    public bool IsSelectiveEquality(Atom atom, Selectivity least) =>
        !atom.IsVague && atom.Kind is AtomKind.Equal or AtomKind.In or AtomKind.Join && table.FindColumn(atom.Column) is { } column
        && (atom.Kind == AtomKind.Join || hints.Of(column, atom) >= least);

    /// <summary>The index for a shape; null when there is nothing to put into it.</summary>
    /// <param name="sort">The sort keys that a top-N query needs in order; empty when order does not matter.</param>
    public CandidateIndex? Build(SourceShape shape, IReadOnlyList<SortKey> sort)
    {
        var equalities = new List<(CandidateColumn Key, int Rank)>();
        var lists = new List<CandidateColumn>();
        Atom? interval = null;
        foreach (var atom in shape.Atoms)
        {
            if (atom.IsVague || table.FindColumn(atom.Column) is not { } column || !CanBeKey(column) || Has(equalities, atom.Column))
                continue;
            switch (atom.Kind)
            {
                case AtomKind.In when sort.Count > 0 && !IsShortList(atom):
                    lists.Add(KeyOf(atom));
                    break;
                case AtomKind.Range:
                    interval = Better(interval, atom, column);
                    break;
                default:
                    if (BelongsIntoKey(atom, column, sort.Count > 0))
                        equalities.Add((KeyOf(atom), Rank(atom, column)));
                    break;
            }
        }

        // Stable: conditions of one rank stay in the order in which they are written.
        var ordered = new List<CandidateColumn>();
        for (var rank = 0; rank <= LastRank; rank++)
        {
            foreach (var (key, keyRank) in equalities)
            {
                if (keyRank == rank)
                    ordered.Add(key);
            }
        }

        return Assemble(shape, ordered, SortColumns(sort), lists, interval);
    }

    private CandidateIndex? Assemble(SourceShape shape, List<CandidateColumn> equalities, List<CandidateColumn> sort, List<CandidateColumn> lists, Atom? interval)
    {
        var most = options.Get(AdvisorOptions.MaxColumns);
        if (equalities.Count > 0 && table.FindColumn(equalities[0].Column) is { } leader && hints.IsTenant(leader))
            most++;
        var hasSort = sort.Count > 0;
        sort.RemoveAll(key => Contains(equalities, key.Column));
        while (hasSort && equalities.Count + sort.Count > most && LowestCoarse(equalities) is var lowest and >= 0)
            equalities.RemoveAt(lowest);
        if (equalities.Count + sort.Count > most)
        {
            hasSort = false;
            sort.Clear();
        }

        var columns = new List<CandidateColumn>(equalities);
        columns.AddRange(sort);
        foreach (var list in lists)
        {
            if (!Contains(columns, list.Column))
                columns.Add(list);
        }

        if (interval is not null && !Contains(columns, interval.Column) && columns.Count < most)
            columns.Add(KeyOf(interval));
        if (columns.Count > most)
            columns.RemoveRange(most, columns.Count - most);
        return columns.Count == 0 ? null : new CandidateIndex(shape.Table, columns) { HasSort = hasSort };
    }

    private const int LastRank = 5;

    /// <summary>The tenant leads, then what narrows most; another table's row comes after the query's own values.</summary>
    private int Rank(Atom atom, Column column)
    {
        if (hints.IsTenant(column))
            return 0;
        if (atom.Kind == AtomKind.Join)
            return 3;
        return hints.Of(column, atom) switch
        {
            Selectivity.High => 1,
            Selectivity.Good => 2,
            Selectivity.Medium => 4,
            _ => LastRank,
        };
    }

    /// <summary>
    /// A constant on a column of few values is the same in every execution: as key it only takes room, unless an order is to follow it. Rows that are not
    /// deleted are nearly all rows.
    /// </summary>
    private bool BelongsIntoKey(Atom atom, Column column, bool hasSort)
    {
        // So is a list of some of the few values that there are.
        var isFixed = atom.Kind is AtomKind.IsNull or AtomKind.In || atom.Value is Constant;
        if (!isFixed || hints.Of(column, atom) > Selectivity.Coarse || hints.IsTenant(column))
            return true;
        return hasSort && atom.Predicate.Source == PredicateSource.User && !SelectivityHints.IsSoftDelete(column);
    }

    /// <summary>Only one interval can be used. A date or number is narrower than a text's beginning.</summary>
    private Atom? Better(Atom? chosen, Atom atom, Column column)
    {
        if (atom.IsPrefix && !CanServePrefix(column))
            return chosen;
        return chosen is null || (chosen.IsPrefix && !atom.IsPrefix) ? atom : chosen;
    }

    private List<CandidateColumn> SortColumns(IReadOnlyList<SortKey> sort)
    {
        var columns = new List<CandidateColumn>();
        var mixed = false;
        foreach (var key in sort)
            mixed |= key.IsDescending != sort[0].IsDescending;
        foreach (var key in sort)
        {
            if (key.Column is not { } column || table.FindColumn(column.Column) is not { } found || !CanBeKey(found))
                return [];
            columns.Add(new CandidateColumn(found.Name, key.IsDescending ? "desc" : "asc") { IsSort = true, IsDescending = mixed && key.IsDescending });
        }

        if (!mixed)
            DropImplicitTail(columns);
        return columns;
    }

    /// <summary>An engine that ends every index with the primary key sorts by it without being told.</summary>
    private void DropImplicitTail(List<CandidateColumn> columns)
    {
        if (!AccessPath.EndsWithPrimaryKey(table, store))
            return;
        var primary = table.PrimaryKey!.Columns;
        if (columns.Count > primary.Count)
        {
            for (var i = 0; i < primary.Count; i++)
            {
                if (!Same(columns[columns.Count - primary.Count + i].Column, primary[i]))
                    return;
            }

            columns.RemoveRange(columns.Count - primary.Count, primary.Count);
        }
    }

    private CandidateColumn KeyOf(Atom atom) => new(table.FindColumn(atom.Column)!.Name, ConditionOf(atom))
    {
        Atom = atom,
        OperatorClass = atom.IsPrefix && NeedsPatternOperators(table.FindColumn(atom.Column)!) ? "text_pattern_ops" : "",
    };

    internal static string ConditionOf(Atom atom) => atom switch
    {
        { IsPrefix: true } => "starts with",
        { Kind: AtomKind.In } => "in",
        { Kind: AtomKind.IsNull } => "is null",
        { IsBounded: true } => "between",
        { Predicate: Comparison { Operator: Comparator.LessThan } } => "<",
        { Predicate: Comparison { Operator: Comparator.LessThanOrEqual } } => "<=",
        { Predicate: Comparison { Operator: Comparator.GreaterThan } } => ">",
        { Predicate: Comparison { Operator: Comparator.GreaterThanOrEqual } } => ">=",
        _ => "=",
    };

    private bool NeedsPatternOperators(Column column) =>
        store == Store.PostgreSql && !new PrefixCoverage(store).ServesPrefix(new IndexColumn(column.Name), column);

    /// <summary>Whether an index could serve LIKE 'x%' on the column at all.</summary>
    private bool CanServePrefix(Column column) =>
        store != Store.Unknown && (new PrefixCoverage(store).ServesPrefix(new IndexColumn(column.Name), column) || NeedsPatternOperators(column));

    /// <summary>Whether the column's type can be a key: large objects, documents and shapes cannot; texts without a bound that hold prose should not.</summary>
    public bool CanBeKey(Column column)
    {
        if (column.Kind is ValueKind.Binary or ValueKind.Json or ValueKind.Array or ValueKind.Spatial or ValueKind.Other)
            return false;
        if (column.Kind != ValueKind.String)
            return true;
        if (column.MaxLength.IsKnown)
        {
            return !((store & Store.SqlServer) != 0 && column.MaxLength.Value > LongestSqlServerText)
                && !((store & Store.MySql) != 0 && column.MaxLength.Value > LongestMySqlText);
        }

        return !NameWords.Of(column.Name).LastIs(
            "Body", "Content", "Contents", "Html", "Json", "Xml", "Text", "Markdown", "Description", "Notes", "Note", "Comment", "Comments", "Message", "Payload", "Data", "Blob");
    }

    private int LowestCoarse(List<CandidateColumn> equalities)
    {
        for (var i = equalities.Count - 1; i > 0; i--)
        {
            if (equalities[i].Atom is { } atom && table.FindColumn(atom.Column) is { } column && hints.Of(column, atom) == Selectivity.Coarse && !hints.IsTenant(column))
                return i;
        }

        return -1;
    }

    private static bool IsShortList(Atom atom) => atom.Value is ListOperand { Parameter: null, Count: <= ShortList };

    private static bool Has(List<(CandidateColumn Key, int Rank)> keys, string column)
    {
        foreach (var (key, _) in keys)
        {
            if (Same(key.Column, column))
                return true;
        }

        return false;
    }

    private static bool Contains(List<CandidateColumn> keys, string column)
    {
        foreach (var key in keys)
        {
            if (Same(key.Column, column))
                return true;
        }

        return false;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
