namespace DbArchitect.Analyzers.Model;

/// <summary>An expression that a program puts into SQL text in the place of a value.</summary>
/// <param name="Expression">The expression as written.</param>
internal sealed record TextHole(string Expression, Origin Origin)
{
    /// <summary>The expression itself, when it is in another method than the call, which <see cref="Origin"/> then is; None otherwise.</summary>
    public Origin Elsewhere { get; init; }

    /// <summary>It stands between the quotes of a string literal of SQL: nothing but text can come there.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>A number, Guid, date, boolean or enum, which cannot hold SQL, or a setting of the program.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>The column that it is compared with, or whose value it becomes; empty when there is none.</summary>
    public string Column { get; init; } = "";

    /// <summary>It is a parameter of the method, or a property of one: it comes from a caller.</summary>
    public bool IsInput { get; init; }
}

internal enum NameProblemKind : byte
{
    /// <summary>The schema knows all columns of the table, and none has this name.</summary>
    UnknownColumn,

    /// <summary>The schema knows all its tables, and none has this name, but one a similar name.</summary>
    UnknownTable,

    /// <summary>The engine folds an unquoted name to lower case, and the name in the database has capitals.</summary>
    FoldedCase,
}

/// <summary>A name in SQL text that does not fit the schema.</summary>
/// <param name="Name">As written.</param>
/// <param name="Table">The table it belongs to, or is.</param>
/// <param name="Suggestion">The name in the schema that was probably meant; empty for none.</param>
internal sealed record NameProblem(NameProblemKind Kind, string Name, string Table, string Suggestion, Origin Origin)
{
    /// <summary>The statement gives it a value.</summary>
    public bool IsWritten { get; init; }
}
