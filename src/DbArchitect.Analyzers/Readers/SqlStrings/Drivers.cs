using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The engine that an ADO.NET driver's type belongs to, by the driver's namespace.</summary>
internal static class Drivers
{
    public static Store StoreOf(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var store = OfNamespace(current.ContainingNamespace);
            if (store != Store.Unknown)
                return store;
        }

        return Store.Unknown;
    }

    /// <summary>The engines whose drivers a compilation references; unknown for none.</summary>
    public static Store Referenced(Compilation compilation)
    {
        var store = Store.Unknown;
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            store |= assembly.Name switch
            {
                "Npgsql" => Store.PostgreSql,
                "MySqlConnector" or "MySql.Data" => Store.MySql,
                "Microsoft.Data.SqlClient" or "System.Data.SqlClient" => Store.SqlServer,
                "Microsoft.Data.Sqlite" or "System.Data.SQLite" => Store.Sqlite,
                "Oracle.ManagedDataAccess" => Store.Oracle,
                _ => Store.Unknown,
            };
        }

        return store;
    }

    /// <summary>The engine of a connection expression: its static type, else that of what its local or field was given.</summary>
    public static Store StoreOf(IOperation? connection)
    {
        connection = LocalInitializer.Unconverted(connection);
        if (StoreOf(connection?.Type) is not Store.Unknown and var store)
            return store;
        return connection is ILocalReferenceOperation local ? StoreOf(LocalInitializer.Of(local)?.Type) : Store.Unknown;
    }

    private static Store OfNamespace(INamespaceSymbol? space)
    {
        if (space is null || space.IsGlobalNamespace)
            return Store.Unknown;
        var root = space;
        while (root.ContainingNamespace is { IsGlobalNamespace: false } up)
            root = up;
        switch (root.Name)
        {
            case "Npgsql":
                return Store.PostgreSql;
            case "MySqlConnector":
                return Store.MySql;
            case "MySql" or "Oracle" or "Microsoft" or "System":
                var name = space.ToDisplayString();
                return name switch
                {
                    "MySql.Data.MySqlClient" => Store.MySql,
                    "Oracle.ManagedDataAccess.Client" => Store.Oracle,
                    "Microsoft.Data.SqlClient" or "System.Data.SqlClient" => Store.SqlServer,
                    "Microsoft.Data.Sqlite" or "System.Data.SQLite" => Store.Sqlite,
                    _ => Store.Unknown,
                };
            default:
                return Store.Unknown;
        }
    }
}
