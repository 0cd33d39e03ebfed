using System;

namespace DbArchitect.Analyzers.Model;

internal enum FrontEnd : byte
{
    Linq,

    /// <summary>SQL text given to EF Core (FromSql, SqlQuery, ExecuteSql).</summary>
    EfSql,
    Dapper,
    Ado,

    /// <summary>A .sql file.</summary>
    SqlFile,
    MongoDb,
    Cql,
}

/// <summary>What the query is executed for.</summary>
internal enum TerminalKind : byte
{
    Unknown,

    /// <summary>All rows as a collection, or enumerated.</summary>
    List,

    /// <summary>At most one row: First, Single, Find, Last, ElementAt.</summary>
    Single,

    /// <summary>Whether there is a row: Any, Contains.</summary>
    Any,

    /// <summary>Whether all rows match: EXISTS of the opposite.</summary>
    All,
    Count,

    /// <summary>Sum, Min, Max, Average.</summary>
    Aggregate,
    Update,
    Delete,
    Insert,

    /// <summary>Not executed here: returned, or handed on, as a query.</summary>
    Deferred,
}

/// <summary>The end of a query: the call or statement that sends it.</summary>
/// <param name="Name">The method as written, for example <c>FirstOrDefaultAsync</c>, or <c>foreach</c>.</param>
internal sealed record Terminal(TerminalKind Kind, string Name)
{
    public bool IsAsync { get; init; }

    /// <summary>Throws on a second row (Single): reads two.</summary>
    public bool IsSingle { get; init; }

    /// <summary>A loop enumerates the query itself.</summary>
    public bool IsLoop => Name is "foreach" or "await foreach";

    /// <summary>The call takes a cancellation token and gets one.</summary>
    public bool PassesToken { get; init; }

    /// <summary>The call.</summary>
    public Origin Origin { get; init; }
}

internal enum JoinKind : byte
{
    /// <summary>The source that the query starts from.</summary>
    Root,
    Inner,
    Left,
    Cross,

    /// <summary>EXISTS or IN: rows of the outer query that have a match.</summary>
    Semi,

    /// <summary>NOT EXISTS.</summary>
    Anti,

    /// <summary>A scalar or collection sub-query in the projection, or an Include.</summary>
    Apply,

    /// <summary>An operand of UNION, CONCAT, INTERSECT or EXCEPT.</summary>
    SetOperand,
}

/// <summary>A reference to a table in a query: the same table twice gives two sources.</summary>
/// <param name="Table">The table, or null when it could not be resolved (an opaque source).</param>
internal sealed record Source(TableName? Table, JoinKind Join)
{
    /// <summary>EF's entity type name; empty for SQL text.</summary>
    public string Entity { get; init; } = "";

    public string Alias { get; init; } = "";

    /// <summary>The condition that joins this source to earlier ones, with filters that apply to this source alone (inside EXISTS, filtered Include).</summary>
    public Predicate On { get; init; } = Predicate.True;

    /// <summary>The navigation that led here; empty for an explicit join.</summary>
    public string Navigation { get; init; } = "";

    /// <summary>The navigation is a collection: the join multiplies rows.</summary>
    public bool IsCollection { get; init; }

    /// <summary>The source this one is joined to: index into <see cref="Query.Sources"/>; -1 for a root.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>The rows are what SQL text gives (FromSql), not the table itself.</summary>
    public bool IsRawSql { get; init; }

    public Origin Origin { get; init; }

    /// <summary>What messages call it: the class's own name, else the table's; empty when neither is known.</summary>
    public string Name => Entity.Length > 0 ? Entity.Substring(Entity.LastIndexOfAny(['.', '+']) + 1) : Table?.Name ?? "";
}

/// <summary>One key of ORDER BY.</summary>
/// <param name="Column">The column; null when the key is an expression.</param>
internal sealed record SortKey(ColumnRef? Column, bool IsDescending)
{
    /// <summary>The expression as written, when it is no plain column.</summary>
    public string Expression { get; init; } = "";

    /// <summary>The order is random (Guid.NewGuid, RANDOM()).</summary>
    public bool IsRandom { get; init; }

    public Origin Origin { get; init; }
}

/// <summary>A column of the result that stands beside aggregates, or in a grouped query, and has no one value there.</summary>
internal readonly record struct UngroupedColumn(ColumnRef Column, Origin Origin);

internal enum ProjectionKind : byte
{
    /// <summary>Whole entities (or SELECT *).</summary>
    Entity,

    /// <summary>Named columns and expressions.</summary>
    Columns,

    /// <summary>COUNT, SUM, EXISTS: no rows come back.</summary>
    Scalar,
    Unknown,
}

/// <summary>A collection inside what is selected: <c>Lines = o.Lines.ToList()</c>.</summary>
/// <param name="Name">The navigation, or the entity of a set.</param>
/// <param name="Parent">What has the collection: a number, the same for collections that stand beside each other; 0 for members of the result itself.</param>
internal sealed record ProjectedCollection(string Name, int Parent, Origin Origin)
{
    /// <summary>The collection that this one is inside of; empty for members of the result itself.</summary>
    public string ParentName { get; init; } = "";
}

/// <summary>What the query reads.</summary>
/// <param name="Columns">The columns read; complete only for <see cref="ProjectionKind.Columns"/>.</param>
internal sealed record Projection(ProjectionKind Kind, EquatableArray<ColumnRef> Columns)
{
    public static Projection WholeEntity { get; } = new(ProjectionKind.Entity, default);

    /// <summary>The sources whose whole rows are read, as far as they are known.</summary>
    public EquatableArray<int> Entities { get; init; }

    /// <summary>The source whose entity each element of the result is; -1 when an element is something else, which may hold entities.</summary>
    public int Row { get; init; }

    /// <summary>Collections that come back as members of what is selected.</summary>
    public EquatableArray<ProjectedCollection> Collections { get; init; }

    public Origin Origin { get; init; }
}

/// <summary>An Include with its ThenIncludes, as navigation names from the root: <c>Lines.Product</c>.</summary>
internal sealed record IncludePath(string Path, bool IsCollection)
{
    /// <summary>A filtered Include (Where, OrderBy, Take inside).</summary>
    public bool IsFiltered { get; init; }

    /// <summary>It is included in some executions only.</summary>
    public bool IsConditional { get; init; }

    public Origin Origin { get; init; }
}

/// <summary>How often a query runs when the surrounding code runs once.</summary>
internal enum RepetitionKind : byte
{
    Once,

    /// <summary>Once per element of something.</summary>
    PerElement,

    /// <summary>In a loop that is not over elements: retry, polling, paging.</summary>
    Loop,
    Unknown,
}

/// <summary>How often a query runs, and why.</summary>
/// <param name="Of">What is iterated, as written; empty when it is executed once.</param>
internal sealed record Repetition(RepetitionKind Kind, string Of)
{
    public static Repetition Once { get; } = new(RepetitionKind.Once, "");

    /// <summary>The loop, lambda or call that repeats.</summary>
    public Origin Origin { get; init; }

    /// <summary>The query's predicate depends on the element: a set-based query could replace all turns.</summary>
    public bool DependsOnElement { get; init; }

    /// <summary>Why the repetition is as it should be; None when nothing speaks for it.</summary>
    public RepetitionReason Reason { get; init; }

    /// <summary>What is iterated are the rows of a query, or a collection that is in memory already: not an endless or lazy sequence.</summary>
    public bool IsOverCollection { get; init; }
}

/// <summary>The kind of code around a query, as far as its types and attributes tell.</summary>
internal enum CodeContext : byte
{
    Unknown,
    Request,
    Job,
    Test,
    Migration,
    Seed,
}

/// <summary>The parts of a query that may be incomplete.</summary>
[Flags]
internal enum QueryParts : byte
{
    None = 0,
    Source = 1,
    Filter = 2,
    Sort = 4,
    Paging = 8,
    Projection = 16,
    Includes = 32,

    /// <summary>What happens to it elsewhere: the caller composes on, or its origin is a parameter.</summary>
    Composition = 64,
    All = 127,
}

/// <summary>Where and why a query could not be followed.</summary>
internal sealed record Gap(QueryParts Parts, string Reason, Origin Origin);

/// <summary>
/// One query as it is sent to the database: the tables it touches, what it asks of each, and how it is executed. The same for LINQ, SQL text and drivers.
/// </summary>
internal sealed record Query(FrontEnd FrontEnd, Terminal Terminal)
{
    /// <summary>The context's metadata name; empty when it is not visible.</summary>
    public string Context { get; init; } = "";

    /// <summary>SQL text: the engine that reads it, from its connection or schema. Unknown for LINQ, where the schema says it.</summary>
    public Store Store { get; init; }

    /// <summary>Every table reference; the first is the root.</summary>
    public EquatableArray<Source> Sources { get; init; }

    /// <summary>WHERE, with query filters and discriminators: what holds in every execution.</summary>
    public Predicate Filter { get; init; } = Predicate.True;

    /// <summary>Conditions that only some executions have (<c>if (x) q = q.Where(…)</c>, <c>p == null || …</c>).</summary>
    public EquatableArray<Predicate> OptionalFilters { get; init; }

    public EquatableArray<SortKey> Sort { get; init; }

    /// <summary>OFFSET; null when there is none.</summary>
    public Operand? Skip { get; init; }

    /// <summary>LIMIT, without the one that the terminal implies (First reads one row); null when there is none.</summary>
    public Operand? Take { get; init; }

    /// <summary>GROUP BY columns; <see cref="IsGrouped"/> tells whether there is a grouping at all.</summary>
    public EquatableArray<ColumnRef> GroupBy { get; init; }

    public bool IsGrouped { get; init; }

    /// <summary>SQL text: columns that are selected or sorted by, outside aggregates, and are no key of the grouping. They may still depend on one.</summary>
    public EquatableArray<UngroupedColumn> Ungrouped { get; init; }

    public bool IsDistinct { get; init; }

    public bool HasSetOperation { get; init; }

    public Projection Projection { get; init; } = Projection.WholeEntity;

    /// <summary>SQL text: the columns of the result in order; null when they are not all known.</summary>
    public EquatableArray<OutputColumn>? Output { get; init; }

    /// <summary>SQL text: the type that the rows are mapped to by name; null when there is none, or it is not known.</summary>
    public RowMapping? Mapping { get; init; }

    /// <summary>Columns written by UPDATE or INSERT.</summary>
    public EquatableArray<ColumnRef> Writes { get; init; }

    public EquatableArray<IncludePath> Includes { get; init; }

    /// <summary>Whether results are tracked; null when the default of the context is not known. False where nothing can be tracked.</summary>
    public bool? IsTracked { get; init; }

    /// <summary>AsSplitQuery (true) or AsSingleQuery (false) as called; null when neither is.</summary>
    public bool? IsSplit { get; init; }

    public bool IgnoresFilters { get; init; }

    public Repetition Repetition { get; init; } = Repetition.Once;

    /// <summary>The class of the rows is marked for a second-level cache (<c>[Cacheable…]</c>): the query as it is may be answered from memory, another would not.</summary>
    public bool IsCachedType { get; init; }

    public CodeContext CodeContext { get; init; }

    /// <summary>The method of this compilation that executes the query and hands its result to this one; empty when it is executed here.</summary>
    public string Through { get; init; } = "";

    /// <summary>What the method does with the result; null when that was not followed.</summary>
    public ResultUse? Result { get; init; }

    /// <summary>Calls and members that make EF Core throw when the query runs.</summary>
    public EquatableArray<Untranslatable> Untranslatable { get; init; }

    /// <summary>The query is executed in an async method or lambda.</summary>
    public bool IsInAsyncCode { get; init; }

    /// <summary>A cancellation token that is in scope where the query is executed; empty when there is none.</summary>
    public string TokenInScope { get; init; } = "";

    /// <summary>Ways of writing that a rule speaks about although they do not change what is asked.</summary>
    public EquatableArray<QueryTrait> Traits { get; init; }

    public EquatableArray<Gap> Gaps { get; init; }

    /// <summary>Values that SQL text takes from the program without a parameter; empty for LINQ.</summary>
    public EquatableArray<TextHole> Holes { get; init; }

    /// <summary>SQL text: the analyzer of the library that sends it speaks of the <see cref="Holes"/> of this call.</summary>
    public bool HolesAreToldByLibrary { get; init; }

    /// <summary>Names in SQL text that do not fit the schema; empty for LINQ.</summary>
    public EquatableArray<NameProblem> NameProblems { get; init; }

    /// <summary>The list that the driver sends the statement once for each element of (Dapper's Execute), as written; empty when it is sent once.</summary>
    public string SentPerElementOf { get; init; } = "";

    /// <summary>The expression or text from its root to its terminal.</summary>
    public Origin Origin { get; init; }

    /// <summary>Whether <paramref name="parts"/> are complete: what is not seen there does not exist.</summary>
    public bool IsComplete(QueryParts parts = QueryParts.All)
    {
        foreach (var gap in Gaps)
        {
            if ((gap.Parts & parts) != 0)
                return false;
        }

        return true;
    }

    /// <summary>Tests, migrations and seeding run rarely or on little data: what an element more costs does not matter there.</summary>
    public bool IsAtRunTime => CodeContext is not (CodeContext.Test or CodeContext.Migration or CodeContext.Seed);

    /// <summary>The query is sent from here, not handed on as a query.</summary>
    public bool IsExecuted => Terminal.Kind is not (TerminalKind.Deferred or TerminalKind.Unknown);

    /// <summary>Its rows are cut or put together: what is composed on it does not change what it reads.</summary>
    public bool IsCut => Take is not null || Skip is not null || IsGrouped || IsDistinct || HasSetOperation;

    /// <summary>What messages call the root: the entity or table.</summary>
    public string RootName => Sources.IsEmpty || Sources[0].Name.Length == 0 ? "the query" : Sources[0].Name;

    /// <summary>The source whose entities the result consists of; null when its elements are no entities.</summary>
    public Source? RowSource => Projection is { Kind: ProjectionKind.Entity, Row: >= 0 and var row } && row < Sources.Count ? Sources[row] : null;

    /// <summary>Whether only a limited number of sorted rows is read: First/Single, Take, Skip.</summary>
    public bool IsTopN => Take is not null || Skip is not null || Terminal.Kind == TerminalKind.Single;
}
