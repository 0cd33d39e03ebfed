using System.Text;

namespace DbArchitect.Sql.Syntax;

/// <summary>Prints a tree for tests and debugging: <c>(Kind details child child)</c>, a node a line when it has grandchildren.</summary>
public sealed class SqlPrinter : SqlWalker
{
    private readonly StringBuilder text = new();

    private SqlPrinter()
    {
    }

    public static string Print(SqlNode node)
    {
        var printer = new SqlPrinter();
        printer.Visit(node);
        return printer.text.ToString();
    }

    public override void Visit(SqlNode? node)
    {
        if (node is null)
            return;
        if (text.Length > 0)
            text.Append(' ');
        text.Append('(').Append(node.GetType().Name);
        if (node.Describe() is { Length: > 0 } details)
            text.Append(' ').Append(details);
        base.Visit(node);
        text.Append(')');
    }
}
