using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DbArchitect.Sql.Tests;

/// <summary>The same as SQL Server's own parser has them.</summary>
internal sealed class ScriptDomShape : TSqlFragmentVisitor
{
    public List<string> Tables { get; } = [];

    public SortedSet<string> Columns { get; } = [];

    public override void Visit(NamedTableReference node) => Tables.Add(node.SchemaObject.BaseIdentifier.Value);

    public override void Visit(VariableTableReference node) => Tables.Add(node.Variable.Name);

    public override void ExplicitVisit(WhereClause node)
    {
        var columns = new ScriptDomColumns();
        node.Accept(columns);
        Columns.UnionWith(columns.Found);
        base.ExplicitVisit(node);
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
