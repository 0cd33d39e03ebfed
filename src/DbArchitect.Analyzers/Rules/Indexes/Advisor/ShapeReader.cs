using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Takes a query apart by table reference: a join of three tables gives three shapes.</summary>
internal sealed class ShapeReader
{
    private readonly ShapeBuilder?[] builders;

    private ShapeReader(Query query, Schema schema)
    {
        builders = new ShapeBuilder?[query.Sources.Count];
        for (var i = 0; i < builders.Length; i++)
        {
            var source = query.Sources[i];
            if (source.Table is { } name && !source.IsRawSql && schema.FindTable(name) is { Kind: TableKind.Table } table)
                builders[i] = new ShapeBuilder(i, source, table);
        }
    }

    /// <summary>A condition could not be read at all: it may restrict any column, so that nothing can be said.</summary>
    private bool HasUnknown { get; set; }

    /// <summary>The shape of each source; null where its table is not known or has no indexes. Null as a whole when a condition could not be read.</summary>
    public static IReadOnlyList<SourceShape?>? Read(Query query, Schema schema)
    {
        var reader = new ShapeReader(query, schema);
        reader.AddAll(query.Filter, only: -1, 0);
        for (var i = 0; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            // The condition of an outer join says nothing about the rows of the table before it.
            var restrictsBoth = source.Join is JoinKind.Root or JoinKind.Inner or JoinKind.Semi;
            reader.AddAll(source.On, restrictsBoth ? -1 : i, 0);
        }

        if (reader.HasUnknown)
            return null;
        var shapes = new List<SourceShape?>();
        foreach (var builder in reader.builders)
            shapes.Add(builder?.Build());
        return shapes;
    }

    private void AddAll(Predicate predicate, int only, int depth)
    {
        foreach (var conjunct in Conjuncts.Of(predicate))
            Add(conjunct, only, depth);
    }

    private void Add(Predicate predicate, int only, int depth)
    {
        switch (predicate)
        {
            case Comparison comparison:
                AddComparison(comparison, only);
                break;
            case FunctionComparison function when Builder(function.Column.Source, only) is { } builder:
                builder.Add(function);
                break;
            case AnyOf any when depth < Conjuncts.MaxDepth:
                AddOr(any, only, depth);
                break;
            case AllOf or AnyOf or UnknownPredicate:
                HasUnknown = true;
                break;
        }
    }

    private ShapeBuilder? Builder(int source, int only) =>
        source >= 0 && source < builders.Length && (only < 0 || only == source) ? builders[source] : null;

    private bool IsSource(int source) => source >= 0 && source < builders.Length;

    private void AddComparison(Comparison comparison, int only)
    {
        if (comparison.Value is ColumnOperand { Column: var other } && other.Source != comparison.Column.Source)
        {
            if (comparison.Operator == Comparator.Equal && IsSource(comparison.Column.Source) && IsSource(other.Source))
            {
                Builder(comparison.Column.Source, only)?.Add(new Atom(comparison.Column.Column, AtomKind.Join, null, comparison) { JoinedTo = other.Source });
                Builder(other.Source, only)?.Add(new Atom(other.Column, AtomKind.Join, null, comparison) { JoinedTo = comparison.Column.Source });
            }

            return;
        }

        if (Builder(comparison.Column.Source, only) is not { } builder)
            return;
        comparison = Affirm(comparison, builder.Table);
        builder.Add(comparison);
        if (AtomOf(comparison) is { } atom)
            builder.Add(atom);
    }

    /// <summary>Of two values, not to be the one is to be the other.</summary>
    private static Comparison Affirm(Comparison comparison, Table table) =>
        comparison is { Operator: Comparator.NotEqual, Value: Constant { Text: "0" or "1" } constant } && table.FindColumn(comparison.Column.Column) is { Kind: ValueKind.Boolean, IsNullable: false }
            ? comparison with { Operator = Comparator.Equal, Value = constant with { Text = constant.Text == "1" ? "0" : "1" } }
            : comparison;

    private static Atom? AtomOf(Comparison comparison)
    {
        // Another column of the same row: no index serves that.
        if (comparison.Value is ColumnOperand)
            return null;
        var vague = comparison.Value is UnknownOperand or SubQueryOperand;
        AtomKind? kind = comparison.Operator switch
        {
            Comparator.Equal => comparison.Value is Constant { Text: null } ? AtomKind.IsNull : AtomKind.Equal,
            Comparator.IsNull => AtomKind.IsNull,
            Comparator.In => AtomKind.In,
            Comparator.LessThan or Comparator.LessThanOrEqual or Comparator.GreaterThan or Comparator.GreaterThanOrEqual or Comparator.Prefix => AtomKind.Range,
            _ => null,
        };
        return kind is null
            ? null
            : new Atom(comparison.Column.Column, kind.Value, comparison.Value, comparison) { IsVague = vague, IsPrefix = comparison.Operator == Comparator.Prefix };
    }

    private void AddOr(AnyOf or, int only, int depth)
    {
        foreach (var conjunct in OrFactoring.Factor(or))
        {
            if (conjunct is AnyOf rest)
                AddAlternatives(rest, only, depth);
            else
                Add(conjunct, only, depth + 1);
        }
    }

    private void AddAlternatives(AnyOf or, int only, int depth)
    {
        var sources = new SortedSet<int>();
        var isOpaque = !CollectSources(or, sources, 0);
        if (sources.Count == 0)
            return;
        var at = sources.Min;
        if (sources.Count > 1 || isOpaque)
        {
            foreach (var source in sources)
                Builder(source, only)?.Add(new Alternatives(or, []) { IsOpaque = true, Sources = [.. sources] });
            return;
        }

        if (Builder(at, only) is not { } builder)
            return;
        if (NullOrInterval(or) is { } interval)
        {
            builder.Add(interval);
            return;
        }

        var arms = new List<SourceShape>();
        foreach (var operand in or.Operands)
        {
            var arm = new ShapeBuilder(at, builder.Source, builder.Table);
            builders[at] = arm;
            AddAll(operand, at, depth + 1);
            builders[at] = builder;
            arms.Add(arm.Build());
        }

        builder.Add(new Alternatives(or, arms) { Sources = [at] });
    }

    /// <summary><c>EndsAt IS NULL OR EndsAt &gt; now</c>: two intervals of one column. An index may serve it; it asks for none.</summary>
    private static Atom? NullOrInterval(AnyOf or)
    {
        ColumnRef? column = null;
        foreach (var operand in or.Operands)
        {
            if (operand is not Comparison comparison || AtomOf(comparison) is null || (column is { } known && known != comparison.Column))
                return null;
            column = comparison.Column;
        }

        return column is { } found ? new Atom(found.Column, AtomKind.Range, null, or) { IsVague = true } : null;
    }

    /// <summary>The sources that a condition speaks of; false when part of it is not a condition on columns.</summary>
    private bool CollectSources(Predicate predicate, SortedSet<int> sources, int depth)
    {
        if (depth > Conjuncts.MaxDepth)
            return false;
        switch (predicate)
        {
            case Comparison comparison:
                sources.Add(comparison.Column.Source);
                if (comparison.Value is ColumnOperand other)
                    sources.Add(other.Column.Source);
                return comparison.Value is not UnknownOperand;
            case FunctionComparison function:
                sources.Add(function.Column.Source);
                return true;
            case AllOf all:
                return CollectAll(all.Operands, sources, depth);
            case AnyOf any:
                return CollectAll(any.Operands, sources, depth);
            case OpaquePredicate opaque:
                foreach (var column in opaque.Columns)
                    sources.Add(column.Source);
                return false;
            case ExistsPredicate exists:
                foreach (var source in exists.Sources)
                    sources.Add(source);
                return false;
            case UnknownPredicate:
                HasUnknown = true;
                return false;
            case Not not:
                CollectSources(not.Operand, sources, depth + 1);
                return false;
            default:
                return false;
        }
    }

    private bool CollectAll(EquatableArray<Predicate> operands, SortedSet<int> sources, int depth)
    {
        var clear = true;
        foreach (var operand in operands)
            clear &= CollectSources(operand, sources, depth + 1);
        return clear;
    }
}
