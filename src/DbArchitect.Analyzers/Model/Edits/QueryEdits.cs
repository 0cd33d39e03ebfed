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

    public override string Title => "Await " + Method + "Async";
}
