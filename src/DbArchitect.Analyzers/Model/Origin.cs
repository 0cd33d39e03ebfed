using System;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Model;

internal enum OriginKind : byte
{
    Unknown,

    /// <summary>A convention of Entity Framework, with no declaration of its own; the location is that of what triggered it.</summary>
    Convention,
    Attribute,
    Fluent,

    /// <summary>The entity class, property or navigation itself.</summary>
    Member,

    /// <summary>A ModelSnapshot, in generated code.</summary>
    Snapshot,
    Migration,

    /// <summary>A schema embedded in a referenced assembly.</summary>
    Reference,

    /// <summary>A schema file: *.sql or *.dbarchitect.json.</summary>
    File,
    Linq,
    SqlText,
}

/// <summary>Where a fact was read.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Location">The place in source, or null when it has none in this compilation.</param>
internal readonly record struct Origin(OriginKind Kind, Location? Location)
{
    public static Origin None => default;

    /// <summary>Whether a place lies inside this one.</summary>
    public bool Contains(Origin other) =>
        Location is { IsInSource: true } outer && other.Location is { IsInSource: true } inner
        && outer.SourceTree == inner.SourceTree && outer.SourceSpan.Contains(inner.SourceSpan);

    /// <summary>The path of the SQL script that this place lies in; null for any other place.</summary>
    public string? Script =>
        Kind == OriginKind.File && Location?.GetLineSpan().Path is { } path && path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? path : null;

    /// <summary>Whether the project says what stands here, in its code or in its scripts, so that it can change it.</summary>
    public bool IsOwn => IsInSource || Script is not null;

    /// <summary>Whether a diagnostic can be reported here: the place lies in a tree of the compilation.</summary>
    public bool IsInSource => Location is { IsInSource: true };
}
