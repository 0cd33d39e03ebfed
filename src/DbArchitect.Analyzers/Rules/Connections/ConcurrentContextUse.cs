using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Connections;

/// <summary>Two operations at once on one context: it has one connection and one change tracker, and throws on the second.</summary>
internal sealed class ConcurrentContextUse() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA6001",
        title: "Two operations at once on one context",
        messageFormat: "{0} starts on {1} while {2}: a context does one operation at a time, and {3}. Await one before the next, or give each a context of its own",
        category: Category.Connections,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        if (!unit.IsAtRunTime)
            yield break;
        // Microsoft.Data.Sqlite has answered when its asynchronous methods return: on SQLite alone the code works, until it is to run on another engine.
        var isSqlite = schemas.Schemas.Count > 0;
        foreach (var schema in schemas.Schemas)
            isSqlite &= schema.Store.IsOnly(Store.Sqlite);
        foreach (var use in unit.ConcurrentUses)
        {
            var isPerElement = use.PerElementOf.Length > 0;
            var running = isPerElement ? $"it still runs there for another element of {use.PerElementOf}" : $"{use.Other} still runs there";
            yield return Finding.Of(use.Origin, use.Name, use.Context, running, isSqlite ? "only because the driver of SQLite is synchronous this works" : "EF Core throws on the second") with
            {
                Additional = use.Together.IsInSource ? new[] { use.OtherOrigin, use.Together } : new[] { use.OtherOrigin },
                Fix = isPerElement ? null : new AwaitInSequence(),
                Severity = isSqlite ? DiagnosticSeverity.Info : null,
            };
        }
    }
}
