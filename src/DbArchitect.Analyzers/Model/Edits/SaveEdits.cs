using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model;

/// <summary>Mark rows by ExecuteUpdate instead of deleting them. The diagnostic stands on ExecuteDelete.</summary>
/// <param name="Marks">Properties with their values as code, <c>IsDeleted=true</c>, separated by <c>|</c>.</param>
internal sealed record MarkRows(string Marks) : QueryEdit(nameof(MarkRows), Marks)
{
    /// <summary>Rows that depend on them are then deleted by nobody.</summary>
    public override bool IsSafe => false;

    public override string Title => "Mark the rows with ExecuteUpdate";

    /// <summary>The marks whose values any code can compute.</summary>
    public static MarkRows With(EquatableArray<SaveMark> marks)
    {
        var known = new List<string>();
        foreach (var mark in marks)
        {
            if (mark.Value.Length > 0)
                known.Add(mark.Property + "=" + mark.Value);
        }

        return new MarkRows(string.Join("|", known));
    }
}

/// <summary>Set the time of the change too. The diagnostic stands on ExecuteUpdate.</summary>
/// <param name="Mark">The property with its value as code.</param>
internal sealed record StampRows(string Mark) : QueryEdit(nameof(StampRows), Mark)
{
    /// <summary>Somebody may leave the time on purpose.</summary>
    public override bool IsSafe => false;

    public override string Title => "Set " + Mark.Substring(0, System.Math.Max(0, Mark.IndexOf('='))) + " too";
}
