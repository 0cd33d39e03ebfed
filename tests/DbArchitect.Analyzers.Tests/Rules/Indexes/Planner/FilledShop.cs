using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace DbArchitect.Analyzers.Tests.Indexes.Planner;

/// <summary>The shop in a real database: 20,000 orders of 100 customers and 20 tenants, one day apart each. Its planner is asked what it would do.</summary>
internal abstract class FilledShop : IDisposable
{
    private const int Orders = 20_000;

    private const int Customers = 100;

    protected FilledShop(DbConnection connection)
    {
        Connection = connection;
        connection.Open();
    }

    protected DbConnection Connection { get; }

    protected abstract string Text { get; }

    protected virtual string Time => "date";

    /// <summary>The plan in words.</summary>
    public abstract string Explain(string sql);

    /// <summary>The plan of a statement whose values are sent as parameters.</summary>
    public string ExplainWithParameters(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = (Connection is SqliteConnection ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        while (reader.Read())
            text.Append(reader.GetString(reader.FieldCount - 1)).Append('\n');
        return text.ToString();
    }

    /// <summary>Whether the plan reads all rows of a table without using an index to find or order them.</summary>
    public abstract bool ReadsAll(string plan);

    /// <summary>Whether the plan sorts.</summary>
    public abstract bool Sorts(string plan);

    public abstract void Analyze();

    public static FilledShop Of(string engine) => engine switch
    {
        "SQLite" => new SqliteShop(),
        "PostgreSQL" => new PostgreSqlShop(Environment.GetEnvironmentVariable("DBARCHITECT_POSTGRES")!),
        "MariaDB" => new MariaDbShop(Environment.GetEnvironmentVariable("DBARCHITECT_MARIADB")!),
        _ => throw new InvalidOperationException(engine),
    };

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Fill()
    {
        Execute($"CREATE TABLE Customers (Id int PRIMARY KEY, Email {Text} NOT NULL, Name {Text} NOT NULL)");
        Execute($"CREATE TABLE Orders (Id int PRIMARY KEY, TenantId {Text} NOT NULL, CustomerId int NOT NULL, Status int NOT NULL, Email {Text} NOT NULL, "
            + $"CreatedAt {Time} NOT NULL, Total int NOT NULL, IsDeleted int NOT NULL, Reference {Text} NOT NULL, Quantity int NOT NULL, ClosedAt {Time} NULL)");
        Execute("CREATE TABLE OrderLines (Id int PRIMARY KEY, OrderId int NOT NULL, Sku varchar(20) NOT NULL)");
        Insert("Customers", Customers, static i => $"({i}, 'u{i}@example.com', 'Name {i}')");
        Insert("Orders", Orders, static i => string.Create(
            CultureInfo.InvariantCulture,
            $"({i}, 't{i % 20}', {i % Customers}, {i % 5}, 'u{i}@example.com', '{new DateTime(2000, 1, 1).AddDays(i):yyyy-MM-dd}', {i}, 0, 'R{i}', {i % 9}, NULL)"));
        Insert("OrderLines", Orders, static i => $"({i}, {i}, 'S{i % 500}')");
        Execute("CREATE INDEX IX_Orders_CustomerId ON Orders (CustomerId)");
        Execute("CREATE INDEX IX_Lines_OrderId ON OrderLines (OrderId)");
        Analyze();
    }

    private void Insert(string table, int count, Func<int, string> row)
    {
        const int Batch = 500;
        for (var first = 0; first < count; first += Batch)
        {
            var sql = new StringBuilder("INSERT INTO ").Append(table).Append(" VALUES ");
            for (var i = first; i < Math.Min(count, first + Batch); i++)
                sql.Append(i == first ? "" : ", ").Append(row(i));
            Execute(sql.ToString());
        }
    }

    protected string Read(string sql, Func<DbDataReader, string> line)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        while (reader.Read())
            text.Append(line(reader)).Append('\n');
        return text.ToString();
    }

    public virtual void Dispose() => Connection.Dispose();
}

internal sealed class SqliteShop() : FilledShop(new SqliteConnection("Data Source=:memory:"))
{
    protected override string Text => "text";

    protected override string Time => "text";

    public override string Explain(string sql) => Read("EXPLAIN QUERY PLAN " + sql, static reader => reader.GetString(3));

    public override bool ReadsAll(string plan) => plan.Contains("SCAN t0", StringComparison.Ordinal) && !plan.Contains("SCAN t0 USING INDEX", StringComparison.Ordinal);

    public override bool Sorts(string plan) => plan.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) || plan.Contains("TEMP B-TREE FOR RIGHT PART", StringComparison.Ordinal)
        || plan.Contains("TEMP B-TREE FOR LAST TERM", StringComparison.Ordinal);

    /// <summary>Applications seldom run ANALYZE on SQLite, and EF Core never does.</summary>
    public override void Analyze()
    {
    }
}

/// <summary>Texts have the collation of a language, as in most databases: with C, any index would serve LIKE.</summary>
internal sealed class PostgreSqlShop : FilledShop
{
    private readonly string schema = "planner_" + Guid.NewGuid().ToString("N");

    public PostgreSqlShop(string connection)
        : base(new NpgsqlConnection(connection))
    {
        Execute($"CREATE SCHEMA {schema}");
        Execute($"SET search_path = {schema}");
    }

    protected override string Text => "text COLLATE \"en-x-icu\"";

    public override string Explain(string sql) => Read("EXPLAIN " + sql, static reader => reader.GetString(0));

    public override bool ReadsAll(string plan) => plan.Contains("Seq Scan on orders", StringComparison.Ordinal);

    public override bool Sorts(string plan) => plan.Contains("Sort Key", StringComparison.Ordinal);

    public override void Analyze() => Execute("ANALYZE Orders");

    public override void Dispose()
    {
        Execute($"DROP SCHEMA {schema} CASCADE");
        base.Dispose();
    }
}

internal sealed class MariaDbShop : FilledShop
{
    private readonly string database = "planner_" + Guid.NewGuid().ToString("N");

    public MariaDbShop(string connection)
        : base(new MySqlConnection(connection))
    {
        Execute($"CREATE DATABASE {database} CHARACTER SET utf8mb4");
        Execute($"USE {database}");
    }

    protected override string Text => "varchar(60)";

    public override string Explain(string sql) => Read(
        "EXPLAIN " + sql,
        static reader => string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i) + "=" + (reader.IsDBNull(i) ? "NULL" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)))));

    public override bool ReadsAll(string plan) => plan.Split('\n').Any(static line => line.Contains("table=t0", StringComparison.Ordinal) && line.Contains("type=ALL", StringComparison.Ordinal));

    public override bool Sorts(string plan) => plan.Contains("filesort", StringComparison.Ordinal);

    public override void Analyze() => Execute("ANALYZE TABLE Orders");

    public override void Dispose()
    {
        Execute($"DROP DATABASE {database}");
        base.Dispose();
    }
}
