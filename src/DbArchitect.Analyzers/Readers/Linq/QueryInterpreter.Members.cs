using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Members of rows: columns, navigations, complex properties, parts of dates and strings.</summary>
internal sealed partial class QueryInterpreter
{
    private Value Member(Value instance, string name, ITypeSymbol? type, IOperation at, Scope scope)
    {
        switch (instance)
        {
            case EntityValue entity:
                return EntityMember(entity, name, type, at, scope.Row!);
            case ColumnValue column:
                return ColumnMember(column, name, at);
            case TupleValue tuple:
                return tuple.Find(name) is { } member ? member
                    : tuple.Others.IsEmpty && !tuple.Members.IsEmpty ? new OperandValue(new Constant(null), type)
                    : new UnknownValue($"`{name}` is set in a way that cannot be followed", At(at));
            case GroupValue group when name == "Key":
                return group.Key;
            case SubValue sub:
                return new SubValue(Member(sub.Element, name, type, at, scope), sub.Sources);
            case QueryValue query when name is "Count" or "Length":
                return CountOf(query.Shape, at, scope);
            case FunctionValue { Unreadable: null } function when name is "Value":
                return function;
            case FunctionValue function:
                return new FunctionValue(function.Columns, FunctionOfMember(name), "." + name)
                {
                    IsAggregate = function.IsAggregate, Sources = function.Sources, Entities = function.Entities, Unreadable = function.Unreadable,
                };
            case UnknownValue:
                return instance;
            case PredicateValue predicate when name == "Value":
                return predicate;
            default:
                return new OperandValue(
                    new Parameter(Text(at)) { Kind = QueryTypes.KindOf(type), ClrType = QueryTypes.FullName(type), MayBeNull = QueryTypes.MayBeNull(type) }, type);
        }
    }

    private Value EntityMember(EntityValue entity, string name, ITypeSymbol? type, IOperation at, Shape shape)
    {
        var path = entity.Path.Length == 0 ? name : entity.Path + "." + name;
        if (entity.Path.Length == 0 && entity.Entity.FindNavigation(name) is { } navigation)
            return NavigationMember(entity, navigation, at, shape);
        if (Column(entity, path, shape) is { } column)
            return new ColumnValue(column, type);
        var prefix = path + ".";
        foreach (var property in entity.Entity.Properties)
        {
            if (property.Path.StartsWith(prefix, StringComparison.Ordinal))
                return entity.Into(path);
        }

        if (entity.Path.Length > 0 && name == "Value")
            return entity;
        return new UnknownValue($"`{entity.Entity.Name}.{path}` is not a mapped property", At(at));
    }

    /// <summary>The column of a property; null when it is none. EF joins even for a key that the foreign key holds.</summary>
    private ColumnRef? Column(EntityValue entity, string path, Shape shape)
    {
        var property = entity.Entity.FindProperty(path);
        if (property is null)
            return null;
        var id = SourceOf(entity, shape);
        return new ColumnRef(OtherTable(entity, property.Table, id, shape), property.Column);
    }


    /// <summary>The source that holds a property which lies in another table than its entity (TPT, table splitting with several tables).</summary>
    private int OtherTable(EntityValue entity, TableName table, int id, Shape shape)
    {
        var owner = OwnerOf(id, shape);
        var index = owner.IndexOf(id);
        if (index < 0 || owner.Sources[index].Source.Table is not { } main || main == table || table.Name is null or "")
            return id;
        var key = (id, "→" + table);
        if (owner.Joins.TryGetValue(key, out var joined))
            return joined;
        var other = NewId();
        var conditions = new List<Predicate>();
        foreach (var name in entity.Entity.Key)
        {
            if (entity.Entity.FindProperty(name) is { } property)
            {
                conditions.Add(new Comparison(new ColumnRef(other, property.Column), Comparator.Equal, new ColumnOperand(new ColumnRef(id, property.Column)))
                {
                    Source = PredicateSource.Join,
                });
            }
        }

        owner.Sources.Add(new ShapeSource(
            other, new Source(table, JoinKind.Inner) { Entity = entity.Entity.Name, Parent = id, On = Predicates.And(conditions), Origin = entity.Origin }, null, null));
        owner.Joins = owner.Joins.SetItem(key, other);
        return other;
    }

    private Value NavigationMember(EntityValue entity, Navigation navigation, IOperation at, Shape shape)
    {
        var schema = SchemaOf(shape);
        if (schema?.FindEntity(navigation.Target) is not { } target)
            return new UnknownValue($"`{navigation.Target}` is not in the model as read", At(at));
        if (navigation.IsJson)
            return new FunctionValue([new ColumnRef(SourceOf(entity, shape), navigation.Columns.Count > 0 ? navigation.Columns[0] : navigation.Name)], ColumnFunction.Json, "." + navigation.Name);
        if (navigation.IsCollection)
        {
            return Navigate(entity, navigation, shape, At(at), SourceOf(entity, shape)) is { } sub
                ? new QueryValue(sub)
                : new UnknownValue($"how `{navigation.Name}` is joined is not known", At(at));
        }

        if (navigation.IsOwned && target.Table == entity.Entity.Table)
            return new EntityValue(target, SourceOf(entity, shape)) { Origin = entity.Origin };
        return new EntityValue(target, -1) { Parent = entity, Via = navigation, Origin = At(at) };
    }

    private Schema? SchemaOf(Shape shape)
    {
        if (shape.Schema is not null)
            return shape.Schema;
        foreach (var outer in active)
        {
            if (outer.Schema is not null)
                return outer.Schema;
        }

        return null;
    }

    /// <summary>The query whose sources contain an id: the one at hand or one around it.</summary>
    private Shape OwnerOf(int id, Shape shape)
    {
        if (shape.Has(id))
            return shape;
        foreach (var outer in active)
        {
            if (outer.Has(id))
                return outer;
        }

        return shape;
    }

    /// <summary>The source of a row; makes the join of the navigation that leads there.</summary>
    private int SourceOf(EntityValue entity, Shape shape)
    {
        if (entity.Id >= 0 || entity.Parent is not { } parentRow || entity.Via is not { } navigation)
            return entity.Id;
        var parent = SourceOf(parentRow, shape);
        var owner = OwnerOf(parent, shape);
        if (owner.Joins.TryGetValue((parent, navigation.Name), out var id))
            return id;
        if (Navigate(parentRow, navigation, shape, entity.Origin, parent) is not { } joined)
            return parent;
        owner.Absorb(joined, joined.Sources[0].Source.Join);
        id = joined.Element is EntityValue { Id: >= 0 } row ? row.Id : joined.Root;
        owner.Joins = owner.Joins.SetItem((parent, navigation.Name), id);
        return id;
    }

    /// <summary>A navigation as a query over its target, joined to the row it starts from; null when its columns are not known.</summary>
    private Shape? Navigate(EntityValue from, Navigation navigation, Shape shape, Origin origin, int parent)
    {
        var schema = SchemaOf(shape);
        if (schema?.FindEntity(navigation.Target) is not { } target)
            return null;
        var sub = new Shape { Schema = schema, Context = shape.Context };
        var id = NewId();
        var kind = navigation.IsCollection ? JoinKind.Semi
            : navigation is { IsOnDependent: true, IsRequired: true } && !IsOptional(parent, shape) ? JoinKind.Inner : JoinKind.Left;
        if (navigation.JoinTable is { } joinTable)
        {
            var link = NewId();
            sub.Sources.Add(new ShapeSource(
                link,
                new Source(joinTable, kind)
                {
                    Parent = parent, Navigation = navigation.Name, IsCollection = true, Origin = origin,
                    On = Equal(link, navigation.JoinColumns, parent, navigation.Columns, origin),
                },
                null,
                null));
            var row = Table(schema, target, id, JoinKind.Inner, origin);
            sub.Sources.Add(row with
            {
                Source = row.Source with
                {
                    Parent = link, Navigation = navigation.Name,
                    On = Equal(id, navigation.TargetColumns, link, navigation.JoinTargetColumns, origin),
                },
            });
        }
        else
        {
            var row = Table(schema, target, id, kind, origin);
            var on = Equal(id, navigation.TargetColumns, OwnTable(from, navigation, parent, shape), navigation.Columns, origin);
            if (Predicates.IsTrue(on))
                sub.AddGap(QueryParts.Source, $"how `{navigation.Name}` is joined is not known", origin);
            sub.Sources.Add(row with
            {
                Source = row.Source with { Parent = parent, Navigation = navigation.Name, IsCollection = navigation.IsCollection, On = on },
            });
        }

        sub.Element = new EntityValue(target, id) { Origin = origin };
        return sub;
    }

    /// <summary>The source among an entity's tables that holds a navigation's columns.</summary>
    private int OwnTable(EntityValue from, Navigation navigation, int parent, Shape shape)
    {
        foreach (var property in from.Entity.Properties)
        {
            if (navigation.Columns.Count > 0 && string.Equals(property.Column, navigation.Columns[0], StringComparison.OrdinalIgnoreCase))
                return OtherTable(from, property.Table, parent, shape);
        }

        return parent;
    }

    /// <summary>Whether the rows of a source may be missing, so that what is joined to them is left joined too.</summary>
    private bool IsOptional(int id, Shape shape)
    {
        var owner = OwnerOf(id, shape);
        var index = owner.IndexOf(id);
        return index >= 0 && owner.Sources[index].Source.Join == JoinKind.Left;
    }

    private static Predicate Equal(int left, EquatableArray<string> leftColumns, int right, EquatableArray<string> rightColumns, Origin origin)
    {
        var conditions = new List<Predicate>();
        for (var i = 0; i < leftColumns.Count && i < rightColumns.Count; i++)
        {
            conditions.Add(new Comparison(new ColumnRef(left, leftColumns[i]), Comparator.Equal, new ColumnOperand(new ColumnRef(right, rightColumns[i])))
            {
                Source = PredicateSource.Join, Origin = origin,
            });
        }

        return Predicates.And(conditions);
    }

    private static Value ColumnMember(ColumnValue column, string name, IOperation at)
    {
        var type = QueryTypes.Unwrap(column.Type);
        var isNullable = column.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        if (isNullable && name == "Value")
            return new ColumnValue(column.Column, type);
        if (isNullable && name == "HasValue")
            return new PredicateValue(new Comparison(column.Column, Comparator.IsNotNull, new Constant(null)) { Origin = At(at) });
        var kind = QueryTypes.KindOf(type);

        // A type of the code's own (a strongly typed id, a value object) is stored through a conversion: its value is the column.
        if (kind == ValueKind.Other && name is "Value" or "Id")
            return new ColumnValue(column.Column, column.Type);
        return new FunctionValue([column.Column], FunctionOfMember(name), "." + name);
    }

    private static ColumnFunction FunctionOfMember(string name) => name switch
    {
        "Date" => ColumnFunction.Date,
        "Year" => ColumnFunction.Year,
        "Month" => ColumnFunction.Month,
        "Day" => ColumnFunction.Day,
        "Hour" or "Minute" or "Second" or "Millisecond" or "DayOfWeek" or "DayOfYear" or "TimeOfDay" or "Ticks" => ColumnFunction.DatePart,
        "Length" or "Count" => ColumnFunction.Length,
        _ => ColumnFunction.Other,
    };

    private ValueParts Parts(Value? value, Shape shape)
    {
        var parts = new ValueParts();
        parts.Add(value, entity => SourceOf(entity, shape));
        return parts;
    }
}
