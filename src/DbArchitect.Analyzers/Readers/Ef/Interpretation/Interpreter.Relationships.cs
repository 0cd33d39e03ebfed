using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private const TableAspects RelationshipAspects = TableAspects.ForeignKeys | TableAspects.Columns | TableAspects.Indexes;

    private Value StartRelationship(CallSite call, EfEntityType entity)
    {
        if (!Certain(entity, RelationshipAspects, call.Operation))
            return Value.Ignored;
        var isCollection = call.Name == "HasMany";
        string? navigation = null;
        if (call.Argument("navigationExpression", "navigationName") is { } argument)
        {
            if (Evaluate(argument, call.Frame) is not ConstantValue { Constant: null })
            {
                if (MemberNames(call, argument) is not [var name])
                    return Unfollowed(entity, call);
                navigation = name;
            }
        }

        var target = TargetOf(call, entity, navigation, isCollection);
        if (target is null)
            return Unfollowed(entity, call);
        if (navigation is not null)
            entity.Ignored.Remove(navigation);
        EfForeignKey? key = null;
        if (navigation is not null)
            key = FindNavigation(entity, navigation);
        if (key is null && !isCollection)
        {
            key = new EfForeignKey(entity, target) { ToPrincipal = navigation, ToPrincipalIsConfigured = true, Source = Explicit, Origin = RelationshipOrigin(entity, navigation, call) };
            entity.ForeignKeys.Add(key);
        }

        return new NavigationBuilderValue(entity, target, navigation, isCollection, key);
    }

    private Origin RelationshipOrigin(EfEntityType entity, string? navigation, CallSite call) =>
        navigation is not null && !model.IsSnapshot && Members.Find(entity.ClrType, navigation) is { } member && Members.OriginOf(member) is { IsInSource: true } origin
            ? origin
            : OriginOf(call.Operation);

    private Value Unfollowed(EfEntityType entity, CallSite call)
    {
        entity.AddUnknown(RelationshipAspects, "a relationship is configured that cannot be told: " + Shorten(call.Operation.Syntax.ToString()), OriginOf(call.Operation));
        return Value.Unknown;
    }

    private static EfForeignKey? FindNavigation(EfEntityType entity, string navigation)
    {
        if (entity.FindNavigation(navigation, out _) is { } key)
            return key;
        // Base types are connected later: the same member may have been configured through one.
        if (Members.Find(entity.ClrType, navigation) is not { } member)
            return null;
        foreach (var other in entity.Model.EntityTypes)
        {
            foreach (var candidate in other.ForeignKeys)
            {
                if ((candidate.ToPrincipal == navigation && Has(candidate.Dependent.ClrType, member)) || (candidate.ToDependent == navigation && Has(candidate.Principal.ClrType, member)))
                    return candidate;
            }
        }

        return null;
    }

    /// <summary>Many classes have a member of the name (Parent): a look-up is only for those that derive from the one that declares it.</summary>
    private static bool Has(INamedTypeSymbol? type, ISymbol member)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Members.IsSame(current, member.ContainingType))
                return Members.IsSameMember(Members.Find(type, member.Name), member);
        }

        return false;
    }

    private EfEntityType? TargetOf(CallSite call, EfEntityType entity, string? navigation, bool isCollection)
    {
        if (call.Argument("relatedTypeName") is { } named)
            return Text(named, call.Frame) is { } name ? ByName(name, call) : null;
        var type = call.TypeArgument() ?? TypeOf(call.Argument("relatedType"), call.Frame);
        if (type is null && navigation is not null && Members.Find(entity.ClrType, navigation) is { } member && Members.TypeOf(member) is { } declared)
        {
            type = ScalarTypes.Unwrap(declared);
            if (isCollection)
                type = ScalarTypes.ElementType(type) is { } element ? ScalarTypes.Unwrap(element) : null;
        }

        if (type is not INamedTypeSymbol target || !EntityDiscovery.IsValid(target))
            return null;
        if (model.Find(target) is { } found)
            return found;
        // The owner of an owned type may be meant.
        for (var owner = entity.Ownership?.Principal; owner is not null; owner = owner.Ownership?.Principal)
        {
            if (Members.IsSame(owner.ClrType, target))
                return owner;
        }

        return discovery.Ensure(target, Explicit, Members.OriginOf(target), sequence);
    }

    private Value OnNavigation(CallSite call, NavigationBuilderValue start)
    {
        if (call.Name is not ("WithMany" or "WithOne"))
            return start;
        if (!Certain(start.Entity, RelationshipAspects, call.Operation))
            return Value.Ignored;
        string? inverse = null;
        if (call.First is { } argument && Evaluate(argument, call.Frame) is not ConstantValue { Constant: null })
        {
            if (MemberNames(call, argument) is not [var name])
                return Unfollowed(start.Entity, call);
            inverse = name;
            start.Target.Ignored.Remove(name);
        }

        if (start.IsCollection && call.Name == "WithMany")
        {
            var forward = start.Navigation is { } own ? start.Entity.FindSkipNavigation(own) : null;
            if (forward is null && inverse is not null && start.Target.FindSkipNavigation(inverse) is { Inverse: { } known } && known.Name == (start.Navigation ?? ""))
                forward = known;
            return new ManyToManyBuilderValue(
                forward ?? ManyToMany.Connect(start.Entity, start.Navigation ?? "", start.Target, inverse ?? "", Explicit, OriginOf(call.Operation)));
        }

        var key = start.Key;
        if (start.IsCollection)
        {
            key ??= inverse is not null ? FindNavigation(start.Target, inverse) : null;
            if (key is null)
            {
                key = new EfForeignKey(start.Target, start.Entity) { Source = Explicit, Origin = RelationshipOrigin(start.Target, inverse, call) };
                start.Target.ForeignKeys.Add(key);
            }

            Orient(key, start.Target);
            End(key, inverse, start.Navigation, unique: false);
            key.PrincipalEnd = Explicit;
            return new RelationshipBuilderValue(key);
        }

        key ??= new EfForeignKey(start.Entity, start.Target);
        if (call.Name == "WithMany")
        {
            Orient(key, start.Entity);
            End(key, start.Navigation, inverse, unique: false);
            key.PrincipalEnd = Explicit;
            return new RelationshipBuilderValue(key);
        }

        // One-to-one: which end depends is settled by HasForeignKey, or found later.
        if (key.Dependent == start.Entity && (key.Principal != start.Entity || key.ToPrincipal == start.Navigation))
            End(key, start.Navigation, inverse, unique: true);
        else
            End(key, inverse, start.Navigation, unique: true);
        return new RelationshipBuilderValue(key);
    }

    private static void Orient(EfForeignKey key, EfEntityType dependent)
    {
        if (key.Dependent != dependent && key.Principal == dependent)
            key.Invert();
    }

    private void End(EfForeignKey key, string? toPrincipal, string? toDependent, bool unique)
    {
        Detach(key, key.Principal, toDependent);
        Detach(key, key.Dependent, toPrincipal);
        key.ToPrincipal = toPrincipal;
        key.ToDependent = toDependent;
        key.ToPrincipalIsConfigured = true;
        key.ToDependentIsConfigured = true;
        key.Unique.Set(unique, Explicit, sequence);
    }

    /// <summary>A navigation belongs to one relationship: the latest that names it.</summary>
    private static void Detach(EfForeignKey key, EfEntityType entity, string? navigation)
    {
        if (navigation is null || entity.FindNavigation(navigation, out var onDependent) is not { } other || other == key)
            return;
        if (onDependent)
            other.ToPrincipal = null;
        else
            other.ToDependent = null;
        if (other is { ToPrincipal: null, ToDependent: null })
            other.Dependent.ForeignKeys.Remove(other);
    }

    private Value OnRelationship(CallSite call, RelationshipBuilderValue builder)
    {
        var key = builder.Key;
        if (!Certain(key.Dependent, RelationshipAspects, call.Operation))
            return builder;
        switch (call.Name)
        {
            case "HasForeignKey":
                ForeignKey(call, key);
                break;
            case "HasPrincipalKey":
                PrincipalKey(call, key);
                break;
            case "IsRequired":
                SetRequired(call, key, onDependent: true);
                break;
            case "OnDelete":
                if (call.First is { } behavior && Evaluate(behavior, call.Frame) is ConstantValue { Constant: int value } && value is >= 0 and <= 6)
                    key.OnDelete.Set((DeleteBehavior)value, Explicit, sequence);
                else
                    key.Dependent.AddUnknown(TableAspects.ForeignKeys, "its delete behaviour is not constant", OriginOf(call.Operation));
                break;
            case "HasConstraintName":
                if (Text(call.First, call.Frame) is { } name)
                    key.ConstraintName.Set(name, Explicit, sequence);
                break;
        }

        return builder;
    }

    private void SetRequired(CallSite call, EfForeignKey key, bool onDependent)
    {
        if (Flag(call.First, call.Frame) is not { } required)
        {
            key.Dependent.AddUnknown(TableAspects.Columns, "whether a relationship is required is not constant", OriginOf(call.Operation));
            return;
        }

        if (onDependent)
            key.Required.Set(required, Explicit, sequence);
        else
            key.RequiredDependent.Set(required, Explicit, sequence);
    }

    /// <summary>The end that a type argument, type or name of HasForeignKey or HasPrincipalKey means.</summary>
    private EfEntityType? EndOf(CallSite call, EfForeignKey key, string nameParameter)
    {
        var type = call.TypeArgument() ?? TypeOf(call.Argument("dependentEntityType", "principalEntityType"), call.Frame);
        if (type is not null)
        {
            foreach (var end in new[] { key.Dependent, key.Principal })
            {
                if (Members.IsSame(end.ClrType, type))
                    return end;
            }

            foreach (var end in new[] { key.Dependent, key.Principal })
            {
                if (end.ClrType is { } clr && (Members.IsAssignableTo(clr, type) || Members.IsAssignableTo(type, clr)))
                    return end;
            }
        }

        if (call.Argument(nameParameter) is { } argument && Text(argument, call.Frame) is { } name)
            return key.Dependent.Name == name ? key.Dependent : key.Principal.Name == name ? key.Principal : model.Find(name);
        return null;
    }

    private void ForeignKey(CallSite call, EfForeignKey key)
    {
        if (!key.IsOwnership && EndOf(call, key, "dependentEntityTypeName") is { } dependent)
        {
            if (dependent != key.Dependent && dependent == key.Principal)
                key.Invert();
            key.PrincipalEnd = Explicit;
        }

        var argument = call.Argument("foreignKeyExpression", "foreignKeyPropertyNames");
        if (argument is null)
            return;
        if (MemberNames(call, argument) is not { Count: > 0 } names)
        {
            if (Evaluate(argument, call.Frame) is ListValue { Items.Count: 0 })
                return;
            key.Dependent.AddUnknown(RelationshipAspects, "the properties of a foreign key cannot be told", OriginOf(call.Operation));
            return;
        }

        key.PropertyNames.Set(names, Explicit, sequence);
    }

    private void PrincipalKey(CallSite call, EfForeignKey key)
    {
        if (EndOf(call, key, "principalEntityTypeName") is { } principal)
        {
            if (principal != key.Principal && principal == key.Dependent)
                key.Invert();
            key.PrincipalEnd = Explicit;
        }

        if (MemberNames(call, call.Argument("keyExpression", "keyPropertyNames")) is { Count: > 0 } names)
            key.PrincipalKeyNames.Set(names, Explicit, sequence);
        else
            key.Dependent.AddUnknown(RelationshipAspects, "the principal key of a relationship cannot be told", OriginOf(call.Operation));
    }

    // Owned types
    private Value Own(CallSite call, EfEntityType owner, EntityBuilderValue builder)
    {
        if (!Certain(owner, TableAspects.All, call.Operation))
            return Value.Ignored;
        if (MemberNames(call, call.Argument("navigationExpression", "navigationName")) is not [var name])
            return Unfollowed(owner, call);
        var isCollection = call.Name == "OwnsMany";
        INamedTypeSymbol? type = null;
        if (Members.Find(owner.ClrType, name) is { } member && Members.TypeOf(member) is { } declared)
        {
            var unwrapped = ScalarTypes.Unwrap(declared);
            type = (isCollection ? ScalarTypes.ElementType(unwrapped) is { } element ? ScalarTypes.Unwrap(element) : null : unwrapped) as INamedTypeSymbol;
        }

        type ??= (call.TypeArgument() ?? TypeOf(call.Argument("ownedType"), call.Frame)) as INamedTypeSymbol;
        if (type is null && Text(call.Argument("ownedTypeName"), call.Frame) is { } typeName)
            type = ClassOf(typeName.Contains("#") ? typeName.Substring(typeName.LastIndexOf('#') + 1) : typeName);
        owner.Ignored.Remove(name);
        var origin = !model.IsSnapshot && Members.Find(owner.ClrType, name) is { } navigation && Members.OriginOf(navigation) is { IsInSource: true } place ? place : OriginOf(call.Operation);
        var owned = EntityDiscovery.AddOwned(owner, name, type, isCollection, Explicit, origin);
        if (type is not null && model.Find(type) is { Source: < ConfigurationSource.Explicit, DbSet.Length: 0 } independent)
            model.Remove(independent);
        var nested = new EntityBuilderValue(owned);
        RunConfigurator(call.Argument("buildAction"), call.Frame, nested);
        return call.Argument("buildAction") is null ? nested : builder;
    }

    private Value WithOwner(CallSite call, EfEntityType owned)
    {
        if (owned.Ownership is not { } ownership)
            return Value.Ignored;
        ownership.ToPrincipalIsConfigured = true;
        if (call.First is { } argument && MemberNames(call, argument) is [var name])
            ownership.ToPrincipal = name;
        return new RelationshipBuilderValue(ownership);
    }
}
