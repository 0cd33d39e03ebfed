using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class FilteredIndexNeverMatchesTests
{
    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    [Fact]
    public void Message_NamesTheParameter() => Assert.Equal(
        ["DBA1009: IX(Email) where Status = 1 cannot serve this query on Orders: Status is compared with a parameter, and a filter only follows from a constant. "
         + "Compare Status with a constant or EF.Constant(s)"],
        With("(Email) where Status = 1").Orders.Where("Email = @e and Status = @s").First().Messages());

    [Fact]
    public void ListOfParameters_HasNoFix() => With("(Email) where Status = 1").Orders.Where("Email = @e and Status in @list").First().Silent();

    [Fact]
    public void AnotherIndexServes_Silent() => With("(Email) where Status = 1", "(Email)").Orders.Where("Email = @e and Status = @s").First().Silent();

    [Fact]
    public void NotNullFilter_Silent() => With("(Email) where Email is not null").Orders.Where("Email = @e").First().Silent();

    [Theory]
    [InlineData(nameof(Store.PostgreSql))]
    [InlineData(nameof(Store.Sqlite))]
    public void EngineThatPlansWithValues_Silent(string store) =>
        new Shop { Store = Enum.Parse<Store>(store), Indexes = ["(Email) where Status = 1"] }.Orders.Where("Email = @e and Status = @s").First().Silent();

    [Fact]
    public void SecondPartOfTheFilterDoesNotFollow_IsAMissingIndex() =>
        With("(Email) where Status = 1 and IsDeleted = false").Orders.Where("Email = @e and Status = @s").First().Expect("DBA1001 I +(Email, Status)");

    [Fact]
    public void FilteredPrimaryPath_Silent() => With("(Email) where Status = 1").Orders.Where("Id = @id and Status = @s").First().Silent();
}
