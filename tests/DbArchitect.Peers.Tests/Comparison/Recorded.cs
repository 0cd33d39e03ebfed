using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DbArchitect.Peers.Tests.Analyzers;
using DbArchitect.Peers.Tests.Measuring;

namespace DbArchitect.Peers.Tests.Comparison;

/// <summary>
/// What an analyzer said that does not run here, since it is not served as a package everywhere: a line for each program, with a print of its text, so that
/// a program that was changed since is noticed.
/// </summary>
internal sealed class Recorded
{
    /// <summary>The path of LinqContraband.dll, for the programs to be analyzed anew.</summary>
    private const string FileVariable = "DBARCHITECT_LINQCONTRABAND";

    /// <summary>What it was built from, as the table says it.</summary>
    private const string OriginVariable = "DBARCHITECT_LINQCONTRABAND_ORIGIN";

    private const string FileName = "LinqContraband.txt";

    private Recorded(string origin, Dictionary<SmallProgram, SortedSet<string>> found, List<string> stale)
    {
        Origin = origin;
        Found = found;
        Stale = stale;
    }

    public string Origin { get; }

    public Dictionary<SmallProgram, SortedSet<string>> Found { get; }

    /// <summary>Programs that were changed or added since.</summary>
    public List<string> Stale { get; }

    public static async Task<Recorded> GetAsync()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } file)
            return Read();
        var found = await Analysis.FindEachInTimeAsync(
            LoadedAnalyzers.OfFile(Peer.Recorded, file), TimeSpan.FromSeconds(30), Claims.Claims.All.SelectMany(static claim => claim.Programs));
        var origin = Environment.GetEnvironmentVariable(OriginVariable) is { Length: > 0 } given ? given : Read().Origin;
        if (Page.Updating)
        {
            var lines = Claims.Claims.All.SelectMany(static claim => claim.Programs)
                .Select(program => Key(program) + " " + program.Name + " = " + string.Join(' ', found[program]));
            File.WriteAllText(Page.PathOf("tests", "DbArchitect.Peers.Tests", FileName), origin + "\n" + string.Join("\n", lines.Select(static line => line.TrimEnd())) + "\n");
        }

        return new Recorded(origin, found, []);
    }

    private static Recorded Read()
    {
        var path = Page.PathOf("tests", "DbArchitect.Peers.Tests", FileName);
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [""];
        var byKey = lines.Skip(1).Where(static line => line.Length > 0)
            .ToLookup(static line => line[..8], static line => line[(line.LastIndexOf('=') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var (found, stale) = (new Dictionary<SmallProgram, SortedSet<string>>(), new List<string>());
        foreach (var claim in Claims.Claims.All)
        {
            foreach (var program in claim.Programs)
            {
                var ids = byKey[Key(program)].FirstOrDefault();
                if (ids is null)
                    stale.Add(claim.Title + ": " + program.Name);
                found[program] = new SortedSet<string>(ids ?? [], StringComparer.Ordinal);
            }
        }

        return new Recorded(lines[0], found, stale);
    }

    private static string Key(SmallProgram program) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(program.Model + "\n" + program.Source)))[..8].ToLower(CultureInfo.InvariantCulture);
}
