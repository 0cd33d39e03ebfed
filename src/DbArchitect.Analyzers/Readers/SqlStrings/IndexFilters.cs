using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Sql;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The filters of indexes, which models and schema files give as SQL text, read into predicates. A filter that cannot be read whole stays text: unknown.</summary>
internal static class IndexFilters
{
    private const string Before = "SELECT 1 FROM t WHERE ";

    private static readonly TableName Alias = new(null, "t");

    public static EquatableArray<Schema> Read(EquatableArray<Schema> schemas, CancellationToken cancellation)
    {
        List<Schema>? read = null;
        for (var i = 0; i < schemas.Count; i++)
        {
            if (Read(schemas[i], cancellation) is not { } schema)
                continue;
            read ??= [.. schemas];
            read[i] = schema;
        }

        return read is null ? schemas : read;
    }

    /// <summary>The schema with predicates; null when there is nothing to read.</summary>
    private static Schema? Read(Schema schema, CancellationToken cancellation)
    {
        List<Table>? tables = null;
        for (var i = 0; i < schema.Tables.Count; i++)
        {
            List<TableIndex>? indexes = null;
            var table = schema.Tables[i];
            for (var j = 0; j < table.Indexes.Count; j++)
            {
                var index = table.Indexes[j];
                if (!index.Filter.IsKnown || index.FilterPredicate is not null || Parse(index.Filter.Value!, table, schema.Store, cancellation) is not { } predicate)
                    continue;
                indexes ??= [.. table.Indexes];
                indexes[j] = index with { FilterPredicate = predicate };
            }

            if (indexes is null)
                continue;
            tables ??= [.. schema.Tables];
            tables[i] = table with { Indexes = indexes };
        }

        return tables is null ? null : schema.With(schema.Store, tables, schema.Entities, schema.Unknown);
    }

    private static Predicate? Parse(string filter, Table table, Store store, CancellationToken cancellation)
    {
        var text = Before + filter;
        var alone = new Schema("", store, new[] { table with { Name = Alias } }, default);
        var script = SqlParser.Parse(new SqlSource(text), SqlQueryReader.DialectOf(store), cancellation);
        if (script.Statements.Length != 1)
            return null;
        var queries = SqlStatementReader.Read(
            script,
            new SqlSurroundings(text, static (_, _) => null) { Schema = alone },
            cancellation);
        return queries is [{ Sources.Count: 1 } query] && query.IsComplete() && IsPlain(query.Filter) ? WithoutOrigin(query.Filter) : null;
    }

    /// <summary>Comparisons of columns with constants, joined by AND and OR: all that engines allow in a filter, nearly.</summary>
    private static bool IsPlain(Predicate predicate)
    {
        switch (predicate)
        {
            case AllOf { Operands: { IsEmpty: false } operands }:
                return ArePlain(operands);
            case AnyOf { Operands: { IsEmpty: false } operands }:
                return ArePlain(operands);
            default:
                return predicate is Comparison { Value: Constant or ListOperand { Parameter: null } };
        }
    }

    private static bool ArePlain(EquatableArray<Predicate> operands)
    {
        foreach (var operand in operands)
        {
            if (!IsPlain(operand))
                return false;
        }

        return true;
    }

    /// <summary>A place in the text of the filter is none in the program.</summary>
    private static Predicate WithoutOrigin(Predicate predicate) => predicate switch
    {
        AllOf all => new AllOf(WithoutOrigin(all.Operands)),
        AnyOf any => new AnyOf(WithoutOrigin(any.Operands)),
        _ => predicate with { Origin = Origin.None },
    };

    private static EquatableArray<Predicate> WithoutOrigin(EquatableArray<Predicate> operands)
    {
        var result = new List<Predicate>(operands.Count);
        foreach (var operand in operands)
            result.Add(WithoutOrigin(operand));
        return result;
    }
}
