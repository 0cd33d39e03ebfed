using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

internal enum StepKind : byte
{
    CreateTable,
    AlterTable,

    /// <summary>Create.Column or Alter.Column: one column of a table that is named after it.</summary>
    Column,
    CreateIndex,
    CreateForeignKey,
    CreatePrimaryKey,
    CreateUnique,
    DeleteTable,
    DeleteColumn,
    DeleteIndex,

    /// <summary>A key or constraint, by its name.</summary>
    DeleteConstraint,
    RenameTable,
    RenameColumn,
    Sql,
}

/// <summary>
/// One expression of a migration (<c>Create.Index("ix").OnTable("t")…</c>): like the builder that FluentMigrator returns from each call, it gathers what the calls
/// say and takes effect when the migration ends.
/// </summary>
internal sealed class MigrationStep(StepKind kind, Origin origin)
{
    public StepKind Kind { get; } = kind;

    public Origin Origin { get; } = origin;

    public string Name { get; set; } = "";

    public string? Table { get; set; }

    public string? Schema { get; set; }

    /// <summary>The new name of a renamed object.</summary>
    public string? NewName { get; set; }

    public string? PrincipalTable { get; set; }

    public string? PrincipalSchema { get; set; }

    /// <summary>The columns of a key, the foreign columns, or those deleted.</summary>
    public List<string> Columns { get; } = [];

    public List<string> PrincipalColumns { get; } = [];

    public List<IndexColumn> IndexColumns { get; } = [];

    public List<string> Included { get; } = [];

    public List<MigrationColumn> Definitions { get; } = [];

    public ReferentialAction OnDelete { get; set; } = ReferentialAction.NoAction;

    public bool IsUnique { get; set; }

    public string? Filter { get; set; }

    public string? Method { get; set; }

    /// <summary>The text of Execute.Sql: as it is known, or the expression that gives it.</summary>
    public string? Text { get; set; }

    public IOperation? TextOperation { get; set; }

    /// <summary>It stands under a condition or in a loop that could not be followed.</summary>
    public bool IsConditional { get; set; }

    /// <summary>A name in it is known only at run time, or it was handed to code that could not be followed.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>It is for another engine than this.</summary>
    public bool IsForOtherStore { get; set; }

    public MigrationColumn? Current => Definitions.Count == 0 ? null : Definitions[Definitions.Count - 1];

    public TableName? TableName => Table is null ? null : new TableName(Schema, Table);
}

/// <summary>A column as its options say.</summary>
internal sealed class MigrationColumn(string name, Origin origin)
{
    public string Name { get; } = name;

    public Origin Origin { get; } = origin;

    public ValueKind Kind { get; set; }

    public Fact<string> StoreType { get; set; } = Fact<string>.Unknown;

    public Fact<int> MaxLength { get; set; } = Fact<int>.Absent;

    public Fact<bool> IsUnicode { get; set; } = Fact<bool>.Unknown;

    public bool IsNullable { get; set; }

    public bool IsIdentity { get; set; }

    public bool IsPrimaryKey { get; set; }

    public string? PrimaryKeyName { get; set; }

    public bool IsIndexed { get; set; }

    public bool IsUnique { get; set; }

    public string? IndexName { get; set; }

    public TableName? References { get; set; }

    public string? ReferencedColumn { get; set; }

    public ReferentialAction OnDelete { get; set; } = ReferentialAction.NoAction;
}

/// <summary>Where an expression begins: <c>Create</c>, <c>Alter</c>, <c>IfDatabase(…)</c>.</summary>
/// <param name="Type">The name of FluentMigrator's interface.</param>
/// <param name="IsForOtherStore">Under an IfDatabase of another engine.</param>
internal sealed record MigrationRoot(string Type, bool IsForOtherStore);
