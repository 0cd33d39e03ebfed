using System.Runtime.CompilerServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DbArchitect.Sql.Tests;

/// <summary>No SQL Server runs here: at least its own grammar accepts the export.</summary>
public sealed class SchemaExportSyntaxTests
{
    [Fact]
    public void SqlServerExport_IsAcceptedByItsGrammar()
    {
        using var script = new StreamReader(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "schema-export", "sqlserver.sql"));
        new TSql140Parser(initialQuotedIdentifiers: true).Parse(script, out var errors);
        Assert.Empty(errors.Select(static error => $"({error.Line},{error.Column}): {error.Message}"));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
