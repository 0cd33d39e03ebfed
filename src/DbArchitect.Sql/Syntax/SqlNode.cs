using System;

namespace DbArchitect.Sql.Syntax;

/// <summary>What a clause, a query or a statement can be trusted with.</summary>
[Flags]
public enum SqlState : byte
{
    /// <summary>Everything was read.</summary>
    Complete = 0,

    /// <summary>A part is known only at run time.</summary>
    HasHoles = 1,

    /// <summary>A part could not be read.</summary>
    HasErrors = 2,
}

/// <summary>A node of the syntax tree. Offsets are those of the text of the <see cref="SqlSource"/>.</summary>
public abstract class SqlNode
{
    public int Start { get; internal set; }

    public int Length { get; internal set; }

    public int End => Start + Length;

    /// <summary>Visits the children in the order of the text, as far as the grammar gives one.</summary>
    public abstract void VisitChildren(SqlWalker walker);

    /// <summary>What the debug printer shows besides the kind of the node.</summary>
    internal virtual string? Describe() => null;

    public override string ToString() => SqlPrinter.Print(this);
}

/// <summary>A clause: a part of a statement that can be complete, have holes or have errors on its own.</summary>
public abstract class SqlClause : SqlNode
{
    public SqlState State { get; internal set; }

    public bool IsComplete => State == SqlState.Complete;
}

/// <summary>Walks a tree. Override <see cref="Visit"/>, look at the node, call the base to go down.</summary>
public abstract class SqlWalker
{
    public virtual void Visit(SqlNode? node) => node?.VisitChildren(this);

    public void VisitAll(SqlNode[] nodes)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            Visit(nodes[i]);
        }
    }
}
