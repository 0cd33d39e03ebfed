namespace DbArchitect.Analyzers.Model;

/// <summary>A column of the result of a query.</summary>
/// <param name="Name">Its name; empty for an expression without one.</param>
internal sealed record OutputColumn(string Name, Origin Origin)
{
    /// <summary>The table's column that it is; null for an expression.</summary>
    public ColumnRef? Column { get; init; }

    /// <summary>It comes with a <c>*</c>, at which <see cref="Origin"/> points.</summary>
    public bool IsOfStar { get; init; }

    /// <summary>What stands there.</summary>
    public string Text { get; init; } = "";
}

/// <summary>A type that rows are mapped to by the names of their columns, as Dapper and EF Core do it.</summary>
/// <param name="Type">The C# type in full.</param>
/// <param name="Name">The type's own name, for messages.</param>
/// <param name="Members">The names of properties and fields that can take a value.</param>
internal sealed record RowMapping(string Type, string Name, EquatableArray<string> Members)
{
    /// <summary>The parameters of each constructor, when there is none without parameters; empty otherwise.</summary>
    public EquatableArray<EquatableArray<string>> Constructors { get; init; }

    /// <summary>Whether a column has a place; underscores do not count, because an option of Dapper ignores them.</summary>
    public bool Takes(string column)
    {
        foreach (var member in Members)
        {
            if (IsSame(member, column))
                return true;
        }

        foreach (var constructor in Constructors)
        {
            foreach (var parameter in constructor)
            {
                if (IsSame(parameter, column))
                    return true;
            }
        }

        return false;
    }

    public static bool IsSame(string member, string column) =>
        string.Equals(member.Replace("_", ""), column.Replace("_", ""), System.StringComparison.OrdinalIgnoreCase);
}
