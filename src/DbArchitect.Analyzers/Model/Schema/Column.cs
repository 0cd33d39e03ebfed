namespace DbArchitect.Analyzers.Model;

/// <summary>What kind of value a column holds, as far as rules depend on it.</summary>
internal enum ValueKind : byte
{
    Unknown,
    Boolean,
    Enum,
    Byte,
    Integer,
    Decimal,
    Float,
    String,
    Char,
    Guid,
    DateTime,
    Date,
    Time,
    Duration,
    Binary,
    Json,
    Array,
    Spatial,
    Other,
}

/// <summary>A column of a table.</summary>
internal sealed record Column(string Name)
{
    /// <summary>The store type as declared or as the provider chooses (for example <c>nvarchar(200)</c>).</summary>
    public Fact<string> StoreType { get; init; }

    /// <summary>The C# type without nullability, in full (<c>System.Guid</c>, <c>Shop.OrderStatus</c>); empty when there is none.</summary>
    public string ClrType { get; init; } = "";

    /// <summary>The kind of the C# value (of the provider's value, when a conversion is configured).</summary>
    public ValueKind Kind { get; init; }

    /// <summary>How many members the enum has, when <see cref="Kind"/> is <see cref="ValueKind.Enum"/> or a conversion stores one as text.</summary>
    public int? EnumMembers { get; init; }

    /// <summary>Null when unknown.</summary>
    public bool? IsNullable { get; init; }

    /// <summary>In characters or bytes; absent means unbounded.</summary>
    public Fact<int> MaxLength { get; init; }

    public Fact<int> Precision { get; init; }

    public Fact<int> Scale { get; init; }

    /// <summary>Absent where the provider's default holds.</summary>
    public Fact<bool> IsUnicode { get; init; }

    public Fact<bool> IsFixedLength { get; init; }

    public Fact<string> Collation { get; init; }

    /// <summary>A constant default, as text.</summary>
    public Fact<string> DefaultValue { get; init; }

    public Fact<string> DefaultSql { get; init; }

    public Fact<string> ComputedSql { get; init; }

    /// <summary>Whether a computed column is stored; null where the engine's default holds.</summary>
    public bool? IsStored { get; init; }

    public bool IsConcurrencyToken { get; init; }

    public bool IsRowVersion { get; init; }

    /// <summary>The store or EF generates the value on insert (identity, sequence, Guid).</summary>
    public bool IsGeneratedOnAdd { get; init; }

    public bool HasConversion { get; init; }

    public bool IsDiscriminator { get; init; }

    /// <summary>The property's path from its entity, for example <c>Email</c> or <c>Address.City</c>; empty when the column has no property.</summary>
    public string Property { get; init; } = "";

    /// <summary>The property exists in the model only, not in the class.</summary>
    public bool IsShadow { get; init; }

    public Origin Origin { get; init; }
}
