using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class IndexColumnOrderTests
{
    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    [Fact]
    public void Message_SaysWhatStandsInTheWay() => Assert.Equal(
        ["DBA1003: IX(Total, Email) has the columns of this query but cannot be searched by (Email =, Total >), because the interval on Total comes before the equality. "
         + "Change it to an index on (Email, Total). Orders declares PK(Id), IX(Total, Email), IX(CustomerId)"],
        With("(Total, Email)").Orders.Where("Total > @x and Email = @e").Messages());

    [Fact]
    public void LeaderNotBound_SaysSo() => Assert.Contains(
        "because CreatedAt comes first and the query does not bind it",
        Assert.Single(With("(CreatedAt, Email)").Orders.Where("Email = @e").First().Messages()),
        StringComparison.Ordinal);

    [Fact]
    public void LeaderNotBound_Fires() => With("(CreatedAt, Email)").Orders.Where("Email = @e").First().Expect("DBA1003 I +(Email)");

    [Fact]
    public void GapBehindTheTenant_Fires() =>
        With("(TenantId, CreatedAt, Email)").Orders.Where("TenantId = @t and Email = @e").First().Expect("DBA1003 I +(TenantId, Email)");

    [Fact]
    public void AnotherIndexInOrder_Silent() => With("(CreatedAt, Email)", "(Email)").Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void ColumnMissingFromTheIndex_IsAMissingIndex() => With("(Total)").Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void FilteredIndex_IsNotBlamed() => With("(CreatedAt, Email) where Status = 1").Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void CoarseLeaderOnOracle_IsSkipped() => new Shop { Store = Store.Oracle, Indexes = ["(Status, Email)"] }.Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void SelectiveLeaderOnOracle_IsNotSkipped() =>
        new Shop { Store = Store.Oracle, Indexes = ["(Reference, Email)"] }.Orders.Where("Email = @e").First().Expect("DBA1003 I +(Email)");

    [Fact]
    public void NoSkipByOption_Fires() =>
        new Shop { Store = Store.MySql, Indexes = ["(Status, Email)"], Settings = { ["DBA1003.skip_scan"] = "never" } }.Orders.Where("Email = @e").First().Expect("DBA1003 I +(Email)");

    [Fact]
    public void ReversedEqualities_Silent() => With("(Reference, Email)").Orders.Where("Email = @e and Reference = @r").First().Silent();

    [Fact]
    public void CoarseColumnsBehind_Silent() => With("(CreatedAt, Status)").Orders.Where("Status = @s").Silent();

    [Fact]
    public void IncludedColumn_IsNoKey() => With("(CreatedAt) include (Email)").Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");
}
