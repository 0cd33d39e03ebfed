using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    /// <summary>Runs OnModelCreating, which may be that of a base class in another assembly.</summary>
    public void RunModelCreating(IMethodSymbol method, ObjectValue context)
    {
        if (source.DeclarationOf(method.OriginalDefinition, cancellation) is null)
            ForeignModel(method, Members.OriginOf(context.Type));
        else
            Run(method, context, new ModelBuilderValue());
    }

    private Value BaseModel(CallSite call, IMethodSymbol method)
    {
        ForeignModel(method, OriginOf(call.Operation));
        return Value.Ignored;
    }

    /// <summary>OnModelCreating of a base context whose source is not here: what is known of it, or unknown.</summary>
    private void ForeignModel(IMethodSymbol method, Origin origin)
    {
        var owner = method.ContainingType;
        if (Members.IsSame(owner, types.DbContext))
            return;
        if (owner.ContainingNamespace?.ToDisplayString() == IdentityModel.Namespace && Context is not null)
        {
            IdentityModel.Apply(model, Context.Type, sequence, discovery, model.Options.IdentityVersion, model.Options.IdentityKeyLength);
            return;
        }

        model.AddUnknown(TableAspects.All, $"{owner.Name}.OnModelCreating is in another assembly", origin);
    }

    /// <summary>[EntityTypeConfiguration] on entity classes.</summary>
    public void RunAttributeConfigurations()
    {
        discovery.Run();
        foreach (var entity in model.EntityTypes.ToList())
        {
            if (entity.ClrType is not { } type || Members.DeclaredAttribute(type, "EntityTypeConfigurationAttribute") is not { } attribute)
                continue;
            var configuration = Members.Argument(attribute, 0) as INamedTypeSymbol
                ?? (attribute.AttributeClass is { TypeArguments.Length: > 0 } generic ? generic.TypeArguments[0] as INamedTypeSymbol : null);
            if (configuration is null)
                continue;
            if (source.DeclarationOf(configuration, cancellation) is { } declaration && source.OperationOf(declaration, cancellation) is { } at)
                Configure(Construct(configuration), type, at);
            else
                ConfigureByAttribute(configuration, entity, type);
        }
    }

    private void ConfigureByAttribute(INamedTypeSymbol configuration, EfEntityType entity, INamedTypeSymbol type)
    {
        foreach (var face in configuration.AllInterfaces)
        {
            if (!Members.IsSame(face.OriginalDefinition, types.EntityTypeConfiguration) || !Members.IsSame(face.TypeArguments[0], type))
                continue;
            var method = face.GetMembers("Configure").OfType<IMethodSymbol>().FirstOrDefault();
            if (method is not null && configuration.FindImplementationForInterfaceMember(method) is IMethodSymbol implementation
                && source.DeclarationOf(implementation.OriginalDefinition, cancellation) is not null)
                Invoke(implementation, Construct(source.DeclaredType(configuration, cancellation)), [new EntityBuilderValue(entity)], null, 1);
            else
                entity.AddUnknown(TableAspects.All, $"{configuration.Name} is in another assembly", entity.Origin);
            return;
        }
    }
}
