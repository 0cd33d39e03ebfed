namespace DbArchitect.Package.Tests;

/// <summary>What the README promises in its first screen, in a fresh project that knows the package and nothing of this repository.</summary>
[Collection(nameof(Packed))]
public sealed class StoryTests(Packed packed)
{
    private const string Story =
        "OrderQueries.cs(41,16): warning DBA1001: No index serves Orders by (Email =): this query reads the whole table. Add an index on (Email). Declared: PK(Id), IX(CustomerId)";

    [Fact]
    public async Task AddPackageAndBuild_NamesTheMissingIndex_FixMakesTheNextBuildClean()
    {
        var shop = UserProject.Create(packed, "Story");
        (await shop.RunAsync("add", "package", "DbArchitect.Analyzers", "--version", Packed.Version)).AssertSucceeded();
        Assert.Contains("<PrivateAssets>all</PrivateAssets>", shop.Read("Shop.csproj"), StringComparison.Ordinal);

        var build = (await shop.BuildAsync()).AssertSucceeded();
        Assert.Contains(Path.Combine(shop.Folder, Story), build.Output, StringComparison.Ordinal);
        Assert.Equal(["DBA1001"], shop.Findings().Select(static finding => finding.Id));

        var format = await shop.RunAsync("format", "analyzers", "--no-restore", "--diagnostics", "DBA1001", "--severity", "warn");
        format.AssertSucceeded();
        // In the style in which the entity is configured, and nothing else is touched.
        var context = await File.ReadAllTextAsync(Path.Combine(Packed.Root, "tests", "DbArchitect.Package.Tests", "Projects", "Story", "ShopContext.cs"));
        Assert.Equal(
            context.Replace("HasPrecision(18, 2);\n", "HasPrecision(18, 2);\n            builder.HasIndex(o => o.Email);\n", StringComparison.Ordinal),
            shop.Read("ShopContext.cs"));

        var next = (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        Assert.DoesNotContain("warning", next.Output, StringComparison.Ordinal);
        Assert.Empty(shop.Findings());
    }

    [Fact]
    public async Task EditorConfig_TurnsItIntoAnErrorAnInfoOrNothing()
    {
        var shop = await RestoredAsync();

        shop.EditorConfig("dotnet_diagnostic.DBA1001.severity = error");
        var build = await shop.BuildAsync("--no-restore");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains(Path.Combine(shop.Folder, Story.Replace("warning", "error", StringComparison.Ordinal)), build.Output, StringComparison.Ordinal);

        shop.EditorConfig("dotnet_diagnostic.DBA1001.severity = suggestion");
        (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        Assert.Equal([("DBA1001", "note")], shop.Findings().Select(static finding => (finding.Id, finding.Level)));

        shop.EditorConfig("dotnet_diagnostic.DBA1001.severity = none");
        (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        Assert.Empty(shop.Findings());

        shop.EditorConfig("dbarchitect.provider = db2");
        (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        Assert.Equal(["DBA1001", "DBA9001"], shop.Findings().Select(static finding => finding.Id).Order());
    }

    [Fact]
    public async Task Mode_ChoosesThePreset()
    {
        var shop = await RestoredAsync();

        (await shop.BuildAsync("--no-restore", "-p:DbArchitectMode=None")).AssertSucceeded();
        Assert.Empty(shop.Findings());

        (await shop.BuildAsync("--no-restore", "-p:DbArchitectMode=minimum")).AssertSucceeded();
        Assert.Equal([("DBA1001", "warning")], shop.Findings().Select(static finding => (finding.Id, finding.Level)));

        var strict = await shop.BuildAsync("--no-restore", "-p:DbArchitectMode=Strict");
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains("error DBA1001", strict.Output, StringComparison.Ordinal);

        var wrong = await shop.BuildAsync("--no-restore", "-p:DbArchitectMode=Stern");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains(
            "error DBA9000: DbArchitectMode is 'Stern'. Allowed are None, Minimum, Recommended, All and Strict.", wrong.Output, StringComparison.Ordinal);

        // What the user writes beats the preset.
        shop.EditorConfig("dotnet_diagnostic.DBA1001.severity = warning");
        (await shop.BuildAsync("--no-restore", "-p:DbArchitectMode=None")).AssertSucceeded();
        Assert.Equal([("DBA1001", "warning")], shop.Findings().Select(static finding => (finding.Id, finding.Level)));
    }

    /// <summary>Entities without the package, context, queries: three projects, each compiled alone against reference assemblies.</summary>
    [Fact]
    public async Task ThreeProjects_SameStory()
    {
        var solution = UserProject.Create(packed, "Split");
        var story = Path.Combine(Packed.Root, "tests", "DbArchitect.Package.Tests", "Projects", "Story");
        File.Copy(Path.Combine(story, "Order.cs"), Path.Combine(solution.Folder, "Entities", "Order.cs"));
        File.Copy(Path.Combine(story, "ShopContext.cs"), Path.Combine(solution.Folder, "Data", "ShopContext.cs"));
        File.Copy(Path.Combine(story, "OrderQueries.cs"), Path.Combine(solution.Folder, "Queries", "OrderQueries.cs"));

        var build = (await solution.RunAsync("build", "Queries", "-v", "minimal")).AssertSucceeded();
        Assert.Contains(Path.Combine(solution.Folder, "Queries", Story), build.Output, StringComparison.Ordinal);
        Assert.Equal(["DBA1001"], solution.Findings("Queries").Select(static finding => finding.Id));
        Assert.Empty(solution.Findings("Data"));

        (await solution.BuildAsync("Queries", "--no-restore", "-p:DbArchitectEmbed=false")).AssertSucceeded();
        Assert.Empty(solution.Findings("Queries"));
    }

    /// <summary>A schema file beside the project file is handed to the compiler by its name alone.</summary>
    [Fact]
    public async Task SchemaFile_IsFound_AndNamedWhenItCannotBeRead()
    {
        var shop = await RestoredAsync();
        await File.WriteAllTextAsync(Path.Combine(shop.Folder, "shop.dbarchitect.json"), "{ \"tables\": 3 ");
        (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        var finding = Assert.Single(shop.Findings(), static finding => finding.Id == "DBA9003");
        Assert.Contains("shop.dbarchitect.json", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoDataAccess_SaysNothing()
    {
        var project = UserProject.Create(packed, "NoDatabase");
        var build = (await project.BuildAsync()).AssertSucceeded();
        Assert.DoesNotContain("DBA", build.Output, StringComparison.Ordinal);
        Assert.Empty(project.Findings());
    }

    private async Task<UserProject> RestoredAsync()
    {
        var shop = UserProject.Create(packed, "Story");
        (await shop.RunAsync("add", "package", "DbArchitect.Analyzers", "--version", Packed.Version)).AssertSucceeded();
        return shop;
    }
}
