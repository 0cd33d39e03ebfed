namespace DbArchitect.Sql.Syntax;

public abstract class SqlStatement : SqlNode
{
    /// <summary>The union of the states of all parts.</summary>
    public SqlState State { get; internal set; }

    /// <summary>A hole or an error stands where a clause could: see <see cref="SqlQuery.IsOpen"/>.</summary>
    public bool IsOpen { get; internal set; }
}

/// <summary>A query as a statement: SELECT, VALUES, a set operation.</summary>
public sealed class SelectStatement : SqlStatement
{
    public SqlQuery Query { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Query);
}

/// <summary>A column and its new value, in SET.</summary>
public sealed class Assignment : SqlNode
{
    /// <summary>A <see cref="ColumnReference"/> usually; a <see cref="RowExpression"/>, a <see cref="Parameter"/>, a <see cref="HoleExpression"/>.</summary>
    public SqlExpression Target { get; internal set; } = null!;

    /// <summary>Null when target and value are one hole.</summary>
    public SqlExpression? Value { get; internal set; }

    /// <summary><c>+=</c> and its like: the column is read too.</summary>
    public bool IsCompound { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Target);
        walker.Visit(Value);
    }
}

public sealed class SetClause : SqlClause
{
    public Assignment[] Assignments { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Assignments);
}

/// <summary>RETURNING or OUTPUT.</summary>
public sealed class ReturningClause : SqlClause
{
    public SelectItem[] Items { get; internal set; } = [];

    /// <summary>Where to: the table of <c>OUTPUT … INTO</c>.</summary>
    public SqlName Into { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Items);
}

/// <summary>INSERT, and MySQL's and SQLite's REPLACE.</summary>
public sealed class InsertStatement : SqlStatement
{
    public WithClause? With { get; internal set; }

    public bool IsReplace { get; internal set; }

    /// <summary><c>INSERT IGNORE</c>, <c>INSERT OR IGNORE</c>.</summary>
    public bool IsIgnore { get; internal set; }

    /// <summary>Null for a multi-table insert of Oracle, whose branches are in <see cref="Branches"/>.</summary>
    public TableReference? Table { get; internal set; }

    /// <summary>A <see cref="ColumnReference"/> or a <see cref="HoleExpression"/> each; empty when not given.</summary>
    public SqlExpression[] Columns { get; internal set; } = [];

    /// <summary>The rows or the query; null for DEFAULT VALUES, SET, EXEC and a hole.</summary>
    public SqlQuery? Source { get; internal set; }

    /// <summary>The procedure of <c>INSERT … EXEC</c>.</summary>
    public SqlStatement? Execute { get; internal set; }

    /// <summary>MySQL's <c>INSERT … SET</c>.</summary>
    public SetClause? Set { get; internal set; }

    public UpsertClause[] Upserts { get; internal set; } = [];

    public ReturningClause? Returning { get; internal set; }

    public InsertStatement[] Branches { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.Visit(Table);
        walker.VisitAll(Columns);
        walker.VisitAll(Branches);
        walker.Visit(Source);
        walker.Visit(Execute);
        walker.Visit(Set);
        walker.VisitAll(Upserts);
        walker.Visit(Returning);
    }
}

/// <summary><c>ON CONFLICT …</c> or <c>ON DUPLICATE KEY UPDATE …</c>.</summary>
public sealed class UpsertClause : SqlClause
{
    /// <summary>The columns or expressions of the conflict target; empty when not given or for MySQL.</summary>
    public IndexColumn[] Targets { get; internal set; } = [];

    public SqlIdentifier Constraint { get; internal set; }

    public SqlExpression? TargetWhere { get; internal set; }

    /// <summary>Null for DO NOTHING.</summary>
    public SetClause? Update { get; internal set; }

    public SqlExpression? UpdateWhere { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(Targets);
        walker.Visit(TargetWhere);
        walker.Visit(Update);
        walker.Visit(UpdateWhere);
    }
}

public sealed class UpdateStatement : SqlStatement
{
    public WithClause? With { get; internal set; }

    /// <summary>What stands after UPDATE: a table, for MySQL a join; for SQL Server it may be an alias of <see cref="From"/>.</summary>
    public TableReference[] Tables { get; internal set; } = [];

    public SetClause? Set { get; internal set; }

    public FromClause? From { get; internal set; }

    public WhereClause? Where { get; internal set; }

    public OrderByClause? OrderBy { get; internal set; }

    public LimitClause? Limit { get; internal set; }

    public ReturningClause? Returning { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.VisitAll(Tables);
        walker.Visit(Set);
        walker.Visit(From);
        walker.Visit(Where);
        walker.Visit(OrderBy);
        walker.Visit(Limit);
        walker.Visit(Returning);
    }
}

public sealed class DeleteStatement : SqlStatement
{
    public WithClause? With { get; internal set; }

    /// <summary>What is deleted from. With a <see cref="From"/> these may be aliases of it (SQL Server, MySQL).</summary>
    public TableReference[] Tables { get; internal set; } = [];

    /// <summary>The further tables: the second FROM, or USING.</summary>
    public FromClause? From { get; internal set; }

    public WhereClause? Where { get; internal set; }

    public OrderByClause? OrderBy { get; internal set; }

    public LimitClause? Limit { get; internal set; }

    public ReturningClause? Returning { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.VisitAll(Tables);
        walker.Visit(From);
        walker.Visit(Where);
        walker.Visit(OrderBy);
        walker.Visit(Limit);
        walker.Visit(Returning);
    }
}

public sealed class MergeStatement : SqlStatement
{
    public WithClause? With { get; internal set; }

    public TableReference Target { get; internal set; } = null!;

    public TableReference? Source { get; internal set; }

    public SqlExpression? On { get; internal set; }

    public MergeWhen[] Whens { get; internal set; } = [];

    public ReturningClause? Returning { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(With);
        walker.Visit(Target);
        walker.Visit(Source);
        walker.Visit(On);
        walker.VisitAll(Whens);
        walker.Visit(Returning);
    }
}

public enum MergeAction : byte
{
    Nothing,
    Update,
    Delete,
    Insert,
}

public sealed class MergeWhen : SqlClause
{
    public bool IsMatched { get; internal set; }

    /// <summary><c>NOT MATCHED BY SOURCE</c>.</summary>
    public bool IsBySource { get; internal set; }

    public SqlExpression? Condition { get; internal set; }

    public MergeAction Action { get; internal set; }

    public SetClause? Set { get; internal set; }

    public SqlExpression[] Columns { get; internal set; } = [];

    public ValuesQuery? Values { get; internal set; }

    /// <summary>Oracle's WHERE of the action.</summary>
    public SqlExpression? Where { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Condition);
        walker.Visit(Set);
        walker.VisitAll(Columns);
        walker.Visit(Values);
        walker.Visit(Where);
    }

    internal override string Describe() => (IsMatched ? "Matched " : "NotMatched ") + Action;
}

/// <summary>EXEC, CALL.</summary>
public sealed class ExecuteStatement : SqlStatement
{
    /// <summary>Empty when a string or a variable is executed.</summary>
    public SqlName Procedure { get; internal set; }

    public SqlExpression[] Arguments { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Arguments);

    internal override string Describe() => Procedure.ToString();
}

/// <summary>IF or WHILE of SQL Server's batches: the condition and the statements that depend on it.</summary>
public sealed class ConditionalStatement : SqlStatement
{
    public bool IsLoop { get; internal set; }

    public SqlExpression Condition { get; internal set; } = null!;

    public SqlStatement? Then { get; internal set; }

    public SqlStatement? Else { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Condition);
        walker.Visit(Then);
        walker.Visit(Else);
    }

    internal override string Describe() => IsLoop ? "While" : "If";
}

/// <summary><c>BEGIN … END</c> around statements.</summary>
public sealed class BlockStatement : SqlStatement
{
    public SqlStatement[] Statements { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Statements);
}

/// <summary>Another statement, not taken apart: GRANT, SET, DECLARE, CREATE PROCEDURE, …</summary>
public sealed class OpaqueStatement : SqlStatement
{
    /// <summary>Its first words in upper case: <c>GRANT</c>, <c>CREATE PROCEDURE</c>.</summary>
    public string Verb { get; internal set; } = "";

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Verb;
}

/// <summary>Text that begins in the middle of a statement: <c>WHERE …</c>, <c>AND …</c>, <c>ORDER BY …</c>, <c>SET …</c>, <c>JOIN …</c>.</summary>
public sealed class FragmentStatement : SqlStatement
{
    /// <summary>The word that a bare condition begins with: <c>AND …</c>, <c>OR …</c>. Null otherwise.</summary>
    public LogicalOperator? Connective { get; internal set; }

    /// <summary>An expression or select list that stands alone before any clause.</summary>
    public SelectItem[] Items { get; internal set; } = [];

    public SetClause? Set { get; internal set; }

    public FromClause? From { get; internal set; }

    /// <summary>Joins whose left side is not in the text.</summary>
    public Join[] Joins { get; internal set; } = [];

    /// <summary>Of WHERE, AND, OR, ON, or of a condition that stands alone.</summary>
    public WhereClause? Where { get; internal set; }

    public GroupByClause? GroupBy { get; internal set; }

    public HavingClause? Having { get; internal set; }

    public OrderByClause? OrderBy { get; internal set; }

    public LimitClause? Limit { get; internal set; }

    /// <summary>Rows of a fragment that begins at VALUES, or the queries after UNION.</summary>
    public SetBranch[] Branches { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(Items);
        walker.Visit(Set);
        walker.Visit(From);
        walker.VisitAll(Joins);
        walker.Visit(Where);
        walker.Visit(GroupBy);
        walker.Visit(Having);
        walker.VisitAll(Branches);
        walker.Visit(OrderBy);
        walker.Visit(Limit);
    }

    internal override string? Describe() => Connective?.ToString();
}
