using System;

namespace DbArchitect.Analyzers.Model;

/// <summary>
/// The database engines that a piece of code may run on. Several at once (one code base, several providers) mean the strictest
/// common subset: a trait holds for a set of engines only when it holds for each; nothing holds for <see cref="Unknown"/>.
/// </summary>
[Flags]
internal enum Store : byte
{
    Unknown = 0,
    PostgreSql = 1,
    MySql = 2,
    SqlServer = 4,
    Oracle = 8,
    Sqlite = 16,

    /// <summary>EF Core's in-memory provider: has no indexes and no SQL, relational rules do not apply.</summary>
    InMemory = 32,
    Cosmos = 64,
    MongoDb = 128,
}

/// <summary>What engines can do, as far as rules depend on it.</summary>
internal static class StoreTraits
{
    private const Store Relational = Store.PostgreSql | Store.MySql | Store.SqlServer | Store.Oracle | Store.Sqlite;

    /// <summary>Whether the code runs on engines among <paramref name="engines"/> and on no other.</summary>
    public static bool IsOnly(this Store store, Store engines) => store != Store.Unknown && (store & ~engines) == 0;

    /// <summary>Whether one of <paramref name="engines"/> is possible; an unknown store may be any.</summary>
    public static bool MayBe(this Store store, Store engines) => store == Store.Unknown || (store & engines) != 0;

    public static bool IsRelational(this Store store) => store.IsOnly(Relational);

    /// <summary>Whether exactly one engine is known.</summary>
    public static bool IsSingle(this Store store) => store != Store.Unknown && (store & (store - 1)) == 0;

    /// <summary>Partial indexes: PostgreSQL, SQL Server, SQLite. MySQL and Oracle have none.</summary>
    public static bool SupportsFilteredIndexes(this Store store) => store.IsOnly(Store.PostgreSql | Store.SqlServer | Store.Sqlite);

    /// <summary>INCLUDE columns: PostgreSQL 11+, SQL Server.</summary>
    public static bool SupportsIncludedColumns(this Store store) => store.IsOnly(Store.PostgreSql | Store.SqlServer);

    /// <summary>InnoDB indexes every foreign key by itself.</summary>
    public static bool IndexesForeignKeys(this Store store) => store.IsOnly(Store.MySql);

    /// <summary>Secondary indexes end with the clustered key or row id, so that they sort by it too. Not on PostgreSQL or Oracle.</summary>
    public static bool SecondaryIndexesEndWithPrimaryKey(this Store store) => store.IsOnly(Store.MySql | Store.SqlServer | Store.Sqlite);
}
