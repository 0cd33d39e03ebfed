using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Many-to-many relationships and the join tables behind them.</summary>
internal static class ManyToMany
{
    /// <summary>Makes both ends; the join entity type follows when the relationships are complete.</summary>
    public static EfSkipNavigation Connect(EfEntityType left, string leftName, EfEntityType right, string rightName, ConfigurationSource source, Origin origin)
    {
        var forward = left.FindSkipNavigation(leftName) ?? Add(left, leftName, right, source, origin);
        var back = (rightName.Length == 0 ? forward.Inverse : right.FindSkipNavigation(rightName)) ?? Add(right, rightName, left, source, origin);
        forward.Inverse = back;
        back.Inverse = forward;
        return forward;
    }

    private static EfSkipNavigation Add(EfEntityType type, string name, EfEntityType target, ConfigurationSource source, Origin origin)
    {
        var added = new EfSkipNavigation(type, name, target) { Source = source, Origin = origin };
        type.SkipNavigations.Add(added);
        return added;
    }

    /// <summary>The base name of the foreign key to an end: the navigation that leads to it, or its class.</summary>
    public static string BaseName(EfSkipNavigation navigation) =>
        navigation.Inverse is { Name.Length: > 0 } inverse ? inverse.Name : navigation.DeclaringType.ShortName;

    /// <summary>Join entity types for those relationships that have none configured.</summary>
    public static void CreateJoinTypes(EfModel model)
    {
        foreach (var entity in model.EntityTypes.ToList())
        {
            foreach (var navigation in entity.SkipNavigations.ToList())
            {
                if (navigation is { Join: { } join, ForeignKey: null })
                    Link(join, navigation);
                else if (navigation.ForeignKey is null && navigation.Inverse is { ForeignKey: null, Join: null })
                    CreateJoinType(model, navigation, NameOf(model, navigation));
            }
        }
    }

    public static EfEntityType CreateJoinType(EfModel model, EfSkipNavigation navigation, string name)
    {
        var join = model.Add(name, null, ConfigurationSource.Convention, navigation.Origin, navigation.DeclaringType.Sequence, isShared: true);
        join.IsDiscovered = true;
        Link(join, navigation);
        Link(join, navigation.Inverse!);
        return join;
    }

    /// <summary>The key from the join entity type to one end: an existing one that no other end uses, or a new one.</summary>
    public static EfForeignKey Link(EfEntityType join, EfSkipNavigation navigation)
    {
        if (navigation.ForeignKey is { } linked)
            return linked;
        var key = join.ForeignKeys.FirstOrDefault(candidate => candidate.Principal == navigation.DeclaringType && candidate.SkipNavigations.Count == 0
            && candidate.Source != ConfigurationSource.None && candidate.IsUnique == false && Fits(candidate, navigation));
        if (key is null)
        {
            key = new EfForeignKey(join, navigation.DeclaringType)
            {
                Source = ConfigurationSource.Convention,
                PrincipalEnd = ConfigurationSource.Explicit,
                Origin = navigation.Origin,
            };
            key.Unique.Set(false, ConfigurationSource.Convention);
            join.ForeignKeys.Add(key);
        }

        key.Required.Set(true, ConfigurationSource.Convention);
        key.SkipNavigations.Add(navigation);
        navigation.ForeignKey = key;
        return key;
    }

    private static bool Fits(EfForeignKey key, EfSkipNavigation navigation) =>
        navigation.DeclaringType != navigation.Target || key.ToPrincipal is null;

    private static string NameOf(EfModel model, EfSkipNavigation navigation)
    {
        var left = navigation.DeclaringType.ShortName;
        var right = navigation.Inverse!.DeclaringType.ShortName;
        var name = string.CompareOrdinal(left, right) < 0 ? left + right : right + left;
        if (model.Find(name) is null)
            return name;
        for (var i = 1; ; i++)
        {
            if (model.Find(name + i) is null)
                return name + i;
        }
    }
}
