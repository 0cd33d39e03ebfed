using System.Linq;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>The names that metadata would answer to a loop over the model, before they are told apart.</summary>
internal static class DefaultNames
{
    public static string? Of(EfKey key)
    {
        if (Tables.TableOf(key.DeclaringType) is not { } table)
            return null;
        var name = key.IsPrimary ? "PK_" + table.Name : "AK_" + table.Name + "_" + string.Join("_", key.Properties.Select(ColumnOf));
        return Finish(key.DeclaringType.Model, name);
    }

    public static string? Of(EfForeignKey key)
    {
        if (Tables.TableOf(key.Dependent) is not { } table || Tables.TableOf(key.Principal) is not { } principal || key.Properties is not { } properties)
            return null;
        return Finish(key.Dependent.Model, "FK_" + table.Name + "_" + principal.Name + "_" + string.Join("_", properties.Select(ColumnOf)));
    }

    public static string? Of(EfIndex index) =>
        Tables.TableOf(index.DeclaringType) is { } table
            ? Finish(index.DeclaringType.Model, "IX_" + table.Name + "_" + string.Join("_", index.Properties.Select(ColumnOf)))
            : null;

    public static string ColumnOf(EfProperty property)
    {
        var entity = property.DeclaringType.ContainingEntityType;
        return (Tables.TableOf(entity) is { } table ? Tables.ColumnOf(property, table, entity) : null) ?? property.ColumnName.Value ?? property.Name;
    }

    public static string? StoreTypeOf(EfProperty property)
    {
        var entity = property.DeclaringType.ContainingEntityType;
        return Tables.TableOf(entity) is { } table ? ColumnProjection.Of(property, property.Name, entity, table, []).StoreType.Value : null;
    }

    private static string Finish(EfModel model, string name) => Names.Truncate(Names.Rewrite(model.Options.Naming, name), model.Options.MaxIdentifierLength);
}
