namespace DbArchitect.Package.Tests;

/// <summary>A project with Dapper, a driver and migration scripts, and nothing of EF Core.</summary>
[Collection(nameof(Packed))]
public sealed class ScriptsTests(Packed packed)
{
    private const string Index = "CREATE INDEX ix_orders_email ON orders (email);\n";

    private const string Finding = "OrderQueries.cs(14,15): warning DBA1001: No index serves orders by (email =): this query reads the whole table. Add an index on (email). Declared: PK(id), IX(customer_id)";

    [Fact]
    public async Task MissingIndex_IsNamedAtTheColumnInsideTheString_AndGoneAfterTheNextScript()
    {
        var shop = UserProject.Create(packed, "Scripts");
        var build = (await shop.BuildAsync()).AssertSucceeded();
        Assert.Contains(Path.Combine(shop.Folder, Finding), build.Output, StringComparison.Ordinal);
        Assert.Equal(["DBA1001"], shop.Findings().Select(static finding => finding.Id));

        // The command line cannot add a file: it says nothing of it, and does the rest of its work.
        (await FormatAsync(shop)).AssertSucceeded();
        Assert.Equal(["V1__orders.sql"], Directory.EnumerateFiles(Path.Combine(shop.Folder, "db")).Select(Path.GetFileName));

        // What the light bulb writes (WriteScriptTests).
        await File.WriteAllTextAsync(Path.Combine(shop.Folder, "db", "V2__add_index_orders_email.sql"), Index);
        (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        Assert.Empty(shop.Findings());
    }

    [Fact]
    public async Task SchemaFile_IsContinuedByTheCommandLine()
    {
        var shop = UserProject.Create(packed, "Scripts");
        File.Move(Path.Combine(shop.Folder, "db", "V1__orders.sql"), Path.Combine(shop.Folder, "db", "schema.sql"));
        var before = shop.Read("db/schema.sql");
        (await shop.BuildAsync()).AssertSucceeded();
        Assert.Equal(["DBA1001"], shop.Findings().Select(static finding => finding.Id));

        (await FormatAsync(shop)).AssertSucceeded();
        Assert.Equal(before + "\n" + Index, shop.Read("db/schema.sql"));
        (await shop.BuildAsync("--no-restore")).AssertSucceeded();
        Assert.Empty(shop.Findings());
    }

    /// <summary>The texts lie in an embedded file and in a .resx file: what is said of them is said where the program hands them to the driver. An embedded script is no schema: its index is not there.</summary>
    [Fact]
    public async Task EmbeddedTexts_AreRead()
    {
        var shop = UserProject.Create(packed, "Embedded");
        (await shop.BuildAsync()).AssertSucceeded();
        Assert.Equal([("DBA1001", 15), ("DBA5004", 17)], shop.Findings().Select(static finding => (finding.Id, finding.Line)).Order());
    }

    private static Task<DotnetResult> FormatAsync(UserProject shop) =>
        shop.RunAsync("format", "analyzers", "--no-restore", "--diagnostics", "DBA1001", "--severity", "warn");
}
