using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Joins what two branches made of a query: what both have is certain, the rest holds in some executions.</summary>
internal static class ShapeMerge
{
    public static Shape Merge(Shape left, Shape right, Origin at)
    {
        if (ReferenceEquals(left, right))
            return left;
        var merged = left.Clone();
        if (left.Root != right.Root)
        {
            if (left.Sources.Count == 0 || right.Sources.Count == 0 || left.Sources[0].Source.Entity != right.Sources[0].Source.Entity
                || left.Sources[0].Source.Table != right.Sources[0].Source.Table || left.Sources[0].Source.IsRawSql != right.Sources[0].Source.IsRawSql)
            {
                merged.AddGap(QueryParts.All, "the query is one of several over different tables, depending on a condition", at);
                return merged;
            }

            right = Renaming.Rename(right, left);
        }

        MergeFilters(left, right, merged);
        foreach (var source in right.Sources)
        {
            if (!merged.Has(source.Id))
                merged.Sources.Add(source);
        }

        foreach (var join in right.Joins)
        {
            if (!merged.Joins.ContainsKey(join.Key))
                merged.Joins = merged.Joins.Add(join.Key, join.Value);
        }

        MergeSort(left, right, merged, at);
        if (!Equals(left.Skip, right.Skip) || !Equals(left.Take, right.Take))
        {
            merged.Skip = null;
            merged.Take = null;
            merged.AddGap(QueryParts.Paging, "the limit depends on a condition", at);
        }

        if (!Same(left.Element, right.Element))
        {
            merged.Element = new UnknownValue("the projection depends on a condition", at);
            merged.AddGap(QueryParts.Projection, "the projection depends on a condition", at);
        }

        if (left.IsGrouped != right.IsGrouped || left.IsDistinct != right.IsDistinct || left.HasSetOperation != right.HasSetOperation)
            merged.AddGap(QueryParts.Filter | QueryParts.Projection, "grouping, DISTINCT or a set operation depends on a condition", at);
        MergeIncludes(left, right, merged);
        if (left.IsTracked != right.IsTracked)
            merged.IsTracked = null;
        if (left.IsSplit != right.IsSplit)
            merged.IsSplit = null;
        if (left.IgnoresFilters != right.IgnoresFilters)
        {
            merged.IgnoresFilters = true;
            merged.AddGap(QueryParts.Filter, "IgnoreQueryFilters depends on a condition", at);
        }

        foreach (var gap in right.Gaps)
            merged.AddGap(gap.Parts, gap.Reason, gap.Origin);
        foreach (var symbol in right.Captured)
            merged.Capture(symbol);
        return merged;
    }

    private static void MergeFilters(Shape left, Shape right, Shape merged)
    {
        merged.Filters.Clear();
        foreach (var filter in left.Filters)
        {
            if (Contains(right.Filters, filter))
                merged.Filters.Add(filter);
            else
                AddOnce(merged.Optional, filter);
        }

        foreach (var filter in right.Filters)
        {
            if (!Contains(left.Filters, filter))
                AddOnce(merged.Optional, filter);
        }

        // Both sides begin with what the code before the branch made: a search for each of those would cost the cube of their number.
        var common = 0;
        while (common < left.Optional.Count && common < right.Optional.Count && ReferenceEquals(left.Optional[common], right.Optional[common]))
            common++;
        for (var i = common; i < right.Optional.Count; i++)
            AddOnce(merged.Optional, right.Optional[i]);
    }

    private static void AddOnce(List<Predicate> list, Predicate predicate)
    {
        if (!Contains(list, predicate))
            list.Add(predicate);
    }

    private static bool Contains(List<Predicate> list, Predicate predicate)
    {
        foreach (var item in list)
        {
            if (ReferenceEquals(item, predicate) || item.Equals(predicate))
                return true;
        }

        return false;
    }

    private static void MergeSort(Shape left, Shape right, Shape merged, Origin at)
    {
        var common = 0;
        while (common < left.Sort.Count && common < right.Sort.Count && left.Sort[common].Equals(right.Sort[common]))
            common++;
        if (common == left.Sort.Count && common == right.Sort.Count)
            return;
        merged.Sort.RemoveRange(common, merged.Sort.Count - common);
        merged.AddGap(QueryParts.Sort, "the sort order depends on a condition", at);
    }

    private static void MergeIncludes(Shape left, Shape right, Shape merged)
    {
        merged.Includes.Clear();
        foreach (var include in left.Includes)
            merged.Includes.Add(right.Includes.Contains(include) ? include : include with { IsConditional = true });
        foreach (var include in right.Includes)
        {
            var conditional = include with { IsConditional = true };
            if (!merged.Includes.Contains(include) && !merged.Includes.Contains(conditional))
                merged.Includes.Add(conditional);
        }
    }

    private static bool Same(Value left, Value right) =>
        ReferenceEquals(left, right) || (left is EntityValue a && right is EntityValue b && a.Id == b.Id && a.Id >= 0 && a.Entity.Name == b.Entity.Name && a.Path == b.Path);
}
