using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Benchmarks;

/// <summary>A shop-like code base of any size: every entity has its configuration class and a service with ten queries.</summary>
internal static class GeneratedSolution
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12);

    /// <param name="shared">Every service also queries the first entity: its missing index has a cause in every file.</param>
    public static CSharpCompilation Create(int entities, bool shared = false)
    {
        var trees = new List<SyntaxTree> { Tree("Usings.cs", Usings + " global using Microsoft.EntityFrameworkCore;") };
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
        return Compile(trees, LenientProject.Packages);
    }

    /// <summary>Code without data access, as most of a real code base is, ten methods a class.</summary>
    /// <param name="references">With Entity Framework the analyzers look at it, without any library they are inert.</param>
    public static CSharpCompilation CreatePlain(int methods, ImmutableArray<MetadataReference> references)
    {
        var trees = new List<SyntaxTree> { Tree("Usings.cs", Usings + " global using System.Text;") };
        for (var i = 0; i < methods / 10; i++)
            trees.Add(Tree($"Plain{i}.cs", Plain(i)));
        return Compile(trees, references);
    }

    private static CSharpCompilation Compile(List<SyntaxTree> trees, ImmutableArray<MetadataReference> references) =>
        CSharpCompilation.Create("Shop", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

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

    private static string Plain(int i) => $$"""
        namespace Plain;

        public sealed record Part{{i}}(string Name, int Amount, decimal Price, DateTime MadeAt);

        public class Parts{{i}}
        {
            private readonly Dictionary<string, List<Part{{i}}>> byName = new();
            private int changes;

            public event EventHandler<string>? Changed;

            public int Count => byName.Values.Sum(parts => parts.Count);

            public void Add(Part{{i}} part)
            {
                if (string.IsNullOrWhiteSpace(part.Name))
                    throw new ArgumentException("A part has a name.", nameof(part));
                if (!byName.TryGetValue(part.Name, out var parts))
                    byName.Add(part.Name, parts = new List<Part{{i}}>());
                parts.Add(part);
                changes++;
                Changed?.Invoke(this, part.Name);
            }

            public decimal Total(DateTime since)
            {
                var total = 0m;
                foreach (var part in byName.Values.SelectMany(parts => parts).Where(part => part.MadeAt >= since))
                    total += Price(part);
                return Math.Round(total, 2);
            }

            private static decimal Price(Part{{i}} part) => part.Amount > 100 ? part.Price * 0.9m : part.Price;

            public string Describe(int most)
            {
                var text = new StringBuilder();
                foreach (var pair in byName.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key).Take(most))
                {
                    text.Append(pair.Key).Append(": ");
                    for (var i = 0; i < pair.Value.Count; i++)
                        text.Append(i > 0 ? ", " : "").Append(Format(pair.Value[i]));
                    text.AppendLine();
                }

                return text.ToString();
            }

            private static string Format(Part{{i}} part) => $"{part.Amount} x {part.Price:F2} of {part.MadeAt:d}";

            public async Task<int> Replace(IAsyncEnumerable<Part{{i}}> parts, CancellationToken token)
            {
                byName.Clear();
                await foreach (var part in parts.WithCancellation(token))
                {
                    Add(part);
                    if (changes % 100 == 0)
                        await Task.Yield();
                }

                return Count;
            }

            public Dictionary<int, string[]> Groups() =>
                byName.Values.SelectMany(parts => parts).GroupBy(part => part.Amount / 10).ToDictionary(group => group.Key, group => group.Select(part => part.Name).Distinct().ToArray());

            public bool TryParse(string line, out Part{{i}}? part)
            {
                part = null;
                var fields = line.Split(';');
                if (fields.Length != 3 || !int.TryParse(fields[1], out var amount) || !decimal.TryParse(fields[2], out var price))
                    return false;
                part = new Part{{i}}(fields[0].Trim(), amount, price, DateTime.UtcNow);
                return true;
            }

            public int Compare(Part{{i}} left, Part{{i}} right)
            {
                switch (left.Amount.CompareTo(right.Amount))
                {
                    case 0:
                        return string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase);
                    case var order when order < 0:
                        return -1;
                    default:
                        return 1;
                }
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
