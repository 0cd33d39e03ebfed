namespace DbArchitect.Analyzers.Model;

/// <summary>An operation that starts on a context while another runs on it.</summary>
/// <param name="Name">The operation: <c>ToListAsync</c>, or the method of the program that asks the context.</param>
/// <param name="Context">The context as the code calls it.</param>
internal sealed record ConcurrentUse(string Name, string Context)
{
    /// <summary>The operation that runs already; the same for each element of something when <see cref="PerElementOf"/> says of what.</summary>
    public string Other { get; init; } = "";

    /// <summary>What the operation is started once for each element of, as written; empty when two operations overlap.</summary>
    public string PerElementOf { get; init; } = "";

    /// <summary>The call of WhenAll that awaits the tasks; none when something else does, or nothing.</summary>
    public Origin Together { get; init; }

    public Origin Origin { get; init; }

    public Origin OtherOrigin { get; init; }
}

/// <summary>In which form something leaves the life of its context.</summary>
internal enum OutlivingKind : byte
{
    /// <summary>A query that is executed when somebody enumerates it.</summary>
    Query,

    /// <summary>An operation that still runs.</summary>
    Task,
}

/// <summary>A query, or the task of an operation, that leaves a method at whose end its context is disposed.</summary>
/// <param name="Name">The query's root or the operation, for messages.</param>
/// <param name="Context">The context as the code calls it.</param>
internal sealed record OutlivingUse(OutlivingKind Kind, string Name, string Context)
{
    /// <summary>How it leaves, as a verb: <c>returned</c>, <c>stored</c>.</summary>
    public string Way { get; init; } = "";

    /// <summary>The method may as well give a list, so that the query is executed before it ends.</summary>
    public bool MayBeList { get; init; }

    /// <summary>The method may await the task, so that it has ended before the context is disposed.</summary>
    public bool MayBeAwaited { get; init; }

    public Origin Origin { get; init; }

    /// <summary>Where the context gets disposed: its <c>using</c>.</summary>
    public Origin Disposal { get; init; }
}
