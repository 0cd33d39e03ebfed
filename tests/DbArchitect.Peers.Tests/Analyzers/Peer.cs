namespace DbArchitect.Peers.Tests.Analyzers;

/// <summary>An analyzer whose word on the programs is compared.</summary>
/// <param name="Name">The name of its package.</param>
/// <param name="Short">The head of its column.</param>
/// <param name="Rules">Its rules that speak of data access, and why each counts. Others of its rules are not looked at.</param>
internal sealed record Peer(string Name, string Short, (string Id, string Why)[] Rules)
{
    public const string OursName = "DbArchitect.Analyzers";
    public const string RecordedName = "LinqContraband";

    public static Peer[] All { get; } =
    [
        new(OursName, "ours", []),
        new(RecordedName, "LinqContraband", []),
        new("Meziantou.Analyzer", "Meziantou",
        [
            ("MA0029", "`Where(…).First()` to `First(…)`: looks at queries too"),
            ("MA0030", "an OrderBy that a later one undoes"),
            ("MA0031", "`Count()` compared with 0 or 1, of queries too"),
            ("MA0040", "the token is not forwarded, to queries too"),
            ("MA0042", "synchronous calls in async methods; knows `DbContext` and EF Core's methods"),
            ("MA0063", "`OrderBy` before `Where`, of queries too"),
            ("MA0079", "the token of `await foreach`"),
            ("MA0100", "a task is returned out of a `using`: its context is disposed when it runs"),
        ]),
        new("SonarAnalyzer.CSharp", "Sonar",
        [
            ("S1155", "`Count() > 0`, of queries too"),
            ("S2077", "SQL put together from text"),
            ("S2971", "`Where(…).First()`, and an `AsEnumerable` or `ToList` too early"),
            ("S3169", "OrderBy after OrderBy"),
            ("S6563", "`DateTime.Now` that is kept (off by default)"),
            ("S6607", "`OrderBy` before `Where`, of queries too"),
            ("S6966", "synchronous calls in async methods; knows EF Core's"),
            ("S8949", "the token is not forwarded"),
        ]),
        new("Roslynator.Analyzers", "Roslynator",
        [
            ("RCS1077", "`Where(…).First()`, `Count() > 0`, `OrderBy` before `Where`"),
            ("RCS1200", "OrderBy after OrderBy"),
        ]),
        new("Microsoft.CodeAnalysis.NetAnalyzers", "NetAnalyzers",
        [
            ("CA1827", "`Count() > 0`, of queries too"),
            ("CA1828", "`CountAsync() > 0`: made for EF Core"),
            ("CA1849", "synchronous calls in async methods (off by default)"),
            ("CA1851", "a sequence is enumerated twice (off by default)"),
            ("CA1862", "`ToLower` to compare without case"),
            ("CA2016", "the token is not forwarded"),
            ("CA2100", "SQL of ADO.NET that is not a constant (off by default)"),
            ("CA3001", "SQL with input of web requests, by data flow (off by default)"),
        ]),
        new("Microsoft.VisualStudio.Threading.Analyzers", "VSTHRD",
        [
            ("VSTHRD103", "synchronous calls in async methods"),
        ]),
        new("AsyncFixer", "AsyncFixer",
        [
            ("AsyncFixer02", "synchronous calls in async methods"),
            ("AsyncFixer04", "a task is left behind in a `using`: its context is disposed when it runs"),
        ]),
        new("SecurityCodeScan.VS2019", "SCS", [("SCS0002", "SQL with input of web requests, by data flow")]),
        new("Microsoft.EntityFrameworkCore.Analyzers", "EF Core",
        [
            ("EF1002", "interpolated text for a raw method"),
            ("EF1003", "concatenated text for a raw method"),
        ]),
    ];

    public static Peer Ours => All[0];

    public static Peer Recorded => All[1];

    /// <summary>Those that run here as packages.</summary>
    public static IEnumerable<Peer> Packages => All.Skip(2);

    /// <summary>Whether a rule is one of this analyzer that counts.</summary>
    public bool Has(string id) => Name switch
    {
        OursName => id.StartsWith("DBA", StringComparison.Ordinal) && id[3] != '9',
        RecordedName => id.StartsWith("LC", StringComparison.Ordinal),
        _ => Rules.Any(rule => rule.Id == id),
    };
}
