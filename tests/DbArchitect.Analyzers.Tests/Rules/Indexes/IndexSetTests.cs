using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>One story per cause: several queries of one table, and the remedy that each is told.</summary>
public sealed class IndexSetTests
{
    private static readonly Shop Shop = new();

    /// <summary>What the rules say of each query, the others being known.</summary>
    private static IReadOnlyList<string> Together(Shop shop, params ShopQuery[] queries)
    {
        var schema = shop.Schema();
        var alone = queries.Select(query => IndexAdvice.Of(query.Model, schema, shop.Options)).ToArray();
        return [.. queries.SelectMany(query =>
        {
            var context = new QueryContext(query.Model, schema, shop.Options) { IndexSetOf = (_, table) => IndexSet.Of(table, alone) };
            return RuleSet.QueryRules.Where(static rule => rule.Descriptor.Category == Category.Indexes).SelectMany(rule => rule.Check(context).Select(finding => ShopQuery.Short(rule, finding)));
        })];
    }

    private static void Expect(ShopQuery[] queries, params string[] reports)
    {
        Assert.Equal(reports, Together(Shop, queries));
        // Whatever file is analysed first.
        Assert.Equal(reports.Reverse(), Together(Shop, [.. queries.Reverse()]));
    }

    [Fact]
    public void SameColumnNineTimes_OneRemedy() =>
        Assert.Equal(["DBA1001 W +(Email)"], Together(Shop, [.. Enumerable.Range(0, 9).Select(_ => Shop.Orders.Where("Email = @e").First())]).Distinct());

    [Fact]
    public void EqualitiesOfWhichOneHasMore_ShareTheLonger() => Expect(
        [Shop.Orders.Where("Email = @e").First(), Shop.Orders.Where("Email = @e and Reference = @r").First()],
        "DBA1001 W +(Email, Reference)", "DBA1001 W +(Email, Reference)");

    [Fact]
    public void EqualitiesInAnyOrder_BeginWithTheSharedOne() => Expect(
        [Shop.Orders.Where("Reference = @r").First(), Shop.Orders.Where("Email = @e and Reference = @r").First()],
        "DBA1001 W +(Reference, Email)", "DBA1001 W +(Reference, Email)");

    [Fact]
    public void EqualityAndItsTopN_ShareTheSortedIndex() => Expect(
        [Shop.Orders.Where("Email = @e").First(), Shop.Orders.Where("Email = @e").OrderBy("CreatedAt").Take(20)],
        "DBA1001 W +(Email, CreatedAt)", "DBA1001 W +(Email, CreatedAt)");

    [Fact]
    public void TwoEqualitiesAndATopN_NarrowedIsEnough_OneIndex() => Expect(
        [
            Shop.Orders.Where("Email = @e").First(), Shop.Orders.Where("Email = @e and Reference = @r").First(),
            Shop.Orders.Where("Email = @e").OrderBy("CreatedAt").Take(20),
        ],
        "DBA1001 W +(Email, CreatedAt)", "DBA1001 W +(Email, CreatedAt)", "DBA1001 W +(Email, CreatedAt)");

    [Fact]
    public void ColumnsThatHaveNothingInCommon_KeepTheirOwn() => Expect(
        [Shop.Orders.Where("Email = @e").First(), Shop.Orders.Where("Reference = @r").First()],
        "DBA1001 W +(Email)", "DBA1001 W +(Reference)");

    [Fact]
    public void TwoOrdersAfterOneEquality_TwoIndexes() => Expect(
        [Shop.Orders.Where("Email = @e").OrderBy("CreatedAt").Take(20), Shop.Orders.Where("Email = @e").OrderBy("Total").Take(20)],
        "DBA1001 W +(Email, CreatedAt)", "DBA1001 W +(Email, Total)");

    [Fact]
    public void TwoTopNsOfOneOrder_ShareTheOneThatServesBoth() => Expect(
        [Shop.Orders.Where("CustomerId = @c").OrderBy("CreatedAt").Take(20), Shop.Orders.Where("CustomerId = @c and Reference = @r").OrderBy("CreatedAt").Take(20)],
        "DBA1002 I +(CustomerId, CreatedAt)", "DBA1002 I +(CustomerId, CreatedAt)");

    [Fact]
    public void SideOfAnOr_SharesWithAQuery() => Expect(
        [Shop.Orders.Where("Email = @e or CustomerId = @c"), Shop.Orders.Where("Email = @e").OrderBy("CreatedAt").Take(20)],
        "DBA1016 I +(Email, CreatedAt)", "DBA1001 W +(Email, CreatedAt)");

    [Fact]
    public void OtherTable_HasASetOfItsOwn() => Expect(
        [Shop.Orders.Where("Email = @e").First(), Shop.Customers.Where("Email = @e and Name = @n").First()],
        "DBA1001 W +(Email)", "DBA1001 W +(Email, Name)");

    [Fact]
    public void SatisfiedQuery_StaysSilent() => Expect(
        [Shop.Orders.Where("CustomerId = @c"), Shop.Orders.Where("Id = @i").First(), Shop.Orders.Where("Email = @e").First()],
        "DBA1001 W +(Email)");

    [Fact]
    public void SharedIndex_ExtendsWhatIsDeclared()
    {
        var shop = new Shop { Indexes = ["(Reference)"] };
        Assert.Equal(
            ["DBA1002 I +(Reference, CreatedAt) -(Reference)"],
            Together(shop, shop.Orders.Where("Reference = @r").OrderBy("CreatedAt").Take(20), shop.Orders.Where("Reference = @r and Email = @e").First()));
    }

    [Fact]
    public void IndexThatAnotherQueryUses_IsNotRearranged()
    {
        var shop = new Shop { Indexes = ["(Total, Email)"] };
        var wrongOrder = shop.Orders.Where("Total > @t and Email = @e");
        Assert.Equal(["DBA1003 I +(Email, Total) -(Total, Email)"], Together(shop, wrongOrder));
        Assert.Equal(["DBA1003 I +(Email, Total)"], Together(shop, wrongOrder, shop.Orders.Where("Total > @a and Total < @b")));
    }

    [Fact]
    public void TableWithManyIndexes_EachIsAdvisedByItself()
    {
        var shop = new Shop { Indexes = [.. new[] { "TenantId", "Status", "CreatedAt", "Total", "IsDeleted", "Quantity", "ClosedAt", "Notes" }.Select(static column => "(" + column + ")")] };
        Assert.Equal(
            ["DBA1001 W +(Email)", "DBA1001 W +(Email, Reference)"],
            Together(shop, shop.Orders.Where("Email = @e").First(), shop.Orders.Where("Email = @e and Reference = @r").First()));
    }

    [Fact]
    public void SilencedQuery_AsksForNothing() => Expect(
        [Shop.Orders.Where("Email = @e").First(), Shop.Orders.Where("Email = @e and Reference = @r").First().In(CodeContext.Test)],
        "DBA1001 W +(Email)");

    [Fact]
    public void Message_SaysWhyThereIsMore()
    {
        var schema = Shop.Schema();
        ShopQuery[] queries = [Shop.Orders.Where("Email = @e").First(), Shop.Orders.Where("Email = @e").OrderBy("CreatedAt").Take(20)];
        var alone = queries.Select(query => IndexAdvice.Of(query.Model, schema, Shop.Options)).ToArray();
        var messages = queries.Select(query => new QueryContext(query.Model, schema, Shop.Options) { IndexSetOf = (_, table) => IndexSet.Of(table, alone) })
            .SelectMany(context => RuleSet.QueryRules.SelectMany(rule => rule.Check(context).Select(finding => ShopQuery.Message(rule, finding))));
        Assert.Equal(
            [
                "DBA1001: No index serves Orders by (Email =): this query reads the whole table. Add an index on (Email, CreatedAt), which other queries of Orders need too. Declared: PK(Id), IX(CustomerId)",
                "DBA1001: No index serves Orders by (Email =, CreatedAt asc): this query reads the whole table. Add an index on (Email, CreatedAt). Declared: PK(Id), IX(CustomerId)",
            ],
            messages);
    }

    /// <summary>Whatever is asked: what each query is told to add, once added, leaves none of them with anything to say of what it settles.</summary>
    [Fact]
    public void RemediesTogether_LeaveNothingToSay()
    {
        string[] columns = ["Email", "Reference", "CreatedAt", "Total", "TenantId", "Quantity"];
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var schema = Shop.Schema();
            var queries = Enumerable.Range(0, random.Next(2, 7)).Select(_ =>
            {
                var picked = columns.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToArray();
                var query = Shop.Orders.Where(string.Join(" and ", picked.Select((column, i) => column + (i > 0 && random.Next(3) == 0 ? " > @p" : " = @p"))));
                return random.Next(2) == 0 ? query.First() : query.OrderBy(columns[random.Next(columns.Length)] + (random.Next(2) == 0 ? " desc" : "")).Take(20);
            }).Select(query => IndexAdvice.Of(query.Model, schema, Shop.Options)).ToArray();
            var shared = queries.Select(query => query.Sharing((_, table) => IndexSet.Of(table, queries))).ToArray();
            for (var i = 0; i < queries.Length; i++)
            {
                foreach (var demand in shared[i].Demands)
                    Assert.Empty(queries[i].With(demand.Candidate).Demands);
            }

            var before = queries.SelectMany(static query => query.Demands).Select(static demand => demand.Candidate.Key).Distinct().Count();
            var after = shared.SelectMany(static query => query.Demands).Select(static demand => demand.Candidate.Key).Distinct().Count();
            Assert.True(after <= before, $"round {round}: {after} indexes instead of {before}");
        }
    }
}
