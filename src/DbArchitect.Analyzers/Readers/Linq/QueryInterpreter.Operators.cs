using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>The operators of Queryable and of EF: each gives a new query.</summary>
internal sealed partial class QueryInterpreter
{
    private Value? Operator(IInvocationOperation call, Scope scope)
    {
        if (call.Arguments.Length == 0)
            return Children(call, scope);
        var method = call.TargetMethod;
        var isEf = !Same(method.ContainingType, types.Queryable);
        var first = call.Arguments[0].Value;
        if (scope.IsRow && Evaluate(first, scope) is GroupValue group)
            return GroupOperator(call, group, scope);
        if (method.Name == "AsQueryable" && !queryTypes.IsQueryable(Strip(first).Type))
            return Evaluate(first, scope) ?? MemoryValue.Instance;
        if (ShapeOf(first, scope, isEf) is not { } shape)
        {
            for (var i = 1; i < call.Arguments.Length; i++)
                Evaluate(call.Arguments[i], scope);
            return MemoryValue.Instance;
        }

        if (Terminals.Find(method.Name) is { } terminal)
            return scope.IsRow ? SubQueryTerminal(call, terminal, shape, scope) : Execute(call, terminal, shape, scope);
        shape = shape.Clone();
        return Apply(call, method, shape, scope) is { } result ? new QueryValue(result) : null;
    }

    private Shape? Apply(IInvocationOperation call, IMethodSymbol method, Shape shape, Scope scope)
    {
        switch (method.Name)
        {
            case "Where":
                AddFilter(shape, Argument(call, "predicate"), call, scope);
                return shape;
            case "Select":
                Select(shape, call, scope);
                return shape;
            case "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending":
                if (!shape.IsDerived)
                    shape.Sort.Clear();
                AddSort(shape, call, method, scope);
                return shape;
            case "ThenBy" or "ThenByDescending":
                AddSort(shape, call, method, scope);
                return shape;
            case "Reverse":
                for (var i = 0; i < shape.Sort.Count; i++)
                    shape.Sort[i] = shape.Sort[i] with { IsDescending = !shape.Sort[i].IsDescending };
                return shape;
            case "Take" or "TakeLast":
                if (shape.Take is null)
                    shape.Take = Count(call, shape, scope);
                return shape;
            case "Skip" or "SkipLast":
                if (shape.Take is null)
                    shape.Skip = Count(call, shape, scope);
                return shape;
            case "Distinct":
                shape.IsDistinct = true;
                return shape;
            case "DistinctBy" or "TakeWhile" or "SkipWhile" or "Zip" or "Append" or "Prepend" or "Chunk":
                shape.AddGap(QueryParts.All, $"`{method.Name}` is not translated", At(call));
                return shape;
            case "GroupBy":
                GroupBy(shape, call, scope);
                return shape;
            case "Join" or "LeftJoin" or "RightJoin":
                Join(shape, call, method.Name == "Join" ? JoinKind.Inner : JoinKind.Left, scope);
                return shape;
            case "GroupJoin":
                GroupJoin(shape, call, scope);
                return shape;
            case "SelectMany":
                SelectMany(shape, call, scope);
                return shape;
            case "Union" or "Concat" or "Except" or "Intersect" or "UnionBy" or "ExceptBy" or "IntersectBy":
                SetOperation(shape, call, scope);
                return shape;
            case "DefaultIfEmpty":
                shape.IsOuter = true;
                return shape;
            case "OfType" or "Cast":
                OfType(shape, method, call, scope);
                return shape;
            default:
                return ApplyEf(call, method, shape, scope);
        }
    }

    private Shape ApplyEf(IInvocationOperation call, IMethodSymbol method, Shape shape, Scope scope)
    {
        switch (method.Name)
        {
            case "Include" or "ThenInclude":
                Include(shape, call, method.Name == "ThenInclude", scope);
                return shape;
            case "AsNoTracking" or "AsNoTrackingWithIdentityResolution":
                shape.IsTracked = false;
                return shape;
            case "AsTracking":
                shape.IsTracked = Argument(call, "track") is { } track ? track.ConstantValue is { HasValue: true, Value: 0 } : true;
                return shape;
            case "IgnoreQueryFilters":
                shape.IgnoresFilters = true;
                if (call.Arguments.Length > 1)
                    shape.AddGap(QueryParts.Filter, "IgnoreQueryFilters names some filters only", At(call));
                return shape;
            case "AsSplitQuery":
                shape.IsSplit = true;
                return shape;
            case "AsSingleQuery":
                shape.IsSplit = false;
                return shape;
            case "TagWith" or "TagWithCallSite" or "IgnoreAutoIncludes" or "AsQueryable" or "AsExpandable" or "Select":
                return shape;
            case "FromSql" or "FromSqlRaw" or "FromSqlInterpolated":
                for (var i = 1; i < call.Arguments.Length; i++)
                    Evaluate(call.Arguments[i], scope);
                return Raw(shape, call);
            case "TemporalAll" or "TemporalAsOf" or "TemporalBetween" or "TemporalContainedIn" or "TemporalFromTo":
                shape.AddGap(QueryParts.Source, "the history of a temporal table is read", At(call));
                return shape;
            default:
                for (var i = 1; i < call.Arguments.Length; i++)
                    Evaluate(call.Arguments[i], scope);
                return Opaque(shape, PartsOf(method.Name), $"`{method.Name}` cannot be followed", call);
        }
    }

    /// <summary>What an operator of a library that is not known may change, by its name.</summary>
    private static QueryParts PartsOf(string name)
    {
        if (name.StartsWith("OrderBy", System.StringComparison.Ordinal) || name.StartsWith("ThenBy", System.StringComparison.Ordinal)
            || name.StartsWith("Sort", System.StringComparison.Ordinal))
        {
            return QueryParts.Sort;
        }

        if (name.StartsWith("Project", System.StringComparison.Ordinal) || name.StartsWith("Select", System.StringComparison.Ordinal))
            return QueryParts.Projection;
        if (name.StartsWith("Include", System.StringComparison.Ordinal))
            return QueryParts.Includes;
        if (name is "Page" or "Paginate" || name.StartsWith("Skip", System.StringComparison.Ordinal) || name.StartsWith("Take", System.StringComparison.Ordinal))
            return QueryParts.Paging;
        if (name is "Cacheable" or "NotCacheable" or "AsExpandableEFCore" or "AsExpandable" or "TagWithCallSite")
            return QueryParts.None;
        return name.StartsWith("Where", System.StringComparison.Ordinal) ? QueryParts.Filter : QueryParts.All;
    }

    /// <summary>Applies a lambda to rows; joins of navigations go to the query.</summary>
    private Value ApplyLambda(Value? lambda, IOperation at, Shape shape, Scope scope, params Value[] arguments)
    {
        if (lambda is UnknownValue unknown)
            return unknown;
        if (lambda is not LambdaValue { Function: var function, Closure: var closure })
            return new UnknownValue(Unfollowed(Strip(at)), At(at));
        if (ReturnedBy(function) is not { } body)
            return new UnknownValue("the lambda has a body of statements", At(at));
        var inner = new Scope(closure) { Row = shape, Inlined = scope.Inlined };
        var parameters = function.Symbol.Parameters;
        for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
            inner.Values = inner.Values.SetItem(parameters[i], arguments[i]);
        active.Push(shape);
        try
        {
            return Evaluate(body, inner) ?? new UnknownValue("the expression is too long", At(at));
        }
        finally
        {
            active.Pop();
        }
    }

    private void AddFilter(Shape shape, IOperation? argument, IOperation call, Scope scope)
    {
        if (argument is null)
            return;
        var predicate = PredicateOf(Evaluate(argument, scope), argument, shape, scope, shape.Element);
        AddFilter(shape, predicate, call);
    }

    private void AddFilter(Shape shape, Predicate predicate, IOperation at)
    {
        var must = new List<Predicate>();
        Predicates.Split(predicate, must, shape.Optional);
        // A condition that always holds filters nothing, but somebody wrote it: it keeps its place.
        if (must.Count == 0 && Predicates.IsTrue(predicate))
            shape.Filters.Add(Predicate.True with { Origin = At(at) });
        foreach (var condition in must)
        {
            var added = condition;
            if (shape.IsDerived && condition is not UnknownPredicate)
            {
                var columns = new List<ColumnRef>();
                Predicates.CollectColumns(condition, columns);
                added = new OpaquePredicate(columns, "after a limit, DISTINCT or set operation") { Origin = condition.Origin };
            }
            else if (shape.IsGrouped)
            {
                added = condition with { Source = PredicateSource.Having };
            }

            if (Unknown(added) is { } unknown)
                shape.AddGap(QueryParts.Filter, unknown.Reason, unknown.Origin.Location is null ? At(at) : unknown.Origin);
            shape.Filters.Add(added);
        }
    }

    private static UnknownPredicate? Unknown(Predicate predicate)
    {
        switch (predicate)
        {
            case UnknownPredicate unknown:
                return unknown;
            case AllOf all:
                foreach (var operand in all.Operands)
                {
                    if (Unknown(operand) is { } found)
                        return found;
                }

                return null;
            case AnyOf any:
                foreach (var operand in any.Operands)
                {
                    if (Unknown(operand) is { } found)
                        return found;
                }

                return null;
            case Not not:
                return Unknown(not.Operand);
            default:
                return null;
        }
    }

    private void Select(Shape shape, IInvocationOperation call, Scope scope)
    {
        var selector = Argument(call, "selector");
        if (selector is null)
            return;
        var element = ApplyLambda(Evaluate(selector, scope), selector, shape, scope, shape.Element);
        shape.IsProjected = true;
        shape.ProjectionOrigin = At(selector);
        shape.Element = element;
        if (element is QueryValue)
            return;
        shape.Element = Attach(element, shape, 0);
        if (element is UnknownValue unknown)
            shape.AddGap(QueryParts.Projection, unknown.Reason, unknown.Origin);
    }

    /// <summary>Sub-queries of a projection become sources of the query; what they give stays usable by later operators.</summary>
    private Value Attach(Value value, Shape shape, int level)
    {
        const int maxLevels = 16;
        if (level > maxLevels)
            return value;
        switch (value)
        {
            case QueryValue query:
                var sub = Distinct(query.Shape, shape);
                shape.Absorb(sub, JoinKind.Apply);
                return query;
            case TupleValue tuple:
                foreach (var member in tuple.Members)
                    Attach(member.Value, shape, level + 1);
                foreach (var other in tuple.Others)
                    Attach(other, shape, level + 1);
                return tuple;
            default:
                return value;
        }
    }

    private void AddSort(Shape shape, IInvocationOperation call, IMethodSymbol method, Scope scope)
    {
        var descending = method.Name.EndsWith("Descending", System.StringComparison.Ordinal);
        var selector = Argument(call, "keySelector");
        var key = selector is null ? shape.Element : ApplyLambda(Evaluate(selector, scope), selector, shape, scope, shape.Element);
        if (shape.IsDerived)
            return;
        var origin = selector is null ? At(call) : At(Body(selector));
        AddSortKey(shape, key, selector ?? call, descending, origin);
    }

    private void AddSortKey(Shape shape, Value key, IOperation at, bool descending, Origin origin)
    {
        switch (key)
        {
            case ColumnValue column:
                shape.Sort.Add(new SortKey(column.Column, descending) { Origin = origin });
                break;
            case EntityValue entity:
                foreach (var property in entity.Entity.Key)
                {
                    if (Column(entity, property, shape) is { } column)
                        shape.Sort.Add(new SortKey(column, descending) { Origin = origin });
                }

                break;
            case OperandValue operand:
                // A constant orders nothing; a call per row (Guid.NewGuid, EF.Functions.Random) shuffles.
                if (IsRandom(Body(at)))
                    shape.Sort.Add(new SortKey(null, descending) { Expression = Text(Body(at)), IsRandom = true, Origin = origin });
                else if (operand.Operand is Parameter)
                    shape.AddGap(QueryParts.Sort, "it is sorted by something that is not of the row", origin);
                break;
            case TupleValue { Others.IsEmpty: true }:
                shape.Sort.Add(new SortKey(null, descending) { Expression = Text(Body(at)), Origin = origin });
                break;
            case UnknownValue unknown:
                shape.AddGap(QueryParts.Sort, unknown.Reason, unknown.Origin);
                break;
            default:
                shape.Sort.Add(new SortKey(null, descending) { Expression = Text(Body(at)), IsRandom = IsRandom(Body(at)), Origin = origin });
                break;
        }
    }

    private static bool IsRandom(IOperation operation) => Strip(operation) is IInvocationOperation
    {
        TargetMethod: { Name: "NewGuid", ContainingType.Name: "Guid" } or { Name: "Random", ContainingType.Name: "DbFunctionsExtensions" or "EF" }
            or { Name: "Next" or "NextDouble", ContainingType.Name: "Random" },
    };

    /// <summary>The expression of a lambda argument, or the argument itself.</summary>
    private static IOperation Body(IOperation argument) =>
        Strip(argument) is IAnonymousFunctionOperation function && ReturnedBy(function) is { } body ? body : argument;

    private Operand Count(IInvocationOperation call, Shape shape, Scope scope)
    {
        var argument = Argument(call, "count");
        if (argument is null)
            return new UnknownOperand();
        if (scope.IsRow)
            return Evaluate(argument, scope) is OperandValue row ? row.Operand : new UnknownOperand();
        Capture(argument, shape);
        var value = Evaluate(argument, scope);
        return value is OperandValue operand ? operand.Operand : Plain(argument).Operand;
    }

    private void GroupBy(Shape shape, IInvocationOperation call, Scope scope)
    {
        var selector = Argument(call, "keySelector");
        if (selector is null)
            return;
        var key = ApplyLambda(Evaluate(selector, scope), selector, shape, scope, shape.Element);
        var element = shape.Element;
        if (Argument(call, "elementSelector") is { } elementSelector)
            element = ApplyLambda(Evaluate(elementSelector, scope), elementSelector, shape, scope, shape.Element);
        var parts = Parts(key, shape);
        if (parts.IsUnknown)
            shape.AddGap(QueryParts.Projection, parts.Reason, At(selector));
        shape.GroupBy.Clear();
        if (key is ColumnValue or TupleValue or FunctionValue)
            shape.GroupBy.AddRange(parts.Columns);
        shape.IsGrouped = true;
        shape.IsProjected = true;
        shape.ProjectionOrigin = At(call);
        shape.Sort.Clear();
        var group = new GroupValue(key, element);
        if (Argument(call, "resultSelector") is { } result)
            shape.Element = ApplyLambda(Evaluate(result, scope), result, shape, scope, key, group);
        else
            shape.Element = group;
    }

    private void OfType(Shape shape, IMethodSymbol method, IInvocationOperation call, Scope scope)
    {
        if (method.TypeArguments.Length != 1 || shape.Element is not EntityValue entity || shape.Schema is null)
            return;
        var name = QueryTypes.MetadataName(scope.Resolve(method.TypeArguments[0]));
        if (shape.Schema.FindEntityOfType(name) is not { } derived || !DerivesFrom(shape.Schema, derived, entity.Entity) || derived.Name == entity.Entity.Name)
            return;
        var id = SourceOf(entity, shape);
        if (method.Name == "OfType" && Discriminator(shape.Schema, derived, id, At(call)) is { } predicate)
            shape.Filters.Add(predicate);
        shape.Element = entity.As(derived);
    }
}
