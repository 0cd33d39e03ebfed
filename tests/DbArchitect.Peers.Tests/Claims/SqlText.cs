using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>SQL as text.</summary>
internal static class SqlText
{
    private const string Injected = "\"x' OR '1' = '1\"";

    public static Claim[] All { get; } =
    [
        new("Value concatenated into SQL", ["DBA5001", "EF1002", "EF1003", "LC018", "LC034", "LC037", "S2077", "CA2100", "CA3001", "SCS0002"])
        {
            Programs =
            [
                FlawedMembers("`FromSqlRaw`, interpolated", Truth.Returns(8).Because("all rows: " + Injected), $$""""
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, {{Injected}});

                    public static async Task<int> Find(ShopContext db, string name)
                    {
                        var found = await db.Customers.FromSqlRaw($"SELECT * FROM Customers WHERE Name = '{name}'").ToListAsync();
                        return found.Count;
                    }
                    """"),
                FlawedMembers("`FromSqlRaw`, concatenated in a variable", Truth.Returns(8).Because("all rows"), $$""""
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, {{Injected}});

                    public static async Task<int> Find(ShopContext db, string name)
                    {
                        var sql = "SELECT * FROM Customers WHERE Name = '" + name + "'";
                        return (await db.Customers.FromSqlRaw(sql).ToListAsync()).Count;
                    }
                    """"),
                FlawedMembers("`ExecuteSqlRaw`, built by a `StringBuilder` in a helper", Truth.Returns(8).Because("all rows changed"), $$""""
                    public Task<int> Run(ShopContext db, List<int> ids) => db.Database.ExecuteSqlRawAsync(Statement({{Injected}}));

                    public static string Statement(string name)
                    {
                        var sql = new System.Text.StringBuilder("UPDATE Customers SET Notes = 'seen'");
                        sql.Append(" WHERE Name = '").Append(name).Append("'");
                        return sql.ToString();
                    }
                    """"),
                FlawedMembers("Dapper", Truth.Returns(8).Because("all rows"), $$""""
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db.Database.GetDbConnection(), {{Injected}});

                    public static async Task<int> Find(System.Data.IDbConnection connection, string name)
                    {
                        var found = await Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT Email FROM Customers WHERE Name = '" + name + "'");
                        return found.Count();
                    }
                    """"),
                FlawedMembers("ADO.NET, with `string.Format`", Truth.Returns(8).Because("all rows"), $$""""
                    public int Run(ShopContext db, List<int> ids) => Find(db.Database.GetDbConnection(), {{Injected}});

                    public static int Find(System.Data.Common.DbConnection connection, string name)
                    {
                        using var command = connection.CreateCommand();
                        command.CommandText = string.Format("SELECT count(*) FROM Customers WHERE Name = '{0}'", name);
                        return Convert.ToInt32(command.ExecuteScalar());
                    }
                    """"),
                FlawedFile("ADO.NET, from a controller's action", Truth.Returns(8).Because("all rows"), $$""""
                    public class CustomersController : Microsoft.AspNetCore.Mvc.Controller
                    {
                        [Microsoft.AspNetCore.Mvc.HttpGet("customers")]
                        public int Count(string name)
                        {
                            using var db = new ShopContext();
                            return Count(db.Database.GetDbConnection(), name);
                        }

                        [Microsoft.AspNetCore.Mvc.NonAction]
                        public int Count(System.Data.Common.DbConnection connection, string name)
                        {
                            using var command = new Microsoft.Data.Sqlite.SqliteCommand("SELECT count(*) FROM Customers WHERE Name = '" + name + "'", (Microsoft.Data.Sqlite.SqliteConnection)connection);
                            return Convert.ToInt32(command.ExecuteScalar());
                        }
                    }

                    public class Service
                    {
                        public int Run(ShopContext db, List<int> ids)
                        {
                            using var controller = new CustomersController();
                            return controller.Count(db.Database.GetDbConnection(), {{Injected}});
                        }
                    }
                    """"),
                RightMembers("`FromSql`: an interpolated value is a parameter", Truth.Returns(0), $$""""
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, {{Injected}});

                    public static async Task<int> Find(ShopContext db, string name) =>
                        (await db.Customers.FromSql($"SELECT * FROM Customers WHERE Name = {name}").ToListAsync()).Count;
                    """"),
                RightMembers("`FromSqlRaw` with a parameter", Truth.Returns(0), $$""""
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, {{Injected}});

                    public static async Task<int> Find(ShopContext db, string name) =>
                        (await db.Customers.FromSqlRaw("SELECT * FROM Customers WHERE Name = {0}", name).ToListAsync()).Count;
                    """"),
                RightMembers("constants put together", Truth.Returns(1), """
                    private const string Columns = "Id, Name, Email";

                    public async Task<int> Run(ShopContext db, List<int> ids)
                    {
                        var sql = "SELECT " + Columns + " FROM Customers" + " WHERE Name = @name";
                        return (await Dapper.SqlMapper.QueryAsync<string>(db.Database.GetDbConnection(), sql, new { name = "c1" })).Count();
                    }
                    """),
                RightMembers("a number", Truth.Returns(1).Because("an `int` holds no SQL"), """
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db.Database.GetDbConnection(), 3);

                    public static async Task<int> Find(System.Data.IDbConnection connection, int id) =>
                        (await Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT Name FROM Customers WHERE Id = " + id)).Count();
                    """),
                RightMembers("a column from a list of allowed ones", Truth.Returns(8), """
                    public Task<int> Run(ShopContext db, List<int> ids) => Sorted(db.Database.GetDbConnection(), "name; DROP TABLE Customers");

                    public static async Task<int> Sorted(System.Data.IDbConnection connection, string by)
                    {
                        var column = by switch { "name" => "Name", "email" => "Email", _ => "Id" };
                        return (await Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT Name FROM Customers ORDER BY " + column)).Count();
                    }
                    """),
                RightMembers("ADO.NET with a parameter", Truth.Returns(0), $$""""
                    public int Run(ShopContext db, List<int> ids) => Find(db.Database.GetDbConnection(), {{Injected}});

                    public static int Find(System.Data.Common.DbConnection connection, string name)
                    {
                        using var command = connection.CreateCommand();
                        command.CommandText = "SELECT count(*) FROM Customers WHERE Name = @name";
                        var parameter = command.CreateParameter();
                        parameter.ParameterName = "@name";
                        parameter.Value = name;
                        command.Parameters.Add(parameter);
                        return Convert.ToInt32(command.ExecuteScalar());
                    }
                    """"),
            ],
            Remark = "An argument of EF Core's raw methods that is put together on the spot is left to its own analyzer, which every EF Core project has: there we are silent by design. CA3001 and SCS0002 follow the input of web requests only.",
        },
        new("Write without filter", ["DBA5002", "LC035"])
        {
            Programs =
            [
                Flawed("`ExecuteDelete` of a set", Truth.Leaves("SELECT count(*) FROM Payments", 0), """
                    await db.Payments.ExecuteDeleteAsync();
                    """),
                Flawed("an UPDATE by Dapper", Truth.Leaves("SELECT count(DISTINCT City) FROM Customers", 1), """
                    await Dapper.SqlMapper.ExecuteAsync(db.Database.GetDbConnection(), "UPDATE Customers SET City = @city", new { city = "Chur" });
                    """),
                FlawedFile("`ExecuteUpdate` of a set, in a repository", Truth.Leaves("SELECT count(*) FROM Products WHERE Stock = 0", 8), """
                    public class ProductStore(ShopContext db)
                    {
                        public Task<int> EmptyAsync()
                        {
                            var products = db.Set<Product>();
                            return products.ExecuteUpdateAsync(set => set.SetProperty(p => p.Stock, 0));
                        }
                    }

                    public class Service
                    {
                        public Task Run(ShopContext db, List<int> ids) => new ProductStore(db).EmptyAsync();
                    }
                    """),
                Right("filtered", Truth.Leaves("SELECT count(*) FROM Payments", 28), """
                    await db.Payments.Where(p => p.Id < 5).ExecuteDeleteAsync();
                    """),
                Right("all rows, and it says so", Truth.Leaves("SELECT count(*) FROM Payments", 0), """
                    await db.Payments.Where(_ => true).ExecuteDeleteAsync();
                    """),
                Right("filtered in an earlier statement", Truth.Leaves("SELECT count(*) FROM Payments", 28), """
                    var old = from p in db.Payments where p.Id < 5 select p;
                    await old.ExecuteDeleteAsync();
                    """),
                Right("an UPDATE with WHERE", Truth.Leaves("SELECT count(*) FROM Customers WHERE City = 'Chur'", 4), """
                    await Dapper.SqlMapper.ExecuteAsync(db.Database.GetDbConnection(), "UPDATE Customers SET City = @city WHERE City = 'Bern'", new { city = "Chur" });
                    """),
            ],
        },
        new("Comparison with NULL", ["DBA5003"])
        {
            Programs =
            [
                FlawedMembers("`= NULL`", Truth.Returns(0).Because("4 have no phone"), """
                    public async Task<int> Run(ShopContext db, List<int> ids) =>
                        (await Dapper.SqlMapper.QueryAsync<string>(db.Database.GetDbConnection(), "SELECT Name FROM Customers WHERE Phone = NULL")).Count();
                    """),
                FlawedMembers("`<> NULL`, put together", Truth.Returns(0).Because("4 have a phone"), """
                    public async Task<int> Run(ShopContext db, List<int> ids)
                    {
                        var sql = "SELECT * FROM Customers";
                        if (ids.Count > 0)
                            sql += " WHERE Phone <> NULL";
                        return (await db.Customers.FromSqlRaw(sql).ToListAsync()).Count;
                    }
                    """),
                RightMembers("`IS NULL`", Truth.Returns(4), """
                    public async Task<int> Run(ShopContext db, List<int> ids) =>
                        (await Dapper.SqlMapper.QueryAsync<string>(db.Database.GetDbConnection(), "SELECT Name FROM Customers WHERE Phone IS NULL")).Count();
                    """),
                RightMembers("`== null` in LINQ", Truth.Returns(4), """
                    public Task<int> Run(ShopContext db, List<int> ids) => db.Customers.CountAsync(c => c.Phone == null);
                    """),
                Right("`SET … = NULL`", Truth.Leaves("SELECT count(*) FROM Customers WHERE Phone IS NULL", 5), """
                    await Dapper.SqlMapper.ExecuteAsync(db.Database.GetDbConnection(), "UPDATE Customers SET Phone = NULL WHERE Id = 2");
                    """),
            ],
        },
        new("Unknown column", ["DBA5004"])
        {
            Programs =
            [
                Flawed("a mistyped name", Truth.Throws("SqliteException", "no such column"), """
                    var names = await Dapper.SqlMapper.QueryAsync<string>(db.Database.GetDbConnection(), "SELECT c.Name FROM Customers c WHERE c.Emial = 'c1@x'");
                    Console.WriteLine(names.Count());
                    """),
                Flawed("the property's name where the column has another", Truth.Throws("SqliteException", "no such column"), """
                    var names = await Dapper.SqlMapper.QueryAsync<string>(db.Database.GetDbConnection(), "SELECT c.Name FROM Customers AS c JOIN Orders o ON o.CustomerId = c.Id WHERE o.Channel = 'web'");
                    Console.WriteLine(names.Count());
                    """) with { Model = Shop.ModelWith("model.Entity<Order>().Property(o => o.Channel).HasColumnName(\"sales_channel\");") },
                Right("the right name", Truth.Runs, """
                    var names = await Dapper.SqlMapper.QueryAsync<string>(db.Database.GetDbConnection(), "SELECT c.Name FROM Customers c WHERE c.Email = 'c1@x'");
                    Console.WriteLine(names.Count());
                    """),
                Right("a column of a derived table", Truth.Runs, """
                    var totals = await Dapper.SqlMapper.QueryAsync<int>(
                        db.Database.GetDbConnection(), "SELECT c.Sum FROM (SELECT CustomerId, sum(Total) AS Sum FROM Orders GROUP BY CustomerId) c WHERE c.Sum > 3");
                    Console.WriteLine(totals.Count());
                    """),
            ],
        },
    ];
}
