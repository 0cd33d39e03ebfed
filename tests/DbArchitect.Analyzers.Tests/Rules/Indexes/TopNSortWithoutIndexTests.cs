using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class TopNSortWithoutIndexTests
{
    private static readonly Shop Plain = new();

    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    private static Shop On(Store store, params string[] indexes) => new() { Store = store, Indexes = indexes };

    [Fact]
    public void Message_NamesOrderAndRemedy() => Assert.Equal(
        ["DBA1002: No index delivers Orders in the order (CreatedAt desc): this query sorts every row that matches to return the first. Add an index on (CreatedAt). "
         + "Declared: PK(Id), IX(CustomerId)"],
        Plain.Orders.OrderBy("CreatedAt desc").Take(20).Messages());

    [Fact]
    public void LatestRow_Fires() => Plain.Orders.OrderBy("CreatedAt desc").First().Expect("DBA1002 I +(CreatedAt)");

    [Fact]
    public void FullResult_Silent() => Plain.Orders.OrderBy("CreatedAt desc").Silent();

    [Fact]
    public void IndexInEitherDirection_Silent()
    {
        With("(CreatedAt)").Orders.OrderBy("CreatedAt desc").Take(20).Silent();
        With("(CreatedAt desc)").Orders.OrderBy("CreatedAt").Take(20).Silent();
    }

    [Fact]
    public void EqualityBeforeTheSortInOneIndex_Silent() => With("(CustomerId, CreatedAt)").Orders.Where("CustomerId = @c").OrderBy("CreatedAt desc").Take(20).Silent();

    [Fact]
    public void KeyBoundToOneValueMayStandAnywhere_Silent() => With("(CustomerId, Status, CreatedAt)").Orders.Where("CustomerId = @c and Status = @s").OrderBy("CreatedAt").Take(20).Silent();

    [Fact]
    public void KeyNotBoundBetween_Fires() =>
        With("(CustomerId, Status, CreatedAt)").Orders.Where("CustomerId = @c").OrderBy("CreatedAt").Take(20).Expect("DBA1002 I +(CustomerId, CreatedAt)");

    [Fact]
    public void AnotherIndexDeliversTheOrder_Silent() => With("(CreatedAt)").Orders.Where("CustomerId = @c").OrderBy("CreatedAt").Take(20).Silent();

    [Fact]
    public void PrimaryKeyOrder_Silent() => Plain.Orders.Where("CustomerId = @c").OrderBy("Id desc").Take(20).Silent();

    [Fact]
    public void ByPrimaryKeyBehindIndex_DependsOnTheEngine()
    {
        On(Store.SqlServer, "(CreatedAt)").Orders.OrderBy("CreatedAt, Id").Take(20).Silent();
        // Not by keys in the index but by sorting as they go: see PlannerTests.
        On(Store.PostgreSql, "(CreatedAt)").Orders.OrderBy("CreatedAt desc, Id").Take(20).Silent();
        On(Store.Sqlite, "(CustomerId, CreatedAt)").Orders.Where("CustomerId = @c").OrderBy("CreatedAt, Id desc").Take(20).Silent();
        On(Store.Oracle, "(CreatedAt)").Orders.OrderBy("CreatedAt, Id").Take(20).Expect("DBA1002 I +(CreatedAt, Id) -(CreatedAt)");
        On(Store.PostgreSql | Store.SqlServer, "(CreatedAt)").Orders.OrderBy("CreatedAt, Id").Take(20).Expect("DBA1002 I +(CreatedAt, Id) -(CreatedAt)");
    }

    [Fact]
    public void SecondKeyThatIsNoPrimaryKey_Fires() =>
        On(Store.PostgreSql, "(CreatedAt)").Orders.OrderBy("CreatedAt, Total").Take(20).Expect("DBA1002 I +(CreatedAt, Total) -(CreatedAt)");

    [Fact]
    public void PrimaryKeyFirst_IsNoTiebreaker() => On(Store.PostgreSql, "(Status)").Orders.OrderBy("Total, Id").Take(20).Expect("DBA1002 I +(Total, Id)");

    [Fact]
    public void MixedDirectionsDeclared_Silent() => With("(CreatedAt desc, Total)").Orders.OrderBy("CreatedAt, Total desc").Take(20).Silent();

    [Fact]
    public void MixedDirectionsInPlainIndex_AreChanged() =>
        With("(CreatedAt, Total)").Orders.OrderBy("CreatedAt desc, Total").Take(20).Expect("DBA1002 I +(CreatedAt desc, Total) -(CreatedAt, Total)");

    [Fact]
    public void UniqueIndexEndsTheOrder_Silent() => With("unique (Reference)").Orders.OrderBy("Reference, CreatedAt desc").Take(20).Silent();

    [Fact]
    public void OneRow_Silent() => Plain.Orders.Where("Id = @id").OrderBy("CreatedAt").First().Silent();

    [Fact]
    public void IntervalOnTheSortColumn_Silent() => With("(CreatedAt)").Orders.Where("CreatedAt < @before").OrderBy("CreatedAt desc").Take(20).Silent();

    [Fact]
    public void IntervalOnAnotherColumn_Silent() => With("(Total)").Orders.Where("Total > @x").OrderBy("CreatedAt").Take(20).Silent();

    [Fact]
    public void SoftDeleteFilter_TakesNoRoom() => Plain.Orders.Filtered("IsDeleted = false").OrderBy("CreatedAt").Take(20).Expect("DBA1002 I +(CreatedAt)");

    [Fact]
    public void QueueByState_LeadsWithTheState() => Plain.Orders.Where("Status = 1").OrderBy("CreatedAt").Take(10).Expect("DBA1002 I +(Status, CreatedAt)");

    [Fact]
    public void SearchWithinText_TellsItsOwnStory() => Plain.Orders.Where("Reference contains @x").OrderBy("CreatedAt").Take(10).Expect("DBA1015 I");

    [Fact]
    public void Expression_Silent() => Plain.Orders.OrderBy("Abs()").Take(20).Silent();

    [Fact]
    public void ColumnOfAnotherTable_Silent() => Plain.Orders.Join("c", "Customers", "c.Id = CustomerId").OrderBy("c.Name").Take(20).Silent();

    [Fact]
    public void IncludedTables_DoNotMatter() => Plain.Orders.Join("c", "Customers", "c.Id = CustomerId").OrderBy("CreatedAt").Take(20).Expect("DBA1002 I +(CreatedAt)");

    [Fact]
    public void RestrictedByAnotherTable_Silent() => Plain.Orders.Join("l", "Lines", "l.OrderId = Id and l.Sku = @s", JoinKind.Semi).OrderBy("CreatedAt").Take(20).Silent();

    [Fact]
    public void Count_Silent() => Plain.Orders.OrderBy("CreatedAt").Take(20).Count().Silent();

    [Fact]
    public void Grouped_Silent() => Plain.Orders.OrderBy("CreatedAt").Take(20).With(static query => query with { IsGrouped = true }).Silent();

    [Fact]
    public void UnknownPaging_Silent() => Plain.Orders.OrderBy("CreatedAt").Take(20).Gap(QueryParts.Paging).Silent();

    [Fact]
    public void SmallTable_Silent() => Plain.Countries.OrderBy("Name").Take(20).Silent();

    [Fact]
    public void TooManyColumns_Silent() => Plain.Orders.OrderBy("CreatedAt, Total, Reference, Email").Take(20).Silent();

    [Fact]
    public void TenantOrder() => With("(TenantId)").Orders.Filtered("TenantId = @t").OrderBy("CreatedAt desc").Take(20).Expect("DBA1002 I +(TenantId, CreatedAt) -(TenantId)");

    [Fact]
    public void SeveralSelectiveColumnsBound_AHandfulIsLeftToSort_Silent() =>
        With("(CustomerId, Reference)").Orders.Where("CustomerId = @c and Reference = @r").OrderBy("CreatedAt desc").Take(20).Silent();
}
