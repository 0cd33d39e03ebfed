using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>DateTime.Now inside a query is translated: the database server's local time, not this machine's.</summary>
internal sealed class ServerClock() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2304",
        title: "Local time of the database server",
        messageFormat: "{0} inside the query is the local time of the database server, whose time zone this code does not know. Compute it before the query, in UTC",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.ServerClock)
                yield return Finding.Of(trait.Origin, trait.Detail).WithFix(new TakeTimeBefore(trait.Detail));
        }
    }
}
