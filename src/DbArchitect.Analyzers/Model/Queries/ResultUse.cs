using System;

namespace DbArchitect.Analyzers.Model;

/// <summary>Where the result of a query goes beyond what was followed.</summary>
[Flags]
internal enum ResultEscapes : byte
{
    None = 0,

    /// <summary>Returned or yielded: the caller may do anything with it.</summary>
    Returned = 1,

    /// <summary>Handed to another method, its own included.</summary>
    HandedOn = 2,

    /// <summary>Kept in a field, property, collection or object.</summary>
    Stored = 4,

    /// <summary>Used in a way that was not followed.</summary>
    Unknown = 8,

    /// <summary>One of several things that what is used may be: another query's row, an element that the program adds.</summary>
    Merged = 16,
}

/// <summary>What is done to a member of a loaded element.</summary>
internal enum MemberUseKind : byte
{
    Read,

    /// <summary>Assigned.</summary>
    Write,

    /// <summary>A collection to which elements are added or from which they are removed, without reading them.</summary>
    Change,

    /// <summary>Compared with null.</summary>
    NullTest,
}

/// <summary>A member of a loaded element that the method uses.</summary>
/// <param name="Path">From the element: <c>Customer.Name</c>; the member of a collection's elements follows the collection: <c>Lines.Price</c>.</param>
internal sealed record MemberUse(string Path, MemberUseKind Kind)
{
    /// <summary>The use lies in a loop or lambda that runs for every element.</summary>
    public bool IsPerElement { get; init; }

    /// <summary>The value written does not depend on other rows or the outside: a constant, a parameter, or the row's own columns.</summary>
    public bool IsSetBased { get; init; }

    public Origin Origin { get; init; }
}

/// <summary>A LINQ operator that is applied in memory, after the rows have come.</summary>
/// <param name="Name">The method: <c>Where</c>, <c>First</c>, <c>Count</c>.</param>
internal sealed record MemoryOperator(string Name)
{
    /// <summary>Its lambda compares members with values in ways that every provider translates, with the same meaning; true without lambda.</summary>
    public bool IsTranslatable { get; init; }

    /// <summary>It is given a lambda.</summary>
    public bool HasLambda { get; init; }

    /// <summary>It follows the terminal in one expression; otherwise it stands on the variable.</summary>
    public bool IsChained { get; init; }

    /// <summary>It is what asks for the rows: to the compiler the query is a sequence like any other.</summary>
    public bool IsExecution { get; init; }

    /// <summary>The method that applies it, when the query is handed to that as a sequence; empty when it is applied here.</summary>
    public string In { get; init; } = "";

    /// <summary>It is applied several times to the same rows: in a loop or lambda behind the query.</summary>
    public bool IsRepeated { get; init; }

    public Origin Origin { get; init; }
}

/// <summary>What the count of a query is compared with.</summary>
internal enum CountTest : byte
{
    None,

    /// <summary>More than none: <c>&gt; 0</c>, <c>!= 0</c>, <c>&gt;= 1</c>.</summary>
    Some,

    /// <summary>None: <c>== 0</c>, <c>&lt; 1</c>.</summary>
    Empty,
}

/// <summary>What the method does with what a query brought.</summary>
internal sealed record ResultUse
{
    /// <summary>The local variable that holds it; empty when there is none.</summary>
    public string Variable { get; init; } = "";

    /// <summary>How many places use the variable.</summary>
    public int VariableUses { get; init; }

    public ResultEscapes Escapes { get; init; }

    /// <summary>Members of the elements that are used.</summary>
    public EquatableArray<MemberUse> Members { get; init; }

    /// <summary>Operators applied to the loaded collection itself, in order.</summary>
    public EquatableArray<MemoryOperator> Operators { get; init; }

    public CountTest CountTest { get; init; }

    /// <summary>The comparison of the count.</summary>
    public Origin CountTestOrigin { get; init; }

    /// <summary>The result is enumerated, indexed, or an element of it is used.</summary>
    public bool IsEnumerated { get; init; }

    /// <summary>Elements are handed to Remove or RemoveRange of the context or a set.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Elements are handed to Update, Attach, Entry or Add: tracked from there on.</summary>
    public bool IsAttached { get; init; }

    /// <summary>SaveChanges of the same context is called in the method, at or after this query.</summary>
    public bool IsSaved { get; init; }

    /// <summary>Every use was followed and the result does not leave the method.</summary>
    public bool IsClosed => Escapes == ResultEscapes.None;

    public bool IsModified
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Kind is MemberUseKind.Write or MemberUseKind.Change)
                    return true;
            }

            return IsRemoved;
        }
    }
}

/// <summary>Something in a query that no provider translates, so that EF Core throws when the query runs.</summary>
/// <param name="Detail">The call or member as written, for messages: <c>IsActive(x)</c>.</param>
/// <param name="Reason">Why, as a clause: <c>a method of the program</c>.</param>
internal sealed record Untranslatable(string Detail, string Reason, Origin Origin)
{
    /// <summary>For a property: the class that it is asked of, as metadata name. It is untranslatable when the model does not map it; empty for what never is translated.</summary>
    public string Entity { get; init; } = "";

    public string Property { get; init; } = "";
}

internal enum QueryTraitKind : byte
{
    /// <summary>OrderBy after OrderBy: the first order is lost.</summary>
    OverwrittenSort,

    /// <summary>A LIKE pattern put together from text that is not escaped.</summary>
    ConcatenatedPattern,

    /// <summary>DateTime.Now or Today inside the query: the database server's clock and time zone.</summary>
    ServerClock,

    /// <summary><c>o.Lines.Count() &gt; 0</c> inside the query; the detail is what is counted.</summary>
    CountInsteadOfAny,

    /// <summary><c>o.Lines.Count() == 0</c> inside the query.</summary>
    CountInsteadOfNone,

    /// <summary>An order, as written.</summary>
    Sort,

    /// <summary>SQL text names a parameter that the program does not send.</summary>
    MissingParameter,

    /// <summary>The program sends a parameter that SQL text does not name.</summary>
    UnusedParameter,

    /// <summary>SQL text: <c>IN (@list)</c>, where Dapper puts the parentheses itself.</summary>
    ListInParentheses,

    /// <summary>SQL text: <c>IN @list</c> for an engine whose driver sends the list as one array.</summary>
    ListAsArray,

    /// <summary>SQL text: <c>= ANY (@list)</c> for an engine that has no arrays.</summary>
    ArrayAsList,

    /// <summary>SQL text: <c>IN @value</c>, where the value is no list.</summary>
    ValueAsList,

    /// <summary>SQL text: a parameter between the quotes of a literal, where it is text.</summary>
    ParameterInLiteral,

    /// <summary>SQL text: ORDER BY a parameter or literal, which is the same for all rows.</summary>
    ConstantSort,

    /// <summary>SQL text: ORDER BY the number of a column that the result does not have.</summary>
    OrdinalOutOfRange,

    /// <summary>SQL text: <c>SET a = 1 AND b = 2</c>, one assignment of a truth value.</summary>
    AndInSet,

    /// <summary>SQL text: two tables in FROM that no condition links, and no CROSS JOIN says so.</summary>
    UnlinkedTables,

    /// <summary>SQL text: <c>(SELECT COUNT(*) FROM t …) &gt; 0</c>; the detail is the table.</summary>
    CountSubQuery,

    /// <summary>SQL text: <c>@p IS NULL OR c = @p</c>, <c>c = COALESCE(@p, c)</c>.</summary>
    CatchAllFilter,

    /// <summary>SQL text: INSERT without the names of the columns.</summary>
    InsertWithoutColumns,

    /// <summary>SQL text: <c>MAX(c) + 1</c> over a table; the detail is <c>table.column</c>.</summary>
    NextByMaximum,

    /// <summary>SQL text: <c>@@IDENTITY</c>.</summary>
    SessionIdentity,

    /// <summary>SQL text: a word of another engine than the one that the connection is of; the detail says which and whose.</summary>
    ForeignDialect,

    /// <summary>SQL text: a row is looked for and inserted where it is missing, without a lock between.</summary>
    CheckThenInsert,

    /// <summary>SQL text: the next row of a queue is taken without skipping those that others hold.</summary>
    QueueWithoutSkipLocked,

    /// <summary>SQL text: nothing but the call of a stored procedure.</summary>
    ProcedureAsText,

    /// <summary>The call of Distinct.</summary>
    Distinct,
}

/// <summary>A way of writing a query that a rule speaks about.</summary>
/// <param name="Detail">As written, for messages.</param>
internal sealed record QueryTrait(QueryTraitKind Kind, string Detail, Origin Origin)
{
    /// <summary>SQL text: all that stands at <see cref="Origin"/>, for fixes. Empty when it is not needed, or is not all of it.</summary>
    public string Text { get; init; } = "";

    /// <summary>SQL text: what is to stand there instead of <see cref="Text"/>; empty when that cannot be told.</summary>
    public string Replacement { get; init; } = "";
}
