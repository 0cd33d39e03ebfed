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
            var actual = new SqlShape();
            actual.Visit(Sql.Parse(text, SqlDialect.SqlServer));
            compared++;
            if (!expected.Tables.Order().SequenceEqual(actual.Tables.Order()) || !expected.Columns.SetEquals(actual.Columns))
                different.Add($"{text}\n  ScriptDom {string.Join(",", expected.Tables.Order())} | {string.Join(",", expected.Columns)}\n  ours {string.Join(",", actual.Tables.Order())} | {string.Join(",", actual.Columns)}");
        }

        Assert.True(different.Count <= compared * 0.02, string.Join("\n", different));
    }
}
