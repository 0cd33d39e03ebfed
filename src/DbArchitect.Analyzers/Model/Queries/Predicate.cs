namespace DbArchitect.Analyzers.Model;

/// <summary>A column of one of a query's sources.</summary>
/// <param name="Source">Index into <see cref="Query.Sources"/>.</param>
internal readonly record struct ColumnRef(int Source, string Column);

internal enum Comparator : byte
{
    Equal,
    NotEqual,
    In,
    NotIn,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    IsNull,
    IsNotNull,

    /// <summary>Begins with: LIKE 'x%'.</summary>
    Prefix,

    /// <summary>Ends with: LIKE '%x'.</summary>
    Suffix,

    /// <summary>LIKE '%x%'.</summary>
    Contains,

    /// <summary>LIKE with a pattern that is not known, or with wildcards inside.</summary>
    Like,
}

/// <summary>Who put a predicate into the query.</summary>
internal enum PredicateSource : byte
{
    /// <summary>Written in the query.</summary>
    User,

    /// <summary>A global query filter of the model.</summary>
    QueryFilter,

    /// <summary>Selects a class of a hierarchy.</summary>
    Discriminator,
    Join,
    Having,
}

/// <summary>A condition on the rows of a query, over its sources' columns, in three-valued SQL logic.</summary>
internal abstract record Predicate
{
    public Origin Origin { get; init; }

    public PredicateSource Source { get; init; }

    public static Predicate True { get; } = new AllOf(default(EquatableArray<Predicate>));
}

/// <summary>AND; without operands: true.</summary>
internal sealed record AllOf(EquatableArray<Predicate> Operands) : Predicate;

/// <summary>OR; without operands: false.</summary>
internal sealed record AnyOf(EquatableArray<Predicate> Operands) : Predicate;

/// <summary>
/// NOT over something that has no comparator of its own. Readers push negation inward: <c>!(a == 1)</c> is
/// <see cref="Comparator.NotEqual"/>, <c>!(a &amp;&amp; b)</c> is an OR.
/// </summary>
internal sealed record Not(Predicate Operand) : Predicate;

/// <summary>A plain column compared with something: what an index can serve.</summary>
internal sealed record Comparison(ColumnRef Column, Comparator Operator, Operand Value) : Predicate;

/// <summary>What is done to a column before it is compared.</summary>
internal enum ColumnFunction : byte
{
    /// <summary>Any other call or expression.</summary>
    Other,

    /// <summary>The calendar day of a time: <c>.Date</c>, <c>CAST(x AS date)</c>, <c>date_trunc('day', x)</c>.</summary>
    Date,
    Year,
    Month,
    Day,

    /// <summary>Another part of a date or time.</summary>
    DatePart,

    /// <summary><c>x.AddDays(n)</c> and its relatives.</summary>
    DateAdd,

    /// <summary>ToLower, ToUpper, or a comparison that ignores case.</summary>
    CaseFold,
    Trim,
    Substring,
    Length,
    Arithmetic,

    /// <summary>COALESCE, ISNULL, <c>??</c>, GetValueOrDefault.</summary>
    Coalesce,
    Cast,

    /// <summary>Bit test: <c>HasFlag</c>, <c>&amp;</c>.</summary>
    BitTest,
    Json,
    Collate,
}

/// <summary>A function or arithmetic over one column compared with something: an index on the plain column cannot serve it.</summary>
/// <param name="Detail">The function as written, for messages: <c>.Date</c>, <c>ToLower()</c>, <c>+ 1</c>.</param>
internal sealed record FunctionComparison(ColumnRef Column, ColumnFunction Function, string Detail, Comparator Operator, Operand Value) : Predicate;

/// <summary>
/// A correlated sub-query: <c>EXISTS</c>, <c>IN (SELECT …)</c>, or a comparison of its count. Its tables are sources of the query with
/// <see cref="JoinKind.Semi"/> or <see cref="JoinKind.Anti"/>.
/// </summary>
internal sealed record ExistsPredicate(EquatableArray<int> Sources, bool IsNegated) : Predicate;

/// <summary>A condition that is known to be there and whose columns are known, but that no index can serve and no rule understands further.</summary>
internal sealed record OpaquePredicate(EquatableArray<ColumnRef> Columns, string Detail) : Predicate;

/// <summary>A condition that could not be read at all: it may restrict any column.</summary>
internal sealed record UnknownPredicate(string Reason) : Predicate;

/// <summary>How close to the end of a day a time is put to stand for the whole day.</summary>
internal enum DayEnd : byte
{
    None,

    /// <summary>23:59:59.</summary>
    Second,

    /// <summary>23:59:59.999.</summary>
    Millisecond,

    /// <summary>The last 100 nanoseconds.</summary>
    Tick,
}

/// <summary>What a column is compared with.</summary>
internal abstract record Operand
{
    /// <summary>The value is the last moment of a day, at this precision.</summary>
    public DayEnd DayEnd { get; init; }

    /// <summary>The type of the value, where known.</summary>
    public ValueKind Kind { get; init; }
}

/// <summary>A literal, constant or enum member: inlined into the SQL, so that a filtered index can match it.</summary>
/// <param name="Text">The value in invariant culture; null for NULL; enum members by number.</param>
internal sealed record Constant(string? Text) : Operand;

/// <summary>A captured variable, argument or property: sent as a parameter.</summary>
internal sealed record Parameter(string Name) : Operand
{
    /// <summary>Whether the value may be null; null when not known.</summary>
    public bool? MayBeNull { get; init; }

    /// <summary>The C# type in full, where known.</summary>
    public string ClrType { get; init; } = "";

    /// <summary>SQL text: no store type is named where the parameter is made, so that the driver chooses one by the C# type.</summary>
    public bool IsInferred { get; init; }
}

/// <summary>Another column: of the same source (opaque for indexes) or of another (a join).</summary>
internal sealed record ColumnOperand(ColumnRef Column) : Operand;

/// <summary>How a list in memory gets into a statement.</summary>
internal enum ListForm : byte
{
    Unknown,

    /// <summary>One value for the whole list: an array, or JSON that the statement takes apart.</summary>
    OneValue,

    /// <summary>A parameter for each element.</summary>
    Parameters,

    /// <summary>A parameter for each element, and one value for all where the engine would not take so many.</summary>
    ParametersThenOneValue,

    /// <summary>Written into the text: another list is another statement.</summary>
    Constants,
}

/// <summary>The list of an IN.</summary>
/// <param name="Count">How many, when it is certain.</param>
internal sealed record ListOperand(int? Count) : Operand
{
    /// <summary>The constants when all are; empty otherwise.</summary>
    public EquatableArray<string> Constants { get; init; }

    /// <summary>The captured variable when it is one.</summary>
    public string? Parameter { get; init; }

    /// <summary>The local variable that the elements come from, one for one or fewer: <c>orders</c> of <c>orders.Select(o => o.Id)</c>; empty for none.</summary>
    public string Variable { get; init; } = "";

    public ListForm Form { get; init; }
}

/// <summary>The rows of an uncorrelated sub-query.</summary>
internal sealed record SubQueryOperand(EquatableArray<int> Sources) : Operand
{
    /// <summary>SQL text: the column that it selects; null when it is not a single column of one of its tables.</summary>
    public ColumnRef? Selected { get; init; }
}

internal sealed record UnknownOperand : Operand;
