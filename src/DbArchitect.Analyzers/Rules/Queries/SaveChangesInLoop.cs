using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>SaveChanges in every turn of a loop: a round trip and a transaction for each element instead of batches.</summary>
internal sealed class SaveChangesInLoop() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2002",
        title: "SaveChanges in a loop",
        messageFormat: "{0} runs once for every element of {1}: a round trip and a transaction each, and a failure leaves the elements before it saved. Save once after the loop: EF Core sends the changes in batches",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        foreach (var save in unit.Saves)
        {
            if (save.Repetition is not { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None } || !unit.IsAtRunTime)
                continue;
            var name = save.Through.Length == 0 || save.IsMovable ? save.Name : save.Name + ", which saves,";
            var finding = Finding.Of(save.Origin, name, save.Repetition.Of) with { Additional = new[] { save.Repetition.Origin } };
            yield return save.IsMovable
                ? finding.WithFix(new MoveSaveAfterLoop())
                : finding with { Severity = DiagnosticSeverity.Info };
        }
    }
}
