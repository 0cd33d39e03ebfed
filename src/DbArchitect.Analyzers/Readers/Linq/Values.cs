using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>What an expression stands for while a query is read. Column references hold source ids that are unique in one reading, not yet places in a query.</summary>
internal abstract class Value;

/// <summary>A query that is not executed yet: of the code, or a sub-query of a lambda.</summary>
internal sealed class QueryValue(Shape shape) : Value
{
    public Shape Shape { get; } = shape;
}

/// <summary>Rows, or something else, in memory: what is done to it sends no query.</summary>
internal sealed class MemoryValue : Value
{
    public static MemoryValue Instance { get; } = new();
}

/// <summary>
/// A row of an entity. One that is reached by a reference navigation has no source until a column is asked for that the foreign key does not hold.
/// </summary>
internal sealed class EntityValue(Entity entity, int id) : Value
{
    public Entity Entity { get; } = entity;

    /// <summary>The source's id; -1 while the join is not made.</summary>
    public int Id { get; } = id;

    public EntityValue? Parent { get; init; }

    public Navigation? Via { get; init; }

    public Origin Origin { get; init; }

    /// <summary>For a complex property or an owned entity in the same table: the path from the entity to here.</summary>
    public string Path { get; init; } = "";

    public EntityValue As(Entity derived) => new(derived, Id) { Parent = Parent, Via = Via, Origin = Origin, Path = Path };

    public EntityValue Into(string path) => new(Entity, Id) { Parent = Parent, Via = Via, Origin = Origin, Path = path };
}

internal sealed class ColumnValue(ColumnRef column, ITypeSymbol? type) : Value
{
    public ColumnRef Column { get; } = column;

    /// <summary>The C# type of the property.</summary>
    public ITypeSymbol? Type { get; } = type;
}

/// <summary>Something computed from columns.</summary>
internal sealed class FunctionValue(IReadOnlyList<ColumnRef> columns, ColumnFunction function, string detail) : Value
{
    public ImmutableArray<ColumnRef> Columns { get; } = ImmutableArray.CreateRange(columns);

    public ColumnFunction Function { get; } = function;

    public string Detail { get; } = detail;

    /// <summary>Computed over the rows of a group.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>The sources of the sub-query that gives it.</summary>
    public ImmutableArray<int> Sources { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>The number of rows of a sub-query.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whole entities take part, of these sources.</summary>
    public ImmutableArray<int> Entities { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>Why its columns are not complete; null when they are.</summary>
    public string? Unreadable { get; init; }
}

/// <summary>An object made of named parts: an anonymous type, a tuple, a DTO with initialisers.</summary>
internal sealed class TupleValue(ImmutableArray<KeyValuePair<string, Value>> members) : Value
{
    /// <summary>In the order of the code.</summary>
    public ImmutableArray<KeyValuePair<string, Value>> Members { get; } = members;

    public Value? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key == name)
                return member.Value;
        }

        return null;
    }

    /// <summary>Something went in whose place is not known, for example a constructor's argument.</summary>
    public ImmutableArray<Value> Others { get; init; } = ImmutableArray<Value>.Empty;
}

/// <summary>An IGrouping.</summary>
internal sealed class GroupValue(Value key, Value element) : Value
{
    public Value Key { get; } = key;

    public Value Element { get; } = element;
}

/// <summary>The row or value that a sub-query gives (FirstOrDefault inside a lambda): its columns are not those of the query's own tables.</summary>
internal sealed class SubValue(Value element, ImmutableArray<int> sources) : Value
{
    public Value Element { get; } = element;

    public ImmutableArray<int> Sources { get; } = sources;
}

/// <summary>A value that goes into the query: from the outside, or constant.</summary>
internal sealed class OperandValue(Operand operand, ITypeSymbol? type) : Value
{
    public Operand Operand { get; } = operand;

    public ITypeSymbol? Type { get; } = type;

    public bool IsNull => Operand is Constant { Text: null };
}

/// <summary>Values in a list: an array or collection expression, or the arguments of a params parameter.</summary>
internal sealed class ListValue(ImmutableArray<Value> items) : Value
{
    public ImmutableArray<Value> Items { get; } = items;

    public bool IsCertain { get; init; } = true;
}

/// <summary>A lambda, with what its free variables stand for.</summary>
internal sealed class LambdaValue(IAnonymousFunctionOperation function, Scope closure) : Value
{
    public IAnonymousFunctionOperation Function { get; } = function;

    public Scope Closure { get; } = closure;
}

/// <summary>A truth value.</summary>
internal sealed class PredicateValue(Predicate predicate) : Value
{
    public Predicate Predicate { get; } = predicate;
}

/// <summary>Two predicates combined by code (PredicateBuilder, And, Or), or one negated.</summary>
internal sealed class ComposedLambdaValue(Value left, Value? right, bool isOr) : Value
{
    public Value Left { get; } = left;

    /// <summary>Null for the negation of <see cref="Left"/>.</summary>
    public Value? Right { get; } = right;

    public bool IsOr { get; } = isOr;

    /// <summary><see cref="Right"/> is there in some executions only.</summary>
    public bool IsOptional { get; init; }
}

internal sealed class UnknownValue(string reason, Origin origin) : Value
{
    public string Reason { get; } = reason;

    /// <summary>On some of the ways here it is a list, behind AsQueryable.</summary>
    public bool MayBeInMemory { get; init; }

    public Origin Origin { get; } = origin;
}

/// <summary>The result of Compare or CompareTo, which is tested against zero.</summary>
internal sealed class ComparedValue(Value left, Value right) : Value
{
    public Value Left { get; } = left;

    public Value Right { get; } = right;
}

/// <summary>An object of a class of the code that holds predicates or queries: a specification, with what its constructor set.</summary>
internal sealed class InstanceValue(INamedTypeSymbol type) : Value
{
    public INamedTypeSymbol Type { get; } = type;

    public Dictionary<ISymbol, Value> Members { get; } = new(SymbolEqualityComparer.Default);
}

/// <summary>What EF.Functions is called on.</summary>
internal sealed class FunctionsValue : Value
{
    public static FunctionsValue Instance { get; } = new();
}

/// <summary>The columns and entities that a value consists of.</summary>
internal sealed class ValueParts
{
    private const int MaxDepth = 32;

    public List<ColumnRef> Columns { get; } = [];

    public List<int> Entities { get; } = [];

    public bool IsUnknown { get; private set; }

    public string Reason { get; private set; } = "";

    public bool HasAggregate { get; private set; }

    public bool IsRowBound => Columns.Count > 0 || Entities.Count > 0 || IsUnknown || HasAggregate || HasSources;

    public bool HasSources { get; private set; }

    /// <param name="sourceOf">The source of an entity, making its join.</param>
    public void Add(Value? value, System.Func<EntityValue, int> sourceOf, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            IsUnknown = true;
            Reason = "the projection is nested too deeply";
            return;
        }

        switch (value)
        {
            case ColumnValue column:
                if (!Columns.Contains(column.Column))
                    Columns.Add(column.Column);
                break;
            case FunctionValue function:
                foreach (var column in function.Columns)
                {
                    if (!Columns.Contains(column))
                        Columns.Add(column);
                }

                foreach (var entity in function.Entities)
                    AddEntity(entity);
                HasAggregate |= function.IsAggregate;
                HasSources |= !function.Sources.IsEmpty;
                if (function.Unreadable is not null)
                    Fail(function.Unreadable);
                break;
            case EntityValue entity:
                AddEntity(sourceOf(entity));
                break;
            case TupleValue tuple:
                foreach (var member in tuple.Members)
                    Add(member.Value, sourceOf, depth + 1);
                foreach (var other in tuple.Others)
                    Add(other, sourceOf, depth + 1);
                break;
            case GroupValue group:
                Add(group.Key, sourceOf, depth + 1);
                Add(group.Element, sourceOf, depth + 1);
                break;
            case SubValue sub:
                HasSources = true;
                Add(sub.Element, sourceOf, depth + 1);
                break;
            case ListValue list:
                foreach (var item in list.Items)
                    Add(item, sourceOf, depth + 1);
                break;
            case PredicateValue predicate:
                Predicates.CollectColumns(predicate.Predicate, Columns);
                HasSources |= Predicates.HasSubQuery(predicate.Predicate);
                break;
            case UnknownValue unknown:
                Fail(unknown.Reason);
                break;
        }
    }

    private void AddEntity(int id)
    {
        if (!Entities.Contains(id))
            Entities.Add(id);
    }

    private void Fail(string reason)
    {
        IsUnknown = true;
        Reason = reason;
    }
}
