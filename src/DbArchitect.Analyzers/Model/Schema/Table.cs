using System;

namespace DbArchitect.Analyzers.Model;

/// <summary>The name of a table: equal without regard to case, because that is how four of the five engines and every reader compare.</summary>
/// <param name="Schema">The database schema, or null for the default.</param>
/// <param name="Name">The table's own name.</param>
internal readonly record struct TableName(string? Schema, string Name)
{
    public bool Equals(TableName other) =>
        string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(Schema, other.Schema, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Schema is null ? Name : Schema + "." + Name;
}

internal enum TableKind : byte
{
    Table,
    View,

    /// <summary>Rows come from a query or function that the model names: no index of its own.</summary>
    Query,
}

/// <summary>The parts of a table that a reader may be unable to follow. A rule asks for those it depends on.</summary>
[Flags]
internal enum TableAspects : byte
{
    None = 0,
    Name = 1,
    Columns = 2,
    Keys = 4,
    Indexes = 8,
    ForeignKeys = 16,
    QueryFilters = 32,
    All = 63,
}

/// <summary>Something that a reader could not follow, and why.</summary>
internal sealed record UnknownFact(TableAspects Aspects, string Reason, Origin Origin);

/// <summary>A table, view or collection as the database will have it.</summary>
internal sealed record Table(TableName Name)
{
    public TableKind Kind { get; init; }

    public EquatableArray<Column> Columns { get; init; }

    /// <summary>Columns that a migration made and the code does not map: known to the database and to SQL text.</summary>
    public EquatableArray<string> Unmapped { get; init; }

    /// <summary>Null when the table has none, or when keys are unknown: ask <see cref="Knows"/>.</summary>
    public Key? PrimaryKey { get; init; }

    /// <summary>Unique constraints (alternate keys), without the primary key.</summary>
    public EquatableArray<Key> UniqueKeys { get; init; }

    public EquatableArray<TableIndex> Indexes { get; init; }

    public EquatableArray<ForeignKey> ForeignKeys { get; init; }

    public EquatableArray<CheckConstraint> Checks { get; init; }

    public EquatableArray<UnknownFact> Unknown { get; init; }

    /// <summary>Rows as seeded by the model (HasData); null when none are.</summary>
    public int? SeedRows { get; init; }

    /// <summary>Rows as measured and delivered in a schema file; null when nobody measured.</summary>
    public long? RowCount { get; init; }

    /// <summary>A SQL Server temporal table.</summary>
    public bool IsTemporal { get; init; }

    public Origin Origin { get; init; }

    public bool Knows(TableAspects aspects)
    {
        foreach (var unknown in Unknown)
        {
            if ((unknown.Aspects & aspects) != 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether the database has the column, mapped or not, as far as is known.</summary>
    public bool HasColumn(string name)
    {
        foreach (var column in Unmapped)
        {
            if (string.Equals(column, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return FindColumn(name) is not null;
    }

    public Column? FindColumn(string name)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
                return column;
        }

        return null;
    }
}

/// <summary>A primary key or unique constraint.</summary>
internal sealed record Key(string Name, EquatableArray<string> Columns)
{
    public bool IsPrimary { get; init; }

    /// <summary>SQL Server: whether the rows are stored in this key's order. Absent where the engine's default holds.</summary>
    public bool? IsClustered { get; init; }

    public Origin Origin { get; init; }
}

internal sealed record CheckConstraint(string Name, string Sql)
{
    public Origin Origin { get; init; }
}

/// <summary>What the database does to dependent rows when the principal row is deleted.</summary>
internal enum ReferentialAction : byte
{
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

internal sealed record ForeignKey(string Name, EquatableArray<string> Columns, TableName Principal, EquatableArray<string> PrincipalColumns)
{
    /// <summary>Null when it could not be read.</summary>
    public ReferentialAction? OnDelete { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>A one-to-one relationship.</summary>
    public bool IsUnique { get; init; }

    public Origin Origin { get; init; }
}
