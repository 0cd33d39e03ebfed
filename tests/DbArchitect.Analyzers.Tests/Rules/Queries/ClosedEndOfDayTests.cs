namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class ClosedEndOfDayTests
{
    private const string Rule = "DBA2308";

    [Theory]
    [InlineData("_ = shop.Visits.Where(v => v.At >= from && [|v.At <= to.Date.AddDays(1).AddSeconds(-1)|]).ToList();")]
    [InlineData("var end = to.Date.AddDays(1).AddSeconds(-1); _ = shop.Visits.Where(v => v.At >= from && [|v.At <= end|]).ToList();")]
    [InlineData("to = to.Date.AddDays(1).AddMilliseconds(-1); _ = shop.Visits.Count(v => [|v.At <= to|]);")]
    [InlineData("var end = new DateTime(to.Year, to.Month, to.Day, 23, 59, 59); _ = shop.Visits.Where(v => [|v.At <= end|]).ToList();")]
    [InlineData("_ = shop.Visits.Where(v => [|v.At <= new DateTime(2024, 1, 31, 23, 59, 59)|]).ToList();")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE [|At BETWEEN '2024-01-01' AND '2024-01-31 23:59:59'|]\");")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE [|At BETWEEN '2024-01-01' AND '2024-01-31'|]\");")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE At >= '2024-01-01' AND [|At <= '2024-01-31'|]\");")]
    [InlineData("var end = to.Date.AddDays(1).AddSeconds(-1); db.Query<Visit>(\"SELECT * FROM Visits WHERE [|At BETWEEN @from AND @end|]\", new { from, end });")]
    public Task EndOfDay_Fires(string body) => JoinCode.Check(Rule, body);

    [Theory]
    [InlineData("_ = shop.Visits.Where(v => v.At >= from && v.At < to.Date.AddDays(1)).ToList();")]
    [InlineData("_ = shop.Visits.Where(v => v.At >= from && v.At <= to).ToList();")]
    [InlineData("_ = shop.Visits.Where(v => v.At <= to.AddSeconds(-1)).ToList();")]
    [InlineData("_ = shop.Visits.Where(v => v.At <= to.AddDays(-1)).ToList();")]
    [InlineData("var now = DateTime.UtcNow.AddSeconds(-30); _ = shop.Visits.Where(v => v.At <= now).ToList();")]
    // A tick is the whole precision of the column.
    [InlineData("_ = shop.Visits.Where(v => v.At <= to.Date.AddDays(1).AddTicks(-1)).ToList();")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE At >= '2024-01-01' AND At < '2024-02-01'\");")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE At <= '2024-01-31'\");")]
    // The column holds days.
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE Day BETWEEN '2024-01-01' AND '2024-01-31'\");")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE Page <= 23\");")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE At BETWEEN @from AND @to\", new { from, to });")]
    public Task OpenOrExact_Silent(string body) => JoinCode.Check(Rule, body);

    [Fact]
    public Task Message_SaysWhatIsMissed() => JoinCode.Check(
        Rule,
        "_ = shop.Visits.Where(v => [|v.At <= to.Date.AddDays(1).AddSeconds(-1)|]).ToList();",
        "At up to and including to.Date.AddDays(1).AddSeconds(-1) leaves out the last second of the day. Compare with less than the start of the next day");
}
