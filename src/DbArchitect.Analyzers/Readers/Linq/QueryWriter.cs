using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Writes a query down: sources get their places, query filters and discriminators are added.</summary>
internal static class QueryWriter
{
    public static Query Write(Terminal terminal, Shape shape, Origin origin)
    {
        var places = new Dictionary<int, int>();
        foreach (var item in shape.Sources)
            places[item.Id] = places.Count;
        int Place(int id) => places.TryGetValue(id, out var place) ? place : 0;

        var gaps = new List<Gap>(shape.Gaps);
        var negated = new HashSet<int>();
        var filter = new List<Predicate>();
        foreach (var condition in shape.Filters)
        {
            CollectNegated(condition, negated);
            Predicates.Flatten(Predicates.Map(condition, Place), filter);
        }

        var sources = new List<Source>(shape.Sources.Count);
        foreach (var item in shape.Sources)
            sources.Add(Finish(item, shape, places.Count > 0 && item.Id == shape.Sources[0].Id ? filter : null, gaps, Place, negated));
        var optional = new List<Predicate>();
        foreach (var condition in shape.Optional)
        {
            CollectNegated(condition, negated);
            optional.Add(Predicates.Map(condition, Place));
        }

        var asked = Asked(shape);
        for (var i = 0; i < sources.Count; i++)
        {
            // EXISTS or a count that no condition asks for is a value of the projection or the sort.
            if (sources[i].Join == JoinKind.Semi && !asked.Contains(shape.Sources[i].Id))
                sources[i] = sources[i] with { Join = JoinKind.Apply };
            if (sources[i].Join == JoinKind.Semi && negated.Contains(shape.Sources[i].Id))
                sources[i] = sources[i] with { Join = JoinKind.Anti };
        }

        var projection = Project(terminal, shape, Place, gaps);
        if (projection.Kind != ProjectionKind.Scalar && shape.IsProjected)
            projection = projection with { Collections = Collections(shape.Element) };
        var sort = new List<SortKey>();
        foreach (var key in shape.Sort)
            sort.Add(key.Column is { } column ? key with { Column = Predicates.Map(column, Place) } : key);
        return new Query(FrontEnd.Linq, terminal)
        {
            Context = shape.Context,
            Sources = sources,
            Filter = filter.Count == 0 && shape.Filters.Count > 0 && Predicates.IsTrue(shape.Filters[0]) ? shape.Filters[0] : Predicates.And(filter),
            OptionalFilters = optional,
            Sort = sort,
            Skip = shape.Skip,
            Take = shape.Take,
            GroupBy = Predicates.MapAll(shape.GroupBy, Place),
            IsGrouped = shape.IsGrouped,
            IsDistinct = shape.IsDistinct,
            HasSetOperation = shape.HasSetOperation,
            Projection = projection,
            Writes = Predicates.MapAll(shape.Writes, Place),
            Includes = shape.Includes,
            IsTracked = IsTracked(terminal, shape, projection),
            IsSplit = shape.IsSplit,
            IgnoresFilters = shape.IgnoresFilters,
            Gaps = gaps,
            Origin = origin,
        };
    }

    /// <summary>A source with its own conditions: to <paramref name="filter"/> for the root, into ON for the others.</summary>
    private static Source Finish(ShapeSource item, Shape shape, List<Predicate>? filter, List<Gap> gaps, Func<int, int> place, HashSet<int> negated)
    {
        CollectNegated(item.Source.On, negated);
        var conditions = filter ?? [];
        var on = new List<Predicate>();
        Predicates.Flatten(Predicates.Map(item.Source.On, place), on);
        if (filter is null)
            conditions = on;
        if (item.Discriminator is { } discriminator)
            conditions.Add(Predicates.Map(discriminator, place));
        if (item.Entity is { } entity && !shape.IgnoresFilters && !item.Source.IsRawSql || item is { Entity: not null, Source.IsRawSql: true } && !shape.IgnoresFilters)
            AddQueryFilter(item, item.Entity!, shape, conditions, gaps, place);
        var source = item.Source with { Parent = item.Source.Parent < 0 ? -1 : place(item.Source.Parent) };
        return source with { On = Predicates.And(on) };
    }

    private static void AddQueryFilter(ShapeSource item, Entity entity, Shape shape, List<Predicate> conditions, List<Gap> gaps, Func<int, int> place)
    {
        const int maxLevels = 32;
        var current = entity;

        // The filter of a hierarchy stands at its root.
        for (var i = 0; i < maxLevels && current is { QueryFilter.IsAbsent: true, Base: { } name }; i++)
            current = shape.Schema?.FindEntity(name);
        if (current is null || current.QueryFilter.IsAbsent)
            return;
        if (current.QueryFilter is not { IsKnown: true, Value: { } filter })
        {
            Add(gaps, new Gap(QueryParts.Filter, $"the query filter of `{entity.Name}` could not be read", item.Source.Origin));
            return;
        }

        var own = place(item.Id);
        var filters = new List<Predicate>();
        Predicates.Flatten(Predicates.Map(filter, _ => own, PredicateSource.QueryFilter), filters);
        foreach (var condition in filters)
        {
            if (Predicates.HasUnknown(condition))
                Add(gaps, new Gap(QueryParts.Filter, $"the query filter of `{entity.Name}` could not be read whole", item.Source.Origin));
            conditions.Add(condition);
        }
    }

    private static void Add(List<Gap> gaps, Gap gap)
    {
        foreach (var present in gaps)
        {
            if (present.Parts == gap.Parts && present.Reason == gap.Reason)
                return;
        }

        gaps.Add(gap);
    }

    /// <summary>The sources of sub-queries that conditions ask for.</summary>
    private static HashSet<int> Asked(Shape shape)
    {
        var ids = new HashSet<int>();
        foreach (var condition in shape.Filters)
            CollectAsked(condition, ids);
        foreach (var condition in shape.Optional)
            CollectAsked(condition, ids);
        foreach (var item in shape.Sources)
            CollectAsked(item.Source.On, ids);
        return ids;
    }

    private static void CollectAsked(Predicate predicate, HashSet<int> into)
    {
        switch (predicate)
        {
            case ExistsPredicate exists:
                into.UnionWith(exists.Sources);
                break;
            case Comparison { Value: SubQueryOperand sub }:
                into.UnionWith(sub.Sources);
                break;
            case AllOf all:
                foreach (var operand in all.Operands)
                    CollectAsked(operand, into);
                break;
            case AnyOf any:
                foreach (var operand in any.Operands)
                    CollectAsked(operand, into);
                break;
            case Not not:
                CollectAsked(not.Operand, into);
                break;
        }
    }

    private static void CollectNegated(Predicate predicate, HashSet<int> into)
    {
        switch (predicate)
        {
            case ExistsPredicate { IsNegated: true } exists:
                if (exists.Sources.Count > 0)
                    into.Add(exists.Sources[0]);
                break;
            case Comparison { Operator: Comparator.NotIn, Value: SubQueryOperand sub }:
                if (sub.Sources.Count > 0)
                    into.Add(sub.Sources[0]);
                break;
            case AllOf all:
                foreach (var operand in all.Operands)
                    CollectNegated(operand, into);
                break;
            case AnyOf any:
                foreach (var operand in any.Operands)
                    CollectNegated(operand, into);
                break;
            case Not not:
                CollectNegated(not.Operand, into);
                break;
        }
    }

    private static Projection Project(Terminal terminal, Shape shape, Func<int, int> place, List<Gap> gaps)
    {
        var isScalar = terminal.Kind is TerminalKind.Any or TerminalKind.All or TerminalKind.Count or TerminalKind.Update or TerminalKind.Delete
            || (terminal.Kind == TerminalKind.Aggregate && !terminal.Name.Contains("By"));
        var parts = new ValueParts();
        parts.Add(shape.Element, entity => entity.Id >= 0 ? entity.Id : shape.Root);
        var columns = new List<ColumnRef>();
        foreach (var column in parts.Columns)
            columns.Add(Predicates.Map(column, place));
        if (isScalar)
            return new Projection(ProjectionKind.Scalar, terminal.Kind == TerminalKind.Aggregate ? columns : default(EquatableArray<ColumnRef>)) { Origin = shape.ProjectionOrigin };
        if (parts.IsUnknown)
        {
            if (shape.Sources.Count > 0 && shape.Sources[0].Source.Table is null)
                return Projection.WholeEntity with { Origin = shape.ProjectionOrigin };
            Add(gaps, new Gap(QueryParts.Projection, parts.Reason, shape.ProjectionOrigin));
            return new Projection(ProjectionKind.Unknown, columns) { Origin = shape.ProjectionOrigin };
        }

        return parts.Entities.Count > 0
            ? new Projection(ProjectionKind.Entity, columns) { Origin = shape.ProjectionOrigin, Entities = Places(parts.Entities, place), Row = shape.Element is EntityValue { Id: >= 0 } row ? place(row.Id) : -1 }
            : new Projection(ProjectionKind.Columns, columns) { Origin = shape.ProjectionOrigin };
    }

    /// <summary>The queries that are members of what is selected, and of what those select.</summary>
    private static EquatableArray<ProjectedCollection> Collections(Value element)
    {
        const int maxCollections = 64;
        List<ProjectedCollection>? found = null;
        var pending = new Queue<(Value Value, int Parent, string Name)>();
        pending.Enqueue((element, 0, ""));
        for (var parents = 0; pending.Count > 0 && parents < maxCollections;)
        {
            var (value, parent, name) = pending.Dequeue();
            switch (value)
            {
                case TupleValue tuple:
                    foreach (var member in tuple.Members)
                        pending.Enqueue((member.Value, parent, name));
                    foreach (var other in tuple.Others)
                        pending.Enqueue((other, parent, name));
                    break;
                case QueryValue { Shape: { Sources: [{ Source: var source }, ..] } shape }:
                    var own = source.Navigation.Length > 0 ? source.Navigation : source.Name;
                    (found ??= []).Add(new ProjectedCollection(own, parent, source.Origin) { ParentName = name });
                    if (shape.Element is not EntityValue)
                        pending.Enqueue((shape.Element, ++parents, own));
                    break;
            }
        }

        return found is null ? default(EquatableArray<ProjectedCollection>) : found;
    }

    private static List<int> Places(List<int> ids, Func<int, int> place)
    {
        var places = new List<int>(ids.Count);
        foreach (var id in ids)
            places.Add(place(id));
        return places;
    }

    private static bool? IsTracked(Terminal terminal, Shape shape, Projection projection)
    {
        if (projection.Kind is not (ProjectionKind.Entity or ProjectionKind.Unknown) || terminal.Kind is TerminalKind.Update or TerminalKind.Delete)
            return false;
        if (shape.Sources.Count > 0 && shape.Sources[0].Entity is { IsKeyless: true })
            return false;
        return shape.IsTracked ?? (projection.Kind == ProjectionKind.Unknown ? null : shape.Schema?.TracksByDefault);
    }
}
