using System;
using System.Collections.Generic;
using System.Globalization;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>From the conditions of SQL text to predicates: negation pushed inward, columns resolved, functions over columns told apart.</summary>
/// <param name="statement">The statement being read: takes the sources of sub-queries and the gaps.</param>
internal sealed class SqlPredicateReader(SqlStatementReader statement)
{
    /// <summary>A tree is never deeper than the parser's own bound, but operands of NOT and OR multiply: beyond this, a condition is opaque.</summary>
    private const int MaxDepth = 200;

    public Predicate Read(Syntax.SqlExpression expression, SqlScope scope, PredicateSource source) => Read(expression, scope, source, negated: false, depth: 0);

    private Predicate Read(Syntax.SqlExpression expression, SqlScope scope, PredicateSource source, bool negated, int depth)
    {
        if (depth > MaxDepth)
            return Opaque(expression, scope, source);
        Predicate predicate = expression switch
        {
            Syntax.LogicalExpression { Operator: not Syntax.LogicalOperator.Xor } logical => Logical(logical, scope, source, negated, depth),
            Syntax.UnaryExpression { Operator: Syntax.UnaryOperator.Not } not => Read(not.Operand, scope, source, !negated, depth + 1),
            Syntax.BinaryExpression { IsComparison: true } comparison => Comparison(comparison, scope, source, negated),
            Syntax.InExpression membership => Membership(membership, scope, source, negated != membership.IsNegated),
            Syntax.BetweenExpression between => Between(between, scope, source, negated != between.IsNegated),
            Syntax.LikeExpression like => Like(like, scope, source, negated != like.IsNegated),
            Syntax.IsExpression test => Test(test, scope, source, negated != test.IsNegated),
            Syntax.ExistsExpression exists => Exists(exists, scope, negated),
            Syntax.Literal { LiteralKind: Syntax.LiteralKind.True or Syntax.LiteralKind.False } literal =>
                Constant((literal.LiteralKind == Syntax.LiteralKind.True) != negated),
            Syntax.ColumnReference column when Column(column, scope) is { } known =>
                new Comparison(known, Comparator.Equal, new Constant(negated ? "0" : "1") { Kind = ValueKind.Boolean }),
            Syntax.HoleExpression or Syntax.ErrorExpression => Unknown(expression),
            _ => Opaque(expression, scope, source),
        };
        return predicate with { Origin = statement.At(expression), Source = source };
    }

    private static Predicate Constant(bool value) => value ? new AllOf(default(EquatableArray<Predicate>)) : new AnyOf(default(EquatableArray<Predicate>));

    private static UnknownPredicate Unknown(Syntax.SqlExpression expression) =>
        new(expression is Syntax.ErrorExpression ? "a part of the condition could not be read" : "a part of the condition is known only at run time");

    private Predicate Logical(Syntax.LogicalExpression logical, SqlScope scope, PredicateSource source, bool negated, int depth)
    {
        var operands = new List<Predicate>(logical.Operands.Length);
        var isAnd = (logical.Operator == Syntax.LogicalOperator.And) != negated;
        foreach (var operand in logical.Operands)
        {
            var read = Read(operand, scope, source, negated, depth + 1);
            // WHERE 1 = 1 AND …: said for the sake of what is appended.
            if (isAnd ? read is not AllOf { Operands.IsEmpty: true } : read is not AnyOf { Operands.IsEmpty: true })
                operands.Add(read);
        }

        if (operands.Count == 1)
            return operands[0];
        return isAnd ? new AllOf(operands) : new AnyOf(operands);
    }

    private Predicate Comparison(Syntax.BinaryExpression comparison, SqlScope scope, PredicateSource source, bool negated)
    {
        var left = comparison.Left;
        var right = comparison.Right;
        var comparator = OperatorOf(comparison.Operator);
        if (right is Syntax.QuantifiedExpression quantified)
            return Quantified(comparison, quantified, scope, source, negated);
        if (negated)
            comparator = Negate(comparator);
        if (left is Syntax.Literal && right is Syntax.Literal)
            return Literals((Syntax.Literal)left, (Syntax.Literal)right, comparator) ?? Opaque(comparison, scope, source);
        var leftColumn = Operand(left, scope);
        var rightColumn = Operand(right, scope);
        if (leftColumn is null && rightColumn is not null)
        {
            (left, right, leftColumn, rightColumn) = (right, left, rightColumn, leftColumn);
            comparator = Reverse(comparator);
        }

        if (leftColumn is { } column)
        {
            // A comparison with NULL is never true, in any direction: SQ04's matter.
            if (rightColumn is { } other)
                return new Comparison(column, comparator, new ColumnOperand(other));
            if (SingleColumn(right, scope, out var columns) is { } inner && inner.Source != column.Source)
                return Function(right, inner, Reverse(comparator), new ColumnOperand(column));
            return columns.Count == 0 ? new Comparison(column, comparator, Value(right, scope)) : Opaque(comparison, scope, source);
        }

        if (SingleColumn(left, scope, out var leftColumns) is { } wrapped && !HasColumns(right, scope))
            return Function(left, wrapped, comparator, Value(right, scope));
        if (SingleColumn(right, scope, out _) is { } reversed && leftColumns.Count == 0)
            return Function(right, reversed, Reverse(comparator), Value(left, scope));
        return Opaque(comparison, scope, source);
    }

    private FunctionComparison Function(Syntax.SqlExpression expression, ColumnRef column, Comparator comparator, Operand value) =>
        new(column, SqlFunctions.KindOf(expression), statement.TextOf(expression), comparator, value);

    /// <summary><c>1 = 1</c>, <c>1 = 0</c>: how texts say "always" and "never".</summary>
    private static Predicate? Literals(Syntax.Literal left, Syntax.Literal right, Comparator comparator) =>
        comparator is Comparator.Equal or Comparator.NotEqual
            ? Constant((left.Value == right.Value) == (comparator == Comparator.Equal))
            : null;

    private Predicate Quantified(
        Syntax.BinaryExpression comparison, Syntax.QuantifiedExpression quantified, SqlScope scope, PredicateSource source, bool negated)
    {
        var isMember = comparison.Operator == Syntax.BinaryOperator.Equal && !quantified.IsAll;
        var isNoMember = comparison.Operator == Syntax.BinaryOperator.NotEqual && quantified.IsAll;
        if (Operand(comparison.Left, scope) is not { } column || !(isMember || isNoMember))
            return Opaque(comparison, scope, source);
        var comparator = isMember != negated ? Comparator.In : Comparator.NotIn;
        if (quantified.Query is { } query)
            return new Comparison(column, comparator, new SubQueryOperand(statement.ReadSubQuery(query, scope, comparator == Comparator.In ? JoinKind.Semi : JoinKind.Anti)));
        return new Comparison(column, comparator, quantified.Array is Syntax.Parameter parameter ? statement.ListOf(parameter.Name) with { Form = ListForm.OneValue } : new ListOperand(null));
    }

    private Predicate Membership(Syntax.InExpression membership, SqlScope scope, PredicateSource source, bool negated)
    {
        var comparator = negated ? Comparator.NotIn : Comparator.In;
        if (membership.Query is { } query)
        {
            var sources = statement.ReadSubQuery(query, scope, negated ? JoinKind.Anti : JoinKind.Semi, out var selected);
            return Operand(membership.Operand, scope) is { } tested
                ? new Comparison(tested, comparator, new SubQueryOperand(sources) { Selected = selected })
                : new ExistsPredicate(sources, negated);
        }

        if (Operand(membership.Operand, scope) is not { } column)
        {
            return SingleColumn(membership.Operand, scope, out _) is { } wrapped
                ? Function(membership.Operand, wrapped, comparator, List(membership))
                : Opaque(membership, scope, source);
        }

        foreach (var element in membership.List)
        {
            if (HasColumns(element, scope))
                return Opaque(membership, scope, source);
        }

        // A list of one value is an equality.
        return membership is { HasParentheses: true, List: [Syntax.Literal only] }
            ? new Comparison(column, negated ? Comparator.NotEqual : Comparator.Equal, Value(only, scope))
            : new Comparison(column, comparator, List(membership));
    }

    private ListOperand List(Syntax.InExpression membership)
    {
        // Dapper expands a list given for one parameter, with or without parentheses.
        if (membership.List is [Syntax.Parameter only])
            return statement.ListOf(only.Name);
        var constants = new List<string>();
        var isCertain = true;
        foreach (var element in membership.List)
        {
            if (element is Syntax.Literal { HasHole: false } literal)
                constants.Add(literal.Value);
            isCertain &= element is Syntax.Literal or Syntax.Parameter;
        }

        return new ListOperand(isCertain ? membership.List.Length : null)
        {
            Constants = constants.Count == membership.List.Length ? constants : default(EquatableArray<string>),
        };
    }

    private Predicate Between(Syntax.BetweenExpression between, SqlScope scope, PredicateSource source, bool negated)
    {
        if (HasColumns(between.Low, scope) || HasColumns(between.High, scope))
            return Opaque(between, scope, source);
        var low = Bound(between, negated ? Comparator.LessThan : Comparator.GreaterThanOrEqual, between.Low, scope, source);
        var high = Bound(between, negated ? Comparator.GreaterThan : Comparator.LessThanOrEqual, between.High, scope, source);
        return negated ? new AnyOf((Predicate[])[low, high]) : new AllOf((Predicate[])[low, high]);
    }

    private Predicate Bound(Syntax.BetweenExpression between, Comparator comparator, Syntax.SqlExpression value, SqlScope scope, PredicateSource source)
    {
        Predicate bound = Operand(between.Operand, scope) is { } column
            ? new Comparison(column, comparator, Value(value, scope))
            : SingleColumn(between.Operand, scope, out _) is { } wrapped
                ? Function(between.Operand, wrapped, comparator, Value(value, scope))
                : Opaque(between, scope, source);
        return bound with { Origin = statement.At(between), Source = source };
    }

    private Predicate Like(Syntax.LikeExpression like, SqlScope scope, PredicateSource source, bool negated)
    {
        if (Operand(like.Operand, scope) is not { } column)
        {
            return SingleColumn(like.Operand, scope, out _) is { } wrapped && !negated
                ? Function(like.Operand, wrapped, Comparator.Like, Value(like.Pattern, scope))
                : Opaque(like, scope, source);
        }

        if (negated || like.LikeKind is not (Syntax.LikeKind.Like or Syntax.LikeKind.ILike))
            return Opaque(like, scope, source);
        var comparator = PatternOf(like.Pattern);
        return like.LikeKind == Syntax.LikeKind.ILike
            ? new FunctionComparison(column, ColumnFunction.CaseFold, "ILIKE", comparator, Value(like.Pattern, scope))
            : new Comparison(column, comparator, Value(like.Pattern, scope));
    }

    /// <summary>What the ends of a pattern say: <c>'x%'</c>, <c>@p || '%'</c>, <c>CONCAT('%', @p)</c>.</summary>
    private static Comparator PatternOf(Syntax.SqlExpression pattern)
    {
        var first = Edge(pattern, last: false);
        var last = Edge(pattern, last: true);
        if (first is null || last is null)
        {
            // A parameter at one end: it may begin with a wildcard itself, only the other end is certain.
            return first is { } opening && opening.StartsWith("%", StringComparison.Ordinal) ? Comparator.Contains : Comparator.Like;
        }

        if (pattern is Syntax.Literal literal)
        {
            var inner = literal.Value.Trim('%');
            if (inner.IndexOf('%') >= 0 || inner.IndexOf('_') >= 0)
                return literal.Value.Length > 0 && literal.Value[0] is not ('%' or '_') ? Comparator.Prefix : Comparator.Like;
            if (literal.Value.IndexOf('%') < 0)
                return Comparator.Equal;
        }

        var opens = first.StartsWith("%", StringComparison.Ordinal) || first.StartsWith("_", StringComparison.Ordinal);
        var closes = last.EndsWith("%", StringComparison.Ordinal);
        return opens ? closes ? Comparator.Contains : Comparator.Suffix : Comparator.Prefix;
    }

    /// <summary>The literal text at an end of a pattern; empty for a parameter, whose text is not known; null for anything else.</summary>
    private static string? Edge(Syntax.SqlExpression pattern, bool last)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            switch (pattern)
            {
                case Syntax.Literal { HasHole: false } literal:
                    return literal.Value;
                case Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Add or Syntax.BinaryOperator.Concat } concat:
                    pattern = last ? concat.Right : concat.Left;
                    continue;
                case Syntax.FunctionCall { Arguments.Length: > 0 } call when call.Name.Last.Is("concat"):
                    pattern = last ? call.Arguments[call.Arguments.Length - 1] : call.Arguments[0];
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private Predicate Test(Syntax.IsExpression test, SqlScope scope, PredicateSource source, bool negated)
    {
        if (Operand(test.Operand, scope) is not { } column)
            return Opaque(test, scope, source);
        switch (test.Test)
        {
            case Syntax.IsTest.Null:
                return new Comparison(column, negated ? Comparator.IsNotNull : Comparator.IsNull, new Constant((string?)null));
            case Syntax.IsTest.True or Syntax.IsTest.False:
                return negated
                    ? Opaque(test, scope, source)
                    : new Comparison(column, Comparator.Equal, new Constant(test.Test == Syntax.IsTest.True ? "1" : "0") { Kind = ValueKind.Boolean });
            case Syntax.IsTest.DistinctFrom when negated && test.Right is { } right && !HasColumns(right, scope):
                return new Comparison(column, Comparator.Equal, Value(right, scope));
            default:
                return Opaque(test, scope, source);
        }
    }

    private ExistsPredicate Exists(Syntax.ExistsExpression exists, SqlScope scope, bool negated) =>
        new(exists.Query is { } query ? statement.ReadSubQuery(query, scope, negated ? JoinKind.Anti : JoinKind.Semi) : default, negated);

    private OpaquePredicate Opaque(Syntax.SqlExpression expression, SqlScope scope, PredicateSource source)
    {
        var columns = Columns(expression, scope);
        statement.SubQueriesOf(expression, scope);
        return new OpaquePredicate(columns, statement.TextOf(expression)) { Origin = statement.At(expression), Source = source };
    }

    /// <summary>The column that is compared.</summary>
    private ColumnRef? Operand(Syntax.SqlExpression expression, SqlScope scope)
    {
        var column = Column(expression, scope);
        if (column is null)
            statement.NoteBareName(expression, scope);
        return column;
    }

    /// <summary>The column that an expression is, when it is nothing else.</summary>
    public ColumnRef? Column(Syntax.SqlExpression expression, SqlScope scope)
    {
        if (expression is not Syntax.ColumnReference reference
            || (reference.Name.Count == 1 && !reference.Column.IsQuoted && SqlFunctions.IsServerValue(reference.Column.Text)))
        {
            return null;
        }

        statement.NoteName(reference, scope);
        return scope.Resolve(reference);
    }

    /// <summary>The one column that an expression is made of, besides values.</summary>
    private ColumnRef? SingleColumn(Syntax.SqlExpression expression, SqlScope scope, out List<ColumnRef> columns)
    {
        columns = Columns(expression, scope);
        if (columns.Count == 0 || HasSubQuery(expression))
            return null;
        foreach (var column in columns)
        {
            if (column != columns[0])
                return null;
        }

        return columns[0];
    }

    private bool HasColumns(Syntax.SqlExpression expression, SqlScope scope)
    {
        var walker = new ColumnWalker(this, scope);
        walker.Visit(expression);
        return walker.Found.Count > 0 || walker.HasUnresolved;
    }

    public List<ColumnRef> Columns(Syntax.SqlNode expression, SqlScope scope)
    {
        var walker = new ColumnWalker(this, scope);
        walker.Visit(expression);
        return walker.Found;
    }

    private static bool HasSubQuery(Syntax.SqlExpression expression)
    {
        var walker = new QueryWalker();
        walker.Visit(expression);
        return walker.Found;
    }

    public Operand Value(Syntax.SqlExpression expression, SqlScope scope)
    {
        switch (expression)
        {
            case Syntax.Literal { HasHole: false } literal:
                return literal.LiteralKind switch
                {
                    Syntax.LiteralKind.Null => new Constant((string?)null),
                    Syntax.LiteralKind.True => new Constant("1") { Kind = ValueKind.Boolean },
                    Syntax.LiteralKind.False => new Constant("0") { Kind = ValueKind.Boolean },
                    Syntax.LiteralKind.Number => new Constant(literal.Value)
                    {
                        Kind = long.TryParse(literal.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? ValueKind.Integer : ValueKind.Decimal,
                    },
                    Syntax.LiteralKind.Temporal => new Constant(literal.Value) { Kind = ValueKind.DateTime },
                    _ => new Constant(literal.Value) { Kind = ValueKind.String },
                };
            case Syntax.UnaryExpression { Operator: Syntax.UnaryOperator.Minus, Operand: Syntax.Literal number }:
                return new Constant("-" + number.Value) { Kind = ValueKind.Integer };
            case Syntax.Parameter parameter:
                return statement.ParameterOf(parameter.Name);
            case Syntax.CastExpression { Operand: Syntax.Parameter cast }:
                // The type that it is cast to is not the one that the program sends.
                return new Model.Parameter(cast.Name);
            case Syntax.CastExpression cast:
                return Value(cast.Operand, scope);
            case Syntax.SubqueryExpression sub:
                return new SubQueryOperand(statement.ReadSubQuery(sub.Query, scope, JoinKind.Apply));
            case Syntax.HoleExpression hole when statement.HolesAreParameters:
                return statement.HoleParameter(hole.HoleId);
            case Syntax.FunctionCall or Syntax.BinaryExpression or Syntax.ColumnReference:
                // now(), @p + 1: computed once, from no column.
                return new Model.Parameter(statement.TextOf(expression));
            default:
                return new UnknownOperand();
        }
    }

    private static Comparator OperatorOf(Syntax.BinaryOperator op) => op switch
    {
        Syntax.BinaryOperator.NotEqual => Comparator.NotEqual,
        Syntax.BinaryOperator.Less => Comparator.LessThan,
        Syntax.BinaryOperator.LessOrEqual => Comparator.LessThanOrEqual,
        Syntax.BinaryOperator.Greater => Comparator.GreaterThan,
        Syntax.BinaryOperator.GreaterOrEqual => Comparator.GreaterThanOrEqual,
        _ => Comparator.Equal,
    };

    private static Comparator Negate(Comparator comparator) => comparator switch
    {
        Comparator.Equal => Comparator.NotEqual,
        Comparator.NotEqual => Comparator.Equal,
        Comparator.LessThan => Comparator.GreaterThanOrEqual,
        Comparator.LessThanOrEqual => Comparator.GreaterThan,
        Comparator.GreaterThan => Comparator.LessThanOrEqual,
        Comparator.GreaterThanOrEqual => Comparator.LessThan,
        _ => comparator,
    };

    private static Comparator Reverse(Comparator comparator) => comparator switch
    {
        Comparator.LessThan => Comparator.GreaterThan,
        Comparator.LessThanOrEqual => Comparator.GreaterThanOrEqual,
        Comparator.GreaterThan => Comparator.LessThan,
        Comparator.GreaterThanOrEqual => Comparator.LessThanOrEqual,
        _ => comparator,
    };

    /// <summary>Collects columns; sub-queries have their own.</summary>
    private sealed class ColumnWalker(SqlPredicateReader reader, SqlScope scope) : Syntax.SqlWalker
    {
        public List<ColumnRef> Found { get; } = [];

        /// <summary>Something that may be a column, but of which table cannot be told.</summary>
        public bool HasUnresolved { get; private set; }

        public override void Visit(Syntax.SqlNode? node)
        {
            switch (node)
            {
                case Syntax.SqlQuery:
                    return;
                case Syntax.ColumnReference reference:
                    if (reader.Column(reference, scope) is { } column)
                        Found.Add(column);
                    else if (!SqlFunctions.IsServerValue(reference.Column.Text ?? "") && reference.Name.Count > 1)
                        HasUnresolved = true;
                    return;
                default:
                    base.Visit(node);
                    return;
            }
        }
    }

    private sealed class QueryWalker : Syntax.SqlWalker
    {
        public bool Found { get; private set; }

        public override void Visit(Syntax.SqlNode? node)
        {
            Found |= node is Syntax.SqlQuery;
            if (!Found)
                base.Visit(node);
        }
    }
}
