using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>SQL Server's @@IDENTITY: the last identity of the session in any table, also one that a trigger filled.</summary>
internal sealed class SessionIdentity() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5019",
        title: "Identity of the session",
        messageFormat: "{0} is the last identity of the session in any table: a trigger that inserts elsewhere changes it. Use OUTPUT inserted, or SCOPE_IDENTITY() in the batch of the INSERT",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        foreach (var trait in query.Traits)
        {
            if (trait.Kind != QueryTraitKind.SessionIdentity)
                continue;
            // In a batch of its own SCOPE_IDENTITY() is NULL.
            var isInBatch = query.Terminal.Kind == TerminalKind.Insert;
            yield return Finding.Of(trait.Origin, trait.Detail).WithFix(isInBatch ? new ReplaceSqlText(trait.Text, "SCOPE_IDENTITY()", "Write SCOPE_IDENTITY()") { KeepsMeaning = true } : null);
        }
    }
}
