using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class MissingIndexTests
{
    private static readonly Shop Plain = new();

    [Fact]
    public void SelectiveEqualityForOneRow_WarnsWithTheIndex() => Plain.Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void Message_NamesTableConditionRemedyAndWhatIsDeclared() => Assert.Equal(
        ["DBA1001: No index serves Orders by (Email =): this query reads the whole table. Add an index on (Email). Declared: PK(Id), IX(CustomerId)"],
        Plain.Orders.Where("Email = @e").First().Messages());

    [Fact]
    public void PrimaryKeyBound_Silent() => Plain.Orders.Where("Id = @id and Email = @e").First().Silent();

    [Fact]
    public void ForeignKeyBound_Silent() => Plain.Orders.Where("CustomerId = @c and Status = @s").Silent();
}
