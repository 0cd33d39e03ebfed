using System.Linq;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>How hierarchies are stored, and their discriminators.</summary>
internal static class Inheritance
{
    public static InheritanceMapping MappingOf(EfEntityType entity)
    {
        var root = entity.Root;
        if (root.DirectlyDerived.Count == 0)
            return InheritanceMapping.None;
        foreach (var type in root.DerivedInclusive())
        {
            if (type.MappingStrategy.Value is { } strategy)
                return strategy;
        }

        if (root.DiscriminatorProperty.IsExplicit)
            return InheritanceMapping.TablePerHierarchy;
        foreach (var type in root.DerivedInclusive())
        {
            // A derived type with a table of its own makes the hierarchy table-per-type.
            if (type != root && type.TableName is { IsSet: true, Value: { } name } && !Tables.IsSame(name, type.TableSchema.Value, root))
                return InheritanceMapping.TablePerType;
        }

        return InheritanceMapping.TablePerHierarchy;
    }

    public static bool IsTph(EfEntityType entity) => MappingOf(entity) == InheritanceMapping.TablePerHierarchy;

    public static void AddDiscriminators(EfModel model)
    {
        foreach (var root in model.EntityTypes)
        {
            if (root.BaseType is not null || root.IsOwned || root.HasNoDiscriminator.Value == true)
                continue;
            var configured = root.DiscriminatorProperty.Value;
            if (root.DirectlyDerived.Count == 0 && configured is null)
                continue;
            if (root.DirectlyDerived.Count > 0 && MappingOf(root) != InheritanceMapping.TablePerHierarchy)
                continue;
            if (model.IsSnapshot && configured is null)
                continue;
            var name = configured ?? "Discriminator";
            var property = root.FindDeclaredProperty(name);
            if (property is null)
            {
                property = root.AddProperty(name, model.String, Members.Find(root.ClrType, name), ConfigurationSource.Convention, root.Origin);
                if (property.Member is not null && Members.TypeOf(property.Member) is { } type)
                    property.Type = type;
            }

            property.IsDiscriminator = true;
            property.Required.Set(true, ConfigurationSource.Convention);
            if (!root.DiscriminatorProperty.IsSet)
                root.DiscriminatorProperty.Set(name, ConfigurationSource.Convention);
            foreach (var type in root.DerivedInclusive())
            {
                if (!type.DiscriminatorValue.IsSet && property.Type?.SpecialType == Microsoft.CodeAnalysis.SpecialType.System_String)
                    type.DiscriminatorValue.Set(type.ShortName, ConfigurationSource.Convention);
            }

            if (model.Options.EfVersion >= 8 && !model.IsSnapshot && property.Type?.SpecialType == Microsoft.CodeAnalysis.SpecialType.System_String)
                property.MaxLength.Set(Length(root.DerivedInclusive().Max(static type => type.DiscriminatorValue.Value?.Length ?? 0)), ConfigurationSource.Convention);
        }
    }

    /// <summary>EF 8: the next Fibonacci number, so that a new class does not alter the column each time.</summary>
    private static int Length(int longest)
    {
        var previous = 1;
        var current = 1;
        while (longest > current)
            (previous, current) = (current, current + previous);
        return current;
    }
}
