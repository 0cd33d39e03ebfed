using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Readers.Ef;

/// <summary>Global query filters, in the forms in which code declares them.</summary>
public sealed class QueryFilterTests
{
    private const string Code = """
        using System; using System.Collections.Generic; using System.Linq; using System.Linq.Expressions; using System.Reflection;
        using Microsoft.EntityFrameworkCore; using Microsoft.EntityFrameworkCore.Metadata; using Microsoft.EntityFrameworkCore.Query;
        public interface ISoftDelete { bool IsDeleted { get; } }
        public class Customer { public int Id { get; set; } public string Name { get; set; } }
        public class Order : ISoftDelete
        {
            public int Id { get; set; } public string Email { get; set; } public int State { get; set; } public bool IsDeleted { get; set; }
            public int TenantId { get; set; } public DateTime? ClosedAt { get; set; } public int CustomerId { get; set; } public Customer Customer { get; set; }
        }
        public class Shop : DbContext
        {
            private readonly int tenant; private int? Current { get; } private List<int> Tenants { get; set; }
            public DbSet<Order> Orders { get; set; }
            protected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseSqlServer("");
            protected override void OnModelCreating(ModelBuilder b)
            {
                BODY
            }
            MORE
            private bool IsVisible(Order order) => true;
        }
        """;

    private static Fact<Predicate> FilterOf(string body, string more = "")
    {
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(Code.Replace("BODY", body, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal), new CSharpParseOptions(LanguageVersion.Latest))],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var schema = Assert.Single(EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, default).Schemas);
        Assert.True(schema.FindEntity("Customer")?.QueryFilter.IsAbsent ?? true);
        return schema.FindEntity("Order")!.QueryFilter;
    }

    private static string Text(Fact<Predicate> filter) => filter.IsUnknown ? "unknown" : filter.IsAbsent ? "none" : Text(filter.Value!);

    private static string Text(Predicate predicate)
    {
        Assert.Equal(PredicateSource.QueryFilter, predicate.Source);
        return predicate switch
        {
            AllOf all => string.Join(" and ", all.Operands.Select(Text)),
            AnyOf any => "(" + string.Join(" or ", any.Operands.Select(Text)) + ")",
            Comparison comparison => comparison.Column.Column + " " + comparison.Operator + (comparison.Value switch
            {
                Constant { Text: null } => "",
                Constant constant => " " + constant.Text,
                Parameter parameter => " @" + parameter.Name,
                _ => " …",
            }),
            FunctionComparison function => function.Detail + " over " + function.Column.Column,
            OpaquePredicate opaque => "opaque " + string.Join(", ", opaque.Columns.Select(static column => column.Column)),
            UnknownPredicate => "?",
            _ => predicate.GetType().Name,
        };
    }

    [Theory]
    [InlineData("o => !o.IsDeleted", "IsDeleted Equal 0")]
    [InlineData("o => !o.IsDeleted && o.TenantId == tenant", "IsDeleted Equal 0 and TenantId Equal @tenant")]
    [InlineData("o => o.IsDeleted == false && o.ClosedAt == null", "IsDeleted Equal 0 and ClosedAt IsNull")]
    [InlineData("o => !o.IsDeleted || o.State > 3", "(IsDeleted Equal 0 or State GreaterThan 3)")]
    [InlineData("o => EF.Property<bool>(o, \"IsDeleted\") == false", "IsDeleted Equal 0")]
    [InlineData("o => Tenants.Contains(o.TenantId)", "TenantId In …")]
    [InlineData("o => o.Email.StartsWith(\"x\") && !o.IsDeleted", "Email Prefix x and IsDeleted Equal 0")]
    [InlineData("o => o.ClosedAt.HasValue", "ClosedAt IsNotNull")]
    [InlineData("o => o.Email.ToLower() == \"x\"", "ToLower() over Email")]
    [InlineData("o => ((ISoftDelete)o).IsDeleted == false", "IsDeleted Equal 0")]
    public void Lambda_IsReadAsAConditionIs(string filter, string expected) => Assert.Equal(expected, Text(FilterOf("b.Entity<Order>().HasQueryFilter(" + filter + ");")));

    [Theory]
    [InlineData("o => o.Customer.Name == \"x\"")]
    [InlineData("o => Current == null || o.TenantId == Current")]
    [InlineData("o => Orders.Any(other => other.State == o.State)")]
    public void WhatIsNotOfTheEntityAlone_IsUnknown(string filter) => Assert.Equal("unknown", Text(FilterOf("b.Entity<Order>().HasQueryFilter(" + filter + ");")));

    [Theory]
    [InlineData("o => !o.IsDeleted && o.Customer.Name == \"x\"", "IsDeleted Equal 0 and ?")]
    [InlineData("o => (Current == null || o.TenantId == Current) && !o.IsDeleted", "IsDeleted Equal 0 and ?")]
    public void PartThatIsKnown_IsKept(string filter, string expected) => Assert.Equal(expected, Text(FilterOf("b.Entity<Order>().HasQueryFilter(" + filter + ");")));

    [Fact]
    public void NameGivenToAHelper_IsKnown() => Assert.Equal(
        "IsDeleted Equal 0",
        Text(FilterOf("Soft(b, \"IsDeleted\");", "private static void Soft(ModelBuilder b, string name) => b.Entity<Order>().HasQueryFilter(o => EF.Property<bool>(o, name) == false);")));

    [Fact]
    public void GenericHelperOverAnInterface_IsRead() => Assert.Equal(
        "IsDeleted Equal 0",
        Text(FilterOf("Soft<Order>(b);", "private static void Soft<T>(ModelBuilder b) where T : class, ISoftDelete => b.Entity<T>().HasQueryFilter(e => !e.IsDeleted);")));

    [Fact]
    public void NamedFilters_HoldTogether() => Assert.Equal(
        "IsDeleted Equal 0 and TenantId Equal @tenant",
        Text(FilterOf("b.Entity<Order>().HasQueryFilter(\"deleted\", o => !o.IsDeleted).HasQueryFilter(\"tenant\", o => o.TenantId == 3).HasQueryFilter(\"tenant\", o => o.TenantId == tenant);")));

    [Fact]
    public void NamedFilterTakenBack_IsGone() => Assert.Equal(
        "IsDeleted Equal 0",
        Text(FilterOf("b.Entity<Order>().HasQueryFilter(\"deleted\", o => !o.IsDeleted).HasQueryFilter(\"tenant\", o => o.TenantId == 3).HasQueryFilter(\"tenant\", null);")));

    [Fact]
    public void AnonymousFilterDeclaredTwice_TheLastHolds() => Assert.Equal(
        "State Equal 1", Text(FilterOf("b.Entity<Order>().HasQueryFilter(o => !o.IsDeleted); b.Entity<Order>().HasQueryFilter(o => o.State == 1);")));

    [Fact]
    public void FilterBehindACondition_IsUnknown() => Assert.Equal("unknown", Text(FilterOf("if (Environment.MachineName == \"x\") b.Entity<Order>().HasQueryFilter(o => !o.IsDeleted);")));

    [Theory]
    [InlineData("Expression.Equal(Expression.Property(row, nameof(ISoftDelete.IsDeleted)), Expression.Constant(false))", "IsDeleted Equal 0")]
    [InlineData("Expression.Not(Expression.Property(row, \"IsDeleted\"))", "IsDeleted Equal 0")]
    [InlineData("Expression.Not(Expression.PropertyOrField(Expression.Convert(row, typeof(ISoftDelete)), \"IsDeleted\"))", "IsDeleted Equal 0")]
    [InlineData("Expression.Not(Expression.Property(row, type.ClrType.GetProperty(\"IsDeleted\")!))", "IsDeleted Equal 0")]
    [InlineData("Expression.Not(Expression.Call(typeof(EF), nameof(EF.Property), new[] { typeof(bool) }, row, Expression.Constant(\"IsDeleted\")))", "IsDeleted Equal 0")]
    [InlineData("Expression.Equal(Expression.Call(typeof(EF).GetMethod(\"Property\")!.MakeGenericMethod(typeof(bool)), row, Expression.Constant(\"IsDeleted\")), Expression.Constant(false))", "IsDeleted Equal 0")]
    [InlineData("Expression.AndAlso(Expression.Not(Expression.Property(row, \"IsDeleted\")), Expression.Equal(Expression.Property(row, \"TenantId\"), Expression.Property(Expression.Constant(this), \"Current\")))", "IsDeleted Equal 0 and TenantId Equal @Current")]
    [InlineData("Expression.Equal(Expression.Constant(3), Expression.Property(row, \"State\"))", "State Equal 3")]
    [InlineData("Expression.GreaterThan(Expression.Constant(3), Expression.Property(row, \"State\"))", "State LessThan 3")]
    public void ExpressionComposedInALoop_IsRead(string expression, string expected) => Assert.Equal(expected, Text(FilterOf($$"""
        foreach (var type in b.Model.GetEntityTypes())
        {
            if (!typeof(ISoftDelete).IsAssignableFrom(type.ClrType))
                continue;
            var row = Expression.Parameter(type.ClrType, "e");
            b.Entity(type.ClrType).HasQueryFilter(Expression.Lambda({{expression}}, row));
        }
        """)));

    [Fact]
    public void ExpressionSetThroughTheMetadata_IsRead() => Assert.Equal("IsDeleted Equal 0", Text(FilterOf("""
        foreach (var type in b.Model.GetEntityTypes().Where(t => typeof(ISoftDelete).IsAssignableFrom(t.ClrType)))
        {
            var row = Expression.Parameter(type.ClrType);
            var body = Expression.Not(Expression.Property(row, nameof(ISoftDelete.IsDeleted)));
            type.SetQueryFilter(Expression.Lambda(body, row));
        }
        """)));

    [Fact]
    public void LambdaWithItsParameterReplaced_IsRead() => Assert.Equal("IsDeleted Equal 0", Text(FilterOf("""
        Expression<Func<ISoftDelete, bool>> filter = e => !e.IsDeleted;
        foreach (var type in b.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ISoftDelete))))
        {
            var row = Expression.Parameter(type.ClrType);
            var body = ReplacingExpressionVisitor.Replace(filter.Parameters[0], row, filter.Body);
            type.SetQueryFilter(Expression.Lambda(body, row));
        }
        """)));

    [Theory]
    [InlineData("Expression.Call(row, typeof(object).GetMethod(\"GetHashCode\")!)")]
    [InlineData("Expression.Not(Expression.Property(row, Environment.MachineName))")]
    public void ExpressionThatCannotBeFollowed_IsUnknown(string expression) => Assert.Equal("unknown", Text(FilterOf($$"""
        var row = Expression.Parameter(typeof(Order), "e");
        b.Entity<Order>().HasQueryFilter(Expression.Lambda({{expression}}, row));
        """)));
}
