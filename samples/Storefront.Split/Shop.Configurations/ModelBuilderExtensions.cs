using Microsoft.EntityFrameworkCore;

namespace Shop.Configurations;

/// <summary>Knows no context: the project of the context applies what stands here, and reads it from what this assembly carries with it.</summary>
public static class ModelBuilderExtensions
{
    public static ModelBuilder ApplyShopConfigurations(this ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ModelBuilderExtensions).Assembly);
}
