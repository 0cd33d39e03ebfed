using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>LINQ on top of SQL text: EF Core makes the text a derived table, and the engine asks both at once.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>FromSql: rows that SQL text gives. A plain SELECT over the entity's table is one query with what follows.</summary>
    private Shape Raw(Shape shape, IInvocationOperation at)
    {
        var raw = shape.Clone();
        var item = raw.Sources[0];
        if (EfSqlCalls.Read(at) is { } call && new SqlQueryReader(types, source, schemas).ReadComposable(call, cancellation) is { } query
            && query.Sources[0].Table is { } table && table == item.Source.Table)
        {
            Join(raw, item, query);
            return raw;
        }

        raw.Sources[0] = item with { Source = item.Source with { IsRawSql = true, Origin = At(at) } };
        raw.AddGap(QueryParts.Source | QueryParts.Filter, "the rows come from SQL text", At(at));
        return raw;
    }

    /// <summary>The sources and conditions of the text become those of the LINQ query.</summary>
    private void Join(Shape shape, ShapeSource root, Query query)
    {
        var ids = new List<int>(query.Sources.Count) { root.Id };
        for (var i = 1; i < query.Sources.Count; i++)
            ids.Add(NewId());
        int Id(int place) => place >= 0 && place < ids.Count ? ids[place] : root.Id;
        shape.Sources[0] = root with { Source = root.Source with { Origin = query.Sources[0].Origin, Alias = query.Sources[0].Alias } };
        for (var i = 1; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            shape.Sources.Add(new ShapeSource(
                ids[i], source with { On = Predicates.Map(source.On, Id), Parent = source.Parent < 0 ? -1 : Id(source.Parent) }, null, null));
        }

        var conditions = new List<Predicate>();
        Predicates.Flatten(Predicates.Map(query.Filter, Id), conditions);
        shape.Filters.AddRange(conditions);
        foreach (var condition in query.OptionalFilters)
            shape.Optional.Add(Predicates.Map(condition, Id));
        if (shape.Sort.Count == 0)
        {
            foreach (var key in query.Sort)
                shape.Sort.Add(key.Column is { } column ? key with { Column = Predicates.Map(column, Id) } : key);
        }

        foreach (var gap in query.Gaps)
            shape.AddGap(gap.Parts, gap.Reason, gap.Origin);
    }
}
