using DbArchitect.Peers.Tests.Analyzers;
using DbArchitect.Peers.Tests.Measuring;

namespace DbArchitect.Peers.Tests.Comparison;

/// <summary>What every analyzer said of every program.</summary>
internal sealed class Verdicts
{
    private static readonly Lazy<Task<Verdicts>> Once = new(FindAsync);

    private readonly Dictionary<SmallProgram, HashSet<string>> found = [];

    private Verdicts(IReadOnlyList<LoadedAnalyzers> loaded, Recorded recorded)
    {
        Loaded = loaded;
        Recorded = recorded;
    }

    public IReadOnlyList<LoadedAnalyzers> Loaded { get; }

    public Recorded Recorded { get; }

    public static Task<Verdicts> GetAsync() => Once.Value;

    /// <summary>All rules that count and spoke of a program.</summary>
    public IReadOnlySet<string> Of(SmallProgram program) => found[program];

    /// <summary>The rules of an analyzer that make a claim.</summary>
    public static string[] RulesOf(Peer peer, Claim claim) => [.. claim.Ids.Where(peer.Has)];

    public string[] Said(Peer peer, Claim claim, SmallProgram program) => [.. RulesOf(peer, claim).Where(found[program].Contains)];

    private static async Task<Verdicts> FindAsync()
    {
        LoadedAnalyzers[] packages = [.. Peer.Packages.Select(LoadedAnalyzers.OfPackage)];
        // Its only rule follows data through all methods, and takes longer than all others together: it gets the programs that it can speak of.
        var slow = packages.Single(static one => one.Peer.Name == "SecurityCodeScan.VS2019");
        var verdicts = new Verdicts(packages, await Recorded.GetAsync());
        verdicts.Add(await new Analysis([LoadedAnalyzers.Ours, .. packages.Except([slow])]).FindAsync());
        verdicts.Add(await new Analysis([slow]).FindEachAsync(Claims.Claims.All.Where(static claim => claim.Ids.Contains("SCS0002")).SelectMany(static claim => claim.Programs)));
        verdicts.Add(verdicts.Recorded.Found);
        return verdicts;
    }

    private void Add(Dictionary<SmallProgram, SortedSet<string>> more)
    {
        foreach (var (program, ids) in more)
        {
            if (!found.TryGetValue(program, out var all))
                found.Add(program, all = new HashSet<string>(StringComparer.Ordinal));
            all.UnionWith(ids);
        }
    }
}
