using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>How contexts are configured: provider, proxies, tracking, splitting, naming. From OnConfiguring, AddDbContext, factories, references.</summary>
internal sealed class OptionsReader(KnownTypes types, Store provider)
{
    private const int DefaultIdentityKeyLength = 128;

    private List<Configuration>? configurations;

    /// <summary>What is asked of Identity's stores: by a context's own OnConfiguring, under its name, or by the application, under none.</summary>
    private readonly Dictionary<string, (int Version, int KeyLength)> identity = [];

    /// <summary>What one piece of configuring code says.</summary>
    private sealed class Configuration
    {
        /// <summary>The context it is for; null when it may be any.</summary>
        public string? Context { get; set; }

        public Store Store { get; set; }

        public bool? Lazy { get; set; }

        public bool? Tracks { get; set; }

        public bool? Splits { get; set; }

        public bool Intercepts { get; set; }

        public NamingConvention Naming { get; set; }

        public bool NativeJson { get; set; }

        /// <summary>How lists in memory are to be sent; null when nothing says so.</summary>
        public ListForm? Lists { get; set; }

        public void Add(string name, InvocationExpressionSyntax call)
        {
            switch (name)
            {
                case "UseNpgsql" or "AddNpgsql" or "AddNpgsqlDbContext":
                    Store |= Store.PostgreSql;
                    break;
                case "UseSqlServer" or "AddSqlServer" or "AddSqlServerDbContext":
                    Store |= Store.SqlServer;
                    break;
                case "UseAzureSql":
                    Store |= Store.SqlServer;
                    NativeJson = true;
                    break;
                case "UseSqlite" or "AddSqlite":
                    Store |= Store.Sqlite;
                    break;
                case "UseMySql" or "UseMySQL":
                    Store |= Store.MySql;
                    break;
                case "UseOracle":
                    Store |= Store.Oracle;
                    break;
                case "UseInMemoryDatabase":
                    Store |= Store.InMemory;
                    break;
                case "UseCosmos":
                    Store |= Store.Cosmos;
                    break;
                case "UseMongoDB":
                    Store |= Store.MongoDb;
                    break;
                case "TranslateParameterizedCollectionsToConstants":
                    Lists = ListForm.Constants;
                    break;
                case "TranslateParameterizedCollectionsToParameters":
                    Lists = ListForm.OneValue;
                    break;
                case "UseParameterizedCollectionMode":
                    var mode = call.ArgumentList.ToString();
                    Lists = mode.Contains("Constant") ? ListForm.Constants : mode.Contains("MultipleParameters") ? ListForm.Unknown : mode.Contains(".Parameter") ? ListForm.OneValue : ListForm.Unknown;
                    break;
                case "UseCompatibilityLevel":
                    // JSON is taken apart from level 130 on.
                    var level = call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: int given } }] ? given : 0;
                    if (level < 130)
                        Lists = level > 0 ? ListForm.Constants : ListForm.Unknown;
                    break;
                case "UseLazyLoadingProxies":
                    Lazy = !call.ArgumentList.ToString().Contains("false");
                    break;
                case "UseQueryTrackingBehavior":
                    Tracks = call.ArgumentList.ToString().Contains("TrackAll");
                    break;
                case "UseQuerySplittingBehavior":
                    Splits = call.ArgumentList.ToString().Contains("SplitQuery");
                    break;
                case "AddInterceptors":
                    Intercepts = true;
                    break;
                case "UseSnakeCaseNamingConvention":
                    Naming = NamingConvention.SnakeCase;
                    break;
                case "UseLowerCaseNamingConvention":
                    Naming = NamingConvention.LowerCase;
                    break;
                case "UseCamelCaseNamingConvention":
                    Naming = NamingConvention.CamelCase;
                    break;
                case "UseUpperCaseNamingConvention":
                    Naming = NamingConvention.UpperCase;
                    break;
                case "UseUpperSnakeCaseNamingConvention":
                    Naming = NamingConvention.UpperSnakeCase;
                    break;
            }
        }
    }

    public ContextOptions Read(INamedTypeSymbol context, List<INamedTypeSymbol> contexts, CancellationToken cancellation)
    {
        configurations ??= Collect(cancellation);
        var found = new Configuration();
        var isSeen = false;
        foreach (var configuration in configurations)
        {
            if (configuration.Context is null ? contexts.Count > 1 && configuration.Store == Store.Unknown : configuration.Context != context.Name
                && !Members.TypeAndBases(context).Any(type => type.Name == configuration.Context))
                continue;
            isSeen = true;
            found.Store |= configuration.Store;
            found.Lazy ??= configuration.Lazy;
            found.Tracks ??= configuration.Tracks;
            found.Splits ??= configuration.Splits;
            found.Intercepts |= configuration.Intercepts;
            found.NativeJson |= configuration.NativeJson;
            found.Lists ??= configuration.Lists;
            if (configuration.Naming != NamingConvention.None)
                found.Naming = configuration.Naming;
        }

        // Tests and tools often run on the in-memory provider beside the real one.
        if ((found.Store & ~Store.InMemory) != 0)
            found.Store &= ~Store.InMemory;
        if (!identity.TryGetValue(context.Name, out var stores))
            identity.TryGetValue("", out stores);
        var store = provider != Store.Unknown ? provider : found.Store != Store.Unknown ? found.Store : Referenced();
        var version = types.DbContext?.ContainingAssembly.Identity.Version.Major ?? 0;
        return new ContextOptions(context)
        {
            Store = store,
            EfVersion = version,
            ParameterLists = isSeen ? found.Lists ?? ParameterListsOf(store, version) : ListForm.Unknown,
            LazyLoading = found.Lazy ?? (isSeen || !References("Microsoft.EntityFrameworkCore.Proxies") ? isSeen ? false : null : null),
            TracksByDefault = found.Tracks ?? (isSeen ? true : null),
            SplitsByDefault = found.Splits ?? (isSeen ? false : null),
            InterceptsSaves = Overrides(context) || found.Intercepts ? true : isSeen ? false : null,
            Naming = found.Naming,
            HasNativeJson = found.NativeJson,
            Assembly = types.Compilation.Assembly,
            IdentityVersion = stores.Version == 0 ? 1 : stores.Version,
            IdentityKeyLength = stores.KeyLength,
        };
    }

    /// <summary>What providers do with a list when nothing is configured. An oracle test runs each version.</summary>
    private static ListForm ParameterListsOf(Store store, int version)
    {
        if (version is > 0 and < 8)
            return ListForm.Constants;
        return store switch
        {
            Store.PostgreSql => ListForm.OneValue,
            Store.SqlServer => version < 10 ? ListForm.OneValue : ListForm.ParametersThenOneValue,
            Store.Sqlite => version < 10 ? ListForm.OneValue : ListForm.Parameters,
            Store.MySql when version < 10 => ListForm.Constants,
            _ => ListForm.Unknown,
        };
    }

    private bool References(string name) => types.Compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == name);

    /// <summary>The only provider that the project references.</summary>
    private Store Referenced()
    {
        var found = Store.Unknown;
        foreach (var assembly in types.Compilation.ReferencedAssemblyNames)
        {
            found |= assembly.Name switch
            {
                "Npgsql.EntityFrameworkCore.PostgreSQL" => Store.PostgreSql,
                "Microsoft.EntityFrameworkCore.SqlServer" => Store.SqlServer,
                "Microsoft.EntityFrameworkCore.Sqlite" => Store.Sqlite,
                "Pomelo.EntityFrameworkCore.MySql" or "MySql.EntityFrameworkCore" => Store.MySql,
                "Oracle.EntityFrameworkCore" => Store.Oracle,
                "Microsoft.EntityFrameworkCore.Cosmos" => Store.Cosmos,
                "MongoDB.EntityFrameworkCore" => Store.MongoDb,
                _ => Store.Unknown,
            };
        }

        return found;
    }

    /// <summary>Whether the context overrides SaveChanges.</summary>
    private bool Overrides(INamedTypeSymbol context)
    {
        foreach (var type in Members.TypeAndBases(context))
        {
            if (Members.IsSame(type, types.DbContext) || type.ContainingNamespace?.ToDisplayString() == IdentityModel.Namespace)
                break;
            if (type.GetMembers("SaveChanges").Any(static member => member.IsOverride) || type.GetMembers("SaveChangesAsync").Any(static member => member.IsOverride))
                return true;
        }

        return false;
    }

    private List<Configuration> Collect(CancellationToken cancellation)
    {
        var found = new List<Configuration>();
        foreach (var tree in types.Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            // A cheap look at the text first: only few files configure contexts.
            if (!tree.TryGetText(out var text))
                text = tree.GetText(cancellation);
            var content = text.ToString();
            if (content.IndexOf("Identity", StringComparison.Ordinal) >= 0
                && (content.IndexOf(".Stores", StringComparison.Ordinal) >= 0 || content.IndexOf("AddDefaultIdentity", StringComparison.Ordinal) >= 0))
                ReadIdentity(tree.GetRoot(cancellation));
            if (content.IndexOf("OnConfiguring", StringComparison.Ordinal) < 0 && content.IndexOf("DbContext", StringComparison.Ordinal) < 0)
                continue;
            if (content.IndexOf(".Use", StringComparison.Ordinal) < 0 && content.IndexOf("AddDbContext", StringComparison.Ordinal) < 0
                && content.IndexOf("AddNpgsql", StringComparison.Ordinal) < 0 && content.IndexOf("AddSql", StringComparison.Ordinal) < 0
                && content.IndexOf("OnConfiguring", StringComparison.Ordinal) < 0)
                continue;
            Collect(tree.GetRoot(cancellation), found);
        }

        return found;
    }

    /// <summary><c>options.Stores.SchemaVersion = IdentitySchemaVersions.Version3</c>, <c>options.Stores.MaxLengthForKeys = 128</c>, and what AddDefaultIdentity sets.</summary>
    private void ReadIdentity(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            var version = 0;
            var keyLength = 0;
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SchemaVersion" } } assignment:
                    version = IdentityVersionIn(assignment.Right);
                    break;
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MaxLengthForKeys" }, Right: LiteralExpressionSyntax { Token.Value: int length } }:
                    keyLength = length;
                    break;
                case InvocationExpressionSyntax call when NameOf(call)?.Identifier.ValueText == "AddDefaultIdentity":
                    keyLength = DefaultIdentityKeyLength;
                    break;
            }

            if (version == 0 && keyLength == 0)
                continue;
            var context = node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier.ValueText: "OnConfiguring", Parent: TypeDeclarationSyntax owner } ? owner.Identifier.ValueText : "";
            identity.TryGetValue(context, out var known);
            identity[context] = (version != 0 ? version : known.Version, known.KeyLength != 0 && node is InvocationExpressionSyntax ? known.KeyLength : keyLength != 0 ? keyLength : known.KeyLength);
        }
    }

    /// <summary>The number in <c>IdentitySchemaVersions.Version2</c> or <c>new Version(2, 0)</c>; 0 when it is neither.</summary>
    private static int IdentityVersionIn(SyntaxNode node)
    {
        foreach (var part in node.DescendantNodesAndSelf())
        {
            switch (part)
            {
                case SimpleNameSyntax { Identifier.ValueText: "Version1" }:
                    return 1;
                case SimpleNameSyntax { Identifier.ValueText: "Version2" }:
                    return 2;
                case SimpleNameSyntax { Identifier.ValueText: "Version3" }:
                    return 3;
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: int number } }, ..] }:
                    return number;
            }
        }

        return 0;
    }

    private static void Collect(SyntaxNode root, List<Configuration> found)
    {
        var byScope = new Dictionary<SyntaxNode, Configuration>();
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case MethodDeclarationSyntax { Identifier.ValueText: "OnConfiguring" } method:
                    Get(method).Context = (method.Parent as TypeDeclarationSyntax)?.Identifier.ValueText;
                    break;
                case InvocationExpressionSyntax call when NameOf(call) is { } name:
                    if (IsRegistration(name.Identifier.ValueText))
                    {
                        var configuration = Get(call);
                        configuration.Context = ContextOf(name);
                        configuration.Add(name.Identifier.ValueText, call);
                    }
                    else if (Scope(call) is { } scope)
                        Get(scope).Add(name.Identifier.ValueText, call);
                    break;
            }
        }

        Configuration Get(SyntaxNode scope)
        {
            if (!byScope.TryGetValue(scope, out var configuration))
            {
                configuration = new Configuration();
                byScope[scope] = configuration;
                found.Add(configuration);
            }

            return configuration;
        }

        // The method or registration that a call configures for; a factory's options name their context by type argument.
        static SyntaxNode? Scope(SyntaxNode node)
        {
            if (node is not InvocationExpressionSyntax candidate || NameOf(candidate)?.Identifier.ValueText is not { } text
                || (!text.StartsWith("Use", StringComparison.Ordinal) && text != "AddInterceptors" && !text.StartsWith("TranslateParameterized", StringComparison.Ordinal)))
                return null;
            MethodDeclarationSyntax? method = null;
            for (var current = node.Parent; current is not null; current = current.Parent)
            {
                if (current is InvocationExpressionSyntax outer && NameOf(outer) is { } name && IsRegistration(name.Identifier.ValueText))
                    return outer;
                if (current is MethodDeclarationSyntax declared)
                {
                    method = declared;
                    break;
                }
            }

            if (method is null)
                return null;
            return method.Identifier.ValueText == "OnConfiguring"
                || method.ToString().IndexOf("DbContextOptions", StringComparison.Ordinal) >= 0
                ? method
                : null;
        }
    }

    private static bool IsRegistration(string name) => name is "AddDbContext" or "AddDbContextPool" or "AddDbContextFactory" or "AddPooledDbContextFactory"
        or "AddNpgsql" or "AddSqlServer" or "AddSqlite" or "AddNpgsqlDbContext" or "AddSqlServerDbContext";

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static string? ContextOf(SimpleNameSyntax name) =>
        name is GenericNameSyntax generic && generic.TypeArgumentList.Arguments.LastOrDefault() is { } argument
            ? (argument as SimpleNameSyntax ?? (argument as QualifiedNameSyntax)?.Right)?.Identifier.ValueText
            : null;
}
