namespace DbArchitect.Analyzers.Model;

/// <summary>Await each operation where it is started. The diagnostic stands on the second; the first and the WhenAll are additional locations.</summary>
internal sealed record AwaitInSequence() : QueryEdit(nameof(AwaitInSequence), "")
{
    public override bool IsSafe => true;

    public override string Title => "Await one after the other";
}

/// <summary>Give the caller a list, read before the context is disposed. The diagnostic stands on the end of the query.</summary>
internal sealed record ExecuteBeforeDisposal() : QueryEdit(nameof(ExecuteBeforeDisposal), "")
{
    public override bool IsSafe => true;

    public override string Title => "Execute the query before the context is disposed";
}

/// <summary>Await the task that the diagnostic stands on before the context is disposed.</summary>
internal sealed record AwaitBeforeDisposal() : QueryEdit(nameof(AwaitBeforeDisposal), "")
{
    public override bool IsSafe => true;

    public override string Title => "Await before the context is disposed";
}
