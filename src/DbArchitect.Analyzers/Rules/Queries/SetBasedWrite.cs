using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Rows are loaded only to change or delete each in the same way: one statement does it.</summary>
internal sealed class SetBasedWrite() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2004",
        title: "Rows loaded only to be changed",
        messageFormat: "{0} are loaded only to be {1}: every row travels here and back. {2} does it in one statement",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Terminal.Kind: TerminalKind.List, Projection: { Kind: ProjectionKind.Entity, Row: 0 }, IsAtRunTime: true, Result: { IsClosed: true, IsSaved: true, IsAttached: false } result })
            yield break;
        // Interceptors, concurrency tokens and cascades of the client would be bypassed: what is not known to be absent silences.
        if (context.Schema is not { InterceptsSaves: false } schema || query.IsTracked == false || !query.IsComplete() || !query.Includes.IsEmpty)
            yield break;
        if (schema.FindEntity(query.Sources[0].Entity) is not { } entity || !IsPlain(entity, schema) || query.Take is not null || query.Skip is not null)
            yield break;
        // One row is as quickly loaded; and how many rows were saved is what the caller hears.
        if (JoinKeys.Of(query).IsAtMostOne(0, schema.FindTable(entity.Table!.Value)!) || IsCounted(context.Unit))
            yield break;
        if (result.IsRemoved)
        {
            if (result.Members.IsEmpty && result.Operators.IsEmpty && !HasClientCascade(entity))
                yield return Finding.Of(query.Terminal.Origin, query.RootName + " rows", "deleted", "ExecuteDelete").WithFix(new ReplaceByExecuteDelete());
            yield break;
        }

        var writes = 0;
        foreach (var member in result.Members)
        {
            if (member is { Kind: MemberUseKind.Write, IsPerElement: true, IsSetBased: true } && member.Path.IndexOf('.') < 0 && entity.FindProperty(member.Path) is not null)
                writes++;
            else if (member.Kind != MemberUseKind.Read || !IsReadByWrite(member, result))
                yield break;
        }

        if (writes > 0 && result.Operators.IsEmpty)
            yield return Finding.Of(query.Terminal.Origin, query.RootName + " rows", "changed in the same way", "ExecuteUpdate").WithFix(new ReplaceByExecuteUpdate());
    }

    private static bool IsCounted(UnitOfWork unit)
    {
        foreach (var save in unit.Saves)
        {
            if (save.IsResultUsed)
                return true;
        }

        return false;
    }

    /// <summary>A column that is only read to compute its own new value.</summary>
    private static bool IsReadByWrite(MemberUse read, ResultUse result)
    {
        foreach (var member in result.Members)
        {
            if (member is { Kind: MemberUseKind.Write, IsSetBased: true } && member.Path == read.Path)
                return true;
        }

        return false;
    }

    private static bool IsPlain(Entity entity, Schema schema)
    {
        if (entity.Inheritance is InheritanceMapping.TablePerType or InheritanceMapping.TablePerConcreteType || entity.Table is not { } name || schema.FindTable(name) is not { } table)
            return false;
        foreach (var column in table.Columns)
        {
            if (column.IsConcurrencyToken || column.IsRowVersion)
                return false;
        }

        return true;
    }

    private static bool HasClientCascade(Entity entity)
    {
        foreach (var navigation in entity.Navigations)
        {
            if (navigation is { IsOnDependent: false, IsOwned: false })
                return true;
        }

        return false;
    }
}
