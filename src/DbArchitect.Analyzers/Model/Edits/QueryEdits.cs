using System.Collections.Generic;
using System.Collections.Immutable;

namespace DbArchitect.Analyzers.Model;

/// <summary>An edit of a query's own expression that needs no more than its kind and one word. The diagnostic stands on what is changed.</summary>
internal abstract record QueryEdit(string Kind, string Subject) : Edit(Kind)
{
    protected override void Write(IDictionary<string, string?> properties) => properties["subject"] = Subject;
}

/// <summary>Move the SaveChanges at the end of a loop's body behind the loop. The diagnostic stands on the call.</summary>
internal sealed record MoveSaveAfterLoop() : QueryEdit(nameof(MoveSaveAfterLoop), "")
{
    /// <summary>A failure then undoes all elements, not only its own.</summary>
    public override bool IsSafe => false;

    public override string Title => "Save once after the loop";
}

/// <summary>Load a navigation with the query. The query's terminal is the first additional location.</summary>
internal sealed record AddInclude(string Path) : QueryEdit(nameof(AddInclude), Path)
{
    public override bool IsSafe => true;

    public override string Title => "Include " + Path;
}

/// <summary>Remove the Include, with its ThenIncludes, that the diagnostic stands on.</summary>
internal sealed record RemoveInclude(string Path) : QueryEdit(nameof(RemoveInclude), Path)
{
    public override bool IsSafe => true;

    public override string Title => "Remove Include of " + Path;
}

/// <summary>Add AsSplitQuery before the terminal of the query that the diagnostic stands in.</summary>
internal sealed record AddSplitQuery() : QueryEdit(nameof(AddSplitQuery), "")
{
    /// <summary>Several statements may see different states of the data.</summary>
    public override bool IsSafe => false;

    public override string Title => "Load the collections with AsSplitQuery";
}

/// <summary>Add AsNoTracking before the terminal that the diagnostic stands on.</summary>
internal sealed record AddNoTracking() : QueryEdit(nameof(AddNoTracking), "")
{
    public override bool IsSafe => false;

    public override string Title => "Add AsNoTracking";
}

/// <summary>Exchange an in-memory operator with the materialization before it. The diagnostic stands on the operator's call.</summary>
internal sealed record MoveBeforeMaterialization(string Terminal) : QueryEdit(nameof(MoveBeforeMaterialization), Terminal)
{
    public override bool IsSafe => true;

    public override string Title => "Let the database do it: move it before " + Terminal;
}

/// <summary>Ask Any instead of comparing the count with none. The diagnostic stands on the comparison.</summary>
internal sealed record ReplaceCountByAny(bool IsNegated) : QueryEdit(nameof(ReplaceCountByAny), IsNegated ? "1" : "0")
{
    public override bool IsSafe => true;

    public override string Title => "Use Any";
}

/// <summary>Order by a unique property last. The diagnostic stands on the last OrderBy or ThenBy.</summary>
internal sealed record AddThenBy(string Property) : QueryEdit(nameof(AddThenBy), Property)
{
    public override bool IsSafe => true;

    public override string Title => "Order by " + Property + " last";
}

/// <summary>OrderBy becomes ThenBy. The diagnostic stands on the method's name.</summary>
internal sealed record ReplaceOrderByThenBy() : QueryEdit(nameof(ReplaceOrderByThenBy), "")
{
    /// <summary>The rows then come in another order than before.</summary>
    public override bool IsSafe => false;

    public override string Title => "Use ThenBy";
}

/// <summary>Delete by one statement what is loaded only for RemoveRange. The diagnostic stands on the terminal that loads.</summary>
internal sealed record ReplaceByExecuteDelete() : QueryEdit(nameof(ReplaceByExecuteDelete), "")
{
    /// <summary>The rows are deleted at once, not at SaveChanges.</summary>
    public override bool IsSafe => false;

    public override string Title => "Delete with ExecuteDelete";
}

/// <summary>Await the asynchronous form of the call that the diagnostic stands on.</summary>
internal sealed record MakeAsync(string Method) : QueryEdit(nameof(MakeAsync), Method)
{
    public override bool IsSafe => true;

    public override string Title => Method == "foreach" ? "Use await foreach" : "Await " + Method + "Async";
}

/// <summary>
/// Ask once before the loop, for all keys, and look each turn's rows up. The diagnostic stands on the terminal; the loop is the first additional location.
/// </summary>
/// <param name="Keys">Properties of the root whose equality means the same in the database and in memory, separated by <c>|</c>.</param>
internal sealed record HoistQuery(string Keys) : QueryEdit(nameof(HoistQuery), Keys)
{
    /// <summary>Those of them that, with the rest of the filter, at most one row has; separated by <c>|</c>.</summary>
    public string UniqueKeys { get; init; } = "";

    /// <summary>All rows are then read before the first turn: a turn does not see what another program writes meanwhile.</summary>
    public override bool IsSafe => false;

    public override string Title => "Query once before the loop";

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["unique"] = UniqueKeys;
    }

    internal static HoistQuery Read(ImmutableDictionary<string, string?> properties) => new(Text(properties, "subject")) { UniqueKeys = Text(properties, "unique") };
}

/// <summary>Hand the token in scope to the call that the diagnostic stands on.</summary>
internal sealed record PassToken(string Token) : QueryEdit(nameof(PassToken), Token)
{
    public override bool IsSafe => true;

    public override string Title => "Pass " + Token;
}

/// <summary>Order the pages of the query that the diagnostic stands in.</summary>
/// <param name="Properties">The key's properties, separated by <c>|</c>.</param>
internal sealed record AddOrderBy(string Properties) : QueryEdit(nameof(AddOrderBy), Properties)
{
    public override bool IsSafe => true;

    public override string Title => "Order by " + Properties.Replace("|", ", ");
}

/// <summary>Let the query track, whose terminal is the first additional location.</summary>
/// <param name="IsDefault">The context tracks unless told otherwise.</param>
internal sealed record TrackEntities(bool IsDefault) : QueryEdit(nameof(TrackEntities), IsDefault ? "1" : "")
{
    /// <summary>What the method changes is then saved.</summary>
    public override bool IsSafe => false;

    public override string Title => IsDefault ? "Remove AsNoTracking" : "Use AsTracking";
}

/// <summary>Leave a query of keys unexecuted, so that it becomes a sub-query of the next. The diagnostic stands on its terminal.</summary>
internal sealed record LeaveQuery(string Terminal) : QueryEdit(nameof(LeaveQuery), Terminal)
{
    public override bool IsSafe => true;

    public override string Title => "Leave it a query: without " + Terminal;
}

/// <summary>Find by the primary key. The diagnostic stands on the terminal.</summary>
internal sealed record UseFind(string Key) : QueryEdit(nameof(UseFind), Key)
{
    /// <summary>Find also gives what is tracked and not saved.</summary>
    public override bool IsSafe => false;

    public override string Title => "Use Find";
}

/// <summary>Take the time before the query. The diagnostic stands on the clock.</summary>
internal sealed record TakeTimeBefore(string Clock) : QueryEdit(nameof(TakeTimeBefore), Clock)
{
    /// <summary>The clock of this machine may show another time.</summary>
    public override bool IsSafe => false;

    public override string Title => "Take " + Clock + " before the query";
}

/// <summary>Escape the wildcards in a value that goes into a LIKE pattern. The diagnostic stands on the pattern.</summary>
/// <param name="Wildcards">The engine's wildcards, each one character.</param>
internal sealed record EscapePattern(string Wildcards) : QueryEdit(nameof(EscapePattern), Wildcards)
{
    /// <summary>Somebody may type wildcards on purpose.</summary>
    public override bool IsSafe => false;

    public override string Title => "Escape the wildcards";
}

/// <summary>Say the inner join that a filter makes of an outer one. The diagnostic stands on the comparison.</summary>
internal sealed record UseInnerJoin() : QueryEdit(nameof(UseInnerJoin), "")
{
    public override bool IsSafe => true;

    public override string Title => "Use an inner join";
}

/// <summary>Change by one statement what is loaded only to be changed. The diagnostic stands on the terminal that loads.</summary>
internal sealed record ReplaceByExecuteUpdate() : QueryEdit(nameof(ReplaceByExecuteUpdate), "")
{
    /// <summary>The rows are changed at once, not at SaveChanges.</summary>
    public override bool IsSafe => false;

    public override string Title => "Update with ExecuteUpdate";
}

/// <summary>Select the properties that are used. The diagnostic stands on the terminal.</summary>
/// <param name="Properties">The properties, separated by <c>|</c>.</param>
internal sealed record SelectUsed(string Properties) : QueryEdit(nameof(SelectUsed), Properties)
{
    /// <summary>Entities that are not tracked do not complete the navigations of others.</summary>
    public override bool IsSafe => false;

    public override string Title => "Select " + Properties.Replace("|", " and ");
}

/// <summary>Continue after the last row seen instead of skipping pages. The diagnostic stands on the terminal.</summary>
/// <param name="Key">The property of the primary key, by which the rows are ordered last.</param>
internal sealed record PageByKey(string Key) : QueryEdit(nameof(PageByKey), Key)
{
    /// <summary>A page is then named by its first row's predecessor, not by a number: callers have to say it.</summary>
    public override bool IsSafe => false;

    public override string Title => "Continue after the last row";
}
