using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Operators with a second table: joins, SelectMany, set operations, Include.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>The query with ids of its own, when the other one, or one around it, already has them.</summary>
    private Shape Distinct(Shape shape, Shape beside)
    {
        foreach (var item in shape.Sources)
        {
            if (beside.Has(item.Id))
                return Renaming.Fresh(shape, NewId);
            foreach (var outer in active)
            {
                if (outer.Has(item.Id))
                    return Renaming.Fresh(shape, NewId);
            }
        }

        return shape;
    }

    /// <summary>The second query of an operator; null when it is a list, or not known.</summary>
    private Shape? Second(IInvocationOperation call, string parameter, Shape shape, QueryParts parts, Scope scope)
    {
        var argument = Argument(call, parameter);
        if (argument is null)
            return null;
        var value = Evaluate(argument, scope);
        if (value is QueryValue query)
            return Distinct(query.Shape, shape).Clone();
        if (value is null or UnknownValue && queryTypes.IsQueryable(Strip(argument).Type) && ShapeOf(argument, scope) is { } unknown)
            return unknown;
        shape.AddGap(parts, value is MemoryValue or ListValue or OperandValue ? "it is combined with a list in memory" : Unfollowed(Strip(argument)), At(argument));
        return null;
    }

    private void Join(Shape shape, IInvocationOperation call, JoinKind kind, Scope scope)
    {
        var inner = Second(call, "inner", shape, QueryParts.Source | QueryParts.Filter, scope);
        var result = Argument(call, "resultSelector");
        Value innerElement = new UnknownValue("the other side of the join cannot be followed", At(call));
        if (inner is not null)
        {
            var on = JoinCondition(shape, inner, call, scope);
            Parent(inner, on, shape);
            shape.Absorb(inner, kind, on);
            innerElement = inner.Element;
        }

        if (call.TargetMethod.Name == "RightJoin")
            shape.AddGap(QueryParts.Source, "RightJoin keeps rows without a match", At(call));
        shape.IsProjected = true;
        if (result is not null)
        {
            shape.ProjectionOrigin = At(result);
            shape.Element = ApplyLambda(Evaluate(result, scope), result, shape, scope, shape.Element, innerElement);
        }
    }

    private Predicate JoinCondition(Shape outer, Shape inner, IInvocationOperation call, Scope scope)
    {
        var outerKey = Argument(call, "outerKeySelector");
        var innerKey = Argument(call, "innerKeySelector");
        if (outerKey is null || innerKey is null)
            return Predicate.True;
        var left = ApplyLambda(Evaluate(outerKey, scope), outerKey, outer, scope, outer.Element);
        var right = ApplyLambda(Evaluate(innerKey, scope), innerKey, inner, scope, inner.Element);
        var predicate = Compare(right, left, Comparator.Equal, Body(innerKey), outer);
        if (Unknown(predicate) is { } unknown)
            outer.AddGap(QueryParts.Source, unknown.Reason, unknown.Origin);
        return Predicates.Map(predicate, static id => id, PredicateSource.Join);
    }

    /// <summary>Joins the root of a second query to the source that its condition names.</summary>
    private static void Parent(Shape inner, Predicate on, Shape outer)
    {
        var columns = new List<ColumnRef>();
        Predicates.CollectColumns(on, columns);
        var parent = outer.Root;
        foreach (var column in columns)
        {
            if (outer.Has(column.Source))
            {
                parent = column.Source;
                break;
            }
        }

        inner.Replace(inner.Root, inner.Sources[0].Source with { Parent = parent });
    }

    private void GroupJoin(Shape shape, IInvocationOperation call, Scope scope)
    {
        var inner = Second(call, "inner", shape, QueryParts.Source | QueryParts.Filter, scope);
        var result = Argument(call, "resultSelector");
        Value group = new UnknownValue("the other side of the join cannot be followed", At(call));
        if (inner is not null)
        {
            var on = JoinCondition(shape, inner, call, scope);
            Parent(inner, on, shape);
            var root = inner.Sources[0].Source;
            var conditions = new List<Predicate>();
            Predicates.Flatten(root.On, conditions);
            Predicates.Flatten(on, conditions);
            inner.Replace(inner.Root, root with { On = Predicates.And(conditions), Join = JoinKind.Apply });
            group = new QueryValue(inner);
        }

        shape.IsProjected = true;
        if (result is not null)
        {
            shape.ProjectionOrigin = At(result);
            shape.Element = ApplyLambda(Evaluate(result, scope), result, shape, scope, shape.Element, group);
        }
    }

    private void SelectMany(Shape shape, IInvocationOperation call, Scope scope)
    {
        var collection = Argument(call, "collectionSelector");
        var selector = collection ?? Argument(call, "selector");
        if (selector is null)
            return;
        var many = ApplyLambda(Evaluate(selector, scope), selector, shape, scope, shape.Element);
        Value row;
        if (many is QueryValue query)
        {
            var inner = Distinct(query.Shape, shape);
            var root = inner.Sources[0].Source;
            var correlated = root.Parent >= 0 || inner.Filters.Count > 0;
            if (root.Parent < 0)
            {
                inner = inner.Clone();
                inner.Replace(inner.Root, root with { Parent = shape.Root });
            }

            shape.Absorb(inner, inner.IsOuter ? JoinKind.Left : correlated ? JoinKind.Inner : JoinKind.Cross);
            row = inner.Element;
        }
        else if (many is GroupValue group)
        {
            row = group.Element;
        }
        else
        {
            row = many is UnknownValue ? many : new UnknownValue("what SelectMany goes through cannot be followed", At(selector));
            shape.AddGap(QueryParts.Source | QueryParts.Projection, ((UnknownValue)row).Reason, At(selector));
        }

        shape.IsProjected = true;
        shape.ProjectionOrigin = At(selector);
        shape.Element = collection is not null && Argument(call, "resultSelector") is { } result
            ? ApplyLambda(Evaluate(result, scope), result, shape, scope, shape.Element, row)
            : row;
    }

    private void SetOperation(Shape shape, IInvocationOperation call, Scope scope)
    {
        var other = Second(call, "source2", shape, QueryParts.Source | QueryParts.Filter, scope);
        shape.HasSetOperation = true;
        if (other is null)
            return;
        shape.Absorb(other, JoinKind.SetOperand);
        if (other.IsDerived || other.IsGrouped || other.Sort.Count > 0)
            shape.AddGap(QueryParts.Paging | QueryParts.Sort, "an operand of the set operation is limited, sorted or grouped", At(call));
    }

    private void Include(Shape shape, IInvocationOperation call, bool isThen, Scope scope)
    {
        if (call.Arguments.Length < 2)
            return;
        var argument = call.Arguments[1].Value;
        if (argument.Type?.SpecialType == SpecialType.System_String)
        {
            IncludePathText(shape, argument, call, scope);
            return;
        }

        var start = isThen ? shape.IncludeEnd : shape.Element as EntityValue;
        var prefix = isThen ? shape.IncludePath : "";
        var names = new List<(string Name, bool IsFiltered, string? As)>();
        var value = Evaluate(argument, scope);
        if (value is not LambdaValue { Function: var function } || ReturnedBy(function) is not { } body || !NavigationPath(body, names) || names.Count == 0)
        {
            shape.AddGap(QueryParts.Includes, value is UnknownValue unknown ? unknown.Reason : "the Include path cannot be followed", At(argument));
            shape.IncludeEnd = null;
            shape.IncludePath = "";
            return;
        }

        var path = prefix;
        var isCollection = false;
        var isFiltered = false;
        foreach (var (name, filtered, derived) in names)
        {
            path = path.Length == 0 ? name : path + "." + name;
            isFiltered |= filtered;
            start = IncludeStep(shape, start, name, derived, scope, ref isCollection);
        }

        Add(shape, new IncludePath(path, isCollection) { IsFiltered = isFiltered, Origin = At(Body(argument)) });
        shape.IncludePath = path;
        shape.IncludeEnd = start;
        if (isFiltered && start is not null)
            IncludeFilter(shape, Strip(ReturnedBy(function)!), start, scope);
    }

    private EntityValue? IncludeStep(Shape shape, EntityValue? from, string name, string? derived, Scope scope, ref bool isCollection)
    {
        if (from is not null && derived is not null && shape.Schema?.FindEntityOfType(derived) is { } entity)
            from = from.As(entity);
        if (from is null || from.Entity.FindNavigation(name) is not { } navigation || shape.Schema?.FindEntity(navigation.Target) is not { } target)
            return null;
        isCollection = navigation.IsCollection;
        if (navigation.IsJson || (navigation.IsOwned && target.Table == from.Entity.Table))
            return new EntityValue(target, SourceOf(from, shape)) { Origin = from.Origin };
        var parent = SourceOf(from, shape);
        if (!shape.Joins.TryGetValue((parent, name), out var id))
        {
            var sub = Navigate(from, navigation, shape, from.Origin, parent);
            if (sub is null)
                return null;
            shape.Absorb(sub, navigation.IsCollection ? JoinKind.Apply : sub.Sources[0].Source.Join);
            id = ((EntityValue)sub.Element).Id;
            shape.Joins = shape.Joins.SetItem((parent, name), id);
        }

        return new EntityValue(target, id) { Origin = from.Origin };
    }

    /// <summary>Where, OrderBy and Take inside an Include: the condition holds for the included source alone.</summary>
    private void IncludeFilter(Shape shape, IOperation body, EntityValue row, Scope scope)
    {
        const int maxOperators = 16;
        var current = body;
        for (var i = 0; i < maxOperators && current is IInvocationOperation { Arguments.Length: > 0 } call; i++)
        {
            if (call.TargetMethod.Name == "Where" && Argument(call, "predicate") is { } argument)
            {
                var predicate = PredicateOf(Lambda(argument, scope), argument, shape, scope, row);
                var index = shape.IndexOf(row.Id);
                if (index >= 0)
                {
                    var source = shape.Sources[index].Source;
                    var conditions = new List<Predicate>();
                    Predicates.Flatten(source.On, conditions);
                    Predicates.Split(predicate, conditions, []);
                    shape.Replace(row.Id, source with { On = Predicates.And(conditions) });
                }
            }

            current = Strip(call.Arguments[0].Value);
        }
    }

    private static LambdaValue? Lambda(IOperation argument, Scope scope) =>
        Strip(argument) is IAnonymousFunctionOperation function ? new LambdaValue(function, scope) : null;

    private void IncludePathText(Shape shape, IOperation argument, IInvocationOperation call, Scope scope)
    {
        var text = argument.ConstantValue is { HasValue: true, Value: string constant } ? constant
            : Evaluate(argument, scope) is OperandValue { Operand: Constant { Text: { } bound } } ? bound : null;
        if (text is null)
        {
            shape.AddGap(QueryParts.Includes, "the Include path is not constant", At(argument));
            return;
        }

        var row = shape.Element as EntityValue;
        var isCollection = false;
        foreach (var name in text.Split('.'))
            row = IncludeStep(shape, row, name, null, scope, ref isCollection);
        Add(shape, new IncludePath(text, isCollection) { Origin = At(argument) });
        _ = call;
    }

    private static void Add(Shape shape, IncludePath include)
    {
        for (var i = 0; i < shape.Includes.Count; i++)
        {
            if (shape.Includes[i].Path != include.Path)
                continue;
            if (shape.Includes[i].IsConditional)
                shape.Includes[i] = include;
            return;
        }

        shape.Includes.Add(include);
    }

    /// <summary>The navigations of <c>o => o.Customer.Orders.Where(…)</c>, from the root on.</summary>
    private static bool NavigationPath(IOperation operation, List<(string Name, bool IsFiltered, string? As)> names)
    {
        switch (operation)
        {
            case IParameterReferenceOperation:
                return true;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                string? derived = instance is IConversionOperation { Type: { } type } cast && cast.Operand.Type is { } from && !Same(type, from) ? QueryTypes.MetadataName(type) : null;
                if (!NavigationPath(Strip(instance), names))
                    return false;
                names.Add((property.Property.Name, false, derived));
                return true;
            case IConversionOperation conversion:
                return NavigationPath(conversion.Operand, names);
            case IInvocationOperation { Arguments.Length: > 0 } call:
                if (!NavigationPath(Strip(call.Arguments[0].Value), names) || names.Count == 0)
                    return false;
                var last = names[names.Count - 1];
                names[names.Count - 1] = (last.Name, call.TargetMethod.Name is not ("AsQueryable" or "ToList"), last.As);
                return true;
            default:
                return false;
        }
    }
}
