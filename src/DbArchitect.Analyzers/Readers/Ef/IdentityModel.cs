using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// What the contexts of ASP.NET Core Identity configure: its package has no source here. The first version of its schema is the same since Identity 2; the second
/// (.NET 8) limits keys and the phone number, the third (.NET 10) adds passkeys.
/// </summary>
internal static class IdentityModel
{
    public const string Namespace = "Microsoft.AspNetCore.Identity.EntityFrameworkCore";

    private const ConfigurationSource Source = ConfigurationSource.Explicit;

    private const int NameLength = 256;

    /// <summary>WebAuthn's longest credential id, 1,023 bytes, and one.</summary>
    private const int CredentialLength = 1024;

    /// <summary>The limit of key columns where none is set, from the second version on.</summary>
    private const int DefaultKeyLength = 128;

    /// <param name="version">The schema's version: 1, 2 or 3.</param>
    /// <param name="keyLength">The option MaxLengthForKeys; 0 for none.</param>
    public static void Apply(EfModel model, INamedTypeSymbol context, int sequence, EntityDiscovery discovery, int version, int keyLength)
    {
        INamedTypeSymbol? users = null, roles = null;
        foreach (var type in Members.TypeAndBases(context))
        {
            if (type.ContainingNamespace?.ToDisplayString() != Namespace)
                continue;
            if (type.Name == "IdentityUserContext" && type.TypeArguments.Length >= 5)
                users = type;
            if (type.Name == "IdentityDbContext" && type.TypeArguments.Length >= 8)
                roles = type;
        }

        var configure = new Configurator(model, sequence, discovery, version, keyLength == 0 && version > 1 ? DefaultKeyLength : keyLength);
        if (users is not null)
            configure.Users(users.TypeArguments);
        if (roles is not null)
            configure.Roles(roles.TypeArguments);
    }

    private sealed class Configurator(EfModel model, int sequence, EntityDiscovery discovery, int version, int keyLength)
    {
        public void Users(IReadOnlyList<ITypeSymbol> arguments)
        {
            // TUser, TKey, TUserClaim, TUserLogin, TUserToken and, since .NET 10, TUserPasskey.
            if (Entity(arguments[0], "AspNetUsers", "Id") is not { } user)
                return;
            Index(user, "NormalizedUserName", "UserNameIndex", unique: true);
            Index(user, "NormalizedEmail", "EmailIndex", unique: false);
            Property(user, "ConcurrencyStamp")?.ConcurrencyToken.Set(true, Source, sequence);
            foreach (var name in new[] { "UserName", "NormalizedUserName", "Email", "NormalizedEmail" })
                Property(user, name)?.MaxLength.Set(NameLength, Source, sequence);
            if (version > 1)
                Property(user, "PhoneNumber")?.MaxLength.Set(NameLength, Source, sequence);
            var claim = Entity(arguments[2], "AspNetUserClaims", "Id");
            var login = Entity(arguments[3], "AspNetUserLogins", "LoginProvider", "ProviderKey");
            var token = Entity(arguments[4], "AspNetUserTokens", "UserId", "LoginProvider", "Name");
            foreach (var dependent in new[] { claim, login, token })
                Relate(dependent, user, "UserId");
            if (keyLength > 0)
            {
                Limit(login, "LoginProvider", "ProviderKey");
                Limit(token, "LoginProvider", "Name");
            }

            if (arguments.Count > 5)
                Passkeys(arguments[5], user);
        }

        private void Passkeys(ITypeSymbol type, EfEntityType user)
        {
            if (version < 3)
            {
                model.IgnoredTypes.Add(type);
                if (model.Find(type) is { } ignored)
                    model.Remove(ignored);
                return;
            }

            if (Entity(type, "AspNetUserPasskeys", "CredentialId") is not { } passkey)
                return;
            Property(passkey, "CredentialId")?.MaxLength.Set(CredentialLength, Source, sequence);
            Relate(passkey, user, "UserId");
            if (Members.Find(passkey.ClrType, "Data") is { } data && Members.TypeOf(data) is INamedTypeSymbol owned)
                EntityDiscovery.AddOwned(passkey, "Data", owned, isCollection: false, Source, passkey.Origin).Container.Set("Data", ConfigurationSource.Convention, sequence);
        }

        public void Roles(IReadOnlyList<ITypeSymbol> arguments)
        {
            // TUser, TRole, TKey, TUserClaim, TUserRole, TUserLogin, TRoleClaim, TUserToken.
            var user = arguments[0] is { } type ? model.Find(type) : null;
            if (Entity(arguments[1], "AspNetRoles", "Id") is not { } role || user is null)
                return;
            Index(role, "NormalizedName", "RoleNameIndex", unique: true);
            Property(role, "ConcurrencyStamp")?.ConcurrencyToken.Set(true, Source, sequence);
            Property(role, "Name")?.MaxLength.Set(NameLength, Source, sequence);
            Property(role, "NormalizedName")?.MaxLength.Set(NameLength, Source, sequence);
            var userRole = Entity(arguments[4], "AspNetUserRoles", "UserId", "RoleId");
            Relate(userRole, user, "UserId");
            Relate(userRole, role, "RoleId");
            Relate(Entity(arguments[6], "AspNetRoleClaims", "Id"), role, "RoleId");
        }

        private EfEntityType? Entity(ITypeSymbol type, string table, params string[] key)
        {
            if (type is not INamedTypeSymbol named || !EntityDiscovery.IsValid(named)
                || discovery.Ensure(named, Source, Members.OriginOf(named), sequence) is not { } entity)
                return null;
            entity.Source = Source;
            entity.TableName.Set(table, Source, sequence);
            var properties = new List<EfProperty>();
            foreach (var name in key)
            {
                if (Property(entity, name) is { } property)
                    properties.Add(property);
            }

            if (properties.Count == key.Length)
                entity.DeclaredPrimaryKey = new EfKey(entity, properties) { Source = Source, Origin = entity.Origin };
            return entity;
        }

        private static EfProperty? Property(EfEntityType entity, string name) =>
            Members.Find(entity.ClrType, name) is { } member ? entity.AddProperty(name, Members.TypeOf(member), member, Source, Members.OriginOf(member)) : null;

        private void Limit(EfEntityType? entity, params string[] names)
        {
            foreach (var name in names)
            {
                if (entity is not null)
                    Property(entity, name)?.MaxLength.Set(keyLength, Source, sequence);
            }
        }

        private void Index(EfEntityType entity, string property, string name, bool unique)
        {
            if (Property(entity, property) is not { } column)
                return;
            var index = ModelConventions.FindOrAdd(entity, [column], null, [property], Source, entity.Origin);
            index.DatabaseName.Set(name, Source, sequence);
            if (unique)
                index.Unique.Set(true, Source, sequence);
        }

        private void Relate(EfEntityType? dependent, EfEntityType principal, string property)
        {
            if (dependent is null || dependent.ForeignKeys.Any(key => key.Principal == principal && key.PropertyNames.Value is [var name] && name == property))
                return;
            var added = new EfForeignKey(dependent, principal)
            {
                Source = Source,
                ToPrincipalIsConfigured = true,
                ToDependentIsConfigured = true,
                PrincipalEnd = Source,
                Origin = dependent.Origin,
            };
            added.Unique.Set(false, Source, sequence);
            added.Required.Set(true, Source, sequence);
            added.PropertyNames.Set([property], Source, sequence);
            dependent.ForeignKeys.Add(added);
        }
    }
}
