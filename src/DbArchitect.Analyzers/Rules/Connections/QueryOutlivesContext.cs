using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Connections;

/// <summary>A query, or a running operation, leaves the using that disposes its context: whoever enumerates or awaits it finds the context gone.</summary>
internal sealed class QueryOutlivesContext() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA6002",
        title: "A query outlives its context",
        messageFormat: "{0} when {1} is disposed at the end of its using: {2}. {3}",
        category: Category.Connections,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        if (!unit.IsAtRunTime)
            yield break;
        foreach (var use in unit.OutlivingUses)
        {
            var finding = use.Kind == OutlivingKind.Task
                ? Finding.Of(use.Origin, $"The task of {use.Name} is {use.Way} and still runs", use.Context, "the operation fails", "Await it inside")
                : Finding.Of(use.Origin, $"The query {(use.Name.Length > 0 ? "for " + use.Name + " " : "")}is {use.Way} and not yet executed", use.Context, "enumerating it throws", "Execute it inside");
            yield return finding with
            {
                Additional = new[] { use.Disposal },
                Fix = use.MayBeAwaited ? new AwaitBeforeDisposal() : use.MayBeList ? new ExecuteBeforeDisposal() : null,
            };
        }
    }
}
