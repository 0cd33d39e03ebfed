using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Gives the sources of a query other ids: so that a query used twice joins with itself as two table references.</summary>
internal static class Renaming
{
    private const int MaxDepth = 32;

    /// <summary>The query over the same root, and the same navigation joins, as another.</summary>
    public static Shape Rename(Shape shape, Shape like)
    {
        var map = new Dictionary<int, int> { [shape.Root] = like.Root };
        foreach (var join in shape.Joins)
        {
            if (like.Joins.TryGetValue((join.Key.Source == shape.Root ? like.Root : join.Key.Source, join.Key.Navigation), out var id))
                map[join.Value] = id;
        }

        return Rename(shape, id => map.TryGetValue(id, out var other) ? other : id);
    }

    public static Shape Fresh(Shape shape, Func<int> newId)
    {
        var map = new Dictionary<int, int>();
        foreach (var source in shape.Sources)
            map[source.Id] = newId();
        return Rename(shape, id => map.TryGetValue(id, out var other) ? other : id);
    }

    private static Shape Rename(Shape shape, Func<int, int> id)
    {
        var copy = shape.Clone();
        for (var i = 0; i < copy.Sources.Count; i++)
        {
            var item = copy.Sources[i];
            copy.Sources[i] = item with
            {
                Id = id(item.Id),
                Source = item.Source with
                {
                    On = Predicates.Map(item.Source.On, id), Parent = item.Source.Parent < 0 ? -1 : id(item.Source.Parent),
                },
                Discriminator = item.Discriminator is null ? null : Predicates.Map(item.Discriminator, id),
            };
        }

        Map(copy.Filters, id);
        Map(copy.Optional, id);
        for (var i = 0; i < copy.Sort.Count; i++)
        {
            if (copy.Sort[i].Column is { } column)
                copy.Sort[i] = copy.Sort[i] with { Column = Predicates.Map(column, id) };
        }

        for (var i = 0; i < copy.GroupBy.Count; i++)
            copy.GroupBy[i] = Predicates.Map(copy.GroupBy[i], id);
        var joins = ImmutableDictionary.CreateBuilder<(int Source, string Navigation), int>();
        foreach (var join in copy.Joins)
            joins[(id(join.Key.Source), join.Key.Navigation)] = id(join.Value);
        copy.Joins = joins.ToImmutable();
        copy.Element = Rename(copy.Element, id, 0);
        copy.IncludeEnd = copy.IncludeEnd is null ? null : (EntityValue)Rename(copy.IncludeEnd, id, 0);
        return copy;
    }

    private static void Map(List<Predicate> predicates, Func<int, int> id)
    {
        for (var i = 0; i < predicates.Count; i++)
            predicates[i] = Predicates.Map(predicates[i], id);
    }

    private static Value Rename(Value value, Func<int, int> id, int depth)
    {
        if (depth > MaxDepth)
            return value;
        switch (value)
        {
            case EntityValue entity:
                return new EntityValue(entity.Entity, entity.Id < 0 ? -1 : id(entity.Id))
                {
                    Parent = entity.Parent is null ? null : (EntityValue)Rename(entity.Parent, id, depth + 1),
                    Via = entity.Via,
                    Origin = entity.Origin,
                    Path = entity.Path,
                };
            case ColumnValue column:
                return new ColumnValue(Predicates.Map(column.Column, id), column.Type);
            case FunctionValue function:
                return new FunctionValue(Predicates.MapAll(function.Columns, id).Items, function.Function, function.Detail)
                {
                    IsAggregate = function.IsAggregate,
                    IsCount = function.IsCount,
                    Sources = MapAll(function.Sources, id),
                    Entities = MapAll(function.Entities, id),
                    Unreadable = function.Unreadable,
                };
            case TupleValue tuple:
                var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(tuple.Members.Length);
                foreach (var member in tuple.Members)
                    members.Add(new KeyValuePair<string, Value>(member.Key, Rename(member.Value, id, depth + 1)));
                var others = ImmutableArray.CreateBuilder<Value>(tuple.Others.Length);
                foreach (var other in tuple.Others)
                    others.Add(Rename(other, id, depth + 1));
                return new TupleValue(members.ToImmutable()) { Others = others.ToImmutable() };
            case GroupValue group:
                return new GroupValue(Rename(group.Key, id, depth + 1), Rename(group.Element, id, depth + 1));
            case SubValue sub:
                return new SubValue(Rename(sub.Element, id, depth + 1), MapAll(sub.Sources, id));
            case PredicateValue predicate:
                return new PredicateValue(Predicates.Map(predicate.Predicate, id));
            case QueryValue query:
                return new QueryValue(Rename(query.Shape, id));
            default:
                return value;
        }
    }

    private static ImmutableArray<int> MapAll(ImmutableArray<int> ids, Func<int, int> id)
    {
        var mapped = ImmutableArray.CreateBuilder<int>(ids.Length);
        foreach (var item in ids)
            mapped.Add(id(item));
        return mapped.ToImmutable();
    }
}
