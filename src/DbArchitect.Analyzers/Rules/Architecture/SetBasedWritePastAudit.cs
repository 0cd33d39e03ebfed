using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Architecture;

/// <summary>ExecuteUpdate changes rows without the time of the change that SaveChanges would set.</summary>
internal sealed class SetBasedWritePastAudit() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA8002",
        title: "A set-based update passes by the time of the change",
        messageFormat: "{0} changes {1} rows and leaves {2} as it was, which SaveChanges sets with every change: the rows look untouched. Set it too",
        category: Category.Architecture,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Terminal.Kind: TerminalKind.Update, FrontEnd: FrontEnd.Linq, IsAtRunTime: true } || query.Sources.IsEmpty || !query.IsComplete(QueryParts.Projection))
            yield break;
        if (context.Schema?.FindEntity(query.Sources[0].Entity) is not { StampedOnUpdate: { IsEmpty: false } stamps } entity)
            yield break;
        var missing = new List<SaveMark>();
        foreach (var stamp in stamps)
        {
            if (entity.FindProperty(stamp.Property) is not { } property)
                continue;
            // A time that is set shows that the author thought of it.
            if (IsWritten(query, property.Column))
                yield break;
            missing.Add(stamp);
        }

        if (missing.Count == 0)
            yield break;
        yield return Finding.Of(query.Terminal.Origin, query.Terminal.Name, query.RootName, missing[0].Property)
            .WithFix(missing[0].Value.Length > 0 ? new StampRows(missing[0].Property + "=" + missing[0].Value) : null);
    }

    private static bool IsWritten(Query query, string column)
    {
        foreach (var written in query.Writes)
        {
            if (written.Column == column)
                return true;
        }

        return false;
    }
}
