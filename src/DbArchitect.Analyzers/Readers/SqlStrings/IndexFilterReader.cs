using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Sql;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Reads the filter of an index, which is SQL over the columns of its table, as a predicate.</summary>
internal static class IndexFilterReader
{
    private const string Table = "indexed_table";

    /// <summary>The filter over the table as source 0; null when part of it is not understood: an index rule then takes nothing for granted.</summary>
    /// <param name="columns">The names of the table's columns.</param>
    public static Predicate? Read(string sql, IReadOnlyList<string> columns, Store store, CancellationToken cancellation)
    {
        var known = new List<Column>(columns.Count);
        foreach (var column in columns)
            known.Add(new Column(column));
        var name = new TableName(null, Table);
        var schema = new Schema("", store, new[] { new Table(name) { Columns = known } }, default);
        var text = "SELECT 1 FROM " + Table + " WHERE " + sql;
        var script = SqlParser.Parse(new SqlSource(text), SqlQueryReader.DialectOf(store), cancellation);
        if (script.Errors.Length > 0 || script.Statements.Length != 1)
            return null;
        var queries = SqlStatementReader.Read(script, new SqlSurroundings(text, static (_, _) => null) { Schema = schema }, cancellation);
        return queries.Count == 1 && queries[0] is { Sources.Count: 1, Gaps.IsEmpty: true, OptionalFilters.IsEmpty: true } query && IsClear(query.Filter, 0) ? query.Filter : null;
    }

    private static bool IsClear(Predicate predicate, int depth)
    {
        const int MaxDepth = 64;
        switch (predicate)
        {
            case AllOf all when depth < MaxDepth:
                foreach (var operand in all.Operands)
                {
                    if (!IsClear(operand, depth + 1))
                        return false;
                }

                return !all.Operands.IsEmpty;
            case AnyOf any when depth < MaxDepth:
                foreach (var operand in any.Operands)
                {
                    if (!IsClear(operand, depth + 1))
                        return false;
                }

                return !any.Operands.IsEmpty;
            case Comparison comparison:
                return comparison.Value is Constant or ListOperand;
            default:
                return false;
        }
    }
}
