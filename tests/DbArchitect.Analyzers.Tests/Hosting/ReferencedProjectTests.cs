using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Hosting;

/// <summary>In an editor a referenced project is a compilation with trees of its own, in which nothing may be reported, also not beside the finding.</summary>
public sealed class ReferencedProjectTests
{
    [Fact]
    public async Task FindingAboutAMemberOfAReferencedProject_IsReportedWithoutItsPlaceThere()
    {
        var core = CSharpCompilation.Create(
            "Core",
            [CSharpSyntaxTree.ParseText(
                "namespace Core; public class Report { public int Id { get; set; } public string Name { get; set; } = \"\"; }",
                new CSharpParseOptions(LanguageVersion.Latest),
                "/Report.cs")],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        await new Verify
        {
            Rules = ["DBA1004"],
            MoreReferences = [core.ToMetadataReference()],
            Count = 1,
            Files =
            {
                ["Context.cs"] = """
                    using Core;

                    public class ReportContext : DbContext
                    {
                        public DbSet<Report> Reports => Set<Report>();
                        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=reports.db");
                        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Report>().[|HasIndex(r => r.Id)|];
                    }
                    """,
            },
        }.RunAsync();
    }
}
