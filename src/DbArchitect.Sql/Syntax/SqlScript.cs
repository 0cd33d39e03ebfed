namespace DbArchitect.Sql.Syntax;

/// <summary>Something the parser could not read.</summary>
public readonly struct SqlError(int start, int length, string message)
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public string Message { get; } = message;

    public override string ToString() => Start + ": " + Message;
}

/// <summary>A whole text: its statements and what could not be read of it.</summary>
public sealed class SqlScript : SqlNode
{
    // Not []: of a struct that is code to compile at start-up.
    private static readonly SqlError[] NoErrors = new SqlError[0];

    public SqlStatement[] Statements { get; internal set; } = [];

    /// <summary>In the order of the text; the first few hundred only.</summary>
    public SqlError[] Errors { get; internal set; } = NoErrors;

    public override void VisitChildren(SqlWalker walker) => walker.VisitAll(Statements);
}
