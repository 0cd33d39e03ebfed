using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Benchmarks;

/// <summary>A shop-like code base of any size: every entity has its configuration class and a service with ten queries.</summary>
internal static class GeneratedSolution
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12);

    /// <param name="shared">Every service also queries the first entity: its missing index has a cause in every file.</param>
    public static CSharpCompilation Create(int entities, bool shared = false)
    {
        var trees = new List<SyntaxTree> { Tree("Usings.cs", "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using Microsoft.EntityFrameworkCore;") };
        var context = new StringBuilder("namespace Shop; public class ShopContext : DbContext {\n");
        for (var i = 0; i < entities; i++)
        {
            context.Append($"  public DbSet<Entity{i}> Entities{i} => Set<Entity{i}>();\n");
            trees.Add(Tree($"Entity{i}.cs", Entity(i, entities)));
            trees.Add(Tree($"Service{i}.cs", Service(i, "", shared)));
        }

        context.Append("  protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(\"Data Source=shop.db\");\n");
        context.Append("  protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly);\n}\n");
        trees.Add(Tree("ShopContext.cs", context.ToString()));
        return CSharpCompilation.Create(
            "Shop", trees, LenientProject.Packages, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The same solution after a keystroke in one service.</summary>
    public static CSharpCompilation Type(CSharpCompilation compilation, int service, int stroke, bool shared = false)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == $"Service{service}.cs");
        return compilation.ReplaceSyntaxTree(old, Tree(old.FilePath, Service(service, new string('x', (stroke % 20) + 1), shared)));
    }

    public static SyntaxTree ServiceTree(CSharpCompilation compilation, int service) =>
        compilation.SyntaxTrees.Single(tree => tree.FilePath == $"Service{service}.cs");

    private static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(text, Parse, path);

    private static string Entity(int i, int entities) => $$"""
        namespace Shop;

        public class Entity{{i}}
        {
            public int Id { get; set; }
            public required string Name { get; set; }
            public string? Email { get; set; }
            public bool IsActive { get; set; }
            public DateTime CreatedAt { get; set; }
            public decimal Total { get; set; }
            public int? ParentId { get; set; }
            public Entity{{(i + 1) % entities}}? Parent { get; set; }
        }

        public class Entity{{i}}Configuration : IEntityTypeConfiguration<Entity{{i}}>
        {
            public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Entity{{i}}> builder)
            {
                builder.ToTable("Entity_{{i}}");
                builder.Property(entity => entity.Name).HasMaxLength(200).IsRequired();
                builder.Property(entity => entity.Email).HasMaxLength(320);
                builder.HasIndex(entity => entity.Name);
                builder.HasOne(entity => entity.Parent).WithMany().HasForeignKey(entity => entity.ParentId).OnDelete(DeleteBehavior.Restrict);
                builder.HasQueryFilter(entity => entity.IsActive);
            }
        }
        """;

    private static string Service(int i, string typed, bool shared) => $$"""
        namespace Shop;

        public class Service{{i}}(ShopContext context)
        {
            private readonly Dictionary<string, int> counts = new();

            public Task<Entity{{i}}?> Find(int id, CancellationToken token) => context.Entities{{i}}.FirstOrDefaultAsync(entity => entity.Id == id, token);

            public Task<List<Entity{{i}}>> ByName(string name, CancellationToken token) =>
                context.Entities{{i}}.AsNoTracking().Where(entity => entity.Name == name).OrderBy(entity => entity.CreatedAt).Take(20).ToListAsync(token);

            public Task<Entity{{i}}?> ByEmail(string email, CancellationToken token) => context.Entities{{i}}.SingleOrDefaultAsync(entity => entity.Email == email, token);

            public async Task<List<Entity{{i}}>> Search(string? text, DateTime? since, CancellationToken token)
            {
                var query = context.Entities{{i}}.Include(entity => entity.Parent).AsQueryable();
                if (text != null)
                    query = query.Where(entity => entity.Name.StartsWith(text));
                if (since != null)
                    query = query.Where(entity => entity.CreatedAt >= since);
                return await query.OrderBy(entity => entity.Id).Skip(20).Take(20).ToListAsync(token);
            }

            public Task<int> Count(CancellationToken token) => context.Entities{{i}}.CountAsync(entity => entity.Total > 100, token);

            public Task<bool> Exists(string name, CancellationToken token) => context.Entities{{i}}.AnyAsync(entity => entity.Name == name, token);

            public Task<decimal> Sum(int parent, CancellationToken token) => context.Entities{{i}}.Where(entity => entity.ParentId == parent).SumAsync(entity => entity.Total, token);

            public Task<List<string>> Names(IReadOnlyList<int> ids, CancellationToken token) =>
                context.Entities{{i}}.Where(entity => ids.Contains(entity.Id)).Select(entity => entity.Name).ToListAsync(token);

            public Task<int> Deactivate(DateTime before, CancellationToken token) =>
                context.Entities{{i}}.Where(entity => entity.CreatedAt < before).ExecuteUpdateAsync(set => set.SetProperty(entity => entity.IsActive, false), token);

            {{(shared ? Shared(i) : "")}}

            public async Task Add(string name, CancellationToken token)
            {
                context.Entities{{i}}.Add(new Entity{{i}} { Name = name, CreatedAt = DateTime.UtcNow });
                await context.SaveChangesAsync(token);
            }

            // What any class also does: code without data access.
            public string Format(IEnumerable<string> words)
            {
                var text = "{{typed}}";
                foreach (var word in words.Where(word => word.Length > 2).Select(word => word.Trim()).OrderBy(word => word))
                {
                    counts[word] = counts.TryGetValue(word, out var count) ? count + 1 : 1;
                    text += string.Join(", ", word.Split(' ').Select(part => part.ToUpperInvariant()));
                }

                return text.Length > 100 ? text.Substring(0, 100) : text.PadLeft(10).Replace("a", "b");
            }
        }
        """;

    private static string Shared(int i) => (i % 3) switch
    {
        0 => "public Task<Entity0?> Shared(string email) => context.Entities0.FirstOrDefaultAsync(entity => entity.Email == email);",
        1 => "public Task<List<Entity0>> Shared(string email) => context.Entities0.Where(entity => entity.Email == email).OrderBy(entity => entity.CreatedAt).Take(20).ToListAsync();",
        _ => "public Task<bool> Shared(string email, decimal total) => context.Entities0.AnyAsync(entity => entity.Email == email && entity.Total == total);",
    };
}
