namespace DbArchitect.Sql.Syntax;

/// <summary>Something that rows come from.</summary>
public abstract class TableReference : SqlNode
{
    // Of NamedTable: next to IsReshaped it takes no room.
    private protected bool hasSample;

    /// <summary>Empty when there is none.</summary>
    public SqlIdentifier Alias { get; internal set; }

    public SqlIdentifier[] ColumnAliases { get; internal set; } = [];

    /// <summary>A PIVOT, UNPIVOT, MATCH_RECOGNIZE or MODEL follows: columns are not those of the table.</summary>
    public bool IsReshaped { get; internal set; }
}

/// <summary>A table, a view, a CTE, a temporary table or a table variable.</summary>
public sealed class NamedTable : TableReference
{
    public SqlName Name { get; internal set; }

    public SqlIdentifier Table => Name.Last;

    public SqlIdentifier Schema => Name.Qualifier;

    /// <summary>The words of <c>WITH (…)</c>, <c>USE INDEX (…)</c>, <c>INDEXED BY …</c> as written.</summary>
    public string? Hints { get; internal set; }

    public bool HasSample
    {
        get => hasSample;
        internal set => hasSample = value;
    }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Name + (Alias.IsEmpty ? "" : " as " + Alias);
}

/// <summary>A query in FROM.</summary>
public sealed class DerivedTable : TableReference
{
    public SqlQuery Query { get; internal set; } = null!;

    public bool IsLateral { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Query);

    internal override string? Describe() => Alias.Text;
}

/// <summary>A function in FROM: <c>OPENJSON(…)</c>, <c>generate_series(…)</c>, <c>JSON_TABLE(…)</c>.</summary>
public sealed class FunctionTable : TableReference
{
    public FunctionCall Function { get; internal set; } = null!;

    public bool IsLateral { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Function);

    internal override string? Describe() => Alias.Text;
}

/// <summary>SQL Server: the OUTPUT of a data-modifying statement in FROM.</summary>
public sealed class StatementTable : TableReference
{
    public SqlStatement Statement { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Statement);

    internal override string? Describe() => Alias.Text;
}

/// <summary>A hole or a parameter in the place of a table.</summary>
public sealed class ExpressionTable : TableReference
{
    /// <summary>A <see cref="HoleExpression"/>, a <see cref="Parameter"/>, an <see cref="ErrorExpression"/>, or a collection expression.</summary>
    public SqlExpression Expression { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Expression);

    internal override string? Describe() => Alias.Text;
}

/// <summary><c>a JOIN b ON … LEFT JOIN c ON …</c>: the first table and its joins in the order of the text, each joined to all before it.</summary>
public sealed class JoinedTable : TableReference
{
    public TableReference First { get; internal set; } = null!;

    public Join[] Joins { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(First);
        walker.VisitAll(Joins);
    }
}

public enum JoinKind : byte
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
    CrossApply,
    OuterApply,

    /// <summary>ClickHouse-like SEMI and ANTI joins, and Oracle's partitioned ones.</summary>
    Other,
}

public sealed class Join : SqlClause
{
    public JoinKind Kind { get; internal set; }

    public bool IsNatural { get; internal set; }

    public TableReference Table { get; internal set; } = null!;

    public SqlExpression? On { get; internal set; }

    public SqlIdentifier[] Using { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Table);
        walker.Visit(On);
    }

    internal override string Describe() => Kind.ToString();
}
