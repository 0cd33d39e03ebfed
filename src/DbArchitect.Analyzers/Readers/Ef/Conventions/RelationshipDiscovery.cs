using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// Pairs navigations to relationships: first what [InverseProperty] and [ForeignKey] say, then EF's convention, by which two types with one
/// navigation each belong together and more than that is ambiguous.
/// </summary>
internal sealed class RelationshipDiscovery(EfModel model)
{
    private readonly Dictionary<EfEntityType, List<Candidate>> navigations = [];

    private sealed record Candidate(IPropertySymbol Member, EfEntityType Target, bool IsCollection)
    {
        public string Name => Member.Name;
    }

    public void Run()
    {
        foreach (var entity in model.EntityTypes.ToList())
            navigations[entity] = CandidatesOf(entity);
        foreach (var entity in model.EntityTypes.ToList())
            PairByAttributes(entity);
        foreach (var entity in model.EntityTypes.ToList())
            SelfReferencesByForeignKeyAttribute(entity);
        foreach (var entity in model.EntityTypes.ToList())
            Pair(entity);
    }

    private List<Candidate> CandidatesOf(EfEntityType entity)
    {
        var found = new List<Candidate>();
        foreach (var (member, type, isCollection) in PropertyDiscovery.Navigations(entity))
        {
            if (entity.IsOwned && Members.IsSame(entity.Ownership!.Principal.ClrType, type))
            {
                // The way back to the owner.
                if (!isCollection && entity.Ownership is { ToPrincipal: null, ToPrincipalIsConfigured: false } ownership)
                    ownership.ToPrincipal = member.Name;
                continue;
            }

            if (entity.FindNavigation(member.Name, out _) is { IsOwnership: true })
                continue;
            if (model.Find(type) is { IsKeyless: false } target && !entity.IsKeyless)
                found.Add(new Candidate(member, target, isCollection));
            else if (model.Find(type) is { } keyless && entity.IsKeyless && !isCollection && !keyless.IsKeyless)
                found.Add(new Candidate(member, keyless, false));
        }

        return found;
    }

    /// <summary>The relationship of a navigation is complete: nothing is to be paired with it any more.</summary>
    private static bool IsClosed(EfEntityType entity, Candidate candidate)
    {
        if (entity.FindSkipNavigation(candidate.Name) is not null)
            return true;
        return entity.FindNavigation(candidate.Name, out var onDependent) is { } key
            && (onDependent ? key.ToDependentIsConfigured || key.ToDependent is not null : key.ToPrincipalIsConfigured || key.ToPrincipal is not null);
    }

    private void PairByAttributes(EfEntityType entity)
    {
        foreach (var candidate in navigations[entity])
        {
            if (Members.Attribute(candidate.Member, "InversePropertyAttribute") is not { } attribute || Members.Argument(attribute, 0) is not string name)
                continue;
            if (IsClosed(entity, candidate) || !navigations.TryGetValue(candidate.Target, out var others))
                continue;
            var inverse = others.FirstOrDefault(other => other.Name == name && other.Target == entity && other.Member.Name != candidate.Name);
            if (inverse is null || IsClosed(candidate.Target, inverse))
                continue;
            Connect(entity, candidate, inverse, ConfigurationSource.DataAnnotation);
        }
    }

    /// <summary>Several self-references are told apart by [ForeignKey].</summary>
    private void SelfReferencesByForeignKeyAttribute(EfEntityType entity)
    {
        var withKey = new List<Candidate>();
        var without = new List<Candidate>();
        foreach (var candidate in navigations[entity])
        {
            if (candidate.Target != entity || IsClosed(entity, candidate))
                continue;
            (HasForeignKeyAttribute(entity, candidate) ? withKey : without).Add(candidate);
        }

        if (without.Count == 1 && withKey.Count == 1)
            Connect(entity, withKey[0], without[0], ConfigurationSource.DataAnnotation);
        else if (without.Count == 0)
        {
            foreach (var candidate in withKey)
                Connect(entity, candidate, null, ConfigurationSource.DataAnnotation);
        }
    }

    private static bool HasForeignKeyAttribute(EfEntityType entity, Candidate candidate) =>
        Members.Has(candidate.Member, "ForeignKeyAttribute") || ForeignKeyProperties.PropertyNaming(entity, candidate.Name) is not null;

    private void Pair(EfEntityType entity)
    {
        var done = new HashSet<EfEntityType>();
        foreach (var candidate in navigations[entity])
        {
            if (!done.Add(candidate.Target))
                continue;
            var mine = navigations[entity].Where(other => other.Target == candidate.Target && !IsClosed(entity, other)).ToList();
            if (mine.Count == 0)
                continue;
            if (candidate.Target == entity)
            {
                PairSelf(entity, mine);
                continue;
            }

            var theirs = navigations.TryGetValue(candidate.Target, out var others)
                ? others.Where(other => other.Target == entity && !IsClosed(candidate.Target, other)).ToList()
                : [];
            Pair(entity, candidate.Target, mine, theirs);
        }
    }

    private void Pair(EfEntityType entity, EfEntityType target, List<Candidate> mine, List<Candidate> theirs)
    {
        if (SplitByForeignKeyAttributes(entity, target, mine, theirs))
            return;
        if (mine.Count == 1 && theirs.Count == 1)
        {
            Connect(entity, mine[0], theirs[0], ConfigurationSource.Convention);
            return;
        }

        if (theirs.Count == 0)
        {
            foreach (var candidate in mine)
                Connect(entity, candidate, null, ConfigurationSource.Convention);
            return;
        }

        Ambiguous(entity, target, mine, theirs);
    }

    private void PairSelf(EfEntityType entity, List<Candidate> mine)
    {
        switch (mine.Count)
        {
            case 1:
                Connect(entity, mine[0], null, ConfigurationSource.Convention);
                break;
            case 2:
                Connect(entity, mine[0], mine[1], ConfigurationSource.Convention);
                break;
            default:
                Ambiguous(entity, entity, mine, mine);
                break;
        }
    }

    /// <summary>[ForeignKey] on both ends of a pair makes two relationships of it.</summary>
    private bool SplitByForeignKeyAttributes(EfEntityType entity, EfEntityType target, List<Candidate> mine, List<Candidate> theirs)
    {
        if (mine.Count != 1 || theirs.Count != 1 || mine[0].IsCollection || theirs[0].IsCollection)
            return false;
        if (!HasForeignKeyAttribute(entity, mine[0]) || !HasForeignKeyAttribute(target, theirs[0]))
            return false;
        if (ForeignKeyProperties.PropertyNaming(entity, mine[0].Name) is null || ForeignKeyProperties.PropertyNaming(target, theirs[0].Name) is null)
            return false;
        Connect(entity, mine[0], null, ConfigurationSource.DataAnnotation);
        Connect(target, theirs[0], null, ConfigurationSource.DataAnnotation);
        return true;
    }

    private static void Ambiguous(EfEntityType entity, EfEntityType target, List<Candidate> mine, List<Candidate> theirs)
    {
        var reason = $"the navigations between {entity.ShortName} and {target.ShortName} can be paired in several ways: "
            + string.Join(", ", mine.Select(static candidate => candidate.Name)) + " and " + string.Join(", ", theirs.Select(static candidate => candidate.Name));
        entity.AddUnknown(TableAspects.Columns | TableAspects.ForeignKeys | TableAspects.Indexes, reason, Members.OriginOf(mine[0].Member));
        target.AddUnknown(TableAspects.Columns | TableAspects.ForeignKeys | TableAspects.Indexes, reason, Members.OriginOf(theirs[0].Member));
    }

    private static void Connect(EfEntityType entity, Candidate candidate, Candidate? inverse, ConfigurationSource source)
    {
        var existing = entity.FindNavigation(candidate.Name, out var onDependent);
        var opposite = inverse is null ? null : candidate.Target.FindNavigation(inverse.Name, out _);
        if (existing is not null)
        {
            if (inverse is null || opposite is not null)
                return;
            Complete(existing, onDependent, inverse);
            return;
        }

        if (opposite is not null)
        {
            _ = candidate.Target.FindNavigation(inverse!.Name, out var inverseOnDependent);
            Complete(opposite, inverseOnDependent, candidate);
            return;
        }

        if (candidate.IsCollection && inverse is { IsCollection: true })
        {
            ManyToMany.Connect(entity, candidate.Name, candidate.Target, inverse.Name, source, Members.OriginOf(candidate.Member));
            return;
        }

        EfForeignKey key;
        if (candidate.IsCollection)
        {
            key = new EfForeignKey(candidate.Target, entity) { ToDependent = candidate.Name, ToPrincipal = inverse?.Name };
            key.Unique.Set(false, source);
            key.PrincipalEnd = source;
        }
        else
        {
            key = new EfForeignKey(entity, candidate.Target) { ToPrincipal = candidate.Name, ToDependent = inverse?.Name };
            key.Unique.Set(inverse is { IsCollection: false }, ConfigurationSource.Convention);
            if (inverse is null or { IsCollection: true })
                key.PrincipalEnd = source;
        }

        key.Source = source;
        key.Origin = Members.OriginOf((key.ToPrincipal == candidate.Name || inverse is null ? candidate : inverse).Member);
        key.Dependent.ForeignKeys.Add(key);
    }

    /// <summary>A relationship that was configured from one end only gets its other navigation.</summary>
    private static void Complete(EfForeignKey key, bool onDependent, Candidate inverse)
    {
        if (onDependent)
        {
            key.ToDependent = inverse.Name;
            if (!key.Unique.IsSet || key.Unique.Source == ConfigurationSource.Convention)
                key.Unique.Set(!inverse.IsCollection, ConfigurationSource.Convention);
        }
        else
            key.ToPrincipal = inverse.Name;
    }
}
