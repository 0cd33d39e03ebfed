using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class MissingIndexTests
{
    private static readonly Shop Plain = new();

    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    private static Shop On(string store, params string[] indexes) => new() { Store = Enum.Parse<Store>(store), Indexes = indexes };

    [Fact]
    public void Message_NamesTableConditionRemedyAndWhatIsDeclared() => Assert.Equal(
        ["DBA1001: No index serves Orders by (Email =): this query reads the whole table. Add an index on (Email). Declared: PK(Id), IX(CustomerId)"],
        Plain.Orders.Where("Email = @e").First().Messages());

    // ---- how sure the promise is

    [Fact]
    public void OneRow_Warns() => Plain.Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void Existence_Warns() => Plain.Orders.Where("Email = @e").Any().Expect("DBA1001 W +(Email)");

    [Fact]
    public void ShortPage_Warns() => Plain.Orders.Where("Email = @e").Take(50).Expect("DBA1001 W +(Email)");

    [Fact]
    public void LongPage_Informs() => Plain.Orders.Where("Email = @e").Take(50_000).Expect("DBA1001 I +(Email)");

    [Fact]
    public void ListInUnknownContext_Informs() => Plain.Orders.Where("Email = @e").Expect("DBA1001 I +(Email)");

    [Fact]
    public void ListInRequest_Warns() => Plain.Orders.Where("Email = @e").In(CodeContext.Request).Expect("DBA1001 W +(Email)");

    [Fact]
    public void ListPerElement_Warns() =>
        Plain.Orders.Where("Email = @e").With(static query => query with { Repetition = new Repetition(RepetitionKind.PerElement, "mails") }).Expect("DBA1001 W +(Email)");

    [Fact]
    public void Count_Informs() => Plain.Orders.Where("Email = @e").Count().Expect("DBA1001 I +(Email)");

    [Fact]
    public void UnknownEngine_Informs() => On("Unknown").Orders.Where("Email = @e").First().Expect("DBA1001 I +(Email)");

    [Fact]
    public void NumberWithoutPromise_Informs() => Plain.Orders.Where("Quantity = @q").First().Expect("DBA1001 I +(Quantity)");

    [Fact]
    public void ConstantOnTextWithoutPromise_IsACategory() => Plain.Orders.Where("Notes = 'x' and Reference = @r").First().Expect("DBA1001 W +(Reference)");

    [Fact]
    public void ConstantOnNumber_Silent() => Plain.Orders.Where("Quantity = 3").First().Silent();

    [Fact]
    public void UpdateAndDelete_Warn()
    {
        Plain.Orders.Where("Email = @e").Delete().Expect("DBA1001 W +(Email)");
        Plain.Orders.Where("Email = @e").End(TerminalKind.Update, "ExecuteUpdate").Expect("DBA1001 W +(Email)");
    }

    [Fact]
    public void FilteredByList_Fires() => Plain.Orders.Where("Email in @list").In(CodeContext.Request).Expect("DBA1001 W +(Email)");

    // ---- order of columns

    [Fact]
    public void EqualityThenInterval() => Plain.Orders.Where("CreatedAt > @d and Email = @e").First().Expect("DBA1001 W +(Email, CreatedAt)");

    [Fact]
    public void SelectiveBeforeCoarseParameter() => Plain.Orders.Where("Status = @s and Email = @e").First().Expect("DBA1001 W +(Email, Status)");

    [Fact]
    public void CoarseConstant_TakesNoRoom() => Plain.Orders.Where("Status = 1 and Email = @e and IsDeleted = false").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void TenantLeads() => Plain.Orders.Where("Email = @e").Filtered("TenantId = @t").First().Expect("DBA1001 W +(TenantId, Email)");

    [Fact]
    public void SortOfTopN_ComesBeforeTheInterval() =>
        Plain.Orders.Where("Email = @e and Total > @x").OrderBy("CreatedAt desc").Take(20).Expect("DBA1001 W +(Email, CreatedAt, Total)");

    [Fact]
    public void SortOfFullResult_TakesNoRoom() => Plain.Orders.Where("Email = @e").OrderBy("CreatedAt").Expect("DBA1001 I +(Email)");

    [Fact]
    public void SortOnTheInterval_IsPlacedOnce() =>
        Plain.Orders.Where("Email = @e and CreatedAt > @d").OrderBy("CreatedAt").Take(20).Expect("DBA1001 W +(Email, CreatedAt)");

    [Fact]
    public void ListComesAfterTheSort() => Plain.Orders.Where("Email = @e and Reference in @r").OrderBy("CreatedAt").Take(20).Expect("DBA1001 W +(Email, CreatedAt, Reference)");

    [Fact]
    public void ShortConstantList_IsAnEquality() =>
        Plain.Orders.Where("Email = @e and Quantity in (1, 2)").OrderBy("CreatedAt").Take(20).Expect("DBA1001 W +(Email, Quantity, CreatedAt)");

    [Fact]
    public void MixedDirections_AreDeclared() =>
        Plain.Orders.Where("Email = @e").OrderBy("CreatedAt desc, Total").Take(20).Expect("DBA1001 W +(Email, CreatedAt desc, Total)");

    [Fact]
    public void AtMostThreeColumns() => Plain.Orders.Where("Email = @e and Reference = @r and Notes = @n and CreatedAt > @d").First().Expect("DBA1001 W +(Email, Reference, CreatedAt)");

    [Fact]
    public void MaxColumns_IsAnOption() => new Shop { Settings = { ["DBA1001.max_columns"] = "1" } }.Orders.Where("Email = @e and Reference = @r").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void TrailingPrimaryKey_IsImplicitOnSqlServerOnly()
    {
        On("SqlServer").Orders.Where("Email = @e").OrderBy("CreatedAt, Id").Take(9).Expect("DBA1001 W +(Email, CreatedAt)");
        On("PostgreSql").Orders.Where("Email = @e").OrderBy("CreatedAt, Id").Take(9).Expect("DBA1001 W +(Email, CreatedAt, Id)");
    }

    // ---- served: silent

    [Fact]
    public void UniqueIndexBound_Silent() => With("unique (Reference)").Orders.Where("Reference = @r and Email = @e").First().Silent();

    [Fact]
    public void IndexOnOneOfTheColumns_Silent() => With("(Email)").Orders.Where("Email = @e and Reference = @r").First().Silent();

    [Fact]
    public void LeadingPartOfAnIndex_Silent() => With("(Email, CreatedAt)").Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void CompositeByBothColumns_Silent() => With("(Status, Reference)").Orders.Where("Reference = @r and Status = @s").First().Silent();

    [Fact]
    public void PrimaryKeyInList_Silent() => Plain.Orders.Where("Id in @ids and Email = @e").Silent();

    [Fact]
    public void KeysetPaging_Silent() => Plain.Orders.Where("Id > @last").OrderBy("Id").Take(20).Silent();

    [Fact]
    public void IntervalWithIndex_Silent() => With("(CreatedAt)").Orders.Where("CreatedAt > @d").Silent();

    [Fact]
    public void IntervalWithIndexAndAnEqualityWithout_Silent() => With("(CreatedAt)").Orders.Where("CreatedAt > @d and Email = @e").First().Silent();

    [Fact]
    public void DescendingIndex_ServesEquality() => With("(Email desc)").Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void HashIndex_ServesOneEquality() => On("PostgreSql", "(Email) using hash").Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void HashIndex_ServesNoInterval() => On("PostgreSql", "(CreatedAt) using hash").Orders.Where("CreatedAt > @e").Expect("DBA1001 I +(CreatedAt)");

    [Fact]
    public void GinIndex_ServesNoEquality() => On("PostgreSql", "(Email) using gin").Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void TextPrefixOnSqlServer_IsAnInterval() => With("(Email)").Orders.Where("Email starts @x").Silent();

    [Fact]
    public void ForeignKeyOnMySql_HasAnIndexOfTheEngine() => new Shop { Store = Store.MySql, ConventionIndex = false }.Orders.Where("CustomerId = @c").Silent();

    [Fact]
    public void OrOfOneColumn_IsAList() => With("(Email)").Orders.Where("Email = @a or Email = @b").Silent();

    [Fact]
    public void OrOfOneColumnWithoutIndex_IsAList() => Plain.Orders.Where("Email = @a or Email = @b").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void CommonFactorOfAnOr_IsBound() => Plain.Orders.Where("(CustomerId = @c and Email = @a) or (CustomerId = @c and Reference = @b)").Silent();

    [Fact]
    public void CommonFactorOfAnOr_Demands() => Plain.Orders.Where("(Email = @c and Status = 1) or (Email = @c and Quantity = 5)").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void EveryArmOfAnOrServed_Silent() => With("(Email)", "(Reference)").Orders.Where("Email = @e or Reference = @r").Silent();

    // ---- filters

    [Theory]
    [InlineData("Status = 1", "Status = 1", true)]
    [InlineData("Status = 1", "Status = 2", false)]
    [InlineData("Status <> 9", "Status = 2", true)]
    [InlineData("Status <> 9", "Status = 9", false)]
    [InlineData("Status in (1, 2)", "Status = 2", true)]
    [InlineData("Status in (1, 2)", "Status in (1, 2, 3)", false)]
    [InlineData("Total > 10", "Total > 20", true)]
    [InlineData("Total > 10", "Total > 5", false)]
    [InlineData("Total >= 10", "Total = 10", true)]
    [InlineData("ClosedAt is null", "ClosedAt is null", true)]
    [InlineData("ClosedAt is null", "ClosedAt > @d", false)]
    [InlineData("ClosedAt is not null", "ClosedAt > @d", true)]
    [InlineData("Email is not null", "Quantity = 1", true)]
    [InlineData("IsDeleted = 0", "IsDeleted = false", true)]
    [InlineData("Status = 1 and IsDeleted = false", "Status = 1", false)]
    [InlineData("Status = 1 or Status = 2", "Status = 2", true)]
    public void FilteredIndex_ServesWhatImpliesItsFilter(string filter, string condition, bool serves)
    {
        var query = With("(Email) where " + filter).Orders.Where("Email = @e and " + condition).First();
        if (serves)
            query.Silent();
        else
            Assert.StartsWith("DBA1001 I", Assert.Single(query.Reports()));
    }

    [Fact]
    public void FilterFromTheGlobalQueryFilter_Serves() => With("(Email) where IsDeleted = false").Orders.Filtered("IsDeleted = false").Where("Email = @e").First().Silent();

    [Fact]
    public void FilterThatNobodyCanRead_Silent() => With("(Email) where opaque").Orders.Where("Email = @e").First().Silent();

    // ---- not reported

    [Fact]
    public void CoarseColumns_Silent() => Plain.Orders.Where("Status = @s and IsDeleted = false").First().Silent();

    [Fact]
    public void NumberAboveABound_Silent() => Plain.Orders.Where("Total > @x").Silent();

    [Fact]
    public void NumberBetweenBounds_Informs() => Plain.Orders.Where("Total > @a and Total < @b").Expect("DBA1001 I +(Total)");

    [Fact]
    public void NotEqual_Silent() => Plain.Orders.Where("Email <> @e").Silent();

    [Fact]
    public void NullTest_Silent() => Plain.Orders.Where("ClosedAt is null").Silent();

    [Fact]
    public void NullOrLater_Silent() => Plain.Orders.Where("ClosedAt is null or ClosedAt > @now").Silent();

    [Fact]
    public void NoCondition_Silent() => Plain.Orders.Silent();

    [Fact]
    public void AnotherColumnOfTheRow_Silent() => Plain.Orders.Where("Email = Reference").First().Silent();

    [Fact]
    public void ListOfASubQuery_Silent() => Plain.Orders.Where("Email in subquery").Silent();

    [Fact]
    public void OptionalCondition_Silent() => Plain.Orders.Optionally("Email = @e").First().Silent();

    [Fact]
    public void ConditionThatCouldNotBeRead_Silent() => Plain.Orders.Where("Email = @e and unknown").First().Silent();

    [Fact]
    public void ConditionThatNoIndexServes_DoesNotSilence() => Plain.Orders.Where("Email = @e and opaque Total").First().Expect("DBA1001 W +(Email)");

    [Theory]
    [InlineData(nameof(QueryParts.Filter))]
    [InlineData(nameof(QueryParts.Source))]
    [InlineData(nameof(QueryParts.Composition))]
    public void IncompleteQuery_Silent(string part) => Plain.Orders.Where("Email = @e").Gap(Enum.Parse<QueryParts>(part)).First().Silent();

    [Theory]
    [InlineData(nameof(QueryParts.Projection))]
    [InlineData(nameof(QueryParts.Includes))]
    public void GapThatConcernsNoCondition_Fires(string part) => Plain.Orders.Where("Email = @e").Gap(Enum.Parse<QueryParts>(part)).First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void UnknownSort_KeepsItOutOfTheKey() => Plain.Orders.Where("Email = @e").OrderBy("CreatedAt").Take(5).Gap(QueryParts.Sort).Expect("DBA1001 W +(Email)");

    [Theory]
    [InlineData(nameof(CodeContext.Test))]
    [InlineData(nameof(CodeContext.Migration))]
    [InlineData(nameof(CodeContext.Seed))]
    public void CodeThatNoUserWaitsFor_Silent(string context) => Plain.Orders.Where("Email = @e").In(Enum.Parse<CodeContext>(context)).First().Silent();

    [Fact]
    public void ReportOfAJob_Silent() => Plain.Orders.Where("Email = @e").In(CodeContext.Job).Count().Silent();

    [Theory]
    [InlineData(nameof(Store.InMemory))]
    [InlineData(nameof(Store.Cosmos))]
    public void NotRelational_Silent(string store) => On(store).Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void NotExecutedHere_Silent() => Plain.Orders.Where("Email = @e").End(TerminalKind.Deferred, "return").Silent();

    [Fact]
    public void RawSqlSource_Silent() =>
        Plain.Orders.Where("Email = @e").First().With(static query => query with { Sources = new[] { query.Sources[0] with { IsRawSql = true } } }).Silent();

    [Fact]
    public void View_Silent() => new Shop { Change = static table => table with { Kind = TableKind.View } }.Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void IndexesOfTheTableUnknown_Silent() =>
        new Shop { Change = static table => table with { Unknown = new[] { new UnknownFact(TableAspects.Indexes, "test", Origin.None) } } }.Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void ModelUnknown_Silent() => new Shop { Unknown = new[] { new UnknownFact(TableAspects.Indexes, "test", Origin.None) } }.Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void ColumnsUnknownElsewhere_Fires() =>
        new Shop { Change = static table => table with { Unknown = new[] { new UnknownFact(TableAspects.QueryFilters, "test", Origin.None) } } }
            .Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void SchemaNotSeen_Silent()
    {
        var query = Plain.Orders.Where("Email = @e").First();
        Assert.Equal("the schema it runs on was not seen", new Analyzers.Rules.QueryContext(query.Model, null, Options.None).Advice.Silence);
    }

    [Fact]
    public void LookupByName_Silent() => Plain.Orders.With(static query => query with
    {
        Sources = new[] { new Source(new TableName(null, "ProductCategory"), JoinKind.Root) },
    }).Where("Slug = @s").First().Silent();

    [Fact]
    public void SmallTableByOption_Silent() => new Shop { Settings = { ["dbarchitect.small_tables"] = "Orders" } }.Orders.Where("Email = @e").First().Silent();

    [Fact]
    public void SeededTableThatIsLargeByOption_Fires() =>
        new Shop { Settings = { ["dbarchitect.large_tables"] = "Countries" } }.Countries.Where("Code = @x").First().Expect("DBA1001 W +(Code)");

    [Fact]
    public void MeasuredRows_Decide()
    {
        new Shop { Change = static table => table with { RowCount = 500 } }.Orders.Where("Email = @e").First().Silent();
        new Shop { Change = static table => table with { RowCount = 5_000_000 } }.Countries.Where("Code = @x").First().Expect("DBA1001 W +(Code)");
    }

    [Fact]
    public void TenIndexesAlready_Silent() =>
        With("(Total)", "(Status, Total)", "(CreatedAt)", "(ClosedAt)", "(Quantity)", "(TenantId)", "(Notes)", "(Total, Quantity)", "(CreatedAt, Quantity)").Orders.Where("Email = @e").First().Silent();

    [Theory]
    [InlineData("Json")]
    [InlineData("Binary")]
    public void TypeThatIsNoKey_Silent(string kind) =>
        new Shop { Change = table => table with { Columns = (EquatableArray<Column>)table.Columns.Select(column => column.Name == "Notes" ? column with { Kind = Enum.Parse<ValueKind>(kind) } : column).ToArray() } }
            .Orders.Where("Notes = @n").First().Silent();

    [Fact]
    public void Prose_Silent() => Plain.Orders.Where("Notes = @n").First().Silent();

    // ---- joins

    [Fact]
    public void PrincipalByItsKey_Silent() => Plain.Orders.Join("c", "Customers", "c.Id = CustomerId").Where("CustomerId = @c").First().Silent();

    [Fact]
    public void ConditionOnThePrincipal_IsAdvisedThere() =>
        Plain.Orders.Join("c", "Customers", "c.Id = CustomerId").Where("c.Email = @e").Expect("DBA1001 I +(Email)");

    [Fact]
    public void ConditionOnThePrincipalOfANarrowedQuery_Silent() =>
        Plain.Orders.Join("c", "Customers", "c.Id = CustomerId").Where("Id = @id and c.Email = @e").First().Silent();

    [Fact]
    public void RootReachedThroughItsForeignKey_Silent() =>
        Plain.Orders.Join("c", "Customers", "c.Id = CustomerId").Where("c.Id = @c and Email = @e").First().Silent();

    [Fact]
    public void OuterJoin_DoesNotNarrowTheRoot() =>
        Plain.Orders.Join("c", "Customers", "c.Id = CustomerId", JoinKind.Left).Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void CollectionByItsForeignKey_Silent() => Plain.Orders.Join("l", "Lines", "l.OrderId = Id and l.Sku = @s", JoinKind.Semi).Where("Id = @id").First().Silent();

    [Fact]
    public void IncludeByItsForeignKey_Silent() => Plain.Orders.Join("l", "Lines", "l.OrderId = Id", JoinKind.Apply).Where("Id = @id").First().Silent();

    [Fact]
    public void OuterJoinOffTheKeys_NeedsItsSide() =>
        Plain.Orders.Join("c", "Customers", "c.Email = Email", JoinKind.Left).Where("Id = @id").First().Expect("DBA1001 I +(Email)");

    [Fact]
    public void InnerJoinWithAPathOnTheOtherSide_Silent() => With("(Email)").Orders.Join("c", "Customers", "c.Email = Email").Silent();

    // ---- where

    [Fact]
    public void Report_StandsOnTheFirstUnservedCondition()
    {
        var query = Plain.Orders.Where("Status = @s").Where("Email = @e").First();
        var finding = Assert.Single(new Analyzers.Rules.Indexes.MissingIndex().Check(query.Context()));
        var email = Advised(query).Columns[0].Atom!.Predicate.Origin;
        Assert.Equal(email, finding.At);
        Assert.Single(finding.Additional);
    }

    [Fact]
    public void ConditionOfAGlobalFilter_IsReportedAtTheTerminal()
    {
        var query = Plain.Orders.Filtered("Email = @e").First();
        var finding = Assert.Single(new Analyzers.Rules.Indexes.MissingIndex().Check(query.Context()));
        Assert.Equal(query.Model.Terminal.Origin, finding.At);
    }

    private static Analyzers.Rules.Indexes.Advisor.CandidateIndex Advised(ShopQuery query) => query.Advice().Sources[0].Candidate!;

    // ---- what is due, and what is small

    [Fact]
    public void OlderThan_BesideAState_Silent() => Plain.Orders.Where("Status = 1 and ClosedAt <= @d").Silent();

    [Fact]
    public void OlderThan_Alone_Informs() => Plain.Orders.Where("CreatedAt <= @d").Expect("DBA1001 I +(CreatedAt)");

    [Fact]
    public void NewerThan_BesideAState_Informs() => Plain.Orders.Where("Status = 1 and CreatedAt > @d").Expect("DBA1001 I +(CreatedAt)");

    [Fact]
    public void ListOfFewValues_BesideOlderThan_Silent() => Plain.Orders.Where("Status in @s and CreatedAt < @d").Silent();

    [Fact]
    public void UpdateOfTheColumnThatItSearchesBy_Silent() =>
        Plain.Orders.Where("CreatedAt > @d").End(TerminalKind.Update, "Execute").With(static query => query with { Writes = new[] { new ColumnRef(0, "CreatedAt") } }).Silent();

    [Fact]
    public void DeleteOfWhatIsOlder_LeavesNothingBehind_Fires() => Plain.Orders.Where("Status = 1 and CreatedAt < @d").Delete().Expect("DBA1001 I +(CreatedAt)");
}
