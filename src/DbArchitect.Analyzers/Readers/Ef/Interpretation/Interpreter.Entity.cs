using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private static readonly HashSet<string> HarmlessOnEntity =
    [
        "HasComment", "HasTrigger", "HasAnnotation", "UsePropertyAccessMode", "HasChangeTrackingStrategy", "IsMemoryOptimized", "HasRuntimeAnnotation",
        "InsertUsingStoredProcedure", "UpdateUsingStoredProcedure", "DeleteUsingStoredProcedure", "HasNavigation", "UseSqlOutputClause", "HasCharSet",
        "UseCollation", "HasPartitionKey", "UseSqlReturningClause", "HasStorageParameter", "IsUnlogged", "UseCockroachDbInterleaveInParent",
        "HasDefiningQuery", "ToString", "GetHashCode", "Equals", "HasNoDiscriminatorMapping", "HasEmbeddedDiscriminatorName", "ToContainer", "HasTablespace",
    ];

    private static readonly HashSet<string> EntityBuilders = ["EntityTypeBuilder", "OwnedNavigationBuilder", "OwnedEntityTypeBuilder"];

    private Value OnEntity(CallSite call, EntityBuilderValue builder)
    {
        var entity = builder.Entity;
        var at = call.Operation;
        switch (call.Name)
        {
            case "Property" or "IndexerProperty" or "PrimitiveCollection":
                return Property(call, entity);
            case "ComplexProperty" or "ComplexCollection":
                return Complex(call, entity, builder);
            case "HasKey":
                return Key(call, entity, isPrimary: true);
            case "HasAlternateKey":
                return Key(call, entity, isPrimary: false);
            case "HasNoKey":
                if (Certain(entity, TableAspects.Keys, at))
                    entity.Keyless.Set(true, ConfigurationSource.Explicit, sequence);
                return builder;
            case "HasIndex":
                return Index(call, entity);
            case "Ignore":
                IgnoreMembers(call, entity);
                return builder;
            case "HasOne" or "HasMany":
                return StartRelationship(call, entity);
            case "OwnsOne" or "OwnsMany":
                return Own(call, entity, builder);
            case "WithOwner":
                return WithOwner(call, entity);
            case "Navigation":
                return MemberNames(call, call.First) is [var navigation] ? new NavigationOptionsValue(entity, navigation) : Value.Ignored;
            case "HasQueryFilter":
                QueryFilter(call, entity);
                return builder;
            case "HasData":
                Seed(call, entity);
                return Value.Ignored;
            case "HasBaseType":
                BaseType(call, entity);
                return builder;
            case "HasDiscriminator":
                return Discriminator(call, entity);
            case "HasNoDiscriminator":
                if (Certain(entity, TableAspects.Columns, at))
                    entity.HasNoDiscriminator.Set(true, ConfigurationSource.Explicit, sequence);
                return builder;
            case "UseTphMappingStrategy":
                return Strategy(entity, InheritanceMapping.TablePerHierarchy, builder, at);
            case "UseTptMappingStrategy":
                return Strategy(entity, InheritanceMapping.TablePerType, builder, at);
            case "UseTpcMappingStrategy":
                return Strategy(entity, InheritanceMapping.TablePerConcreteType, builder, at);
            case "HasCheckConstraint":
                Check(call, entity);
                return builder;
            case "UseXminAsConcurrencyToken":
                return builder;
            case "HasGeneratedTsVectorColumn":
                return GeneratedTsVector(call, entity, builder);
            default:
                if (OnTableMapping(call, entity, builder) is { } mapped)
                    return mapped;
                if (HarmlessOnEntity.Contains(call.Name))
                    return builder;
                entity.AddUnknown(TableAspects.All, call.Name + " configures it and cannot be followed", OriginOf(at));
                return EntityBuilders.Contains(call.Method.ReturnType.Name) ? builder : Value.Unknown;
        }
    }

    private Value Strategy(EfEntityType entity, InheritanceMapping mapping, Value builder, IOperation at)
    {
        if (Certain(entity, TableAspects.All, at))
            entity.MappingStrategy.Set(mapping, ConfigurationSource.Explicit, sequence);
        return builder;
    }

    private Value Property(CallSite call, EfTypeBase type)
    {
        var entity = type.ContainingEntityType;
        if (MemberNames(call, call.Argument("propertyName", "propertyExpression")) is not [var name])
        {
            entity.AddUnknown(TableAspects.Columns, "a property is configured that cannot be told: " + Shorten(call.Operation.Syntax.ToString()), OriginOf(call.Operation));
            return Value.Unknown;
        }

        var property = GetProperty(type, name, call.Argument("propertyExpression") is null ? call.TypeArgument() ?? TypeOf(call.Argument("propertyType"), call.Frame) : null, call.Operation);
        if (call.Name == "PrimitiveCollection")
            property.IsPrimitiveCollection = true;
        return new PropertyBuilderValue(property);
    }

    /// <summary>The property of a name, made when it is not there: over the class's member, or as a shadow property.</summary>
    private EfProperty GetProperty(EfTypeBase type, string name, ITypeSymbol? shadowType, IOperation at)
    {
        var parts = name.Split('.');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (type.FindComplexProperty(parts[i]) is { } complex)
                type = complex.Type;
        }

        name = parts[parts.Length - 1];
        var member = Members.Find(type.ClrType, name);
        if (type.IsIgnored(name))
            type.Ignored.Remove(name);
        var property = type.FindProperty(name)
            ?? type.AddProperty(
                name, member is null ? shadowType : Members.TypeOf(member), member, ConfigurationSource.Explicit,
                member is null ? OriginOf(at) : Members.OriginOf(member) is { IsInSource: true } origin ? origin : OriginOf(at));
        property.Source = ConfigurationSource.Explicit;
        property.Type ??= shadowType;
        property.IsImplicit = false;
        return property;
    }

    private void IgnoreMembers(CallSite call, EfTypeBase type)
    {
        var entity = type.ContainingEntityType;
        if (!Certain(entity, TableAspects.Columns, call.Operation))
            return;
        if (MemberNames(call, call.First) is not { } names)
        {
            entity.AddUnknown(TableAspects.Columns, "Ignore names a member that cannot be told", OriginOf(call.Operation));
            return;
        }

        foreach (var name in names)
        {
            type.Ignored[name] = ConfigurationSource.Explicit;
            if (type.FindDeclaredProperty(name) is { } property)
                type.RemoveProperty(property);
        }
    }

    private Value Key(CallSite call, EfEntityType entity, bool isPrimary)
    {
        if (!Certain(entity, TableAspects.Keys, call.Operation))
            return Value.Ignored;
        if (MemberNames(call, call.First) is not { Count: > 0 } names)
        {
            entity.AddUnknown(TableAspects.Keys, "a key is configured whose properties cannot be told", OriginOf(call.Operation));
            return Value.Unknown;
        }

        var properties = names.ConvertAll(name => GetProperty(entity, name, null, call.Operation));
        var existing = entity.AlternateKeys.Find(key => key.Properties.SequenceEqual(properties));
        if (isPrimary)
        {
            if (entity.DeclaredPrimaryKey is { } primary && primary.Properties.SequenceEqual(properties))
                return new KeyBuilderValue(primary);
            if (existing is not null)
                entity.AlternateKeys.Remove(existing);
            entity.DeclaredPrimaryKey = existing ?? new EfKey(entity, properties) { Origin = OriginOf(call.Operation) };
            entity.DeclaredPrimaryKey.Source = ConfigurationSource.Explicit;
            entity.Keyless.Set(false, ConfigurationSource.Explicit, sequence);
            return new KeyBuilderValue(entity.DeclaredPrimaryKey);
        }

        if (existing is null)
        {
            existing = new EfKey(entity, properties) { Source = ConfigurationSource.Explicit, Origin = OriginOf(call.Operation) };
            entity.AlternateKeys.Add(existing);
        }

        return new KeyBuilderValue(existing);
    }

    private Value OnKey(CallSite call, KeyBuilderValue builder)
    {
        switch (call.Name)
        {
            case "HasName":
                if (Text(call.First, call.Frame) is { } name && uncertain == 0)
                    builder.Key.Name.Set(name, ConfigurationSource.Explicit, sequence);
                break;
            case "IsClustered" or "ForSqlServerIsClustered":
                if (Flag(call.First, call.Frame) is { } clustered && uncertain == 0)
                    builder.Key.Clustered.Set(clustered, ConfigurationSource.Explicit, sequence);
                break;
        }

        return builder;
    }

    private void QueryFilter(CallSite call, EfEntityType entity)
    {
        var argument = call.Argument("filter");
        var key = call.Argument("filterKey") is { } named ? Text(named, call.Frame) : "";
        var value = argument is null ? Value.Unknown : Evaluate(argument, call.Frame);
        if (key is null || uncertain > 0)
        {
            entity.AddUnknown(TableAspects.QueryFilters, uncertain > 0 ? uncertainReason : "the name of a query filter is not constant", OriginOf(call.Operation));
            entity.QueryFilters.Add(new EfQueryFilter("?", null, OriginOf(call.Operation)) { Reason = uncertain > 0 ? uncertainReason : "the name of a query filter is not constant" });
            return;
        }

        entity.QueryFilters.RemoveAll(filter => filter.Key == key);
        if (value is ConstantValue { Constant: null })
            return;
        entity.QueryFilters.Add(new EfQueryFilter(key, value, OriginOf(call.Operation)));
    }

    private void Seed(CallSite call, EfEntityType entity)
    {
        var count = 0;
        foreach (var argument in call.Arguments)
        {
            switch (Evaluate(argument.Value, call.Frame))
            {
                case ListValue list:
                    count += list.Items.Count;
                    break;
                case ObjectValue or AnonymousValue:
                    count++;
                    break;
            }
        }

        if (count > 0)
            entity.SeedRows = (entity.SeedRows ?? 0) + count;
    }

    private void BaseType(CallSite call, EfEntityType entity)
    {
        if (!Certain(entity, TableAspects.All, call.Operation))
            return;
        var type = call.TypeArgument() ?? TypeOf(call.Argument("entityType"), call.Frame);
        if (type is INamedTypeSymbol named && EntityDiscovery.IsValid(named))
            entity.ConfiguredBase.Set(FindOrAdd(named, call), ConfigurationSource.Explicit, sequence);
        else if (call.First is { } argument && Evaluate(argument, call.Frame) is ConstantValue constant)
            entity.ConfiguredBase.Set(constant.Constant is string name ? ByName(name, call) : null, ConfigurationSource.Explicit, sequence);
    }

    private Value Discriminator(CallSite call, EfEntityType entity)
    {
        if (!Certain(entity, TableAspects.Columns, call.Operation))
            return Value.Ignored;
        var argument = call.Argument("name", "propertyExpression");
        if (argument is not null)
        {
            if (MemberNames(call, argument) is not [var name])
            {
                entity.AddUnknown(TableAspects.Columns, "the discriminator's name is not constant", OriginOf(call.Operation));
                return Value.Unknown;
            }

            entity.DiscriminatorProperty.Set(name, ConfigurationSource.Explicit, sequence);
            var type = call.Argument("propertyExpression") is not null ? call.Method.TypeArguments.LastOrDefault() : call.TypeArgument() ?? TypeOf(call.Argument("type"), call.Frame);
            var property = GetProperty(entity, name, type ?? model.String, call.Operation);
            property.IsDiscriminator = true;
        }

        return new DiscriminatorBuilderValue(entity);
    }

    private Value OnDiscriminator(CallSite call, DiscriminatorBuilderValue builder)
    {
        if (call.Name != "HasValue" || !Certain(builder.Root, TableAspects.Columns, call.Operation))
            return builder;
        var target = builder.Root;
        if (call.Method.TypeArguments.Length > 0 && call.TypeArgument(call.Method.TypeArguments.Length - 1) is INamedTypeSymbol type && EntityDiscovery.IsValid(type)
            && call.Method.Parameters.Length == 1)
            target = FindOrAdd(type, call) ?? target;
        else if (call.Argument("entityType") is { } argument && TypeOf(argument, call.Frame) is INamedTypeSymbol named && EntityDiscovery.IsValid(named))
            target = FindOrAdd(named, call) ?? target;
        if (call.Argument("value") is { } given && Evaluate(given, call.Frame) is ConstantValue value)
            target.DiscriminatorValue.Set(Constant(value.Constant), ConfigurationSource.Explicit, sequence);
        return builder;
    }

    /// <summary>A constant as the model prints it.</summary>
    public static string? Constant(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        string text => text,
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private void Check(CallSite call, EfEntityType entity)
    {
        var name = Text(call.Argument("name"), call.Frame);
        var sql = Text(call.Argument("sql"), call.Frame);
        if (name is not null && sql is not null && uncertain == 0)
        {
            entity.Checks.RemoveAll(check => check.Name == name);
            entity.Checks.Add(new EfCheck(name, sql, OriginOf(call.Operation)));
        }
    }

    private Value GeneratedTsVector(CallSite call, EfEntityType entity, Value builder)
    {
        if (MemberNames(call, call.Argument("tsVectorPropertyExpression")) is [var name])
        {
            var property = GetProperty(entity, name, null, call.Operation);
            property.ComputedSql.Set(EfProperty.UnknownText, ConfigurationSource.Explicit, sequence);
            property.Stored.Set(true, ConfigurationSource.Explicit, sequence);
        }

        return builder;
    }

    // Complex types
    private Value Complex(CallSite call, EfTypeBase type, Value builder)
    {
        var entity = type.ContainingEntityType;
        if (MemberNames(call, call.Argument("propertyName", "propertyExpression")) is not [var name])
        {
            entity.AddUnknown(TableAspects.Columns, "a complex property is configured that cannot be told", OriginOf(call.Operation));
            return Value.Unknown;
        }

        EfComplexProperty complex;
        if (Members.Find(type.ClrType, name) is { } member && Members.TypeOf(member) is { } declared)
        {
            var element = ScalarTypes.ElementType(ScalarTypes.Unwrap(declared));
            var isCollection = call.Name == "ComplexCollection" || element is not null;
            var target = isCollection && element is not null ? ScalarTypes.Unwrap(element) : ScalarTypes.Unwrap(declared);
            complex = PropertyDiscovery.AddComplex(type, member, target as INamedTypeSymbol, isCollection);
        }
        else
        {
            complex = type.FindComplexProperty(name) ?? new EfComplexProperty(type, name, call.TypeArgument() as INamedTypeSymbol) { Origin = OriginOf(call.Operation) };
            if (type.FindComplexProperty(name) is null)
                type.ComplexProperties.Add(complex);
        }

        complex.Source = ConfigurationSource.Explicit;
        var nested = new ComplexBuilderValue(complex);
        RunConfigurator(call.Argument("buildAction"), call.Frame, nested);
        return call.Argument("buildAction") is null ? nested : builder;
    }

    private Value OnComplex(CallSite call, ComplexBuilderValue builder)
    {
        var complex = builder.Complex;
        switch (call.Name)
        {
            case "Property" or "PrimitiveCollection":
                return Property(call, complex.Type);
            case "ComplexProperty" or "ComplexCollection":
                return Complex(call, complex.Type, builder);
            case "Ignore":
                IgnoreMembers(call, complex.Type);
                return builder;
            case "IsRequired":
                if (Flag(call.First, call.Frame) is { } required && uncertain == 0)
                    complex.IsNullable = !required;
                return builder;
            case "ToJson":
                if (Certain(complex.DeclaringType.ContainingEntityType, TableAspects.Columns, call.Operation))
                    complex.Container.Set(call.First is { } name ? Text(name, call.Frame) ?? complex.Name : complex.Name, ConfigurationSource.Explicit, sequence);
                return builder;
            case "HasColumnType":
                if (Text(call.First, call.Frame) is { } type)
                    complex.ContainerType.Set(type, ConfigurationSource.Explicit, sequence);
                return builder;
            default:
                return builder;
        }
    }
}
