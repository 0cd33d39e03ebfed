using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A query that a loop or lambda sends once for every element: N + 1 round trips.</summary>
internal sealed class QueryInLoop() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2001",
        title: "Query in a loop",
        messageFormat: "{0} runs once for every element of {1}: as many round trips as elements. {2}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        foreach (var query in unit.Queries)
        {
            if (!IsRepeated(query, query.Repetition))
                continue;
            var finding = Report(query.Terminal.Origin, $"{query.Terminal.Name} on {query.RootName}", query, query.Repetition).WithFix(HoistingOf(query, unit, schemas));
            yield return IsCertain(query, query.Repetition) ? finding : finding with { Severity = DiagnosticSeverity.Info };
        }

        foreach (var call in unit.Calls)
        {
            if (unit.IsAtRunTime && !call.IsRecursive && call.Repetition.DependsOnElement && IsRepeated(call.Query, call.Repetition))
                yield return Report(call.Origin, $"{call.Method} ({call.Query.Terminal.Name} on {call.Query.RootName})", call.Query, call.Repetition) with { Severity = DiagnosticSeverity.Info };
        }
    }

    private static bool IsRepeated(Query query, Repetition repetition) =>
        query.IsExecuted && query.IsAtRunTime && !(query.IsCachedType && query.IsTracked == false)
        // What SQL text writes has a rule of its own.
        && (query.FrontEnd == FrontEnd.Linq || query.Terminal.Kind is not (TerminalKind.Insert or TerminalKind.Update or TerminalKind.Delete))
        && repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None }
        && query.Sources is [{ IsRawSql: false }, ..];

    private static Finding Report(Origin at, string what, Query query, Repetition repetition) =>
        Finding.Of(at, what, repetition.Of, AdviceFor(query, repetition))
            with { Additional = repetition.Origin.IsInSource ? new[] { repetition.Origin } : default(EquatableArray<Origin>) };

    private static string AdviceFor(Query query, Repetition repetition)
    {
        if (!repetition.DependsOnElement)
            return "Query once before the loop, because it asks the same each time";
        return query.Terminal.Kind is TerminalKind.Update or TerminalKind.Delete
            ? "Let one statement name all keys"
            : "Query once before the loop, for all keys, and look the rows up in memory";
    }

    /// <summary>Rows are looked up by a value of the element, in a collection that is there: one query with IN replaces them all.</summary>
    private static bool IsCertain(Query query, Repetition repetition) =>
        repetition.DependsOnElement && repetition.IsOverCollection
        && query.Terminal.Kind is TerminalKind.Single or TerminalKind.List or TerminalKind.Any or TerminalKind.Count
        && query.Take is null && query.Skip is null
        // Find answers from memory what is tracked already.
        && !query.Terminal.Name.StartsWith("Find", StringComparison.Ordinal)
        && ComparesWithParameter(query.Filter, 0);

    /// <summary>
    /// The edit that asks for all keys at once; null where the rows found in memory could be others than the database finds: it compares text by its
    /// collation, numbers and times after conversion.
    /// </summary>
    private static Edit? HoistingOf(Query query, UnitOfWork unit, SchemaSet schemas)
    {
        if (query.FrontEnd != FrontEnd.Linq || !query.Repetition.DependsOnElement || query.Sources is not [{ Table: { } name } root, ..])
            return null;
        foreach (var save in unit.Saves)
        {
            // What one turn saves, the next may read.
            if (save.Repetition.Kind != RepetitionKind.Once)
                return null;
        }

        if ((schemas.OfContext(query.Context) ?? (root.Entity.Length > 0 ? schemas.MappingType(root.Entity) : null)) is not { } schema)
            return null;
        if (schema.FindTable(name) is not { } table || schema.FindEntity(root.Entity) is not { } entity)
            return null;
        var isFind = query.Terminal.Name.StartsWith("Find", StringComparison.Ordinal);
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        AddGiven(query.Filter, given, 0);
        List<string> keys = [], unique = [];
        foreach (var property in entity.Properties)
        {
            if (property.Table != name || property.Path.IndexOf('.') >= 0 || table.FindColumn(property.Column) is not { } column || !IsEqualInMemory(column, schema.Store))
                continue;
            if (isFind ? entity.Key is not [var only] || only != property.Path : !given.Contains(property.Column))
                continue;
            keys.Add(property.Path);
            if (isFind || IsUnique(table, property.Column, given))
                unique.Add(property.Path);
        }

        return keys.Count == 0 ? null : new HoistQuery(string.Join("|", keys)) { UniqueKeys = string.Join("|", unique) };
    }

    private static bool IsEqualInMemory(Column column, Store store) => column switch
    {
        { EnumMembers: not null } => true,
        { HasConversion: true } => false,
        { Kind: ValueKind.Integer or ValueKind.Byte or ValueKind.Guid or ValueKind.Enum } => true,
        { Kind: ValueKind.String, Collation.IsAbsent: true } => store.IsOnly(Store.PostgreSql | Store.Sqlite),
        _ => false,
    };

    private static bool IsUnique(Table table, string column, HashSet<string> given)
    {
        if (table.PrimaryKey is { } primary && IsGiven(primary.Columns))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (IsGiven(key.Columns))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (index.IsUnique && index.Filter.IsAbsent && IsGiven(Array.ConvertAll([.. index.Columns], static key => key.Column)))
                return true;
        }

        return false;

        bool IsGiven(EquatableArray<string> columns)
        {
            var holds = false;
            foreach (var each in columns)
            {
                holds |= string.Equals(each, column, StringComparison.OrdinalIgnoreCase);
                if (!given.Contains(each) && !string.Equals(each, column, StringComparison.OrdinalIgnoreCase))
                    return false;
            }

            return holds;
        }
    }

    private static void AddGiven(Predicate filter, HashSet<string> given, int depth)
    {
        switch (filter)
        {
            case Comparison { Operator: Comparator.Equal, Column: { Source: 0 } column, Value: Constant { Text: not null } or Parameter }:
                given.Add(column.Column);
                break;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                    AddGiven(operand, given, depth + 1);
                break;
        }
    }

    private static bool ComparesWithParameter(Predicate filter, int depth)
    {
        switch (filter)
        {
            case Comparison { Source: PredicateSource.User, Operator: Comparator.Equal, Value: Parameter }:
                return true;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    if (ComparesWithParameter(operand, depth + 1))
                        return true;
                }

                break;
        }

        return false;
    }
}
