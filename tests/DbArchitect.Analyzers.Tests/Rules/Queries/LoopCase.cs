namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>A loop as people write it: what the rule says of it, and what running it shows.</summary>
/// <param name="Name">For the test explorer.</param>
/// <param name="Members">The members of the service, with <c>Run(ShopContext db, List&lt;int&gt; ids)</c>; the report is marked.</param>
/// <param name="Grows">Whether the number of commands grows with the number of ids.</param>
public sealed record LoopCase(string Name, string Members, bool Grows)
{
    /// <summary>The same done as the message says; empty for what is not reported.</summary>
    public string After { get; init; } = "";

    public override string ToString() => Name;
}
