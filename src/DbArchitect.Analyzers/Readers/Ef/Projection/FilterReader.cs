using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// Global query filters as predicates. A lambda is read as the conditions of a query are; one that code composes of expression nodes is put together from them.
/// A part that cannot be said of the entity's own columns is unknown within, and the rest still holds.
/// </summary>
internal sealed class FilterReader(PredicateReader conditions, CancellationToken cancellation)
{
    private const int MaxDepth = 32;

    /// <param name="type">The entity type of the model.</param>
    /// <param name="entity">The same as projected.</param>
    /// <param name="schema">The schema without filters.</param>
    public Fact<Predicate> Read(EfEntityType type, Entity entity, Schema schema)
    {
        var parts = new List<Predicate>();
        var isKnown = false;
        foreach (var filter in type.Root.QueryFilters)
        {
            var predicate = Predicates.Map(Read(filter, entity, schema), static source => source, PredicateSource.QueryFilter);
            Predicates.Flatten(predicate, parts);
        }

        foreach (var part in parts)
            isKnown |= part is not UnknownPredicate;
        if (parts.Count > 0)
            return isKnown ? Fact<Predicate>.Of(parts.Count == 1 ? parts[0] : new AllOf(parts) { Source = PredicateSource.QueryFilter }) : Fact<Predicate>.Unknown;
        return type.Root.QueryFilters.Count > 0 || type.Root.Unknown.Exists(static fact => (fact.Aspects & TableAspects.QueryFilters) != 0)
            ? Fact<Predicate>.Unknown
            : Fact<Predicate>.Absent;
    }

    private Predicate Read(EfQueryFilter filter, Entity entity, Schema schema) => filter switch
    {
        { Reason: { } reason } => new UnknownPredicate(reason) { Origin = filter.Origin },
        { Condition: LambdaValue lambda } => conditions.Read(lambda.Lambda, entity, schema, Captured(lambda), cancellation),
        { Condition: ConditionValue condition } => Translate(condition.Node, entity, filter.Origin, 0),
        _ => new UnknownPredicate("the filter is composed out of sight") { Origin = filter.Origin },
    };

    /// <summary>What the lambda takes from the code around it and what is known: the name in <c>EF.Property(e, name)</c>.</summary>
    private static Dictionary<ISymbol, Constant> Captured(LambdaValue lambda)
    {
        var captured = new Dictionary<ISymbol, Constant>(SymbolEqualityComparer.Default);
        foreach (var part in lambda.Lambda.Descendants())
        {
            var (symbol, type) = part switch
            {
                IParameterReferenceOperation parameter => ((ISymbol)parameter.Parameter, parameter.Type),
                ILocalReferenceOperation local => (local.Local, local.Type),
                _ => (null!, null),
            };
            if (symbol is not null && lambda.Frame.Get(symbol) is ConstantValue { Constant: string text })
                captured[symbol] = new Constant(text) { Kind = ScalarTypes.KindOf(type) };
        }

        return captured;
    }

    private static Predicate Translate(ConditionNode node, Entity entity, Origin origin, int depth)
    {
        if (depth > MaxDepth)
            return Unknown(origin);
        switch (node)
        {
            case LogicNode logic:
                EquatableArray<Predicate> operands = [Translate(logic.Left, entity, origin, depth + 1), Translate(logic.Right, entity, origin, depth + 1)];
                return logic.IsAnd ? new AllOf(operands) { Origin = origin } : new AnyOf(operands) { Origin = origin };
            case NegationNode negation:
                return Predicates.Negate(Translate(negation.Operand, entity, origin, depth + 1));
            case PropertyNode flag when ColumnOf(flag, entity) is { } column:
                return Compare(column, Comparator.Equal, new Constant("1") { Kind = ValueKind.Boolean }, origin);
            case ComparisonNode { Left: PropertyNode left, Right: ValueNode right } comparison when ColumnOf(left, entity) is { } column:
                return Compare(column, comparison.Comparator, right.Value, origin);
            case ComparisonNode { Left: ValueNode left, Right: PropertyNode right } comparison when ColumnOf(right, entity) is { } column:
                return Compare(column, Predicates.Mirror(comparison.Comparator), left.Value, origin);
            default:
                return Unknown(origin);
        }
    }

    private static UnknownPredicate Unknown(Origin origin) => new("the expression cannot be followed") { Origin = origin };

    private static string? ColumnOf(PropertyNode property, Entity entity) => entity.FindProperty(property.Path)?.Column;

    private static Comparison Compare(string column, Comparator comparator, Operand value, Origin origin)
    {
        var isNull = value is Constant { Text: null };
        comparator = comparator switch
        {
            Comparator.Equal when isNull => Comparator.IsNull,
            Comparator.NotEqual when isNull => Comparator.IsNotNull,
            _ => comparator,
        };
        return new Comparison(new ColumnRef(0, column), comparator, value) { Origin = origin };
    }
}
