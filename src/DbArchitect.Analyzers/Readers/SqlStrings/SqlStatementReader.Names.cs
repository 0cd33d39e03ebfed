using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Names in the text that the schema does not have, or has in another case.</summary>
internal sealed partial class SqlStatementReader
{
    /// <summary>Remembers a column that its table does not have, or that the engine will look for in another case.</summary>
    public void NoteName(Syntax.ColumnReference reference, SqlScope scope, bool isWritten = false)
    {
        if (scope.TableWithout(reference) is { } table)
        {
            if (!IsSystemColumn(reference.Column.Text))
                Note(new NameProblem(NameProblemKind.UnknownColumn, reference.Column.Text, table.Name.Name, NearestName.Of(reference.Column.Text, table), At(reference)) { IsWritten = isWritten });
        }
        else if (FoldsCase && !reference.Column.IsQuoted && scope.Resolve(reference) is { } column && HasCapital(column.Column)
            && sources[column.Source].Table is { } name && around.Schema?.FindTable(name)?.FindColumn(column.Column) is not null)
        {
            Note(new NameProblem(NameProblemKind.FoldedCase, reference.Column.Text, name.Name, column.Column, At(reference.Column.Start, reference.Column.Length)));
        }
    }

    /// <summary>
    /// Remembers a bare name that is compared, or written to, and is no column of the query's only table. Not those inside functions, where words are also units and keywords.
    /// </summary>
    public void NoteBareName(Syntax.SqlExpression expression, SqlScope scope, bool isWritten = false)
    {
        if (expression is not Syntax.ColumnReference { Name: { Count: 1, HasHole: false } } reference || reference.Column.IsEmpty)
            return;
        var name = reference.Column.Text;
        // Double quotes are a text in MySQL, and in SQLite where no column has the name.
        if (reference.Column.IsQuoted ? !around.Store.IsOnly(Store.PostgreSql | Store.SqlServer | Store.Oracle) : SqlFunctions.IsServerValue(name) || IsWord(name))
            return;
        if (!IsSystemColumn(name) && scope.OnlyTableWithout(name) is { } table)
            bareProblems.Add(new NameProblem(NameProblemKind.UnknownColumn, name, table.Name.Name, NearestName.Of(name, table), At(reference)) { IsWritten = isWritten });
    }

    private void NoteWritten(Syntax.SqlExpression target, SqlScope scope)
    {
        if (target is Syntax.ColumnReference { Name.Count: 2 } qualified)
            NoteName(qualified, scope, isWritten: true);
        else
            NoteBareName(target, scope, isWritten: true);
    }

    private static bool IsWord(string name) => name.ToLowerInvariant() is "true" or "false" or "unknown" or "default" or "null" or "on" or "off" or "value" or "values" or "level";

    private bool FoldsCase => around.Store == Store.PostgreSql && around.Schema is { Context.Length: > 0 };

    private static bool HasCapital(string name)
    {
        foreach (var character in name)
        {
            if (char.IsUpper(character))
                return true;
        }

        return false;
    }

    private static bool IsSystemColumn(string name) =>
        name.ToLowerInvariant() is "rowid" or "oid" or "_rowid_" or "ctid" or "xmin" or "xmax" or "tableoid" or "ora_rowscn" or "rownum" or "excluded";

    private void Note(NameProblem problem)
    {
        if (!problems.Contains(problem))
            problems.Add(problem);
    }
}
