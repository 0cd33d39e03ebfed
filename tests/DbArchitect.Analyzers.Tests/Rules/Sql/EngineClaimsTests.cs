using Dapper;
using DbArchitect.Analyzers.Tests.SchemaFiles;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DbArchitect.Analyzers.Tests.SqlRules;

/// <summary>What the messages of the SQL rules say that an engine or library does, done by the real ones.</summary>
public sealed class EngineClaimsTests : IDisposable
{
    private readonly SqliteConnection db = new("Data Source=:memory:");

    public EngineClaimsTests()
    {
        db.Open();
        db.Execute("CREATE TABLE Orders (Id INTEGER PRIMARY KEY, Email TEXT, State TEXT, RepeatOf INTEGER); INSERT INTO Orders (Id, Email, State) VALUES (1, 'b', 'Open'), (2, 'a', 'Paid')");
    }

    private enum State
    {
        Open,
        Paid,
    }

    private sealed record Row(long Id, string Email);

    public void Dispose() => db.Dispose();

    [Fact]
    public void DBA5006_MissingParameter_Throws() => Assert.ThrowsAny<Exception>(() => db.Query("SELECT Id FROM Orders WHERE Email = @mail", new { email = "a" }));

    [Fact]
    public void DBA5007_UnusedParameter_IsIgnored() => Assert.Equal(1, db.QuerySingle<int>("SELECT Id FROM Orders WHERE Email = @email", new { email = "b", id = 7 }));

    [Fact]
    public void DBA5009_EnumAgainstItsName_FindsNothing() => Assert.Empty(db.Query("SELECT Id FROM Orders WHERE State = @state", new { state = State.Open }));

    [Theory]
    [InlineData("Id IN (@ids)")]
    [InlineData("Id = ANY(@ids)")]
    [InlineData("Id IN @id")]
    public void DBA5010_ListInTheWrongForm_Throws(string condition) =>
        Assert.Throws<SqliteException>(() => db.Query("SELECT Id FROM Orders WHERE " + condition, new { ids = new[] { 1, 2 }, id = 1 }));

    [Fact]
    public void DBA5010_ListInTheRightForm_Works() => Assert.Equal(2, db.Query("SELECT Id FROM Orders WHERE Id IN @ids", new { ids = new[] { 1, 2 } }).Count());

    [Fact]
    public void DBA5011_ParameterInLiteral_IsText() => Assert.Empty(db.Query("SELECT Id FROM Orders WHERE Email LIKE '%@email%'", new { email = "a" }));

    [Fact]
    public void DBA5012_OrderByParameter_DoesNotSort() =>
        Assert.Equal(["b", "a"], db.Query<string>("SELECT Email FROM Orders ORDER BY @column", new { column = "Email" }));

    [Fact]
    public void DBA5012_OrdinalOutOfRange_Throws() => Assert.Throws<SqliteException>(() => db.Query("SELECT Id, Email FROM Orders ORDER BY 3"));

    [Fact]
    public void DBA5013_AndInSet_AssignsOneColumn()
    {
        db.Execute("UPDATE Orders SET RepeatOf = 7 AND State = 'Paid' WHERE Id = 1");
        Assert.Equal((0L, "Open"), db.QuerySingle<(long, string)>("SELECT RepeatOf, State FROM Orders WHERE Id = 1"));
    }

    [Fact]
    public void DBA5014_NotInWithNull_FindsNothing()
    {
        Assert.Empty(db.Query("SELECT Id FROM Orders WHERE Id NOT IN (SELECT RepeatOf FROM Orders)"));
        Assert.Equal(2, db.Query("SELECT Id FROM Orders WHERE Id NOT IN (SELECT RepeatOf FROM Orders WHERE RepeatOf IS NOT NULL)").Count());
    }

    [Fact]
    public void DBA5015_UnlinkedTables_GiveAllPairs() => Assert.Equal(4, db.Query("SELECT a.Id FROM Orders a, Orders b").Count());

    [Fact]
    public void DBA5021_ColumnWithoutMember_IsDropped() => Assert.Equal(0, db.QueryFirst<Holder>("SELECT Id AS Number FROM Orders ORDER BY Id").Id);

    [Fact]
    public void DBA5022_ConstructorInOtherOrder_Throws()
    {
        Assert.Equal(new Row(1, "b"), db.QueryFirst<Row>("SELECT Id, Email FROM Orders ORDER BY Id"));
        Assert.Throws<InvalidOperationException>(() => db.QueryFirst<Row>("SELECT Email, Id FROM Orders"));
        Assert.Throws<InvalidOperationException>(() => db.QueryFirst<Row>("SELECT Id, Email, State FROM Orders"));
    }

    [Theory]
    [InlineData("SELECT TOP 1 Id FROM Orders")]
    [InlineData("SELECT ISNULL(Email, '') FROM Orders")]
    [InlineData("SELECT GETDATE()")]
    [InlineData("SELECT NOW()")]
    [InlineData("SELECT LEN(Email) FROM Orders")]
    [InlineData("SELECT Id::text FROM Orders")]
    [InlineData("SELECT Id FROM Orders WHERE Email ILIKE 'a'")]
    [InlineData("SELECT NVL(Email, '') FROM Orders")]
    [InlineData("SELECT CHARINDEX('a', Email) FROM Orders")]
    public void DBA5026_WordOfAnotherEngine_Throws(string sql) => Assert.Throws<SqliteException>(() => db.Query(sql));

    [Fact]
    public void DBA5030_FromSqlWithoutAMappedColumn_Throws()
    {
        using var context = new Context(db);
        Assert.Equal(2, context.Orders.FromSql($"SELECT Id, Email FROM Orders").ToList().Count);
        Assert.Throws<InvalidOperationException>(() => context.Orders.FromSql($"SELECT Id FROM Orders").ToList());
    }

    [ServerFact("DBARCHITECT_POSTGRES")]
    public void PostgreSql_DoesWhatIsSaid()
    {
        using var postgres = new NpgsqlConnection(Environment.GetEnvironmentVariable("DBARCHITECT_POSTGRES"));
        postgres.Open();
        postgres.Execute("CREATE TEMP TABLE jobs (id int PRIMARY KEY, name text, done boolean NOT NULL, code uuid); INSERT INTO jobs VALUES (1, 'a', false, NULL), (2, 'b', false, NULL)");

        Assert.Equal("42601", State("SELECT id FROM jobs WHERE id IN @ids", new { ids = new[] { 1 } }));
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE id IN (@ids)", new { ids = new[] { 1 } }));
        Assert.Equal(2, postgres.Query("SELECT id FROM jobs WHERE id = ANY(@ids)", new { ids = new[] { 1, 2 } }).Count());
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE id = @text", new { text = "1" }));
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE name = @number", new { number = 1 }));
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE name = 1", null));
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE done = 1", null));
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE code = @text", new { text = "x" }));
        Assert.Equal("42883", State("SELECT id FROM jobs WHERE name = @state", new { state = EngineClaimsTests.State.Open }));
        Assert.Empty(postgres.Query("SELECT id FROM jobs WHERE id = '7'"));
        Assert.Equal(["a", "b"], postgres.Query<string>("SELECT name FROM jobs WHERE id > 0 ORDER BY @column LIMIT 2", new { column = "name" }).Order());

        string? State(string sql, object? parameters) => Assert.Throws<PostgresException>(() => postgres.Query(sql, parameters)).SqlState;
    }

    [ServerFact("DBARCHITECT_POSTGRES")]
    public async Task DBA5025_WithoutSkipLocked_TwoWorkersGetTheSameRow()
    {
        await using var source = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("DBARCHITECT_POSTGRES")!);
        await using var first = await source.OpenConnectionAsync();
        await using var second = await source.OpenConnectionAsync();
        var table = "queue_" + Guid.NewGuid().ToString("N");
        await first.ExecuteAsync($"CREATE TABLE {table} (id int PRIMARY KEY, taken boolean NOT NULL); INSERT INTO {table} VALUES (1, false), (2, false)");
        try
        {
            Assert.Equal((1, 1), await TakeAsync(""));
            await first.ExecuteAsync($"UPDATE {table} SET taken = false WHERE true");
            Assert.Equal((1, 2), await TakeAsync(" FOR UPDATE SKIP LOCKED"));
        }
        finally
        {
            await first.ExecuteAsync($"DROP TABLE {table}");
        }

        async Task<(int, int)> TakeAsync(string locking)
        {
            var take = $"UPDATE {table} SET taken = true WHERE id = (SELECT id FROM {table} WHERE NOT taken ORDER BY id LIMIT 1{locking}) RETURNING id";
            await using var transaction = await first.BeginTransactionAsync();
            var one = await first.QuerySingleAsync<int>(take, transaction: transaction);
            var other = second.QuerySingleAsync<int>(take);
            await Task.WhenAny(other, Task.Delay(500));
            await transaction.CommitAsync();
            return (one, await other);
        }
    }

    private sealed class Holder
    {
        public long Id { get; set; }
    }

    private sealed class Order
    {
        public int Id { get; set; }

        public string? Email { get; set; }
    }

    private sealed class Context(SqliteConnection connection) : DbContext
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);
    }
}
