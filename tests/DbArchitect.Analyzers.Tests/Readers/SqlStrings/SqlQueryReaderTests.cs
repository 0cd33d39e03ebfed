using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Readers.SqlStrings;

public sealed class SqlQueryReaderTests
{
    [Theory]
    [InlineData("select * from orders where email = @email", "Orders: Email = p:email | Query")]
    [InlineData("select * from orders o where o.email = @email and o.status in (1, 2)", "Orders: Email = p:email, Status in (1, 2) | Query")]
    [InlineData("select * from orders where status in @ids", "Orders: Status in p:ids | Query")]
    [InlineData("select * from orders where status = any(@ids)", "Orders: Status in p:ids | Query")]
    [InlineData("select * from orders where @email = email", "Orders: Email = p:email | Query")]
    [InlineData("select * from orders where @min < total", "Orders: Total > p:min | Query")]
    [InlineData("select * from orders where not (email = @e or status = 1)", "Orders: Email <> p:e, Status <> 1 | Query")]
    [InlineData("select * from orders where lower(email) = @e", "Orders: casefold(Email) = p:e | Query")]
    [InlineData("select * from orders where email like 'a%'", "Orders: Email prefix 'a%' | Query")]
    [InlineData("select * from orders where email like '%a%'", "Orders: Email contains '%a%' | Query")]
    [InlineData("select * from orders where email like '%' || @e || '%'", "Orders: Email contains")]
    [InlineData("select * from orders where email like @e", "Orders: Email like p:e | Query")]
    [InlineData("select * from orders where total between @a and @b", "Orders: Total >= p:a, Total <= p:b | Query")]
    [InlineData("select * from orders where email is null", "Orders: Email is null | Query")]
    [InlineData("select * from orders where email is not null", "Orders: Email is not null | Query")]
    [InlineData("select * from orders where 1 = 1 and email = @e", "Orders: Email = p:e | Query")]
    [InlineData("select count(*) from orders where email = @e", "Orders: Email = p:e | ")]
    [InlineData("select id, email from orders order by total desc limit 10 offset 20", "Orders:  | sort Total desc | skip 20 | take 10 | select")]
    [InlineData("select id, total t from orders order by t", "Orders:  | sort Total")]
    [InlineData("select * from orders order by random()", "Orders:  | sort random")]
    [InlineData("update orders set total = 1 where email = @e", "Orders: Email = p:e")]
    [InlineData("delete from orders where email = @e", "Orders: Email = p:e")]
    public void Statement_IsRead(string sql, string expected) => Assert.StartsWith(expected, Text(sql), StringComparison.Ordinal);

    [Fact]
    public void Join_IsASourceWithItsCondition()
    {
        var query = Query("select o.* from orders o left join customers c on c.id = o.customerid where c.name = @n");
        Assert.Equal(["Orders", "Customers"], query.Sources.Select(static source => source.Table!.Value.Name));
        Assert.Equal(JoinKind.Left, query.Sources[1].Join);
        Assert.Equal(new Comparison(new ColumnRef(1, "Id"), Comparator.Equal, new ColumnOperand(new ColumnRef(0, "CustomerId"))).ToString(), Bare(query.Sources[1].On).ToString());
        Assert.Equal(1, ((Comparison)query.Filter).Column.Source);
    }

    [Theory]
    [InlineData("select c.id from customers c, lateral (select id from orders o where o.customerid = c.id order by total limit 1) l where c.name = @n")]
    [InlineData("select c.id from customers c join lateral (select id from orders o where o.customerid = c.id) l on true")]
    [InlineData("select c.id from customers c cross apply (select id from orders o where o.customerid = c.id) l")]
    public void Lateral_IsASourceTiedToTheRowsBefore(string sql)
    {
        var query = Query(sql);
        Assert.Equal("Orders", query.Sources[1].Table!.Value.Name);
        var conditions = query.Sources.Select(static source => source.On).Append(query.Filter).SelectMany(static condition => condition is AllOf all ? [.. all.Operands] : new[] { condition });
        var tie = Assert.Single(conditions.OfType<Comparison>(), static comparison => comparison.Column == new ColumnRef(1, "CustomerId"));
        Assert.Equal(new ColumnRef(0, "Id"), ((ColumnOperand)tie.Value).Column);
    }

    [Theory]
    [InlineData("select id from customers c where 3 < (select sum(total) from orders o where o.customerid = c.id)")]
    [InlineData("select id from customers c where 3 = any(select total from orders o where o.customerid = c.id)")]
    [InlineData("select -(select sum(total) from orders o where o.customerid = c.id) from customers c")]
    public void SubQueryAnywhere_IsASource(string sql) => Assert.Equal(["Customers", "Orders"], Query(sql).Sources.Select(static source => source.Table!.Value.Name));

    [Fact]
    public void DerivedTableInASubQuery_TakesTheRowAroundItForAValue() => Assert.Equal(
        ["Orders: CustomerId = p:c.id", "Customers: exists(sql:?)"],
        Queries("select id from customers c where exists (select 1 from (select customerid, count(*) n from orders where customerid = c.id group by customerid) x where x.n > 3)")
            .Select(static query => QueryText.Of(query).Split('|')[0].Trim()));

    [Fact]
    public void BareColumns_BelongToTheTableThatHasThem()
    {
        var query = Query("select * from orders, customers where name = @n and email = @e");
        var columns = ((AllOf)query.Filter).Operands.Select(static operand => ((Comparison)operand).Column).ToArray();
        Assert.Equal([new ColumnRef(1, "Name"), new ColumnRef(0, "Email")], columns);
    }

    [Fact]
    public void Exists_IsASemiJoin()
    {
        var query = Query("select * from customers c where exists (select 1 from orders o where o.customerid = c.id and o.email = @e)");
        Assert.Equal(JoinKind.Semi, query.Sources[1].Join);
        Assert.IsType<ExistsPredicate>(query.Filter);
        Assert.IsType<AllOf>(query.Sources[1].On);
    }

    [Fact]
    public void NotInSubQuery_IsAnAntiJoin()
    {
        var query = Query("select * from customers where id not in (select customerid from orders)");
        Assert.Equal(JoinKind.Anti, query.Sources[1].Join);
        Assert.Equal(Comparator.NotIn, ((Comparison)query.Filter).Operator);
    }

    [Theory]
    [InlineData("with recent as (select * from orders where total > @t) select * from recent r where r.email = @e", "Orders: Total > p:t, Email = p:e | Query")]
    [InlineData("with recent as (select id, email mail from orders) select * from recent where mail = @e order by id", "Orders: Email = p:e | sort Id | Query")]
    [InlineData("select * from (select * from orders where status = 1) o where email = @e limit 5", "Orders: Status = 1, Email = p:e | take 5 | Query")]
    [InlineData("select x.n from (select o.email e, c.name n from orders o join customers c on c.id = o.customerid) x where x.e = @e and x.n = @n", "Orders: Email = p:e, Customers.Name = p:n | inner Customers on")]
    [InlineData("select * from customers c left join (select * from orders where total > 3) o on o.customerid = c.id where c.name = @n", "Customers: Name = p:n | left Orders on")]
    [InlineData("select * from (select lower(email) e, status from orders) o where e = @e and status = 1", "Orders: opaque")]
    public void MergedQuery_IsOneWithWhatIsAround(string sql, string expected) => Assert.StartsWith(expected, Text(sql).Replace(" o on", " on", StringComparison.Ordinal).Replace(" c on", " on", StringComparison.Ordinal).Replace("c.Name", "Customers.Name", StringComparison.Ordinal), StringComparison.Ordinal);

    [Theory]
    [InlineData("with recent as (select * from orders order by id limit 5) select * from recent r join customers c on c.id = r.customerid")]
    [InlineData("with recent as (select customerid, count(*) n from orders group by customerid) select * from recent r join customers c on c.id = r.customerid")]
    [InlineData("with recent as (select * from orders) select * from recent r join recent s on s.id = r.id join customers c on c.id = r.customerid")]
    [InlineData("with recursive recent as (select * from orders) select * from recent r join customers c on c.id = r.customerid")]
    [InlineData("select * from (select distinct customerid from orders) r join customers c on c.id = r.customerid")]
    [InlineData("select * from (select customerid, row_number() over (order by id) n from orders) r join customers c on c.id = r.customerid")]
    public void QueryThatCutsItsRows_IsOneOfItsOwn(string sql)
    {
        var queries = Queries(sql);
        Assert.Equal(2, queries.Count);
        Assert.Equal(TerminalKind.Deferred, queries[0].Terminal.Kind);
        Assert.Null(queries[1].Sources[0].Table);
        Assert.Equal("Customers", queries[1].Sources[^1].Table!.Value.Name);
    }

    [Fact]
    public void LimitOfAUnion_BoundsItsOperands() =>
        Assert.All(Queries("select id from orders union all select id from customers order by 1 limit 5"), static query => Assert.NotNull(query.Take));

    [Fact]
    public void SqlServerUpdateByAlias_TargetsTheTable()
    {
        var query = Query("update o set o.total = 0 from orders o join customers c on c.id = o.customerid where c.name = @n");
        Assert.Equal("Orders", query.Sources[0].Table!.Value.Name);
        Assert.Equal([new ColumnRef(0, "Total")], query.Writes);
    }

    [Fact]
    public void Hole_IsAGapOfItsClause()
    {
        var query = Assert.Single(Read("c.Query<int>($\"select * from orders where {filter} order by total\");"));
        Assert.False(query.IsComplete(QueryParts.Filter));
        Assert.True(query.IsComplete(QueryParts.Sort));
    }

    [Fact]
    public void HoleInFromSql_IsAParameter()
    {
        var query = Assert.Single(Read("context.Orders.FromSql($\"select * from orders where email = {filter}\");"));
        Assert.True(query.IsComplete());
        Assert.IsType<Parameter>(((Comparison)query.Filter).Value);
    }

    [Fact]
    public void Variants_AreReadEach()
    {
        var queries = Read("var sql = \"select * from orders where email = @e\"; if (filter is not null) sql += \" and status = 1\"; c.Query<int>(sql);");
        Assert.Equal(2, queries.Count);
    }

    [Theory]
    [InlineData("b.Where(\"email = @e\", new { e = 1 });", "Orders: Email = p:e | Query")]
    [InlineData("b.Where(\"email = @e\").Where(\"status = 1\"); b.OrderBy(\"total desc\");", "Orders: Email = p:e, Status = 1 | sort Total desc | Query")]
    [InlineData("", "Orders:  | Query")]
    [InlineData("b.Where(\"email = @e\"); if (filter is not null) b.Where(\"status = @s\");", "Orders: Email = p:e | Query\nOrders: Email = p:e, Status = p:s | Query")]
    [InlineData("foreach (var id in ids) b.Where(\"status = 1\");", "Orders:  | Query | gaps:")]
    [InlineData("Other(b);", "Orders:  | Query | gaps:")]
    [InlineData("b.OrWhere(\"status = 1\");", "Orders:  | Query | gaps:")]
    public void SqlBuilderTemplate_HasItsClauses(string calls, string expected)
    {
        var queries = Read("var b = new SqlBuilder(); var t = b.AddTemplate(\"select * from orders /**where**/ /**orderby**/\"); " + calls + " c.Query<int>(t.RawSql, t.Parameters);");
        Assert.StartsWith(expected, string.Join("\n", queries.Select(QueryText.Of)), StringComparison.Ordinal);
    }

    [Fact]
    public void ClauseOfASqlBuilder_StandsInItsOwnLiteral()
    {
        var query = Assert.Single(Read("var b = new SqlBuilder().Where(\"status = 1 and email = @e\"); var t = b.AddTemplate(\"select * from orders /**where**/ order by total\"); c.Query<int>(t.RawSql);".Replace("var b = new SqlBuilder().Where(", "var b = new SqlBuilder(); b.Where(", StringComparison.Ordinal)));
        var location = ((AllOf)query.Filter).Operands[1].Origin.Location!;
        Assert.Equal("email = @e", location.SourceTree!.GetText().ToString(location.SourceSpan));
        var sort = query.Sort[0].Origin.Location!;
        Assert.Equal("total", sort.SourceTree!.GetText().ToString(sort.SourceSpan));
    }

    [Theory]
    [InlineData("poco.Fetch<Orders>(\"where email = @0\", filter);", "Orders: Email = p:0 | Fetch")]
    [InlineData("poco.Fetch<Orders>(\";select * from orders where email = @0\", filter);", "Orders: Email = p:0 | Fetch")]
    [InlineData("poco.Delete<Orders>(\"where status = @0\", 1);", "Orders: Status = p:0")]
    public void MicroOrmText_IsCompleted(string statement, string expected) => Assert.StartsWith(expected, QueryText.Of(Assert.Single(Read(statement))), StringComparison.Ordinal);

    [Fact]
    public void Predicate_StandsOnItsTextInTheLiteral()
    {
        var query = Query("select * from orders where status = 1 and email = @e");
        var location = ((AllOf)query.Filter).Operands[1].Origin.Location!;
        Assert.Equal("email = @e", location.SourceTree!.GetText().ToString(location.SourceSpan));
    }

    [Fact]
    public void CallInLoop_IsPerElement()
    {
        var query = Assert.Single(Read("foreach (var id in ids) c.Query<int>(\"select * from orders where id = @id\", new { id });"));
        Assert.Equal(RepetitionKind.PerElement, query.Repetition.Kind);
        Assert.True(query.Repetition.DependsOnElement);
    }

    [Theory]
    [InlineData("grant select on orders to x")]
    [InlineData("select 1")]
    [InlineData("this is no sql at all")]
    [InlineData("")]
    public void NoTable_NoQuery(string sql) => Assert.Empty(Queries(sql));

    /// <summary>Stubs of what is looked at of Dapper.SqlBuilder and NPoco, because the packages are not to be had everywhere.</summary>
    private const string Stubs = """
        namespace Dapper
        {
            public class SqlBuilder
            {
                public class Template { public string RawSql => ""; public object Parameters => ""; }
                public Template AddTemplate(string sql, object parameters = null) => new();
                public SqlBuilder Where(string sql, object parameters = null) => this;
                public SqlBuilder OrWhere(string sql, object parameters = null) => this;
                public SqlBuilder OrderBy(string sql, object parameters = null) => this;
            }
        }
        namespace NPoco
        {
            public interface IDatabase
            {
                System.Collections.Generic.List<T> Fetch<T>(string sql, params object[] args);
                int Delete<T>(string sql, params object[] args);
            }
        }
        """;

    private static Predicate Bare(Predicate predicate) => predicate with { Origin = default, Source = default };

    private static string Text(string sql) => QueryText.Of(Query(sql));

    private static Query Query(string sql) => Assert.Single(Queries(sql));

    private static IReadOnlyList<Query> Queries(string sql) => Read($"c.Query<int>(\"{sql}\");");

    private static readonly Schema Shop = new(
        "Shop",
        Store.PostgreSql,
        (Table[])
        [
            new Table(new TableName(null, "Orders")) { Columns = Columns("Id", "CustomerId", "Email", "Status", "Total") },
            new Table(new TableName(null, "Customers")) { Columns = Columns("Id", "Name") },
        ],
        default);

    private static EquatableArray<Column> Columns(params string[] names) => Array.ConvertAll(names, static name => new Column(name));

    private static IReadOnlyList<Query> Read(string statement)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using System.Collections.Generic; using System.Linq; using Dapper; using Microsoft.EntityFrameworkCore; "
            + "class Order { public int Id { get; set; } } class Shop : DbContext { public DbSet<Order> Orders { get; set; } } "
            + "class Orders { } "
            + "class C { void Other(object o) { } void M(Npgsql.NpgsqlConnection c, NPoco.IDatabase poco, Shop context, string filter, List<int> ids) { " + statement + " } } " + Stubs);
        var compilation = CSharpCompilation.Create("Test", [tree], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var source = new SourceOperations(compilation);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(static node => node.Identifier.Text == "M");
        var owner = compilation.GetSemanticModel(tree).GetDeclaredSymbol(method)!;
        return new SqlQueryReader(new KnownTypes(compilation), source, new Lazy<SchemaSet>(() => new SchemaSet((Schema[])[Shop])))
            .Read(source.OperationOf(method, default)!, owner, [], default);
    }
}
