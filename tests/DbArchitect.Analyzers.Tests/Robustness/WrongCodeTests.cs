using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Robustness;

/// <summary>Code that does not compile, or that nobody would write: see <see cref="Trial"/> for what holds of all of it.</summary>
public sealed class WrongCodeTests
{
    private const string Context = """
        public class Order { public int Id { get; set; } public string Email { get; set; } = ""; public Order? Parent { get; set; } public List<Order> Children { get; } = new(); }
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("");
        }

        """;

    [Theory]
    [InlineData("public class Q(ShopContext db) { public void M() { db. } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { db.Orders.Where(o => o. } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { db.Orders.Where(o => ).ToList(); } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { var x = from o in db.Orders where } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { var x = from o in db.Orders join p in db.Orders on o.Id equals select o; } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { foreach (var o in db.Orders.Where) { } } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { db.Orders.Where(Missing).Select(o => new { o.Nothing }).OrderBy().Take().First(); } }")]
    [InlineData("public class Q(ShopContext db) { public void M() => db.Orders.Include().ThenInclude(x => x.y).ToListAsync(; }")]
    [InlineData("public class Q(ShopContext db) { public void M() => db.Orders.FromSqlRaw(\"SELECT * FROM Orders WHERE Id = {0\", ); }")]
    [InlineData("public class Q(ShopContext db) { public void M() => db.Database.ExecuteSqlRaw($\"UPDATE Orders SET Email = '{\"); }")]
    [InlineData("public class Q(ShopContext db) { public void M() { using var c = new Microsoft.Data.Sqlite.SqliteCommand(; c.CommandText = \"SELECT\" + ; } }")]
    [InlineData("public class Q(ShopContext db) { public Task M() => db.Orders.Where(o => o.Email == null!).ExecuteUpdateAsync(s => s.SetProperty()); }")]
    [InlineData("public class Q(Missing db) { public void M() => db.Orders.First(o => o.Email == \"\"); }")]
    [InlineData("public class Q(ShopContext db) { public void M(Missing<Order> filter) => db.Orders.Where(filter).Where(filter.Criteria).ToList(); }")]
    [InlineData("public class Q { public IQueryable<> M() => null; public DbSet<> N; public void K() { foreach (var x in M()) { } } }")]
    [InlineData("public class Q(ShopContext db) { public void M() { int Local() => Local(db.Orders.Count()); Local(Local); } }")]
    [InlineData("public class Q(ShopContext db) { public Q() : this() { db.Orders.Load(); } ~Q() => db.Orders.ToList(); public static implicit operator Order(Q q) => q.db.Orders.First(); }")]
    public Task Query_ThatDoesNotCompile(string code) => Trial.Code(Context + code);

    [Theory]
    [InlineData("public class C : DbContext { public DbSet<Missing> Missing => Set<Missing>(); protected override void OnModelCreating(ModelBuilder m) => m.Entity<Missing>().HasIndex(x => x.A); }")]
    [InlineData("public class C : DbContext { public DbSet<> Orders { get; set; } protected override void OnModelCreating(ModelBuilder m) { m.Entity<>(); m.Entity<Order>(o => o. } }")]
    [InlineData("public class C : DbContext { protected override void OnModelCreating(ModelBuilder m) { m.Entity<Order>().HasKey(o => new { o.Id, o. }).HasName(; m.Entity<Order>().HasOne().WithMany(); } }")]
    [InlineData("public class C : DbContext { protected override void OnModelCreating() => m.Entity<Order>(); void OnModelCreating(ModelBuilder m, int x) { } }")]
    [InlineData("public class C : DbContext { protected override void OnModelCreating(ModelBuilder m) => m.ApplyConfiguration(new K()); } public class K : IEntityTypeConfiguration<Missing> { public void Configure(EntityTypeBuilder<Missing> b) => b.HasIndex(x => x.Y); }")]
    [InlineData("[Index(nameof(Missing), )] [Table(] public class E { [Key, Column(TypeName = )] public int Id { get; set } [ForeignKey(\"Nothing\")] public E Other; } public class C : DbContext { public DbSet<E> Es => Set<E>(); }")]
    [InlineData("[Index(\"\")] [Index(null!)] [PrimaryKey(\"\", \"\")] public class E { public int Id { get; set; } } public class C : DbContext { public DbSet<E> Es => Set<E>(); }")]
    [InlineData("public class C : DbContext { protected override void OnModelCreating(ModelBuilder m) => OnModelCreating(m); }")]
    [InlineData("public class C : DbContext { protected override void OnModelCreating(ModelBuilder m) => A(m); void A(ModelBuilder m) => B(m); void B(ModelBuilder m) { A(m); B(m); } }")]
    [InlineData("public class C : DbContext { protected override void OnModelCreating(ModelBuilder m) { foreach (var e in m.Model.GetEntityTypes()) foreach (var p in e.GetProperties()) foreach (var k in e.) { } while (true) m.Entity<Order>(); } }")]
    public Task Model_ThatDoesNotCompile(string code) => Trial.Code("using System.ComponentModel.DataAnnotations; using System.ComponentModel.DataAnnotations.Schema;\n" + Context + code);

    [Theory]
    [InlineData("public class A : B { public int Id { get; set; } } public class B : A { } public class C : DbContext { public DbSet<A> As => Set<A>(); public DbSet<B> Bs => Set<B>(); public A M() => As.First(a => a.Id == 1); }")]
    [InlineData("public class C : D { public DbSet<Order> Orders => Set<Order>(); } public class D : C { public void M() => Orders.First(); }")]
    [InlineData("public interface I : J { } public interface J : I { int Id { get; } } public class E : I, J { public int Id { get; set; } } public class C : DbContext { public DbSet<E> Es => Set<E>(); public E M() => Es.First(e => e.Id == 1); }")]
    [InlineData("public class R<T> : R<R<T>> where T : class { public DbSet<T> Set; public T M() => Set.First(); }")]
    [InlineData("public class S<T> : DbSet<S<S<T>>> where T : class { } public class C : DbContext { public S<Order> Os { get; set; } public void M() => Os.ToList(); }")]
    [InlineData("public abstract class E<T> where T : E<T> { public int Id { get; set; } public T? Next { get; set; } public List<E<T>> All { get; } = new(); } public class N : E<N> { } public class C : DbContext { public DbSet<N> Ns => Set<N>(); public N M() => Ns.Include(n => n.Next).First(n => n.Next!.Next!.Id == 1); }")]
    public Task TypesThatGoRound(string code) => Trial.Code(Context + code);

    [Theory]
    [InlineData("public IQueryable<Order> M() => M().Where(o => o.Email == \"\"); public void N() => M().ToList();")]
    [InlineData("public IQueryable<Order> A(int x) => x > 0 ? B(x - 1) : db.Orders; public IQueryable<Order> B(int x) => A(x).Where(o => o.Id > x); public void N() => A(3).First();")]
    [InlineData("public IQueryable<T> G<T>() where T : class => G<List<T>>().SelectMany(x => x); public void N() => G<Order>().ToList();")]
    [InlineData("public IQueryable<Order> P { get => P.Skip(1); } public void N() => P.ToList();")]
    [InlineData("System.Linq.Expressions.Expression<Func<Order, bool>> E => E; public void N() => db.Orders.Where(E).ToList();")]
    [InlineData("string Sql() => \"SELECT 1 \" + Sql(); public void N() => db.Orders.FromSqlRaw(Sql()).ToList();")]
    [InlineData("public void N() { var q = db.Orders.AsQueryable(); while (q.Any()) { q = q.Where(o => q.Any(p => p.Id == o.Id)); N(); } }")]
    [InlineData("public void N() { string s = \"\"; while (s.Length < 9) s = s + \"SELECT \" + s; db.Database.ExecuteSqlRaw(s); }")]
    public Task MethodsThatGoRound(string members) => Trial.Code(Context + "public class Q(ShopContext db) { " + members + " }");

    [Fact]
    public Task NavigationsThatGoRound() => Trial.Code("""
        public class A { public int Id { get; set; } public int BId { get; set; } public B B { get; set; } = null!; public List<C> Cs { get; } = new(); }
        public class B { public int Id { get; set; } public int CId { get; set; } public C C { get; set; } = null!; public List<A> As { get; } = new(); }
        public class C { public int Id { get; set; } public int AId { get; set; } public A A { get; set; } = null!; public List<B> Bs { get; } = new(); }
        public class RoundContext : DbContext
        {
            public DbSet<A> As => Set<A>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("").UseLazyLoadingProxies();
            public List<A> Read() => As.Include(a => a.B.C.A.B.C.A).ThenInclude(a => a.Cs).Where(a => a.B.C.A.B.C.A.B.C.A.Id == 3 && a.Cs.Any(c => c.Bs.Any(b => b.As.Any(x => x == a)))).ToList();
        }
        """);

    [Fact]
    public Task SameNames() => new Trial
    {
        Files =
        {
            ["One.cs"] = Context + "public class Order { public string Id { get; set; } = \"\"; } public class ShopContext : DbContext { public DbSet<Order> Orders { get; set; } }",
            ["Two.cs"] = "namespace Two { public class Order { public int Id { get; set; } } public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<global::Order> Orders => Set<global::Order>(); } }",
            ["Three.cs"] = "namespace Two { public partial class Order { public int Id { get; set; } } public class Q(ShopContext db) { public Order? M(int id) => db.Orders.FirstOrDefault(o => o.Id == id); } }",
        },
    }.RunAsync();

    [Fact]
    public Task PartsOfClasses() => new Trial
    {
        Files =
        {
            ["One.cs"] = "public partial class Order { public int Id { get; set; } } public partial class ShopContext { public DbSet<Order> Orders => Set<Order>(); partial void Configure(ModelBuilder model); }",
            ["Two.cs"] = "[Index(nameof(Email))] public partial class Order { public string Email { get; set; } = \"\"; } public partial class ShopContext : DbContext { protected override void OnModelCreating(ModelBuilder m) => Configure(m); }",
            ["Three.cs"] = "public partial class ShopContext { partial void Configure(ModelBuilder model) { model.Entity<Order>().HasIndex(o => o.Email); } public Order? Find(string email) => Orders.FirstOrDefault(o => o.Email == email); }",
        },
    }.RunAsync();

    [Fact]
    public Task ContextWithoutProvider() =>
        Trial.Code("public class E { public int Id { get; set; } public string Name { get; set; } = \"\"; } public class C : DbContext { public DbSet<E> Es => Set<E>(); public E M(string n) => Es.First(e => e.Name == n); }");

    [Fact]
    public Task TopLevelStatements() => new Trial
    {
        Output = OutputKind.ConsoleApplication,
        Files = { ["Program.cs"] = "using var db = new ShopContext(); foreach (var order in db.Orders.Where(o => o.Email == args[0]).ToList()) { Console.WriteLine(db.Orders.Count(o => o.Id > order.Id)); } return Local();\nint Local() => db.Orders.Count();\n" + Context },
    }.RunAsync();

    [Fact]
    public Task Script() => new Trial
    {
        Parse = new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script),
        Files = { ["Script.csx"] = "using Microsoft.EntityFrameworkCore;\n" + Context + "var db = new ShopContext(); var orders = db.Orders.Where(o => o.Email == \"\").ToList(); db.Orders.First();" },
    }.RunAsync();

    [Fact]
    public Task ConditionalCode() => Trial.Code("#if NEVER\n" + Context + "#elif\n#else\n" + Context.Replace("Orders =>", "Orders /*\n#endif\n*/ =>", StringComparison.Ordinal)
        + "#endif\n#region x\npublic class Q(ShopContext db) { public void M() => db.Orders.\n#if DEBUG\nFirst();\n#else\nLast(); }\n#endif");

    [Fact]
    public Task Nothing() => new Trial { Files = { ["Empty.cs"] = "", [""] = "   \n", ["Odd.cs"] = "\0\uFFFF\uD800 class \u202E { @ # $ ` }" } }.RunAsync();

    /// <summary>In an editor a referenced project is a compilation whose code may be as broken.</summary>
    [Fact]
    public async Task ReferencedProject_ThatDoesNotCompile()
    {
        var core = CSharpCompilation.Create(
            "Core",
            [CSharpSyntaxTree.ParseText(
                Context + "public class Broken : Missing { public DbSet<Order Orders } public static class Queries { public static IQueryable<Order> Named(this IQueryable<Order> o, string e) => o.Where(x => x.Email == ",
                new CSharpParseOptions(LanguageVersion.Latest), "/Core.cs"), CSharpSyntaxTree.ParseText(Verify.GlobalUsings)],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        await new Trial
        {
            References = References.All.Add(core.ToMetadataReference()),
            Files = { ["Test.cs"] = "public class Q(ShopContext db) { public Order M(string e) => db.Orders.Named(e).Where(o => o.Parent!.Email == e).First(); public Broken? B { get; set; } }" },
        }.RunAsync();
    }

    /// <summary>The same type from two projects, as a solution has it in the middle of a move.</summary>
    [Fact]
    public async Task SameTypeInTwoAssemblies()
    {
        CSharpCompilation Compile(string name) => ReferencedProjects.Compile(name, Context, []);
        await new Trial
        {
            References = [.. References.All, Compile("One").ToMetadataReference(), ReferencedProjects.Reference(ReferenceForm.Assembly, Compile("Two"))],
            Files = { ["Test.cs"] = "public class Q(ShopContext db) { public Order M(string e) => db.Orders.First(o => o.Email == e); } public class Mine : ShopContext { public DbSet<Order> More => Set<Order>(); }" },
        }.RunAsync();
    }

    /// <summary>A project whose packages are not restored whole: some of EF Core is there, LINQ or the provider is not.</summary>
    [Theory]
    [InlineData("System.Linq.Queryable")]
    [InlineData("System.Linq.Expressions")]
    [InlineData("System.Linq")]
    [InlineData("System.Data.Common")]
    [InlineData("System.ComponentModel.Annotations")]
    [InlineData("Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Microsoft.EntityFrameworkCore.Abstractions")]
    [InlineData("System.Runtime")]
    [InlineData("System.Private.CoreLib")]
    public async Task MissingReference(string assembly)
    {
        var compilation = CSharpCompilation.Create(
            "Trial",
            [.. new[] { Context + "public class Q(ShopContext db) { public Order M(string e) => db.Orders.Where(o => o.Email == e).OrderBy(o => o.Id).First(); }", Trial.Sound, Verify.GlobalUsings }
                .Select(static text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)))],
            References.All.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assembly),
            Trial.Options(OutputKind.DynamicallyLinkedLibrary));
        await Trial.AnalyseAsync(compilation, new Analyzers.Hosting.DatabaseAnalyzer(), new Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions([]), null, default);
    }
}
