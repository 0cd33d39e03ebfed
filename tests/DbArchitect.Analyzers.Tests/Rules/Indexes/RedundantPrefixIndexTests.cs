using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class RedundantPrefixIndexTests
{
    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    [Fact]
    public void Message_NamesTheLonger() => Assert.Equal(
        ["DBA1005: IX(Email) of Orders is the beginning of IX(Email, CreatedAt), which serves the same searches: every write maintains both. Remove it"],
        With("(Email)", "(Email, CreatedAt)").Messages());

    [Fact]
    public void Prefix_Goes() => With("(Email, CreatedAt)", "(Email)").Expect("DBA1005 I -(Email)");

    [Fact]
    public void PrefixOfAUniqueIndex_Goes() => With("(Email)", "unique (Email, Reference)").Expect("DBA1005 I -(Email)");

    [Fact]
    public void UniquePrefix_Stays() => With("unique (Email)", "(Email, CreatedAt)").Expect();

    [Theory]
    [InlineData("(Email)", "(CreatedAt, Email)")]
    [InlineData("(Email)", "(Email desc, CreatedAt)")]
    [InlineData("(Email) where Status = 1", "(Email, CreatedAt)")]
    [InlineData("(Email)", "(Email, CreatedAt) where Status = 1")]
    [InlineData("(Email) using gin", "(Email, CreatedAt)")]
    [InlineData("(Email) include (Total)", "(Email, CreatedAt)")]
    [InlineData("(Email text_pattern_ops)", "(Email, CreatedAt)")]
    public void NotServedByTheLonger_Stays(string shorter, string longer) => With(shorter, longer).Expect();

    [Fact]
    public void IncludedColumnIsAKeyOfTheLonger_Goes() => With("(Email) include (CreatedAt)", "(Email, CreatedAt)").Expect("DBA1005 I -(Email)");

    [Fact]
    public void BeginningOfThePrimaryKey_Goes() => new Shop
    {
        Indexes = ["(TenantId)"],
        Change = static table => table.Name.Name == "Orders" ? table with { PrimaryKey = new Key("PK", new[] { "TenantId", "Id" }) { IsPrimary = true } } : table,
    }.Expect("DBA1005 I -(TenantId)");

    [Fact]
    public void ConventionIndex_GoesByItself() => With("(CustomerId, CreatedAt)").Expect();

    [Fact]
    public void ChainOfThree_TwoGo() => With("(Email)", "(Email, CreatedAt)", "(Email, CreatedAt, Total)").Expect("DBA1005 I -(Email)", "DBA1005 I -(Email, CreatedAt)");
}
