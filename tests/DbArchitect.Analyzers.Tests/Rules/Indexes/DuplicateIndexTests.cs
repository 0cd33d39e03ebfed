using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class DuplicateIndexTests
{
    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    [Fact]
    public void Message_NamesBoth() => Assert.Equal(
        ["DBA1004: IX_B IX(Email) of Orders duplicates IX_A IX(Email): every write maintains both, no query needs both. Remove it"],
        With("IX_A (Email)", "IX_B (Email)").Messages());

    [Fact]
    public void SameKey_TheLaterGoes() => With("IX_A (Email)", "IX_B (Email)").Expect("DBA1004 W -IX_B(Email)");

    [Fact]
    public void Three_TwoGo() => With("IX_A (Email)", "IX_B (Email)", "IX_C (Email)").Expect("DBA1004 W -IX_C(Email)", "DBA1004 W -IX_B(Email)");

    [Fact]
    public void PlainBesideUnique_ThePlainGoes()
    {
        With("IX_A (Email)", "unique UX (Email)").Expect("DBA1004 W -IX_A(Email)");
        With("unique UX (Email)", "IX_A (Email)").Expect("DBA1004 W -IX_A(Email)");
    }

    [Fact]
    public void PrimaryKeyAgain_Goes() => With("(Id)").Expect("DBA1004 W -(Id)");

    [Fact]
    public void UniqueOnThePrimaryKey_Goes() => With("unique (Id)").Expect("DBA1004 W -(Id)");

    [Fact]
    public void AlternateKeyAgain_Goes() => new Shop
    {
        Indexes = ["(Reference)"],
        Change = static table => table.Name.Name == "Orders" ? table with { UniqueKeys = new[] { new Key("AK", new[] { "Reference" }) } } : table,
    }.Expect("DBA1004 W -(Reference)");

    [Theory]
    [InlineData("IX_A (Email)", "IX_B (Email desc)")]
    [InlineData("IX_A (Email, Total)", "IX_B (Total, Email)")]
    [InlineData("IX_A (Email) where Status = 1", "IX_B (Email) where Status = 2")]
    [InlineData("IX_A (Email) where Status = 1", "IX_B (Email)")]
    [InlineData("IX_A (Email)", "IX_B (Email) using gin")]
    [InlineData("IX_A (Email)", "IX_B (Email text_pattern_ops)")]
    [InlineData("IX_A (Email)", "IX_B (Email nocase)")]
    public void Different_Silent(string first, string second) => Assert.DoesNotContain(With(first, second).Reports(), static report => report.StartsWith("DBA1004", StringComparison.Ordinal));

    [Fact]
    public void IncludedColumns_TheNarrowerGoes() => With("IX_A (Email)", "IX_B (Email) include (Total)").Expect("DBA1004 W -IX_A(Email)");

    [Fact]
    public void DifferentIncludes_Silent() => With("IX_A (Email) include (Total)", "IX_B (Email) include (Status)").Expect();

    [Fact]
    public void Convention_IsNotBlamed() => With().Expect();

    [Fact]
    public void IndexOfAMigration_IsNotBlamed() => new Shop
    {
        Indexes = ["IX_A (Email)", "IX_B (Email)"],
        Change = static table => table with
        {
            Indexes = (EquatableArray<TableIndex>)table.Indexes.Select(static index => index.ModelName == "IX_B" ? index with { Origin = Places.Next(OriginKind.Migration) } : index).ToArray(),
        },
    }.Expect("DBA1004 W -IX_A(Email)");

    [Fact]
    public void UnknownIndexes_Silent() => new Shop
    {
        Indexes = ["IX_A (Email)", "IX_B (Email)"],
        Change = static table => table with { Unknown = new[] { new UnknownFact(TableAspects.Indexes, "test", Origin.None) } },
    }.Expect();
}
