using DbArchitect.Sql.Syntax;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DbArchitect.Sql.Tests;

/// <summary>SQL Server's own parser as the judge: what it accepts we accept, and tables and WHERE columns are the same.</summary>
public sealed class ScriptDomOracleTests
{
    [Fact]
    public void Samples_HaveTheTablesAndWhereColumnsOfScriptDom()
    {
        var compared = 0;
        var different = new List<string>();
        foreach (var text in Samples.SqlServer)
        {
            var fragment = new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
            Assert.True(errors.Count == 0, "ScriptDom rejects: " + text + "\n" + errors.FirstOrDefault()?.Message);
            var expected = new ScriptDomShape();
            fragment.Accept(expected);
            var actual = new Shape();
            actual.Visit(Sql.Parse(text, SqlDialect.SqlServer));
            compared++;
            if (!expected.Tables.Order().SequenceEqual(actual.Tables.Order()) || !expected.Columns.SetEquals(actual.Columns))
                different.Add($"{text}\n  ScriptDom {string.Join(",", expected.Tables.Order())} | {string.Join(",", expected.Columns)}\n  ours {string.Join(",", actual.Tables.Order())} | {string.Join(",", actual.Columns)}");
        }

        Assert.True(different.Count <= compared * 0.02, string.Join("\n", different));
    }

    private sealed class Shape : SqlWalker
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
            if (node is DropStatement or Syntax.CreateIndexStatement or Syntax.CreateTableStatement)
                return;
            where += node is Syntax.WhereClause ? 1 : 0;
            base.Visit(node);
            where -= node is Syntax.WhereClause ? 1 : 0;
        }
    }

    private sealed class ScriptDomShape : TSqlFragmentVisitor
    {
        public List<string> Tables { get; } = [];

        public SortedSet<string> Columns { get; } = [];

        public override void Visit(NamedTableReference node) => Tables.Add(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(VariableTableReference node) => Tables.Add(node.Variable.Name);

        public override void ExplicitVisit(Microsoft.SqlServer.TransactSql.ScriptDom.WhereClause node)
        {
            var columns = new ScriptDomColumns();
            node.Accept(columns);
            Columns.UnionWith(columns.Found);
            base.ExplicitVisit(node);
        }
    }

    private sealed class ScriptDomColumns : TSqlFragmentVisitor
    {
        private static readonly HashSet<string> Units = ["day", "month", "year", "hour"];

        public List<string> Found { get; } = [];

        public override void Visit(ColumnReferenceExpression node)
        {
            // A unit of DATEADD is a column to ScriptDom.
            if (node.MultiPartIdentifier is { } name && !(name.Count == 1 && Units.Contains(name.Identifiers[0].Value)))
                Found.Add(name.Identifiers[^1].Value);
        }
    }
}
