using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>EFCore.NamingConventions: how names are rewritten.</summary>
internal enum NamingConvention : byte
{
    None,
    SnakeCase,
    LowerCase,
    CamelCase,
    UpperCase,
    UpperSnakeCase,
}

/// <summary>What is known of a context beside its model: how it is configured.</summary>
internal sealed record ContextOptions(INamedTypeSymbol? Context)
{
    public Store Store { get; init; }

    /// <summary>Major version of EF Core that the compilation references; 0 when none.</summary>
    public int EfVersion { get; init; }

    public bool? LazyLoading { get; init; }

    public bool? TracksByDefault { get; init; }

    public bool? SplitsByDefault { get; init; }

    public bool? InterceptsSaves { get; init; }

    /// <summary>What its saves do beside saving.</summary>
    public SaveHooks Hooks { get; init; } = SaveHooks.None;

    public ListForm ParameterLists { get; init; }

    /// <summary>Null when the options are configured where they cannot be seen whole.</summary>
    public NamingConvention Naming { get; init; }

    /// <summary>The version of ASP.NET Core Identity's schema that the application asks for.</summary>
    public int IdentityVersion { get; init; } = 1;

    /// <summary>The length of key columns that the application asks of Identity; 0 for none.</summary>
    public int IdentityKeyLength { get; init; }

    /// <summary>The engine understands JSON columns as a type of their own (UseAzureSql, compatibility level 170).</summary>
    public bool HasNativeJson { get; init; }

    /// <summary>Whether members of types in other assemblies are seen without their private parts.</summary>
    public IAssemblySymbol? Assembly { get; init; }

    /// <summary>Longest name that the provider allows.</summary>
    public int MaxIdentifierLength => Store switch
    {
        Store.SqlServer => 128,
        Store.PostgreSql => 63,
        Store.MySql => 64,
        Store.Oracle => 128,
        _ => int.MaxValue,
    };
}
