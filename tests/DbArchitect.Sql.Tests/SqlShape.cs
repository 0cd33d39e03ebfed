using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

/// <summary>The tables of FROM and of writes, and the columns of WHERE, as this parser has them: what an oracle is compared by.</summary>
internal sealed class SqlShape : SqlWalker
{
    private int where;

    public List<string> Tables { get; } = [];

    public SortedSet<string> Columns { get; } = [];

    public override void Visit(SqlNode? node)
    {
        if (node is NamedTable table)
            Tables.Add(table.Table.Text);
        if (node is ReturningClause { Into.IsEmpty: false } returning)
            Tables.Add(returning.Into.Last.Text);
        if (where > 0 && node is ColumnReference column)
            Columns.Add(column.Column.Text);
        if (node is DropStatement or CreateIndexStatement or CreateTableStatement)
            return;
        where += node is WhereClause ? 1 : 0;
        base.Visit(node);
        where -= node is WhereClause ? 1 : 0;
    }
}
