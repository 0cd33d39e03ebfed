using System;

namespace DbArchitect.Sql.Syntax;

/// <summary>A query: <see cref="SelectQuery"/>, <see cref="SetOperationQuery"/> or <see cref="ValuesQuery"/>, with what may stand around each.</summary>
public abstract class SqlQuery : SqlNode
{
    private protected RareParts? rare;

    // Of SelectQuery: in a class of their own, next to State and IsOpen, they take no room.
    private protected bool isDistinct;
    private protected bool hasForJsonOrXml;

    public WithClause? With { get; internal set; }

    public OrderByClause? OrderBy { get; internal set; }

    /// <summary>LIMIT, OFFSET, FETCH; TOP is here too.</summary>
    public LimitClause? Limit { get; internal set; }

    /// <summary><c>FOR UPDATE</c> and its like, SQL Server's <c>FOR JSON</c> not among them.</summary>
    public LockingClause[] Locking
    {
        get => rare?.Locking ?? [];
        internal set => Rare.Locking = value;
    }

    /// <summary>The union of the states of all parts, nested queries included.</summary>
    public SqlState State { get; internal set; }

    /// <summary>
    /// A hole or an error stands where a clause could: what is not seen here (a WHERE, a LIMIT, a join) may be there at run time all the same.
    /// </summary>
    public bool IsOpen { get; internal set; }

    private protected RareParts Rare => rare ??= new RareParts();

    protected void VisitTail(SqlWalker walker)
    {
        walker.Visit(OrderBy);
        walker.Visit(Limit);
        walker.VisitAll(Locking);
    }

    /// <summary>What few queries have, so that the others do not carry it.</summary>
    private protected sealed class RareParts
    {
        public LockingClause[]? Locking;
        public SqlExpression[]? DistinctOn;
        public SqlName Into;
        public HavingClause? Having;
        public WindowSpecification[]? Windows;
        public SqlExpression? Qualify;
        public SqlExpression? StartWith;
        public SqlExpression? ConnectBy;
        public string? Hints;
    }
}

public sealed class SelectQuery : SqlQuery
{
    public bool IsDistinct
    {
        get => isDistinct;
        internal set => isDistinct = value;
    }

    /// <summary>PostgreSQL's <c>DISTINCT ON (…)</c>.</summary>
    public SqlExpression[] DistinctOn
    {
        get => rare?.DistinctOn ?? [];
        internal set => Rare.DistinctOn = value;
    }

    public SelectClause Select { get; internal set; } = null!;

    public SelectItem[] Items => Select.Items;

    /// <summary>The table of <c>SELECT … INTO table</c>.</summary>
    public SqlName Into
    {
        get => rare?.Into ?? default;
        internal set => Rare.Into = value;
    }

    public FromClause? From { get; internal set; }

    public WhereClause? Where { get; internal set; }

    public GroupByClause? GroupBy { get; internal set; }

    public HavingClause? Having
    {
        get => rare?.Having;
        internal set => Rare.Having = value;
    }

    /// <summary>The definitions of the WINDOW clause.</summary>
    public WindowSpecification[] Windows
    {
        get => rare?.Windows ?? [];
        internal set => Rare.Windows = value;
    }

    public SqlExpression? Qualify
    {
        get => rare?.Qualify;
        internal set => Rare.Qualify = value;
    }

    /// <summary>Oracle's <c>START WITH</c> and <c>CONNECT BY</c>.</summary>
    public SqlExpression? StartWith
    {
        get => rare?.StartWith;
        internal set => Rare.StartWith = value;
    }

    public SqlExpression? ConnectBy
    {
        get => rare?.ConnectBy;
        internal set => Rare.ConnectBy = value;
    }

    /// <summary>The text of <c>/*+ … */</c> after SELECT, or of <c>OPTION (…)</c>.</summary>
    public string? Hints
    {
        get => rare?.Hints;
        internal set => Rare.Hints = value;
    }

    /// <summary>SQL Server's <c>FOR JSON</c>, <c>FOR XML</c>.</summary>
    public bool HasForJsonOrXml
    {
        get => hasForJsonOrXml;
        internal set => hasForJsonOrXml = value;
    }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.VisitAll(DistinctOn);
        walker.Visit(Select);
        walker.Visit(From);
        walker.Visit(Where);
        walker.Visit(StartWith);
        walker.Visit(ConnectBy);
        walker.Visit(GroupBy);
        walker.Visit(Having);
        walker.VisitAll(Windows);
        walker.Visit(Qualify);
        VisitTail(walker);
    }

    internal override string? Describe() => IsDistinct ? "Distinct" : null;
}

public enum SetOperator : byte
{
    Union,
    UnionAll,
    Except,
    ExceptAll,
    Intersect,
    IntersectAll,
}

/// <summary>
/// <c>a UNION b UNION ALL c</c>: the first query and the branches in the order of the text, evaluated from the left. INTERSECT, which binds
/// tighter, is a node of its own among them.
/// </summary>
public sealed class SetOperationQuery : SqlQuery
{
    public SqlQuery First { get; internal set; } = null!;

    public SetBranch[] Branches { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.Visit(First);
        walker.VisitAll(Branches);
        VisitTail(walker);
    }
}

public sealed class SetBranch : SqlNode
{
    public SetOperator Operator { get; internal set; }

    public SqlQuery Query { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Query);

    internal override string Describe() => Operator.ToString();
}

/// <summary><c>VALUES (1, 2), (3, 4)</c>.</summary>
public sealed class ValuesQuery : SqlQuery
{
    public RowExpression[] Rows { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.VisitAll(Rows);
        VisitTail(walker);
    }
}

/// <summary>A hole, or text that could not be read, in the place of a query.</summary>
public sealed class MissingQuery : SqlQuery
{
    public override void VisitChildren(SqlWalker walker)
    {
    }
}

public sealed class WithClause : SqlClause
{
    public bool IsRecursive { get; internal set; }

    public CommonTableExpression[] Tables { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Tables);
}

public sealed class CommonTableExpression : SqlNode
{
    public SqlIdentifier Name { get; internal set; }

    public SqlIdentifier[] Columns { get; internal set; } = [];

    /// <summary>A <see cref="SqlQuery"/>, or the <see cref="SqlStatement"/> of a data-modifying one.</summary>
    public SqlNode Body { get; internal set; } = null!;

    public SqlQuery? Query => Body as SqlQuery;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Body);

    internal override string Describe() => Name.ToString();
}

/// <summary>The list of SELECT.</summary>
public sealed class SelectClause : SqlClause
{
    public SelectItem[] Items { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Items);
}

public class SelectItem : SqlNode
{
    internal SelectItem()
    {
    }

    /// <summary>A <see cref="StarExpression"/> for <c>*</c>.</summary>
    public SqlExpression Expression { get; internal set; } = null!;

    /// <summary>Empty when there is none.</summary>
    public virtual SqlIdentifier Alias => default;

    /// <summary>The variable of <c>SELECT @x = …</c>.</summary>
    public virtual Parameter? AssignedTo => null;

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(AssignedTo);
        walker.Visit(Expression);
    }

    internal override string? Describe() => Alias.Text;
}

/// <summary>An item with an alias or a variable. Most have neither, and do not carry them.</summary>
internal sealed class NamedSelectItem(SqlIdentifier alias, Parameter? assignedTo) : SelectItem
{
    public override SqlIdentifier Alias { get; } = alias;

    public override Parameter? AssignedTo { get; } = assignedTo;
}

public sealed class FromClause : SqlClause
{
    /// <summary>The tables between the commas. Joins are inside: <see cref="JoinedTable"/>.</summary>
    public TableReference[] Tables { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Tables);
}

public sealed class WhereClause : SqlClause
{
    public SqlExpression Condition { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Condition);
}

public sealed class GroupByClause : SqlClause
{
    /// <summary>The elements; ROLLUP, CUBE and GROUPING SETS appear as a <see cref="FunctionCall"/> of that name.</summary>
    public SqlExpression[] Items { get; internal set; } = [];

    /// <summary><c>GROUP BY ALL</c>.</summary>
    public bool IsAll { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Items);
}

public sealed class HavingClause : SqlClause
{
    public SqlExpression Condition { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Condition);
}

public sealed class OrderByClause : SqlClause
{
    public OrderByItem[] Items { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Items);
}

public enum NullsOrder : byte
{
    Unspecified,
    First,
    Last,
}

public sealed class OrderByItem : SqlNode
{
    public SqlExpression Expression { get; internal set; } = null!;

    public bool IsDescending { get; internal set; }

    public NullsOrder Nulls { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Expression);

    internal override string? Describe() => IsDescending ? "Descending" : null;
}

public enum LimitForm : byte
{
    /// <summary><c>LIMIT n</c>, <c>LIMIT o, n</c>, <c>OFFSET o</c> alone in a dialect of LIMIT.</summary>
    Limit,

    /// <summary><c>OFFSET o ROWS FETCH NEXT n ROWS ONLY</c>.</summary>
    Fetch,
    Top,
}

/// <summary>How many rows, from where. A number that is left out (<c>LIMIT ALL</c>, OFFSET alone) is null.</summary>
public sealed class LimitClause : SqlClause
{
    public LimitForm Form { get; internal set; }

    public SqlExpression? Count { get; internal set; }

    public SqlExpression? Offset { get; internal set; }

    public bool IsPercent { get; internal set; }

    public bool WithTies { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Count);
        walker.Visit(Offset);
    }

    internal override string Describe() => Form.ToString();
}

[Flags]
public enum LockingOptions : byte
{
    None = 0,

    /// <summary><c>FOR SHARE</c>, <c>LOCK IN SHARE MODE</c>.</summary>
    Shared = 1,
    NoWait = 2,
    SkipLocked = 4,
}

public sealed class LockingClause : SqlClause
{
    public LockingOptions Options { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Options.ToString();
}
