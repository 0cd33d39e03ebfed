namespace DbArchitect.Sql.Syntax;

public enum ConstraintKind : byte
{
    PrimaryKey,
    Unique,
    ForeignKey,
    Check,
    NotNull,
    Null,
    Default,

    /// <summary>EXCLUDE, PERIOD, and others that are not taken apart.</summary>
    Other,
}

/// <summary>A constraint of a column (then <see cref="Columns"/> is empty) or of a table.</summary>
public sealed class ConstraintDefinition : SqlNode
{
    public ConstraintKind Kind { get; internal set; }

    /// <summary>Empty when not given.</summary>
    public SqlIdentifier Name { get; internal set; }

    public IndexColumn[] Columns { get; internal set; } = [];

    /// <summary>The referenced table of a foreign key.</summary>
    public SqlName ReferencedTable { get; internal set; }

    public SqlIdentifier[] ReferencedColumns { get; internal set; } = [];

    /// <summary>As written, in upper case: <c>CASCADE</c>, <c>SET NULL</c>; null when not given.</summary>
    public string? OnDelete { get; internal set; }

    public string? OnUpdate { get; internal set; }

    /// <summary>The condition of CHECK, the value of DEFAULT.</summary>
    public SqlExpression? Expression { get; internal set; }

    public bool IsClustered { get; internal set; }

    public bool IsNonClustered { get; internal set; }

    /// <summary><c>NOT VALID</c>, <c>WITH NOCHECK</c>, <c>ENABLE NOVALIDATE</c>: existing rows are not looked at.</summary>
    public bool IsNotValidated { get; internal set; }

    /// <summary>The name of PostgreSQL's <c>USING INDEX</c>.</summary>
    public SqlIdentifier UsingIndex { get; internal set; }

    public SqlName[] Include { get; internal set; } = [];

    public SqlState State { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(Columns);
        walker.Visit(Expression);
    }

    internal override string Describe() => Kind + (Name.IsEmpty ? "" : " " + Name) + (ReferencedTable.IsEmpty ? "" : " -> " + ReferencedTable);
}

public sealed class ColumnDefinition : SqlNode
{
    public SqlIdentifier Name { get; internal set; }

    /// <summary>Null when not given, as SQLite allows, and for computed columns.</summary>
    public SqlDataType? Type { get; internal set; }

    /// <summary>Null when the text says neither NULL nor NOT NULL.</summary>
    public bool? IsNullable { get; internal set; }

    public SqlExpression? Default { get; internal set; }

    /// <summary>The expression of a generated (computed) column.</summary>
    public SqlExpression? Generated { get; internal set; }

    /// <summary>STORED, PERSISTED.</summary>
    public bool IsStored { get; internal set; }

    /// <summary>IDENTITY, AUTO_INCREMENT, <c>GENERATED … AS IDENTITY</c>; <c>serial</c> is a type.</summary>
    public bool IsIdentity { get; internal set; }

    public bool IsUnsigned { get; internal set; }

    public SqlName Collation { get; internal set; }

    public string? Comment { get; internal set; }

    /// <summary>Keys, checks and references written at the column.</summary>
    public ConstraintDefinition[] Constraints { get; internal set; } = [];

    /// <summary>SQL Server's inline <c>INDEX</c>.</summary>
    public CreateIndexStatement? Index { get; internal set; }

    public SqlState State { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Type);
        walker.Visit(Default);
        walker.Visit(Generated);
        walker.VisitAll(Constraints);
        walker.Visit(Index);
    }

    internal override string Describe() => Name + (IsNullable is null ? "" : IsNullable.Value ? " null" : " not null") + (IsIdentity ? " identity" : "");
}

/// <summary>An element of an index or a key: a column or an expression.</summary>
public sealed class IndexColumn : SqlNode
{
    /// <summary>A <see cref="ColumnReference"/>, or an expression.</summary>
    public SqlExpression Expression { get; internal set; } = null!;

    public SqlIdentifier Column => Expression is ColumnReference { Name.Count: 1 } column ? column.Column : default;

    public bool IsDescending { get; internal set; }

    public NullsOrder Nulls { get; internal set; }

    public SqlName Collation { get; internal set; }

    /// <summary>PostgreSQL's operator class.</summary>
    public SqlName OperatorClass { get; internal set; }

    /// <summary>MySQL's <c>column(10)</c>.</summary>
    public int? PrefixLength { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Expression);

    internal override string Describe() =>
        (IsDescending ? "desc" : "") + (OperatorClass.IsEmpty ? "" : " " + OperatorClass) + (PrefixLength is null ? "" : " (" + PrefixLength + ")");
}

/// <summary>An option of a table or an index, as written: <c>FILLFACTOR = 70</c>, <c>ENGINE=InnoDB</c>.</summary>
public readonly struct SqlOption(string name, string value)
{
    /// <summary>In upper case.</summary>
    public string Name { get; } = name;

    public string Value { get; } = value;
}

public sealed class CreateTableStatement : SqlStatement
{
    public SqlName Name { get; internal set; }

    public bool IsTemporary { get; internal set; }

    public bool IfNotExists { get; internal set; }

    public ColumnDefinition[] Columns { get; internal set; } = [];

    public ConstraintDefinition[] Constraints { get; internal set; } = [];

    /// <summary>Indexes among the columns (MySQL, SQL Server).</summary>
    public CreateIndexStatement[] Indexes { get; internal set; } = [];

    /// <summary>The query of CREATE TABLE … AS.</summary>
    public SqlQuery? Query { get; internal set; }

    /// <summary>The table of LIKE, or of <c>PARTITION OF</c>.</summary>
    public SqlName LikeTable { get; internal set; }

    public bool IsPartitionOf { get; internal set; }

    public SqlName[] Inherits { get; internal set; } = [];

    /// <summary>The columns and expressions it is partitioned by.</summary>
    public SqlExpression[] PartitionBy { get; internal set; } = [];

    /// <summary>RANGE, LIST, HASH, KEY in upper case; null when not partitioned.</summary>
    public string? PartitionMethod { get; internal set; }

    public SqlOption[] Options { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(Columns);
        walker.VisitAll(Constraints);
        walker.VisitAll(Indexes);
        walker.VisitAll(PartitionBy);
        walker.Visit(Query);
    }

    internal override string Describe() => Name.ToString();
}

public enum AlterTableKind : byte
{
    AddColumn,
    DropColumn,

    /// <summary>A new type or a whole new definition: <see cref="AlterTableAction.Column"/>.</summary>
    AlterColumn,
    SetNotNull,
    DropNotNull,
    SetDefault,
    DropDefault,
    RenameColumn,
    RenameTable,
    AddConstraint,
    DropConstraint,
    ValidateConstraint,
    AddIndex,
    DropIndex,
    RenameIndex,
    AttachPartition,

    /// <summary>Not taken apart.</summary>
    Other,
}

public sealed class AlterTableAction : SqlNode
{
    public AlterTableKind Kind { get; internal set; }

    public ColumnDefinition? Column { get; internal set; }

    public ConstraintDefinition? Constraint { get; internal set; }

    public CreateIndexStatement? Index { get; internal set; }

    /// <summary>The column, constraint or index that is dropped, altered or renamed. Empty for <c>DROP PRIMARY KEY</c>.</summary>
    public SqlName Name { get; internal set; }

    public SqlName NewName { get; internal set; }

    /// <summary>The value of SET DEFAULT, the expression of <c>TYPE … USING</c>.</summary>
    public SqlExpression? Expression { get; internal set; }

    public bool IfExists { get; internal set; }

    public SqlState State { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Column);
        walker.Visit(Constraint);
        walker.Visit(Index);
        walker.Visit(Expression);
    }

    internal override string Describe() => Kind + (Name.IsEmpty ? "" : " " + Name) + (NewName.IsEmpty ? "" : " -> " + NewName);
}

public sealed class AlterTableStatement : SqlStatement
{
    public SqlName Name { get; internal set; }

    public AlterTableAction[] Actions { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Actions);

    internal override string Describe() => Name.ToString();
}

/// <summary>CREATE INDEX; also an index inside CREATE TABLE or ALTER TABLE, whose <see cref="Table"/> is empty.</summary>
public sealed class CreateIndexStatement : SqlStatement
{
    /// <summary>Empty when the database chooses it.</summary>
    public SqlName Name { get; internal set; }

    public SqlName Table { get; internal set; }

    public IndexColumn[] Columns { get; internal set; } = [];

    public SqlName[] Include { get; internal set; } = [];

    /// <summary>The filter of a partial index.</summary>
    public WhereClause? Where { get; internal set; }

    public bool IsUnique { get; internal set; }

    public bool IsClustered { get; internal set; }

    public bool IsConcurrent { get; internal set; }

    /// <summary><c>WITH (ONLINE = ON)</c>, Oracle's ONLINE.</summary>
    public bool IsOnline { get; internal set; }

    public bool IfNotExists { get; internal set; }

    /// <summary>
    /// Lower case: <c>gin</c>, <c>hash</c>, <c>fulltext</c>, <c>spatial</c>, <c>columnstore</c>, <c>xml</c>, <c>bitmap</c>; null when not given.
    /// </summary>
    public string? Method { get; internal set; }

    public SqlOption[] Options { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(Columns);
        walker.Visit(Where);
    }

    internal override string Describe() =>
        (IsUnique ? "unique " : "") + Name + " on " + Table + (Method is null ? "" : " using " + Method) + (Include.Length == 0 ? ""
            : " include " + string.Join(",", Include));
}

public enum AlterIndexKind : byte
{
    Rename,
    Rebuild,
    Disable,
    Other,
}

public sealed class AlterIndexStatement : SqlStatement
{
    /// <summary>Empty for ALL.</summary>
    public SqlName Name { get; internal set; }

    public SqlName Table { get; internal set; }

    public AlterIndexKind Kind { get; internal set; }

    public SqlName NewName { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Kind + " " + Name;
}

public enum DropKind : byte
{
    Table,
    View,
    Index,
}

/// <summary>DROP TABLE, DROP VIEW, DROP INDEX.</summary>
public sealed class DropStatement : SqlStatement
{
    public DropKind Kind { get; internal set; }

    public SqlName[] Names { get; internal set; } = [];

    /// <summary>The table of <c>DROP INDEX … ON</c>.</summary>
    public SqlName Table { get; internal set; }

    public bool IfExists { get; internal set; }

    public bool IsConcurrent { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Kind + " " + string.Join(", ", Names) + (Table.IsEmpty ? "" : " on " + Table);
}

public sealed class CreateViewStatement : SqlStatement
{
    public SqlName Name { get; internal set; }

    public SqlIdentifier[] Columns { get; internal set; } = [];

    public SqlQuery? Query { get; internal set; }

    public bool IsMaterialized { get; internal set; }

    /// <summary>ALTER VIEW, CREATE OR REPLACE, CREATE OR ALTER.</summary>
    public bool IsReplace { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Query);

    internal override string Describe() => Name.ToString();
}
