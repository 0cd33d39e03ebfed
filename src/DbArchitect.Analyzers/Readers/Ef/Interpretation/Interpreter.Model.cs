using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    /// <summary>Calls on the model builder that do not touch tables.</summary>
    private static readonly HashSet<string> HarmlessOnModel =
    [
        "HasSequence", "HasPostgresExtension", "HasPostgresEnum", "HasPostgresRange", "HasAnnotation", "HasDbFunction", "HasChangeTrackingStrategy",
        "UsePropertyAccessMode", "FinalizeModel", "UseIdentityColumns", "UseIdentityByDefaultColumns", "UseIdentityAlwaysColumns", "UseSerialColumns", "UseHiLo",
        "UseKeySequences", "HasCharSet", "UseGuidCollation", "UseMySqlIdentityColumns", "HasServiceTier", "HasPerformanceLevel", "HasDatabaseMaxSize",
        "HasEmbeddedDiscriminatorName", "HasShadowIds", "HasCollation", "UseTablespace", "HasPerformanceLevelSql", "HasServiceTierSql", "AutoIncrementColumns",
        "ToString", "GetHashCode", "Equals", "HasFullTextCatalog", "HasDiscriminatorInJsonIds",
    ];

    private Value OnModel(CallSite call)
    {
        switch (call.Name)
        {
            case "Entity":
                return Entity(call);
            case "SharedTypeEntity":
                return SharedTypeEntity(call);
            case "Owned":
                if ((call.TypeArgument() ?? TypeOf(call.First, call.Frame)) is { } owned && Certain(null, TableAspects.All, call.Operation))
                    model.OwnedTypes.Add(owned);
                return Value.Ignored;
            case "Ignore":
                if ((call.TypeArgument() ?? TypeOf(call.First, call.Frame)) is { } ignored && Certain(null, TableAspects.All, call.Operation))
                    Ignore(ignored);
                return new ModelBuilderValue();
            case "ApplyConfiguration":
                ApplyConfiguration(call);
                return new ModelBuilderValue();
            case "ApplyConfigurationsFromAssembly":
                ApplyFromAssembly(call);
                return new ModelBuilderValue();
            case "HasDefaultSchema":
                if (Certain(null, TableAspects.Name, call.Operation))
                {
                    if (call.First is { } schema && Evaluate(schema, call.Frame) is ConstantValue { Constant: string or null } name)
                        model.DefaultSchema.Set(name.Constant as string, ConfigurationSource.Explicit, sequence);
                    else
                        ModelUnknown(TableAspects.Name, "the default schema is not constant", call.Operation);
                }

                return new ModelBuilderValue();
            case "UseCollation":
                if (Text(call.First, call.Frame) is { } collation && uncertain == 0)
                    model.Collation.Set(collation, ConfigurationSource.Explicit, sequence);
                return new ModelBuilderValue();
            default:
                if (!HarmlessOnModel.Contains(call.Name))
                    ModelUnknown(TableAspects.All, call.Name + " configures the model and cannot be followed", call.Operation);
                return call.Method.ReturnType.Name is "ModelBuilder" ? new ModelBuilderValue() : Value.Ignored;
        }
    }

    private void Ignore(ITypeSymbol type)
    {
        model.IgnoredTypes.Add(type);
        if (model.Find(type) is { } entity)
            model.Remove(entity);
    }

    private ITypeSymbol? TypeOf(IOperation? operation, Frame frame) => operation is not null && Evaluate(operation, frame) is TypeValue type ? type.Type : null;

    private Value Entity(CallSite call)
    {
        EfEntityType? entity = null;
        var type = call.TypeArgument() ?? TypeOf(call.Argument("type"), call.Frame);
        if (type is INamedTypeSymbol named && EntityDiscovery.IsValid(named))
            entity = FindOrAdd(named, call);
        else if (call.Argument("name") is { } argument && Text(argument, call.Frame) is { } name)
            entity = ByName(name, call);
        if (entity is null)
        {
            ModelUnknown(TableAspects.All, "an entity type is configured that cannot be told: " + Shorten(call.Operation.Syntax.ToString()), call.Operation);
            return Value.Unknown;
        }

        if (uncertain > 0 && entity.Source != ConfigurationSource.Explicit && entity.DbSet.Length == 0)
            entity.AddUnknown(TableAspects.All, uncertainReason, OriginOf(call.Operation));
        var builder = new EntityBuilderValue(entity);
        RunConfigurator(call.Argument("buildAction"), call.Frame, builder);
        return call.Argument("buildAction") is null ? builder : new ModelBuilderValue();
    }

    private EfEntityType? FindOrAdd(INamedTypeSymbol type, CallSite call)
    {
        if (model.Find(type) is { } found)
        {
            found.Source = ConfigurationSource.Explicit;
            return found;
        }

        var origin = Members.OriginOf(type);
        return discovery.Ensure(type, ConfigurationSource.Explicit, origin.IsInSource ? origin : OriginOf(call.Operation), sequence);
    }

    /// <summary>An entity type by name: of a snapshot, or of a class.</summary>
    private EfEntityType ByName(string name, CallSite call)
    {
        if (model.Find(name) is { } found)
            return found;
        var type = ClassOf(name);
        if (type is not null && model.Find(type) is { } mapped)
            return mapped;
        return model.Add(name, type, ConfigurationSource.Explicit, type is null ? OriginOf(call.Operation) : Members.OriginOf(type), sequence, isShared: type is null);
    }

    private INamedTypeSymbol? ClassOf(string name)
    {
        if (types.Get(name) is { } type)
            return type;
        // A nested class is written with a dot by older snapshots.
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            var nested = name.Substring(0, dot) + name.Substring(dot).Replace('.', '+');
            if (types.Get(nested) is { } found)
                return found;
        }

        return null;
    }

    private Value SharedTypeEntity(CallSite call)
    {
        if (Text(call.Argument("name"), call.Frame) is not { } name)
        {
            ModelUnknown(TableAspects.All, "a shared entity type is configured whose name is not constant", call.Operation);
            return Value.Unknown;
        }

        var type = (call.TypeArgument() ?? TypeOf(call.Argument("type"), call.Frame)) as INamedTypeSymbol;
        var isBag = type is null or { Name: "Dictionary" };
        var entity = model.Add(name, isBag ? null : type, ConfigurationSource.Explicit, OriginOf(call.Operation), sequence, isShared: true);
        var builder = new EntityBuilderValue(entity);
        RunConfigurator(call.Argument("buildAction"), call.Frame, builder);
        return builder;
    }

    private void ApplyConfiguration(CallSite call)
    {
        var value = call.First is null ? Value.Unknown : Evaluate(call.First, call.Frame);
        if (value is ObjectValue configuration)
        {
            Configure(configuration, call.TypeArgument(), call.Operation);
            return;
        }

        if (call.TypeArgument() is INamedTypeSymbol entity && EntityDiscovery.IsValid(entity))
            FindOrAdd(entity, call)?.AddUnknown(TableAspects.All, "its configuration object cannot be followed", OriginOf(call.Operation));
        else
            ModelUnknown(TableAspects.All, "a configuration object cannot be followed", call.Operation);
    }

    /// <summary>Runs Configure of a configuration for each entity it implements, or for one.</summary>
    private void Configure(ObjectValue configuration, ITypeSymbol? only, IOperation at)
    {
        foreach (var face in configuration.Type.AllInterfaces)
        {
            if (!Members.IsSame(face.OriginalDefinition, types.EntityTypeConfiguration) || face.TypeArguments[0] is not INamedTypeSymbol type)
                continue;
            if (only is not null && !Members.IsSame(only, type))
                continue;
            if (!EntityDiscovery.IsValid(type))
                continue;
            var entity = model.Find(type) ?? discovery.Ensure(type, ConfigurationSource.Explicit, Members.OriginOf(type), sequence);
            if (entity is null)
                continue;
            entity.Source = ConfigurationSource.Explicit;
            var method = face.GetMembers("Configure").OfType<IMethodSymbol>().FirstOrDefault();
            if (method is null || configuration.Type.FindImplementationForInterfaceMember(method) is not IMethodSymbol implementation
                || source.DeclarationOf(implementation.OriginalDefinition, cancellation) is null)
            {
                entity.AddUnknown(TableAspects.All, $"{configuration.Type.Name} is in another assembly", OriginOf(at));
                continue;
            }

            if (implementation.IsVirtual || implementation.IsOverride || implementation.IsAbstract)
                implementation = Override(configuration.Type, implementation, null);
            Invoke(implementation, configuration, [new EntityBuilderValue(entity)], null, 1);
        }
    }

    private void ApplyFromAssembly(CallSite call)
    {
        var assembly = call.First is { } argument ? Evaluate(argument, call.Frame) : Value.Unknown;
        if (assembly is not AssemblyValue { Assembly: { } symbol })
        {
            ModelUnknown(TableAspects.All, "configurations are applied from an assembly that cannot be told", call.Operation);
            return;
        }

        var predicate = call.Argument("predicate") is { } filter ? Evaluate(filter, call.Frame) : Value.Null;
        if (ConfigurationsOf(symbol) is not { } configurations)
        {
            ApplyFromReference(symbol, call);
            return;
        }

        foreach (var type in configurations)
        {
            if (predicate is LambdaValue or MethodValue)
            {
                var answer = Call(predicate, new TypeValue(type));
                if (answer is ConstantValue { Constant: false })
                    continue;
                if (answer is not ConstantValue)
                {
                    Uncertainly("its configuration is applied under a condition that is not known", () => Configure(Construct(type), null, call.Operation));
                    continue;
                }
            }

            Configure(Construct(type), null, call.Operation);
        }
    }

    private ObjectValue Construct(INamedTypeSymbol type)
    {
        var instance = new ObjectValue(type);
        if (type.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty) is { } constructor)
            Construct(constructor, instance, [], 1);
        return instance;
    }

    private readonly Dictionary<IAssemblySymbol, List<INamedTypeSymbol>?> configurationsOf = new(SymbolEqualityComparer.Default);

    /// <summary>The configurations of this compilation, or of a referenced project whose code is known, in the order in which EF applies them.</summary>
    private List<INamedTypeSymbol>? ConfigurationsOf(IAssemblySymbol assembly)
    {
        if (configurationsOf.TryGetValue(assembly, out var configurations))
            return configurations;
        configurationsOf[assembly] = null;
        var declared = SymbolEqualityComparer.Default.Equals(assembly, types.Compilation.Assembly)
            ? DeclaredTypes.Of(assembly.GlobalNamespace, cancellation)
            : source.TypesOf(assembly, cancellation);
        if (declared is null)
            return null;
        configurations = [];
        foreach (var type in declared)
        {
            if (IsConfiguration(type) && !type.IsAbstract && type.TypeParameters.IsEmpty
                && type.InstanceConstructors.Any(static constructor => constructor.Parameters.IsEmpty))
                configurations.Add(type);
        }

        configurations.Sort(static (left, right) => string.CompareOrdinal(ScalarTypes.FullName(left), ScalarTypes.FullName(right)));
        configurationsOf[assembly] = configurations;
        return configurations;
    }

    private bool IsConfiguration(INamedTypeSymbol type)
    {
        foreach (var face in type.AllInterfaces)
        {
            if (Members.IsSame(face.OriginalDefinition, types.EntityTypeConfiguration))
                return true;
        }

        return false;
    }

    /// <summary>Configurations of another assembly: which entities they concern is known, what they say is not.</summary>
    private void ApplyFromReference(IAssemblySymbol assembly, CallSite call)
    {
        var found = false;
        foreach (var type in DeclaredTypes.Of(assembly.GlobalNamespace, cancellation))
        {
            foreach (var face in type.AllInterfaces)
            {
                if (!Members.IsSame(face.OriginalDefinition, types.EntityTypeConfiguration) || face.TypeArguments[0] is not INamedTypeSymbol entityType
                    || !EntityDiscovery.IsValid(entityType))
                    continue;
                found = true;
                var entity = model.Find(entityType) ?? discovery.Ensure(entityType, ConfigurationSource.Explicit, Members.OriginOf(entityType), sequence);
                entity?.AddUnknown(TableAspects.All, $"{type.Name} is in {assembly.Name}", OriginOf(call.Operation));
            }
        }

        // Configurations are often internal, and a reference shows public types only.
        if (!found)
            ModelUnknown(TableAspects.All, "configurations are applied from " + assembly.Name, call.Operation);
    }

    // ConfigureConventions
    private Value OnModelConfiguration(CallSite call)
    {
        var type = call.TypeArgument() ?? TypeOf(call.First, call.Frame);
        if (type is null)
        {
            ModelUnknown(TableAspects.Columns, call.Name + " of ConfigureConventions cannot be followed", call.Operation);
            return Value.Ignored;
        }

        switch (call.Name)
        {
            case "Properties":
                if (!model.TypeDefaults.TryGetValue(ScalarTypes.Unwrap(type), out var defaults))
                {
                    defaults = new EfProperty(new EfEntityType(model, "", null), type.Name) { Type = type };
                    model.TypeDefaults[ScalarTypes.Unwrap(type)] = defaults;
                }

                RunConfigurator(call.Argument("buildAction"), call.Frame, new TypeConfigurationValue(defaults));
                return new TypeConfigurationValue(defaults);
            case "IgnoreAny":
                model.IgnoredTypes.Add(type);
                return Value.Ignored;
            case "ComplexProperties":
                model.ComplexTypes.Add(type);
                return Value.Ignored;
            default:
                return Value.Ignored;
        }
    }

    private Value OnConventions(CallSite call)
    {
        switch (call.Name)
        {
            case "Remove":
                if ((call.TypeArgument() ?? TypeOf(call.First, call.Frame)) is { } removed)
                    model.RemovedConventions.Add(removed.Name);
                break;
            case "Add" or "Replace":
                ModelUnknown(TableAspects.All, "a convention of its own is added", call.Operation);
                break;
        }

        return Value.Ignored;
    }
}
