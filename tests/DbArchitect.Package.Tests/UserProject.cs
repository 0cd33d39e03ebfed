using System.Text.Json;

namespace DbArchitect.Package.Tests;

/// <summary>A finding as the compiler writes it into its log.</summary>
internal sealed record LoggedFinding(string Id, string Level, string Message, string File, int Line, int Column);

/// <summary>A project of a user: a copy of one of the folders under Projects, elsewhere on the disk.</summary>
internal sealed class UserProject
{
    private readonly Packed packed;

    private UserProject(Packed packed, string folder)
    {
        this.packed = packed;
        Folder = folder;
    }

    public string Folder { get; }

    public static UserProject Create(Packed packed, string name)
    {
        var from = Path.Combine(Packed.Root, "tests", "DbArchitect.Package.Tests", "Projects", name);
        var to = Path.Combine(packed.Folder, name + "-" + Guid.NewGuid().ToString("N")[..8]);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(to, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <EfVersion>{Packed.Metadata("EfVersion")}</EfVersion>
                <DapperVersion>{Packed.Metadata("DapperVersion")}</DapperVersion>
                <NpgsqlVersion>{Packed.Metadata("NpgsqlVersion")}</NpgsqlVersion>
                <DbArchitectVersion>{Packed.Version}</DbArchitectVersion>
                <NuGetAudit>false</NuGetAudit>
                <ErrorLog>$(MSBuildProjectDirectory)/findings.sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        return new(packed, to);
    }

    public Task<DotnetResult> RunAsync(params string[] arguments) => Dotnet.RunAsync(Folder, packed.Environment, arguments);

    public Task<DotnetResult> BuildAsync(params string[] more) => RunAsync(["build", "--no-incremental", "-v", "minimal", .. more]);

    public void EditorConfig(params string[] lines) => File.WriteAllLines(Path.Combine(Folder, ".editorconfig"), ["root = true", "[*.cs]", .. lines]);

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>What the last build of a project wrote into its log.</summary>
    public List<LoggedFinding> Findings(string project = ".") => ErrorLog.Read(Path.Combine(Folder, project, "findings.sarif"));
}

/// <summary>The compiler's log in the form that CI services read (SARIF).</summary>
internal static class ErrorLog
{
    public static List<LoggedFinding> Read(string path)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(path));
        var findings = new List<LoggedFinding>();
        foreach (var result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            if (result.TryGetProperty("suppressions", out _))
                continue;
            var (file, line, column) = ("", 0, 0);
            if (result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0)
            {
                var place = locations[0].GetProperty("physicalLocation");
                file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
                line = place.GetProperty("region").GetProperty("startLine").GetInt32();
                column = place.GetProperty("region").GetProperty("startColumn").GetInt32();
            }

            findings.Add(new(
                result.GetProperty("ruleId").GetString()!,
                result.TryGetProperty("level", out var level) ? level.GetString()! : "warning",
                result.GetProperty("message").GetProperty("text").GetString()!,
                file,
                line,
                column));
        }

        return findings;
    }
}
