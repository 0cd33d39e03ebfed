using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// What a method does with entities that another method of this compilation loads for it: a repository, a private method. The query is written there, what
/// becomes of its result is seen here.
/// </summary>
internal sealed class LoadReader(KnownTypes types, QueryTypes queryTypes, CalleeReader callees, LinqReader linq)
{
    private readonly ConcurrentDictionary<ITypeSymbol, string?> entities = new(SymbolEqualityComparer.Default);

    /// <summary>The entity that a call of a method of this compilation gives, alone or as a collection; null when it gives none.</summary>
    public string? EntityOf(IMethodSymbol method) =>
        method is { ReturnType: INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } or IArrayTypeSymbol }
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, types.Compilation.Assembly)
            ? entities.GetOrAdd(method.ReturnType, static (type, self) => self.FindEntity(type), this)
            : null;

    private string? FindEntity(ITypeSymbol type)
    {
        if (queryTypes.IsInteresting(type) || ElementOf(Result(type)).Element is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } element)
            return null;
        var name = QueryTypes.MetadataName(element);
        return linq.Schemas.MappingType(name) is null ? null : name;
    }

    /// <summary>Without the task around it.</summary>
    private static ITypeSymbol Result(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private static (ITypeSymbol Element, bool IsMany) ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => (array.ElementType, true),
        INamedTypeSymbol
        {
            Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "IEnumerable" or "HashSet" or "ISet" or "ImmutableList" or "ImmutableArray",
            TypeArguments: [var element],
        } => (element, true),
        _ => (type, false),
    };

    /// <param name="body">The body of the method that calls.</param>
    /// <param name="queries">Its own queries.</param>
    /// <param name="saves">When it saves.</param>
    /// <param name="context">What kind of code it is.</param>
    public List<Query> Read(Body body, IReadOnlyList<Query> queries, IReadOnlyList<SaveCall> saves, CodeContext context, CancellationToken cancellation)
    {
        var loads = new List<Query>();
        foreach (var call in body.Calls)
        {
            if (EntityOf(call.TargetMethod) is not { } entity)
                continue;
            cancellation.ThrowIfCancellationRequested();
            var isMany = ElementOf(Result(call.TargetMethod.ReturnType)).IsMany;
            var around = context == CodeContext.Unknown ? CodeContexts.Around(call) : context;
            var use = ResultUseReader.Read(body, queryTypes, call, isMany);
            // The cheap questions first: the other method is only read where its query can matter.
            if (!(isMany && around == CodeContext.Request) && !(use.IsModified && saves.Count > 0) && !GoesOn(use, entity))
                continue;
            if (callees.LoadOf(call.TargetMethod, cancellation) is not { } load)
                continue;
            var query = WrittenAt(call, body, queries) ?? load;
            if (query.RowSource?.Entity != entity)
                continue;
            loads.Add(query with
            {
                Through = call.TargetMethod.Name,
                // What is a request itself has been told so where it queries.
                CodeContext = load.CodeContext == CodeContext.Request ? CodeContext.Unknown : around,
                Terminal = query.Terminal with { Name = call.TargetMethod.Name, Origin = new Origin(OriginKind.Linq, Body.NameAndArgumentsOf(call)) },
                Origin = new Origin(OriginKind.Linq, call.Syntax.GetLocation()),
                Result = use with { IsSaved = SaveReader.AreAfter(saves, call, query) },
            });
        }

        return loads;
    }

    /// <summary>The caller goes through a navigation of the entity.</summary>
    private bool GoesOn(ResultUse use, string entity)
    {
        foreach (var member in use.Members)
        {
            if (member.Path.IndexOf('.') >= 0 || linq.Schemas.MappingType(entity)?.FindEntity(entity)?.FindNavigation(member.Path) is not null)
                return true;
        }

        return false;
    }

    /// <summary>A generic repository's query is written down where it is called: only there its entity is known.</summary>
    private static Query? WrittenAt(IInvocationOperation call, Body body, IReadOnlyList<Query> queries)
    {
        foreach (var query in queries)
        {
            if (query.IsExecuted && query.Terminal.Name != call.TargetMethod.Name && body.ExecutionAt(query.Terminal) == call)
                return query;
        }

        return null;
    }

    /// <summary>The entities that a method is given or calls others for: EF Core connects what the context tracks.</summary>
    public List<string> EntitiesAround(Body body)
    {
        var found = new List<string>();
        foreach (var call in body.Calls)
        {
            if (EntityOf(call.TargetMethod) is { } entity && !found.Contains(entity))
                found.Add(entity);
        }

        if (body.Owner is IMethodSymbol method)
        {
            foreach (var parameter in method.Parameters)
                found.Add(QueryTypes.MetadataName(ElementOf(parameter.Type).Element));
        }

        return found;
    }
}
