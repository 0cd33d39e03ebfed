namespace DbArchitect.Analyzers.Tests.Hosting;

public sealed class OptionChecksTests
{
    [Theory]
    [InlineData("dbarchitect.provider", "postgresql, sqlite")]
    [InlineData("dbarchitect.small_tables", "Country, Currency")]
    [InlineData("dbarchitect.explain", "queries")]
    [InlineData("dotnet_diagnostic.DBA1001.severity", "error")]
    public Task AllowedValue_Silent(string key, string value) => Verify.Code("DBA9001", "class C { }", options: (key, value));

    [Theory]
    [InlineData("dbarchitect.provider", "db2", "The option 'dbarchitect.provider = db2' is not understood and has no effect: allowed is postgresql, mysql, mariadb, sqlserver, oracle, sqlite, or several separated by commas")]
    [InlineData("dbarchitect.explain", "yes", "The option 'dbarchitect.explain = yes' is not understood and has no effect: allowed is none, queries, schema or all")]
    [InlineData("dbarchitect.smalltables", "Country", null)]
    [InlineData("dba9001.limit", "3", "The option 'dba9001.limit = 3' is not understood and has no effect: this rule has no options")]
    public Task WrongKeyOrValue_SaysWhatIsAllowed(string key, string value, string? message) =>
        new Verify { Rules = ["DBA9001"], Files = { ["Test.cs"] = "class C { }" }, Options = { [key] = value }, Message = message, Count = 1 }.RunAsync();
}
