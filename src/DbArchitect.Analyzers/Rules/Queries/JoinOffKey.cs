using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A join that does not follow the foreign key between its tables: of a part of it, of other columns, or of none.</summary>
internal sealed class JoinOffKey() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2309",
        title: "Join does not follow the foreign key",
        messageFormat: "The join of {0} and {1} {2}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.Sources.Count < 2 || query.HasSetOperation || context.Schema is not { } schema || !query.IsComplete(QueryParts.Source | QueryParts.Filter))
            yield break;
        var keys = JoinKeys.Of(query);
        for (var i = 1; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            if (source.Navigation.Length > 0 || source.IsRawSql || source.Join is not (JoinKind.Inner or JoinKind.Left or JoinKind.Cross) || TableOf(source, schema) is not { } table)
                continue;
            if (!IsTied(query, i))
            {
                if (Untied(context, keys, i, table, schema) is { } product)
                    yield return product;
                continue;
            }

            for (var other = 0; other < i; other++)
            {
                if (query.Sources[other] is { IsRawSql: false } before && TableOf(before, schema) is { } beforeTable && OffKey(query, keys, i, table, other, beforeTable) is { } finding)
                {
                    yield return finding;
                    break;
                }
            }
        }
    }

    private static Table? TableOf(Source source, Schema schema) =>
        source.Table is { } name && schema.FindTable(name) is { Kind: TableKind.Table } table && table.Knows(TableAspects.Keys | TableAspects.ForeignKeys) ? table : null;

    private static Origin At(Query query, int source) => query.Sources[source].Origin.IsInSource ? query.Sources[source].Origin : query.Terminal.Origin;

    /// <summary>Every row meets every row, and nobody said that this is meant.</summary>
    private static Finding? Untied(QueryContext context, JoinKeys keys, int source, Table table, Schema schema)
    {
        var query = context.Query;
        // In SQL text it is another rule's matter.
        if (query.FrontEnd != FrontEnd.Linq || query.Sources[source].Join != JoinKind.Cross || keys.IsAtMostOne(source, table) || TableSize.WhySmall(table, schema, context.Options) is not null)
            return null;
        for (var other = 0; other < source; other++)
        {
            if (query.Sources[other].Join is not (JoinKind.Root or JoinKind.Inner or JoinKind.Cross) || TableOf(query.Sources[other], schema) is not { } before)
                return null;
            if (keys.IsAtMostOne(other, before) || TableSize.WhySmall(before, schema, context.Options) is not null)
                return null;
            if (KeyBetween(table, before) is not { } key)
                continue;
            return Finding.Of(
                At(query, source), query.Sources[other].Name, query.Sources[source].Name,
                $"has no condition: every row of one meets every row of the other. Join by the foreign key ({string.Join(", ", key.Columns)})");
        }

        return null;
    }

    /// <summary>Whether any condition, of whatever form, names the source together with another.</summary>
    private static bool IsTied(Query query, int source)
    {
        if (query.Sources[source].Navigation.Length > 0 || Ties(query.Filter, source, 0))
            return true;
        foreach (var optional in query.OptionalFilters)
        {
            if (Ties(optional, source, 0))
                return true;
        }

        foreach (var each in query.Sources)
        {
            if (Ties(each.On, source, 0) || (each.Parent == source && each.Join is JoinKind.Semi or JoinKind.Anti or JoinKind.Apply))
                return true;
        }

        return false;
    }

    private static bool Ties(Predicate predicate, int source, int depth)
    {
        switch (predicate)
        {
            case Comparison { Value: ColumnOperand other } comparison:
                return comparison.Column.Source == source != (other.Column.Source == source);
            case FunctionComparison { Value: ColumnOperand other } function:
                return function.Column.Source == source != (other.Column.Source == source);
            case OpaquePredicate opaque:
                var here = false;
                var elsewhere = false;
                foreach (var column in opaque.Columns)
                {
                    here |= column.Source == source;
                    elsewhere |= column.Source != source;
                }

                return here && elsewhere;
            case UnknownPredicate or ExistsPredicate or Not:
                return true;
            case AllOf all when depth < 20:
                return AnyTies(all.Operands, source, depth);
            case AnyOf any when depth < 20:
                return AnyTies(any.Operands, source, depth);
            default:
                return depth >= 20;
        }
    }

    private static bool AnyTies(EquatableArray<Predicate> operands, int source, int depth)
    {
        foreach (var operand in operands)
        {
            if (Ties(operand, source, depth + 1))
                return true;
        }

        return false;
    }

    private static ForeignKey? KeyBetween(Table one, Table other)
    {
        foreach (var key in one.ForeignKeys)
        {
            if (key.Principal == other.Name)
                return key;
        }

        foreach (var key in other.ForeignKeys)
        {
            if (key.Principal == one.Name)
                return key;
        }

        return null;
    }

    private static Finding? OffKey(Query query, JoinKeys keys, int source, Table table, int other, Table otherTable)
    {
        var between = new List<ColumnPair>();
        foreach (var pair in keys.Pairs)
        {
            if (pair.Left.Source == source && pair.Right.Source == other)
                between.Add(pair);
            else if (pair.Left.Source == other && pair.Right.Source == source)
                between.Add(new ColumnPair(pair.Right, pair.Left));
        }

        if (between.Count == 0 || Follows(keys, between, source, table, other, otherTable))
            return null;
        var at = At(query, source);
        string one = query.Sources[other].Name, two = query.Sources[source].Name;
        if (Partial(keys, between, source, table, other, otherTable) is { } missing)
            return Finding.Of(at, one, two, $"compares only a part of their foreign key: rows of another {missing} match too. Compare {missing} as well");
        if (between is [var only] && WrongColumn(only, table, otherTable) is { } reason)
            return Finding.Of(at, one, two, reason) with { Severity = DiagnosticSeverity.Info };
        return null;
    }

    /// <summary>A foreign key between the two, or two that lead to the same table, is compared whole.</summary>
    private static bool Follows(JoinKeys keys, List<ColumnPair> between, int source, Table table, int other, Table otherTable)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Principal == otherTable.Name && Missing(keys, between, key, source, other, isReversed: false) is { Count: 0 })
                return true;
        }

        foreach (var key in otherTable.ForeignKeys)
        {
            if (key.Principal == table.Name && Missing(keys, between, key, source, other, isReversed: true) is { Count: 0 })
                return true;
        }

        return false;
    }

    /// <summary>A column of a composite foreign key that is not compared although others of it are.</summary>
    private static string? Partial(JoinKeys keys, List<ColumnPair> between, int source, Table table, int other, Table otherTable)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Principal == otherTable.Name && key.Columns.Count > 1 && Missing(keys, between, key, source, other, isReversed: false) is { } missing && missing.Count < key.Columns.Count)
                return missing[0];
        }

        foreach (var key in otherTable.ForeignKeys)
        {
            if (key.Principal == table.Name && key.Columns.Count > 1 && Missing(keys, between, key, source, other, isReversed: true) is { } missing && missing.Count < key.Columns.Count)
                return missing[0];
        }

        return null;
    }

    /// <summary>The foreign key's columns that are neither compared with what they refer to nor fixed to the same value on both sides (the tenant).</summary>
    private static List<string> Missing(JoinKeys keys, List<ColumnPair> between, ForeignKey key, int source, int other, bool isReversed)
    {
        var missing = new List<string>();
        for (var i = 0; i < key.Columns.Count && i < key.PrincipalColumns.Count; i++)
        {
            var mine = isReversed ? key.PrincipalColumns[i] : key.Columns[i];
            var theirs = isReversed ? key.Columns[i] : key.PrincipalColumns[i];
            var isCompared = false;
            foreach (var pair in between)
                isCompared |= JoinKeys.Same(pair.Left.Column, mine) && JoinKeys.Same(pair.Right.Column, theirs);
            if (!isCompared && !(keys.FixedTo(source, mine) is { } value && value.Equals(keys.FixedTo(other, theirs))))
                missing.Add(key.Columns[i]);
        }

        return missing;
    }

    /// <summary>Why one pair of columns cannot be meant; null when it may be.</summary>
    private static string? WrongColumn(ColumnPair pair, Table table, Table otherTable)
    {
        var mine = pair.Left.Column;
        var theirs = pair.Right.Column;
        if (IsKey(table, mine) && IsKey(otherTable, theirs))
        {
            // Keys of one value on both sides are what one-to-one relationships and hierarchies share.
            return KeyBetween(table, otherTable) is { } key && !IsShared(table) && !IsShared(otherTable)
                ? $"compares their primary keys, which have nothing to do with each other. Join by the foreign key ({string.Join(", ", key.Columns)})"
                : null;
        }

        if (IsKey(table, mine) && Reference(otherTable, theirs) is { } elsewhere)
            return Elsewhere(theirs, elsewhere, table);
        return IsKey(otherTable, theirs) && Reference(table, mine) is { } target ? Elsewhere(mine, target, otherTable) : null;
    }

    private static string? Elsewhere(string column, ForeignKey reference, Table joined)
    {
        if (reference.Principal == joined.Name || IsShared(joined))
            return null;
        return $"compares {column} with the primary key of {joined.Name.Name}, but {column} refers to {reference.Principal.Name}";
    }

    private static bool IsKey(Table table, string column) => table.PrimaryKey is { Columns: [var only] } && JoinKeys.Same(only, column);

    /// <summary>The primary key is a foreign key too: one to one, or a table of a hierarchy.</summary>
    private static bool IsShared(Table table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Columns is [var only] && IsKey(table, only))
                return true;
        }

        return false;
    }

    private static bool Has(EquatableArray<string> names, string name)
    {
        foreach (var each in names)
        {
            if (JoinKeys.Same(each, name))
                return true;
        }

        return false;
    }

    /// <summary>The only foreign key that a column is, by itself.</summary>
    private static ForeignKey? Reference(Table table, string column)
    {
        ForeignKey? found = null;
        foreach (var key in table.ForeignKeys)
        {
            if (!Has(key.Columns, column))
                continue;
            if (found is not null || key.Columns.Count > 1)
                return null;
            found = key;
        }

        return found;
    }
}
