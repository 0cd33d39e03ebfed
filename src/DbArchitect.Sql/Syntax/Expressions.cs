namespace DbArchitect.Sql.Syntax;

/// <summary>An expression or a predicate.</summary>
public abstract class SqlExpression : SqlNode;

/// <summary>A column, or what looks like one: <c>Id</c>, <c>o.Id</c>, <c>dbo.Orders.Id</c>, also names that only a catalog tells apart from columns.</summary>
public sealed class ColumnReference : SqlExpression
{
    public SqlName Name { get; internal set; }

    public SqlIdentifier Column => Name.Last;

    public SqlIdentifier Qualifier => Name.Qualifier;

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Name.ToString();
}

/// <summary><c>*</c> or <c>o.*</c>.</summary>
public sealed class StarExpression : SqlExpression
{
    public SqlName Qualifier { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Qualifier.IsEmpty ? "*" : Qualifier + ".*";
}

public enum LiteralKind : byte
{
    Number,
    String,
    NationalString,
    Binary,
    Null,
    True,
    False,

    /// <summary><c>DEFAULT</c> in the place of a value.</summary>
    Default,

    /// <summary>A word that is an argument by itself: the unit of <c>DATEADD(day, …)</c>, <c>EXTRACT(year FROM …)</c>.</summary>
    Keyword,

    /// <summary><c>DATE '2020-01-01'</c>, <c>INTERVAL '1 day'</c>, <c>{ts '…'}</c>.</summary>
    Temporal,
}

public sealed class Literal : SqlExpression
{
    public LiteralKind LiteralKind { get; internal set; }

    /// <summary>The text of a number as written, the value of a string without quotes and escapes.</summary>
    public string Value { get; internal set; } = "";

    public bool IsString => LiteralKind is LiteralKind.String or LiteralKind.NationalString;

    /// <summary>A string with a hole inside: the value is known in part only.</summary>
    public bool HasHole { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => LiteralKind + " " + Value;
}

public enum ParameterForm : byte
{
    /// <summary><c>@name</c>: a parameter, or a variable of the script.</summary>
    At,

    /// <summary><c>@@name</c>.</summary>
    System,

    /// <summary><c>:name</c>.</summary>
    Colon,

    /// <summary><c>$1</c>, <c>$name</c>.</summary>
    Dollar,

    /// <summary><c>?</c>, <c>?1</c>.</summary>
    Question,

    /// <summary><c>?name?</c>: replaced by Dapper.</summary>
    PseudoPositional,

    /// <summary><c>{=name}</c>: a literal put in by Dapper.</summary>
    DapperLiteral,

    /// <summary><c>{0}</c>: a place of a format string; EF makes it a parameter.</summary>
    Format,
}

public sealed class Parameter : SqlExpression
{
    /// <summary>Without its sign; empty for <c>?</c>.</summary>
    public string Name { get; internal set; } = "";

    public ParameterForm Form { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Form + " " + Name;
}

/// <summary>A hole in the place of an expression.</summary>
public sealed class HoleExpression : SqlExpression
{
    /// <summary>The id of the hole, or -1 for a template placeholder that stands in the text itself.</summary>
    public int HoleId { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => HoleId.ToString();
}

/// <summary>Text that could not be read as an expression.</summary>
public sealed class ErrorExpression : SqlExpression
{
    public override void VisitChildren(SqlWalker walker)
    {
    }
}

public enum UnaryOperator : byte
{
    Not,
    Minus,
    Plus,
    BitNot,

    /// <summary>Another prefix operator or prefix word: <c>PRIOR</c>, <c>BINARY</c>, <c>@</c>, <c>|/</c>.</summary>
    Other,
}

public sealed class UnaryExpression : SqlExpression
{
    public UnaryOperator Operator { get; internal set; }

    public SqlExpression Operand { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Operand);

    internal override string Describe() => Operator.ToString();
}

public enum BinaryOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary><c>&lt;=&gt;</c>: equal, and NULL equals NULL.</summary>
    NullSafeEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Concat,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,

    /// <summary><c>-&gt;</c>, <c>-&gt;&gt;</c>, <c>#&gt;</c>, <c>#&gt;&gt;</c>.</summary>
    JsonAccess,
    AtTimeZone,

    /// <summary><c>:=</c>, and <c>=</c> where a variable is assigned.</summary>
    Assign,

    /// <summary><c>name =&gt; value</c>.</summary>
    NamedArgument,

    /// <summary>The operator is a hole, or a hole stands after an expression and may continue it in any way.</summary>
    Hole,

    /// <summary>Another operator: <see cref="BinaryExpression.OperatorText"/>.</summary>
    Other,
}

public sealed class BinaryExpression : SqlExpression
{
    public SqlExpression Left { get; internal set; } = null!;

    public BinaryOperator Operator { get; internal set; }

    /// <summary>Offset of the operator in the text.</summary>
    public int OperatorStart { get; internal set; }

    /// <summary>The operator as written, for <see cref="BinaryOperator.Other"/> and <see cref="BinaryOperator.JsonAccess"/>.</summary>
    public string? OperatorText { get; internal set; }

    public SqlExpression Right { get; internal set; } = null!;

    public bool IsComparison => Operator <= BinaryOperator.NullSafeEqual;

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Left);
        walker.Visit(Right);
    }

    internal override string Describe() => OperatorText is null ? Operator.ToString() : Operator + " " + OperatorText;
}

public enum LogicalOperator : byte
{
    And,
    Or,
    Xor,
}

/// <summary><c>a AND b AND c</c>: one node for a whole run of the same operator, however long.</summary>
public sealed class LogicalExpression : SqlExpression
{
    public LogicalOperator Operator { get; internal set; }

    public SqlExpression[] Operands { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Operands);

    internal override string Describe() => Operator.ToString();
}

/// <summary><c>(a)</c> is not a node; this is <c>(a, b)</c> or <c>ROW(a, b)</c>.</summary>
public sealed class RowExpression : SqlExpression
{
    public SqlExpression[] Items { get; internal set; } = [];

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Items);
}

/// <summary><c>a IN (1, 2)</c>, <c>a IN (SELECT …)</c>, <c>a IN @list</c>.</summary>
public sealed class InExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    public bool IsNegated { get; internal set; }

    /// <summary>The elements of the list. <c>IN @list</c> has the parameter as its only element.</summary>
    public SqlExpression[] List { get; internal set; } = [];

    public SqlQuery? Query { get; internal set; }

    /// <summary>The list stands in parentheses; false for <c>IN @list</c>, which Dapper expands.</summary>
    public bool HasParentheses { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.VisitAll(List);
        walker.Visit(Query);
    }

    internal override string? Describe() => IsNegated ? "Not" : null;
}

public sealed class BetweenExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    public bool IsNegated { get; internal set; }

    public SqlExpression Low { get; internal set; } = null!;

    public SqlExpression High { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.Visit(Low);
        walker.Visit(High);
    }

    internal override string? Describe() => IsNegated ? "Not" : null;
}

public enum LikeKind : byte
{
    Like,
    ILike,
    SimilarTo,

    /// <summary><c>REGEXP</c>, <c>RLIKE</c>, <c>~</c> is a <see cref="BinaryExpression"/>.</summary>
    Regexp,
    Glob,

    /// <summary>SQLite's full-text <c>MATCH</c>.</summary>
    Match,
}

public sealed class LikeExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    public LikeKind LikeKind { get; internal set; }

    public bool IsNegated { get; internal set; }

    public SqlExpression Pattern { get; internal set; } = null!;

    public SqlExpression? Escape { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.Visit(Pattern);
        walker.Visit(Escape);
    }

    internal override string Describe() => IsNegated ? "Not " + LikeKind : LikeKind.ToString();
}

public enum IsTest : byte
{
    Null,
    True,
    False,
    Unknown,

    /// <summary><c>IS DISTINCT FROM x</c>; its negation is the null-safe equality. SQLite's <c>a IS b</c> is the negation.</summary>
    DistinctFrom,

    /// <summary><c>IS JSON</c>, <c>IS NORMALIZED</c>, <c>IS EMPTY</c>, <c>IS OF TYPE</c>, …</summary>
    Other,
}

public sealed class IsExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    public IsTest Test { get; internal set; }

    public bool IsNegated { get; internal set; }

    /// <summary>The other side of <see cref="IsTest.DistinctFrom"/>.</summary>
    public SqlExpression? Right { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.Visit(Right);
    }

    internal override string Describe() => IsNegated ? "Not " + Test : Test.ToString();
}

public sealed class ExistsExpression : SqlExpression
{
    /// <summary>Null only when there is an error or a hole in its place.</summary>
    public SqlQuery? Query { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Query);
}

/// <summary>A query in the place of a value.</summary>
public sealed class SubqueryExpression : SqlExpression
{
    public SqlQuery Query { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Query);
}

/// <summary>The right side of <c>= ANY (…)</c>, <c>&gt; ALL (…)</c>: a query, or an array.</summary>
public sealed class QuantifiedExpression : SqlExpression
{
    public bool IsAll { get; internal set; }

    public SqlQuery? Query { get; internal set; }

    public SqlExpression? Array { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Query);
        walker.Visit(Array);
    }

    internal override string Describe() => IsAll ? "All" : "Any";
}

public sealed class FunctionCall : SqlExpression
{
    public SqlName Name { get; internal set; }

    public bool IsDistinct { get; internal set; }

    /// <summary>The arguments; <c>EXTRACT(year FROM d)</c> and its like give those between the words. A star is a <see cref="StarExpression"/>.</summary>
    public SqlExpression[] Arguments { get; internal set; } = [];

    /// <summary>Some arguments have a grammar of their own (JSON_TABLE, XMLELEMENT) and were passed over.</summary>
    public bool HasOpaqueArguments { get; internal set; }

    /// <summary>The order inside the parentheses or of WITHIN GROUP.</summary>
    public OrderByClause? OrderBy { get; internal set; }

    public SqlExpression? Filter { get; internal set; }

    public WindowSpecification? Over { get; internal set; }

    /// <summary>The object of a method: <c>col.value('…')</c> on something that is no name.</summary>
    public SqlExpression? Target { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Target);
        walker.VisitAll(Arguments);
        walker.Visit(OrderBy);
        walker.Visit(Filter);
        walker.Visit(Over);
    }

    internal override string Describe() => (IsDistinct ? "Distinct " : "") + Name;
}

/// <summary><c>OVER (PARTITION BY … ORDER BY … frame)</c>, <c>OVER w</c>, and a definition in the WINDOW clause.</summary>
public sealed class WindowSpecification : SqlNode
{
    /// <summary>The name it refers to, or under which it is defined.</summary>
    public SqlIdentifier Name { get; internal set; }

    public SqlExpression[] PartitionBy { get; internal set; } = [];

    public OrderByClause? OrderBy { get; internal set; }

    public bool HasFrame { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(PartitionBy);
        walker.Visit(OrderBy);
    }
}

public sealed class CaseExpression : SqlExpression
{
    public SqlExpression? Operand { get; internal set; }

    public CaseWhen[] Whens { get; internal set; } = [];

    public SqlExpression? Else { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.VisitAll(Whens);
        walker.Visit(Else);
    }
}

public sealed class CaseWhen : SqlNode
{
    public SqlExpression When { get; internal set; } = null!;

    public SqlExpression Then { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(When);
        walker.Visit(Then);
    }
}

/// <summary><c>CAST(a AS t)</c>, <c>a::t</c>, <c>CONVERT(t, a)</c>, <c>TRY_CAST</c>, <c>PARSE</c>.</summary>
public sealed class CastExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    public SqlDataType Type { get; internal set; } = null!;

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.Visit(Type);
    }
}

public sealed class CollateExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    public SqlName Collation { get; internal set; }

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Operand);

    internal override string Describe() => Collation.ToString();
}

/// <summary><c>ARRAY[1, 2]</c>, <c>ARRAY(SELECT …)</c>.</summary>
public sealed class ArrayExpression : SqlExpression
{
    public SqlExpression[] Items { get; internal set; } = [];

    public SqlQuery? Query { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.VisitAll(Items);
        walker.Visit(Query);
    }
}

/// <summary><c>a[1]</c>, <c>a[1:2]</c>, and <c>(row).field</c>.</summary>
public sealed class AccessExpression : SqlExpression
{
    public SqlExpression Operand { get; internal set; } = null!;

    /// <summary>The subscripts, none for a field.</summary>
    public SqlExpression[] Subscripts { get; internal set; } = [];

    public SqlIdentifier Field { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
        walker.Visit(Operand);
        walker.VisitAll(Subscripts);
    }

    internal override string? Describe() => Field.Text;
}

/// <summary><c>INTERVAL 1 DAY</c>, <c>INTERVAL @n HOUR</c>.</summary>
public sealed class IntervalExpression : SqlExpression
{
    public SqlExpression Value { get; internal set; } = null!;

    public string Unit { get; internal set; } = "";

    public override void VisitChildren(SqlWalker walker) => walker.Visit(Value);

    internal override string Describe() => Unit;
}

/// <summary>Something valid that is not taken apart: an object literal, a property graph pattern.</summary>
public sealed class OpaqueExpression : SqlExpression
{
    public override void VisitChildren(SqlWalker walker)
    {
    }
}

/// <summary>A type: <c>varchar(50)</c>, <c>numeric(10, 2)[]</c>, <c>timestamp with time zone</c>, <c>dbo.Flag</c>.</summary>
public sealed class SqlDataType : SqlNode
{
    /// <summary>All words of the type, as written, single blanks between them: <c>double precision</c>.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The arguments as written: <c>10</c>, <c>max</c>, <c>'a'</c>.</summary>
    public string[] Arguments { get; internal set; } = [];

    public bool IsArray { get; internal set; }

    public bool HasHole { get; internal set; }

    public override void VisitChildren(SqlWalker walker)
    {
    }

    internal override string Describe() => Name + (Arguments.Length == 0 ? "" : "(" + string.Join(",", Arguments) + ")") + (IsArray ? "[]" : "");
}
