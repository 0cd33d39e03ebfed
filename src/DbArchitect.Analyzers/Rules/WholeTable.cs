using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules;

/// <summary>Queries that bring every row of a table into memory.</summary>
internal static class WholeTable
{
    /// <summary>Whether a query is such: it filters by nothing but the tenant or what its model always adds.</summary>
    public static bool IsLoadedBy(Query query)
    {
        if (query is not { Terminal: { Kind: TerminalKind.List, IsLoop: false }, Take: null, IsGrouped: false, IsDistinct: false, HasSetOperation: false } || !query.IsComplete() || query.OptionalFilters.Count > 0)
            return false;
        if (query.Sources is not [{ Table: not null, IsRawSql: false }, ..] || Narrows(query.Filter, 0))
            return false;
        foreach (var source in query.Sources)
        {
            if (source.Join is JoinKind.Inner or JoinKind.Semi or JoinKind.Anti or JoinKind.SetOperand)
                return false;
        }

        return true;
    }

    private static bool Narrows(Predicate filter, int depth)
    {
        if (filter is not AllOf all)
            return filter.Source != PredicateSource.QueryFilter && filter.Source != PredicateSource.Discriminator;
        foreach (var operand in all.Operands)
        {
            if (depth > 20 || Narrows(operand, depth + 1))
                return true;
        }

        return false;
    }
}
