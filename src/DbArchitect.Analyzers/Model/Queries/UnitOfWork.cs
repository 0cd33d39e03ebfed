namespace DbArchitect.Analyzers.Model;

/// <summary>Why a repetition is as it should be, although every turn makes a round trip.</summary>
internal enum RepetitionReason : byte
{
    /// <summary>None was found.</summary>
    None,

    /// <summary>The same again after a failure.</summary>
    Retry,

    /// <summary>Waits for something: <c>while (true)</c>, a cancellation token, a timer.</summary>
    Polling,

    /// <summary>Every turn handles many elements: chunks, pages.</summary>
    Batch,

    /// <summary>Ends as soon as one turn found what it looks for.</summary>
    Search,

    /// <summary>Asked only when a dictionary or cache does not know.</summary>
    Cache,

    /// <summary>A small number of turns that the code itself fixes.</summary>
    Bounded,

    /// <summary>A failure of one element must not touch the others.</summary>
    ErrorIsolation,

    /// <summary>The result of one turn decides what the next asks for.</summary>
    Feedback,

    /// <summary>Each turn writes values of its own: no one statement does it for all.</summary>
    OwnValues,
}

/// <summary>A call of SaveChanges.</summary>
/// <param name="Name">The method: <c>SaveChanges</c> or <c>SaveChangesAsync</c>.</param>
internal sealed record SaveCall(string Name)
{
    /// <summary>The context's metadata name; empty when it is only known as DbContext.</summary>
    public string Context { get; init; } = "";

    public bool IsAsync { get; init; }

    public bool IsInAsyncCode { get; init; }

    /// <summary>A cancellation token that is in scope where it is saved; empty when there is none.</summary>
    public string TokenInScope { get; init; } = "";

    /// <summary>The call gets a cancellation token.</summary>
    public bool PassesToken { get; init; }

    /// <summary>The number of rows written is looked at.</summary>
    public bool IsResultUsed { get; init; }

    public Repetition Repetition { get; init; } = Repetition.Once;

    /// <summary>The loop's body only adds, changes and removes: nothing in it needs a generated key, a transaction, or the rows written.</summary>
    public bool IsMovable { get; init; }

    /// <summary>The method of this type that saves, when the loop calls that; empty when it calls SaveChanges itself.</summary>
    public string Through { get; init; } = "";

    public Origin Origin { get; init; }
}

/// <summary>A call, repeated by a loop, of a method or local function that queries.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Query">The first query that each call executes.</param>
internal sealed record RepeatedCall(string Method, Query Query)
{
    public Repetition Repetition { get; init; } = Repetition.Once;

    /// <summary>The method calls itself: once per node of a tree.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>The call.</summary>
    public Origin Origin { get; init; }
}

/// <summary>What one method does with its databases: its queries, the calls that repeat queries of other methods, and when it saves.</summary>
internal sealed record UnitOfWork(Origin Origin)
{
    public EquatableArray<Query> Queries { get; init; }

    public EquatableArray<RepeatedCall> Calls { get; init; }

    public EquatableArray<SaveCall> Saves { get; init; }

    /// <summary>
    /// Queries that methods of this compilation execute and hand the result of to this one: <see cref="Query.Result"/> is what this one does with it, the terminal
    /// its call. Only those that a rule about results may have something to say of.
    /// </summary>
    public EquatableArray<Query> Loads { get; init; }

    /// <summary>Where there are <see cref="Loads"/>: the entities that the method is given or has others load, besides its own queries.</summary>
    public EquatableArray<string> EntitiesAround { get; init; }

    /// <summary>Where an operation starts on a context that is at work already.</summary>
    public EquatableArray<ConcurrentUse> ConcurrentUses { get; init; }

    /// <summary>What leaves a <c>using</c> and still needs the context that it disposes.</summary>
    public EquatableArray<OutlivingUse> OutlivingUses { get; init; }

    /// <summary>Nothing in it is the business of a rule about it as a whole.</summary>
    public bool IsEmpty => Queries.IsEmpty && Calls.IsEmpty && Saves.IsEmpty && ConcurrentUses.IsEmpty && OutlivingUses.IsEmpty;

    public CodeContext CodeContext { get; init; }

    /// <summary>Its name says that rows go for good: a purge, a clean-up.</summary>
    public bool IsPurge { get; init; }

    /// <summary>Not a test, migration or seeding: see <see cref="Query.IsAtRunTime"/>.</summary>
    public bool IsAtRunTime => CodeContext is not (CodeContext.Test or CodeContext.Migration or CodeContext.Seed);
}
