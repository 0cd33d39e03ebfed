namespace DbArchitect.Analyzers.Model;

internal enum FactState : byte
{
    /// <summary>The source could not be followed: rules that need this fact are silent. The default, because "not seen" is not "absent".</summary>
    Unknown,

    /// <summary>It is certain that there is none: no maximum length, no filter, no default.</summary>
    Absent,

    /// <summary>It is certain what it is.</summary>
    Known,
}

/// <summary>What a reader says about one property of a schema object: known with a value, certainly absent, or unknown.</summary>
internal readonly record struct Fact<T>(FactState State, T? Value)
{
    public static Fact<T> Unknown => default;

    public static Fact<T> Absent => new(FactState.Absent, default);

    public bool IsKnown => State == FactState.Known;

    public bool IsAbsent => State == FactState.Absent;

    public bool IsUnknown => State == FactState.Unknown;

    /// <summary>Known with the value, or absent when it is null.</summary>
    public static Fact<T> Of(T? value) => value is null ? Absent : new(FactState.Known, value);

    public override string ToString() => State switch
    {
        FactState.Known => Value?.ToString() ?? "",
        FactState.Absent => "none",
        _ => "unknown",
    };
}
