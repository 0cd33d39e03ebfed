using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Weighs the paths of one table for shapes over it.</summary>
internal sealed class PathJudge
{
    private readonly Store store;
    private readonly Options options;
    private readonly AccessPath[] paths;
    private readonly SelectivityHints hints;

    public PathJudge(Table table, Schema schema, Options options)
    {
        Table = table;
        store = schema.Store;
        this.options = options;
        paths = AccessPath.Of(table, store);
        hints = new SelectivityHints(table, schema, options);
        Candidates = new CandidateBuilder(table, hints, store, options);
    }

    public Table Table { get; }

    public CandidateBuilder Candidates { get; }

    public SelectivityHints Hints => hints;

    /// <summary>The best that any path does for <paramref name="shape"/>.</summary>
    public (Verdict Verdict, PathUse? Best) Judge(SourceShape shape, EquatableArray<SortKey> sort, Assume assume = Assume.Nothing)
    {
        var coverage = new PrefixCoverage(store, assume);
        var verdict = WithoutPath(shape);
        PathUse? best = null;
        foreach (var path in paths)
        {
            if (coverage.Serve(path, shape, sort) is not { } use || (use.Used.Count == 0 && !use.IsOneRow))
            {
                if (verdict == Verdict.Nothing && HasAllColumns(path, shape))
                    (verdict, best) = CanSkipTo(path, shape) ? (Verdict.Limited, best) : (Verdict.WrongOrder, new PathUse(path, []));
                continue;
            }

            var one = Classify(use, shape);
            if (one < verdict || (one == verdict && best is not null && IsBetter(use, best)))
                (verdict, best) = (one, use);
        }

        return (verdict, best);
    }

    /// <summary>Whether a path delivers the order asked for, whatever it does for the conditions.</summary>
    public bool DeliversOrder(SourceShape shape, EquatableArray<SortKey> sort)
    {
        var coverage = new PrefixCoverage(store);
        foreach (var path in paths)
        {
            if (coverage.Serve(path, shape, sort) is { ServesSort: true })
                return true;
        }

        return false;
    }

    private static bool IsBetter(PathUse use, PathUse best) => use.Used.Count > best.Used.Count || (use.Used.Count == best.Used.Count && use.ServesSort && !best.ServesSort);

    private Verdict WithoutPath(SourceShape shape)
    {
        if (shape.Atoms.Count == 0)
            return Verdict.Unsargable;
        foreach (var atom in shape.Atoms)
        {
            if (Candidates.Demands(atom))
                return Verdict.Nothing;
        }

        return Verdict.FewValues;
    }

    private Verdict Classify(PathUse use, SourceShape shape)
    {
        if (use.IsOneRow)
            return Verdict.OneRow;
        if (use.IsUncertain)
            return Verdict.Narrowed;
        var hasRange = false;
        foreach (var atom in use.Used)
        {
            if (atom.Kind == AtomKind.Range)
                hasRange = true;
            else if (atom.Kind == AtomKind.Join || Table.FindColumn(atom.Column) is not { } column || hints.Of(column, atom) > Selectivity.Coarse)
                return Verdict.Narrowed;
        }

        var unbound = UnboundEquality(use, shape);
        if (unbound is null)
            return Verdict.Limited;
        // A selective equality that stands behind in the very same index is a matter of order.
        if (IsKeyOf(use.Path, unbound.Column) && HasAllColumns(use.Path, shape))
            return Verdict.WrongOrder;
        return hasRange ? Verdict.Limited : Verdict.Coarse;
    }

    /// <summary>An equality that would narrow, and that the path does not use.</summary>
    private Atom? UnboundEquality(PathUse use, SourceShape shape)
    {
        foreach (var atom in shape.Atoms)
        {
            if (!Contains(use.Used, atom) && Candidates.IsSelectiveEquality(atom, Selectivity.Good) && Candidates.Demands(atom))
                return atom;
        }

        return null;
    }

    private bool HasAllColumns(AccessPath path, SourceShape shape)
    {
        if (path.IsFiltered || path.IsHash || path.Index is { Method.IsUnknown: true })
            return false;
        var any = false;
        foreach (var atom in shape.Atoms)
        {
            if (!Candidates.Demands(atom))
                continue;
            any = true;
            if (!IsKeyOf(path, atom.Column))
                return false;
        }

        return any;
    }

    /// <summary>The engine can skip one leading key of few values.</summary>
    private bool CanSkipTo(AccessPath path, SourceShape shape) =>
        AdvisorOptions.CanSkip(options, store) && path.DeclaredKeys > 1 && shape.AtomOn(path.Keys[1].Column) is not null
        && Table.FindColumn(path.Keys[0].Column) is { } leader && hints.Of(leader) == Selectivity.Coarse;

    private static bool IsKeyOf(AccessPath path, string column)
    {
        for (var i = 0; i < path.DeclaredKeys; i++)
        {
            if (string.Equals(path.Keys[i].Column, column, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool Contains(EquatableArray<Atom> atoms, Atom atom)
    {
        foreach (var candidate in atoms)
        {
            if (ReferenceEquals(candidate, atom))
                return true;
        }

        return false;
    }
}
