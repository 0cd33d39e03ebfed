using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using DbArchitect.Analyzers.Tests.SchemaFiles;

namespace DbArchitect.Analyzers.Tests.Indexes.Planner;

/// <summary>
/// What the advisor says is asked of real planners: where it fires the planner reads the whole table (or sorts it), and uses the advised index once it is there; where it
/// is silent because something serves, the planner uses that.
/// </summary>
public sealed class PlannerTests
{
    private static readonly (string[] Indexes, Func<Shop, ShopQuery> Query)[] Missing =
    [
        ([], static shop => shop.Orders.Where("Email = @e").First()),
        ([], static shop => shop.Orders.Where("Email = @e")),
        ([], static shop => shop.Orders.Where("Email = @e and CreatedAt > @d")),
        ([], static shop => shop.Orders.Where("Email = @e and Status = @s")),
        ([], static shop => shop.Orders.Where("Email = @e").OrderBy("CreatedAt desc").Take(20)),
        ([], static shop => shop.Orders.Where("Email in @list")),
        ([], static shop => shop.Orders.Where("Email = @a or Email = @b")),
        ([], static shop => shop.Orders.Where("CreatedAt > @d")),
        ([], static shop => shop.Orders.Where("CreatedAt < @d").Delete()),
        ([], static shop => shop.Orders.Where("Reference = @r and Email = @e").First()),
        ([], static shop => shop.Orders.Where("TenantId = @t and Email = @e").First()),
        ([], static shop => shop.Orders.Join("c", "Customers", "c.Id = CustomerId", JoinKind.Left).Where("Email = @e").First()),
        (["(Email) where Status = 2"], static shop => shop.Orders.Where("Email = @e").First()),
        (["(CreatedAt, Email)"], static shop => shop.Orders.Where("Email = @e").First()),
        ([], static shop => shop.Orders.Where("Email = @e or CustomerId = @c")),
    ];

    private static readonly (string[] Indexes, Func<Shop, ShopQuery> Query)[] Unsorted =
    [
        ([], static shop => shop.Orders.OrderBy("CreatedAt desc").Take(20)),
        ([], static shop => shop.Orders.OrderBy("CreatedAt desc").First()),
        ([], static shop => shop.Orders.Where("CustomerId = @c").OrderBy("CreatedAt desc").Take(5)),
        ([], static shop => shop.Orders.Where("CustomerId = @c and Status = @s").OrderBy("CreatedAt desc").Take(5)),
        (["(CreatedAt, Total)"], static shop => shop.Orders.OrderBy("CreatedAt desc, Total").Take(20)),
    ];

    private static readonly (string[] Indexes, Func<Shop, ShopQuery> Query)[] Served =
    [
        ([], static shop => shop.Orders.Where("Id = @id and Email = @e").First()),
        ([], static shop => shop.Orders.Where("CustomerId = @c and Status = @s")),
        ([], static shop => shop.Orders.Where("Id in @ids and Email = @e")),
        ([], static shop => shop.Orders.Where("Id > @last").OrderBy("Id").Take(20)),
        (["unique (Reference)"], static shop => shop.Orders.Where("Reference = @r and Email = @e").First()),
        (["(Email)"], static shop => shop.Orders.Where("Email = @e and Reference = @r").First()),
        (["(Email, CreatedAt)"], static shop => shop.Orders.Where("Email = @e").First()),
        (["(Email desc)"], static shop => shop.Orders.Where("Email = @e").First()),
        (["(Status, Reference)"], static shop => shop.Orders.Where("Reference = @r and Status = @s").First()),
        (["(CreatedAt)"], static shop => shop.Orders.Where("CreatedAt > @d")),
        (["(Email)"], static shop => shop.Orders.Where("Email = @a or Email = @b")),
        (["(Email)", "(Reference)"], static shop => shop.Orders.Where("Email = @e or Reference = @r")),
        ([], static shop => shop.Orders.Where("(CustomerId = @c and Email = @a) or (CustomerId = @c and Reference = @b)")),
        (["(CustomerId, CreatedAt)"], static shop => shop.Orders.Where("CustomerId = @c").OrderBy("CreatedAt desc").Take(20)),
        (["(CreatedAt)"], static shop => shop.Orders.OrderBy("CreatedAt desc").Take(20)),
        (["(CreatedAt desc, Total)"], static shop => shop.Orders.OrderBy("CreatedAt, Total desc").Take(20)),
        ([], static shop => shop.Orders.Join("l", "Lines", "l.OrderId = Id and l.Sku = @s", JoinKind.Semi).Where("Id = @id").First()),
        ([], static shop => shop.Orders.Join("c", "Customers", "c.Id = CustomerId").Where("c.Id = @id and Email = @e").First()),
    ];

    [Fact]
    public void Sqlite_ConfirmsTheAdvice() => Confirm("SQLite", Store.Sqlite);

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_ConfirmsTheAdvice() => Confirm("PostgreSQL", Store.PostgreSql);

    [ServerFact("DBARCHITECT_MARIADB")]
    public void MariaDb_ConfirmsTheAdvice() => Confirm("MariaDB", Store.MySql);

    private static void Confirm(string engine, Store store)
    {
        using var database = FilledShop.Of(engine);
        database.Fill();
        var wrong = new List<string>();
        foreach (var (indexes, query) in Missing)
            Try(database, store, indexes, query, wrong, ConfirmMissing);
        foreach (var (indexes, query) in Unsorted)
            Try(database, store, indexes, query, wrong, ConfirmUnsorted);
        foreach (var (indexes, query) in Served)
            Try(database, store, indexes, query, wrong, ConfirmServed);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private delegate string? Confirmation(FilledShop database, ShopQuery query, string sql);

    private static void Try(FilledShop database, Store store, string[] indexes, Func<Shop, ShopQuery> query, List<string> wrong, Confirmation confirm)
    {
        // MySQL and MariaDB have no filtered indexes.
        if (store == Store.MySql && indexes.Any(static index => index.Contains(" where ", StringComparison.Ordinal)))
            return;
        var made = new List<string>();
        foreach (var index in indexes)
        {
            var name = "made_" + made.Count;
            var isUnique = index.StartsWith("unique ", StringComparison.Ordinal);
            database.Execute($"CREATE {(isUnique ? "UNIQUE " : "")}INDEX {name} ON Orders {(isUnique ? index["unique ".Length..] : index)}");
            made.Add(name);
        }

        database.Analyze();
        var shopQuery = query(new Shop { Store = store, Indexes = indexes });
        var sql = QuerySql.Of(shopQuery.Model);
        if (confirm(database, shopQuery, sql) is { } problem)
            wrong.Add($"[{string.Join("; ", indexes)}] {sql}\n  {problem}");
        foreach (var name in made)
            Drop(database, store, name);
    }

    private static void Drop(FilledShop database, Store store, string name) => database.Execute("DROP INDEX " + name + (store == Store.MySql ? " ON Orders" : ""));

    private static string? ConfirmMissing(FilledShop database, ShopQuery query, string sql)
    {
        var before = database.Explain(sql);
        if (!database.ReadsAll(before))
            return "is not a scan before:\n" + before;
        return ConfirmAdvice(database, query, sql, static (_, _) => null);
    }

    private static string? ConfirmUnsorted(FilledShop database, ShopQuery query, string sql)
    {
        var before = database.Explain(sql);
        if (!database.Sorts(before))
            return "does not sort before:\n" + before;
        return ConfirmAdvice(database, query, sql, static (database, after) => database.Sorts(after) ? "sorts after:\n" + after : null);
    }

    private static string? ConfirmAdvice(FilledShop database, ShopQuery query, string sql, Func<FilledShop, string, string?> more)
    {
        var root = query.Advice().Sources[0];
        var candidate = root.Candidate ?? root.SortIndex ?? root.Alternatives.SelectMany(static or => or.Arms).FirstOrDefault(static arm => arm.LacksIndex)?.Candidate;
        if (candidate is null)
            return "no advice, the verdict is " + root.Verdict + " " + root.Silence;
        database.Execute("CREATE INDEX advised ON Orders (" + candidate.Key + ")");
        database.Analyze();
        var after = database.Explain(sql);
        Drop(database, query.Shop.Store, "advised");
        if (!after.Contains("advised", StringComparison.Ordinal))
            return "(" + candidate.Key + ") is not used:\n" + after;
        return more(database, after);
    }

    private static string? ConfirmServed(FilledShop database, ShopQuery query, string sql)
    {
        if (query.Reports() is { Count: > 0 } reports)
            return "is not silent: " + string.Join(", ", reports);
        var plan = database.Explain(sql);
        if (database.ReadsAll(plan))
            return "is a scan:\n" + plan;
        return database.Sorts(plan) ? "sorts:\n" + plan : null;
    }

    // ---- DBA1002: an order that an index begins and the primary key ends

    [Fact]
    public void Sqlite_FinishesAnOrderAsItGoes() => Assert.Contains("RIGHT PART OF ORDER BY", PlanOfTiebreaker("SQLite"), StringComparison.Ordinal);

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_FinishesAnOrderAsItGoes() => Assert.Contains("Incremental Sort", PlanOfTiebreaker("PostgreSQL"), StringComparison.Ordinal);

    private static string PlanOfTiebreaker(string engine)
    {
        using var database = FilledShop.Of(engine);
        database.Fill();
        database.Execute("CREATE INDEX made ON Orders (Total)");
        database.Analyze();
        // Another column than Id, whose index SQLite would end with: what matters is that the rest is in no index.
        var plan = database.Explain("SELECT * FROM Orders t0 ORDER BY Total, Reference LIMIT 20");
        Assert.False(database.ReadsAll(plan), plan);
        return plan.Replace("LAST TERM OF ORDER BY", "RIGHT PART OF ORDER BY", StringComparison.Ordinal);
    }

    // ---- DBA1009: who knows the values of parameters when planning

    [Fact]
    public void Sqlite_UsesAFilteredIndexForTheRightParameter() => Assert.True(PrefixCoverage.KnowsParameters(Store.Sqlite) && UsesFilteredIndex("SQLite"));

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_UsesAFilteredIndexForTheRightParameter() => Assert.True(PrefixCoverage.KnowsParameters(Store.PostgreSql) && UsesFilteredIndex("PostgreSQL"));

    private static bool UsesFilteredIndex(string engine)
    {
        using var database = FilledShop.Of(engine);
        database.Fill();
        database.Execute("CREATE INDEX filtered ON Orders (Email) WHERE Status = 2");
        database.Analyze();
        var plan = database.ExplainWithParameters("SELECT * FROM Orders t0 WHERE Email = @email AND Status = @status", ("@email", "u7777@example.com"), ("@status", 2));
        return plan.Contains("filtered", StringComparison.Ordinal);
    }

    // ---- DBA1011, DBA1013, DBA1014: what a plain index does not serve, and what does

    [Fact]
    public void Sqlite_PrefixSearchNeedsNoCase() => Confirm("SQLite", "Email", "(Email)", "Email LIKE 'u777%'", "(Email COLLATE NOCASE)", "Email LIKE 'u777%'");

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_PrefixSearchNeedsTheOperatorClass() => Confirm("PostgreSQL", "Email", "(Email)", "Email LIKE 'u777%'", "(Email text_pattern_ops)", "Email LIKE 'u777%'");

    [Fact]
    public void Sqlite_DateNeedsARange() =>
        Confirm("SQLite", "CreatedAt", "(CreatedAt)", "date(CreatedAt) = '2010-05-05'", "(CreatedAt)", "CreatedAt >= '2010-05-05' AND CreatedAt < '2010-05-06'");

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_DateNeedsARange() => Confirm(
        "PostgreSQL", "CreatedAt", "(CreatedAt)", "date_trunc('day', CreatedAt) = '2010-05-05'", "(CreatedAt)", "CreatedAt >= '2010-05-05' AND CreatedAt < '2010-05-06'");

    [Fact]
    public void Sqlite_CaseFoldNeedsNoCase() =>
        Confirm("SQLite", "Email", "(Email)", "lower(Email) = 'u7777@example.com'", "(Email COLLATE NOCASE)", "Email = 'u7777@example.com' COLLATE NOCASE");

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_CaseFoldNeedsAnIndexOnTheExpression() =>
        Confirm("PostgreSQL", "Email", "(Email)", "lower(Email) = 'u7777@example.com'", "(lower(Email))", "lower(Email) = 'u7777@example.com'");

    [Fact]
    public void Sqlite_SearchWithinReadsAll() => ReadsAllWith("SQLite", "(Email)", "Email LIKE '%777@%'");

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_SearchWithinReadsAll() => ReadsAllWith("PostgreSQL", "(Email text_pattern_ops)", "Email LIKE '%777@%'");

    [ServerFact("DBARCHITECT_MARIADB")]
    public void MariaDb_SearchWithinReadsAll() => ReadsAllWith("MariaDB", "(Email)", "Email LIKE '%777@%'");

    private static void ReadsAllWith(string engine, string index, string condition)
    {
        using var database = FilledShop.Of(engine);
        database.Fill();
        database.Execute("CREATE INDEX made ON Orders " + index);
        database.Analyze();
        var plan = database.Explain("SELECT * FROM Orders t0 WHERE " + condition);
        Assert.True(database.ReadsAll(plan), plan);
    }

    private static void Confirm(string engine, string column, string index, string condition, string betterIndex, string betterCondition)
    {
        using var database = FilledShop.Of(engine);
        database.Fill();
        database.Execute("CREATE INDEX made ON Orders " + index);
        database.Analyze();
        var before = database.Explain("SELECT * FROM Orders t0 WHERE " + condition);
        Assert.True(database.ReadsAll(before), column + " before:\n" + before);
        database.Execute("CREATE INDEX better ON Orders " + betterIndex);
        database.Execute("DROP INDEX made");
        database.Analyze();
        var after = database.Explain("SELECT * FROM Orders t0 WHERE " + betterCondition);
        Assert.Contains("better", after, StringComparison.Ordinal);
    }
}
