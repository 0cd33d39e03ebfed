using System.Data.Common;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Tests.Repository;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace DbArchitect.Analyzers.Tests.SchemaFiles;

/// <summary>What docs/schema-export says of a real catalogue, read as a user's file is: strictly.</summary>
public sealed class SchemaExportTests
{
    private const string Postgres = "DBARCHITECT_POSTGRES";
    private const string MariaDb = "DBARCHITECT_MARIADB";

    private static Schema Read(string json)
    {
        var document = SchemaReader.Read(json, static (_, _) => Origin.None);
        Assert.Empty(document.Problems);
        Assert.True(document.IsComplete);
        return Assert.Single(document.Schemas);
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The one text of the script's one result.</summary>
    private static Schema Export(DbConnection connection, string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = File.ReadAllText(RepositoryFiles.PathOf("docs", "schema-export", script));
        using var reader = command.ExecuteReader();
        while (reader.FieldCount == 0)
            Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        var json = reader.GetString(0);
        Assert.False(reader.Read());
        Assert.False(reader.NextResult());
        return Read(json);
    }

    private static Table Table(Schema schema, string name) => Assert.Single(schema.Tables, table => table.Name.Name == name);

    private static TableIndex Index(Table table, string name) => Assert.Single(table.Indexes, index => index.Name == name);

    private static string Columns(TableIndex index) => string.Join(", ", index.Columns);

    /// <summary>What the three schemas below have in common.</summary>
    private static void AssertShop(Schema schema)
    {
        Assert.Equal(["customers", "order_lines", "orders", "paid"], schema.Tables.Select(static table => table.Name.Name).Order());

        var customers = Table(schema, "customers");
        Assert.Equal(["id", "email", "name", "city"], customers.Columns.Take(4).Select(static column => column.Name));
        Assert.Equal(["id"], customers.PrimaryKey!.Columns);
        Assert.True(customers.PrimaryKey.IsPrimary);
        Assert.True(customers.Columns[0].IsGeneratedOnAdd);
        Assert.False(customers.Columns[1].IsNullable);
        Assert.True(customers.Columns[2].IsNullable);
        Assert.Equal(3, customers.RowCount);
        Assert.True(customers.Knows(TableAspects.All));
        Assert.Equal("city, name desc", Columns(Index(customers, "ix_customers_city")));
        Assert.False(Index(customers, "ix_customers_city").IsUnique);

        var orders = Table(schema, "orders");
        var customer = Assert.Single(orders.ForeignKeys, static key => key.Principal.Name == "customers");
        Assert.Equal(["customer_id"], customer.Columns);
        Assert.Equal(["id"], customer.PrincipalColumns);
        Assert.Equal(ReferentialAction.Cascade, customer.OnDelete);
        Assert.True(customer.IsRequired);
        Assert.True(Index(orders, "ux_orders_number").IsUnique);
        Assert.NotNull(orders.FindColumn("total")!.DefaultSql.Value);
        Assert.True(orders.FindColumn("paid_at")!.DefaultSql.IsAbsent);

        var lines = Table(schema, "order_lines");
        Assert.Equal(["order_id", "line"], lines.PrimaryKey!.Columns);
        Assert.Equal(0, lines.RowCount);
        var order = Assert.Single(lines.ForeignKeys, static key => key.Principal.Name == "orders");
        Assert.Equal(ReferentialAction.NoAction, order.OnDelete is ReferentialAction.Restrict ? ReferentialAction.NoAction : order.OnDelete);

        Assert.Equal(TableKind.View, Table(schema, "paid").Kind);
        Assert.Null(Table(schema, "paid").PrimaryKey);
    }

    [Fact]
    public void Sqlite_ExportsWhatWasCreated()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT, city TEXT COLLATE NOCASE, doubled AS (name || name) STORED);
            CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, customer_id INT NOT NULL REFERENCES customers ON DELETE CASCADE,
                total NUMERIC NOT NULL DEFAULT 0, paid_at TEXT);
            CREATE TABLE order_lines (order_id INT NOT NULL, line INT NOT NULL, PRIMARY KEY (order_id, line), FOREIGN KEY (order_id) REFERENCES orders (id)) WITHOUT ROWID;
            CREATE VIEW paid AS SELECT id FROM orders WHERE paid_at IS NOT NULL;
            CREATE INDEX ix_customers_city ON customers (city, name DESC);
            CREATE UNIQUE INDEX ux_orders_number ON orders (number);
            CREATE INDEX ix_orders_open ON orders (customer_id, lower(number))
              WHERE paid_at IS NULL AND total > 0;
            INSERT INTO customers (email) VALUES ('a'), ('b'), ('c');
            """);
        var schema = Export(connection, "sqlite.sql");
        Assert.Equal(Store.Sqlite, schema.Store);
        AssertShop(schema);
        var customers = Table(schema, "customers");
        Assert.Equal(["email"], Assert.Single(customers.UniqueKeys).Columns);
        Assert.Equal("NOCASE", Index(customers, "ix_customers_city").Columns[0].Collation);
        Assert.True(customers.FindColumn("doubled")!.IsStored);
        Assert.True(customers.FindColumn("doubled")!.ComputedSql.IsUnknown);
        Assert.True(customers.FindColumn("email")!.ComputedSql.IsAbsent);
        var open = Index(Table(schema, "orders"), "ix_orders_open");
        Assert.Equal("customer_id, (expression)", Columns(open));
        Assert.Equal("paid_at IS NULL AND total > 0", open.Filter.Value);
    }

    [ServerFact(Postgres)]
    public void PostgreSql_ExportsWhatWasCreated()
    {
        using var server = new NpgsqlConnection(Environment.GetEnvironmentVariable(Postgres));
        server.Open();
        var database = "dbarchitect_export_" + Guid.NewGuid().ToString("n");
        Execute(server, "CREATE DATABASE " + database);
        try
        {
            using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable(Postgres) + ";Pooling=false;Database=" + database);
            connection.Open();
            Execute(connection, """
                CREATE TABLE customers (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, name text, city text COLLATE "C",
                    doubled text GENERATED ALWAYS AS (name || name) STORED, code char(3), CHECK (length(email) > 2));
                CREATE TABLE orders (id serial PRIMARY KEY, number text NOT NULL, customer_id int NOT NULL REFERENCES customers ON DELETE CASCADE,
                    total numeric(10,2) NOT NULL DEFAULT 0, paid_at timestamptz);
                CREATE TABLE order_lines (order_id int NOT NULL, line int NOT NULL, PRIMARY KEY (order_id, line), FOREIGN KEY (order_id) REFERENCES orders (id));
                CREATE VIEW paid AS SELECT id FROM orders WHERE paid_at IS NOT NULL;
                CREATE INDEX ix_customers_city ON customers (city, name DESC);
                CREATE INDEX ix_customers_name ON customers USING hash (name);
                CREATE INDEX ix_customers_email ON customers (email varchar_pattern_ops, lower(name)) INCLUDE (city);
                CREATE UNIQUE INDEX ux_orders_number ON orders (number);
                CREATE INDEX ix_orders_open ON orders (customer_id) WHERE paid_at IS NULL AND total > 0;
                INSERT INTO customers (email) VALUES ('aaa'), ('bbb'), ('ccc');
                ANALYZE;
                """);
            var schema = Export(connection, "postgresql.sql");
            Assert.Equal(Store.PostgreSql, schema.Store);
            AssertShop(schema);
            var customers = Table(schema, "customers");
            Assert.Null(customers.Name.Schema);
            Assert.Equal(["email"], Assert.Single(customers.UniqueKeys).Columns);
            Assert.Equal(200, customers.FindColumn("email")!.MaxLength.Value);
            Assert.Equal("character varying(200)", customers.FindColumn("email")!.StoreType.Value);
            Assert.Equal("C", customers.FindColumn("city")!.Collation.Value);
            Assert.Equal("(name || name)", customers.FindColumn("doubled")!.ComputedSql.Value);
            Assert.True(customers.FindColumn("doubled")!.DefaultSql.IsAbsent);
            Assert.True(customers.FindColumn("code")!.IsFixedLength.Value);
            Assert.Equal(10, Table(schema, "orders").FindColumn("total")!.Precision.Value);
            Assert.Equal(2, Table(schema, "orders").FindColumn("total")!.Scale.Value);
            Assert.Contains("length", Assert.Single(customers.Checks).Sql, StringComparison.Ordinal);
            Assert.Equal("hash", Index(customers, "ix_customers_name").Method.Value);
            var email = Index(customers, "ix_customers_email");
            Assert.Equal("email, lower(name)", Columns(email));
            Assert.Equal("varchar_pattern_ops", email.Columns[0].OperatorClass);
            Assert.Equal(["city"], email.Included);
            Assert.Equal("paid_at IS NULL AND total > 0::numeric", Index(Table(schema, "orders"), "ix_orders_open").Filter.Value);
        }
        finally
        {
            Execute(server, $"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    [ServerFact(MariaDb)]
    public void MariaDb_ExportsWhatWasCreated()
    {
        using var connection = new MySqlConnection(Environment.GetEnvironmentVariable(MariaDb));
        connection.Open();
        var database = "dbarchitect_export_" + Guid.NewGuid().ToString("n");
        Execute(connection, "CREATE DATABASE " + database);
        try
        {
            connection.ChangeDatabase(database);
            Execute(connection, """
                CREATE TABLE customers (id int AUTO_INCREMENT PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, name varchar(50), city varchar(50) COLLATE utf8mb4_bin,
                    doubled varchar(100) AS (concat(name, name)) STORED, notes text, FULLTEXT INDEX ix_customers_notes (notes)) CHARACTER SET utf8mb4;
                CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, number varchar(20) NOT NULL, customer_id int NOT NULL,
                    total decimal(10,2) NOT NULL DEFAULT 0, paid_at datetime NULL, FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE);
                CREATE TABLE order_lines (order_id int NOT NULL, line int NOT NULL, PRIMARY KEY (order_id, line), FOREIGN KEY (order_id) REFERENCES orders (id));
                CREATE VIEW paid AS SELECT id FROM orders WHERE paid_at IS NOT NULL;
                CREATE INDEX ix_customers_city ON customers (city, name DESC);
                CREATE INDEX ix_customers_name ON customers (name(10));
                CREATE UNIQUE INDEX ux_orders_number ON orders (number);
                INSERT INTO customers (email) VALUES ('a'), ('b'), ('c');
                ANALYZE TABLE customers;
                """);
            var schema = Export(connection, "mysql.sql");
            Assert.Equal(Store.MySql, schema.Store);
            AssertShop(schema);
            var customers = Table(schema, "customers");
            Assert.True(customers.PrimaryKey!.IsClustered);
            Assert.True(Index(customers, "email").IsUnique);
            Assert.Equal(200, customers.FindColumn("email")!.MaxLength.Value);
            Assert.Equal("utf8mb4_bin", customers.FindColumn("city")!.Collation.Value);
            Assert.True(customers.FindColumn("doubled")!.IsStored);
            Assert.Contains("concat", customers.FindColumn("doubled")!.ComputedSql.Value, StringComparison.Ordinal);
            Assert.Equal("fulltext", Index(customers, "ix_customers_notes").Method.Value);
            Assert.Equal(10, Index(customers, "ix_customers_name").Columns[0].PrefixLength);
            Assert.Equal(2, Table(schema, "orders").FindColumn("total")!.Scale.Value);
        }
        finally
        {
            Execute(connection, "DROP DATABASE " + database);
        }
    }
}
