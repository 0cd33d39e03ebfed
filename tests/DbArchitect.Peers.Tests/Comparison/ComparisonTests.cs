using System.Text;
using DbArchitect.Peers.Tests.Analyzers;
using DbArchitect.Peers.Tests.Measuring;

namespace DbArchitect.Peers.Tests.Comparison;

/// <summary>The tables of docs/comparison.md are what the analyzers say of the programs.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public async Task Ours_IsSilentWhereTheProgramIsRight()
    {
        var verdicts = await Verdicts.GetAsync();
        Assert.Empty(
            from claim in Claims.Claims.All
            from program in claim.Programs
            where !program.IsFlawed
            from id in verdicts.Said(Peer.Ours, claim, program)
            select $"{id} on '{claim.Title}: {program.Name}'");
    }

    /// <summary>Otherwise set the variable that names the analyzer's file, and UPDATE=1.</summary>
    [Fact]
    public async Task Recorded_IsOfTheseVeryPrograms() => Assert.Empty((await Verdicts.GetAsync()).Recorded.Stale);

    /// <summary>Each rule that is compared by exists in the analyzer that it is said to be of.</summary>
    [Fact]
    public async Task Rules_AreThoseOfTheAnalyzers()
    {
        var loaded = (await Verdicts.GetAsync()).Loaded;
        foreach (var one in loaded)
            Assert.Equal(one.Peer.Rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal), one.Titles.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Claims.Claims.All.SelectMany(static claim => claim.Ids), static id => !Peer.All.Any(peer => peer.Has(id)));
    }

    [Fact]
    public void Programs_HaveNamesOfTheirOwn()
    {
        foreach (var claim in Claims.Claims.All)
            Assert.Equal(claim.Programs.Length, claim.Programs.Select(static program => program.Name).Distinct().Count());
        Assert.Equal(Claims.Claims.All.Length, Claims.Claims.All.Select(static claim => claim.Title).Distinct().Count());
    }

    [Fact]
    public async Task Page_SumsUp()
    {
        var verdicts = await Verdicts.GetAsync();
        var programs = Claims.Claims.All.SelectMany(static claim => claim.Programs.Select(program => (claim, program))).ToList();
        var text = new StringBuilder()
            .Append($"{Claims.Claims.All.Length} claims, {programs.Count} programs: {programs.Count(static one => one.program.IsFlawed)} flawed, "
                + $"{programs.Count(static one => !one.program.IsFlawed)} that only look so.\n\n")
            .Append("| Analyzer | Claims it makes | Flawed: reported | missed | Right: silent | reported wrongly |\n|---|---|---|---|---|---|\n");
        foreach (var peer in Peer.All)
        {
            var own = programs.Where(one => Verdicts.RulesOf(peer, one.claim).Length > 0).ToList();
            var flawed = own.Where(static one => one.program.IsFlawed).ToList();
            var right = own.Where(static one => !one.program.IsFlawed).ToList();
            var reported = flawed.Count(one => verdicts.Said(peer, one.claim, one.program).Length > 0);
            var wrong = right.Count(one => verdicts.Said(peer, one.claim, one.program).Length > 0);
            text.Append($"| {NameOf(peer, verdicts)} | {own.Select(static one => one.claim).Distinct().Count()} | {reported} | {flawed.Count - reported} | {right.Count - wrong} | {wrong} |\n");
        }

        Page.AssertPart("summary", text.ToString());
    }

    [Fact]
    public async Task Page_ComparesClaimByClaim()
    {
        var verdicts = await Verdicts.GetAsync();
        var text = new StringBuilder();
        foreach (var claim in Claims.Claims.All)
        {
            var peers = Peer.All.Where(peer => Verdicts.RulesOf(peer, claim).Length > 0).ToList();
            text.Append($"\n### {claim.Title}\n\n");
            if (!peers.Contains(Peer.Ours))
                text.Append(claim.Remark is null ? "We have no such rule." : "We have no such rule. ");
            if (claim.Remark is not null)
                text.Append(claim.Remark);
            if (claim.Remark is not null || !peers.Contains(Peer.Ours))
                text.Append("\n\n");
            text.Append("| Program | Shown by running |").AppendJoin(" |", peers.Select(peer => $" {peer.Short}: {string.Join(", ", Verdicts.RulesOf(peer, claim))}")).Append(" |\n")
                .Append("|---|---|").Append(string.Concat(peers.Select(static _ => "---|"))).Append('\n');
            foreach (var program in claim.Programs)
            {
                text.Append($"| {(program.IsFlawed ? "" : "right: ")}{Cell(program.Name)} | {Cell(program.Truth.Words)} |")
                    .AppendJoin(" |", peers.Select(peer => " " + Verdict(verdicts, peer, claim, program))).Append(" |\n");
            }
        }

        Page.AssertPart("claims", text.Append('\n').ToString());
    }

    [Fact]
    public async Task Page_NamesTheRulesThatCount()
    {
        var verdicts = await Verdicts.GetAsync();
        var text = new StringBuilder("| Analyzer | Rule | Why it counts | Said of programs of other claims |\n|---|---|---|---|\n");
        foreach (var one in verdicts.Loaded)
        {
            foreach (var (id, why) in one.Peer.Rules)
                text.Append($"| {one.Peer.Short} | {id} | {why} | {BesideThePoint(verdicts, id)} |\n");
        }

        foreach (var peer in new[] { Peer.Recorded, Peer.Ours })
        {
            foreach (var id in Claims.Claims.All.SelectMany(static claim => claim.Programs).SelectMany(verdicts.Of).Where(id => peer.Has(id) && !id.EndsWith(Analysis.Endless, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal))
            {
                if (BesideThePoint(verdicts, id) is > 0 and var times)
                    text.Append($"| {peer.Short} | {id} | all of its rules do | {times} |\n");
            }
        }

        Page.AssertPart("rules", text.ToString());
    }

    /// <summary>How many programs a rule spoke of that were not written for it. Whether it is right there was not looked at.</summary>
    private static int BesideThePoint(Verdicts verdicts, string id) =>
        Claims.Claims.All.Where(claim => !claim.Ids.Contains(id)).SelectMany(static claim => claim.Programs).Count(program => verdicts.Of(program).Contains(id));

    private static string Verdict(Verdicts verdicts, Peer peer, Claim claim, SmallProgram program)
    {
        var said = verdicts.Said(peer, claim, program);
        // A single rule stands in the head of its column.
        var names = Verdicts.RulesOf(peer, claim).Length == 1 ? "" : " " + string.Join(", ", said);
        var verdict = (program.IsFlawed, said.Length > 0) switch
        {
            (true, true) => "reports" + names,
            (true, false) => "**misses**",
            (false, true) => "**wrong**" + names,
            (false, false) => "silent",
        };
        var endless = verdicts.Of(program).Where(id => id.EndsWith(Analysis.Endless, StringComparison.Ordinal) && peer.Has(id)).Order(StringComparer.Ordinal).ToList();
        return endless.Count == 0 ? verdict : $"{verdict}; does not end: {string.Join(", ", endless.Select(static id => id[..^Analysis.Endless.Length]))}";
    }

    private static string NameOf(Peer peer, Verdicts verdicts) =>
        peer == Peer.Ours ? peer.Name
        : peer == Peer.Recorded ? verdicts.Recorded.Origin
        : peer.Name + " " + verdicts.Loaded.Single(one => one.Peer == peer).Version;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
