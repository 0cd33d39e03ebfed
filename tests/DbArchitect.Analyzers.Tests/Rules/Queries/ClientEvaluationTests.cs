using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class ClientEvaluationTests
{
    private const string Rule = "DBA2301";

    [Theory]
    [MemberData(nameof(ClientEvaluationCases.Throwing), MemberType = typeof(ClientEvaluationCases))]
    public Task WhatThrows_IsAWarning(LoopCase query) => ShopCode.CheckMembers(Rule, ShopCode.Service(query.Members), DiagnosticSeverity.Warning);

    [Theory]
    [MemberData(nameof(ClientEvaluationCases.Translated), MemberType = typeof(ClientEvaluationCases))]
    [MemberData(nameof(ClientEvaluationCases.TranslatedSince9), MemberType = typeof(ClientEvaluationCases))]
    public Task WhatIsTranslated_IsSilent(LoopCase query) => ShopCode.CheckMembers(Rule, ShopCode.Service(query.Members));

    /// <summary>Without a setter no convention maps a property; the model can.</summary>
    [Theory]
    [InlineData("model.Entity<Customer>().Property(c => c.Display);")]
    [InlineData("model.Entity<Customer>().Property(nameof(Customer.Display)).HasComputedColumnSql(\"Name || Email\");")]
    [InlineData("model.Entity<Customer>().HasIndex(c => c.Display);")]
    public Task ComputedPropertyThatTheModelMaps_IsSilent(string configuration) => ShopCode.Check(
        Rule,
        "Console.WriteLine(db.Customers.Count(c => c.Display == \"c1\"));",
        model: ShopCode.Model.Replace("model.Entity<Order>().HasIndex(o => o.CreatedAt);", configuration, StringComparison.Ordinal));

    /// <summary>What configures the class is not to be seen: it may map the property.</summary>
    [Fact]
    public Task ComputedPropertyOfAModelThatIsNotKnown_IsSilent() => ShopCode.Check(
        Rule,
        "Console.WriteLine(db.Customers.Count(c => c.Display == \"c1\"));",
        model: ShopCode.Model.Replace(
            "model.Entity<Order>().HasIndex(o => o.CreatedAt);",
            "foreach (var property in typeof(Customer).GetProperties())\n            model.Entity<Customer>().Property(property.PropertyType, property.Name);",
            StringComparison.Ordinal));

    [Fact]
    public Task MemberOfAMappedInterfaceOrGenericRow_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface INamed
        {
            string Display { get; }
        }

        public class Repository<T>(ShopContext db)
            where T : class, INamed
        {
            public Task<List<T>> Named(string name) => db.Set<T>().Where(x => x.Display == name).ToListAsync();
        }
        """);

    [Fact]
    public Task PropertyOfABaseClass_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public abstract class Row
        {
            public int Id { get; set; }
            public bool IsNew => Id == 0;
        }

        public class Note : Row
        {
            public string Text { get; set; } = "";
        }

        public class NotesContext : DbContext
        {
            public DbSet<Note> Notes => Set<Note>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=notes.db");
        }

        public class Notes(NotesContext db)
        {
            public Task<List<Note>> New(CancellationToken stop) => db.Notes.Where(n => [|n.IsNew|]).ToListAsync(stop);
        }
        """);

    [Fact]
    public Task MappedFunction_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public static class Functions
        {
            [DbFunction("soundex")]
            public static string Soundex(string text) => throw new NotSupportedException();
            public static string Metaphone(string text) => throw new NotSupportedException();
        }

        public class Search(ShopContext db)
        {
            public List<Customer> Run(string name) => db.Customers.Where(c => Functions.Soundex(c.Name) == name && Functions.Metaphone(c.Name) == name).ToList();
        }
        """);
}
