using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Tests.Repository;

namespace DbArchitect.Analyzers.Tests.SchemaFiles;

/// <summary>docs/schema-format.md says what the reader does.</summary>
public sealed class SchemaFormatDocsTests
{
    private static string Page => RepositoryFiles.Read("docs", "schema-format.md");

    private static SchemaDocument Read(string json) => SchemaReader.Read(json, static (_, _) => Origin.None);

    [Fact]
    public void Examples_AreReadWithoutAProblem()
    {
        var examples = Regex.Matches(Page, "```json\n(.*?)```", RegexOptions.Singleline).Select(static match => match.Groups[1].Value).ToArray();
        Assert.Equal(2, examples.Length);
        foreach (var example in examples)
            Assert.Empty(Read(example).Problems);
        var orders = Assert.Single(Read(examples[1]).Schemas[0].Tables);
        Assert.Equal("customer_id, created_at desc", string.Join(", ", orders.Indexes[0].Columns));
        Assert.Equal(48_000_000, orders.RowCount);
    }

    /// <summary>Every name that the reader asks for stands on the page; the reader itself tells them when one is misspelt.</summary>
    [Fact]
    public void EveryName_IsOnThePage()
    {
        const string Misspelt = """
            {"dbarchitect":1,"?":0,"schemas":[{"?":0,"notRead":[{"?":0}],"tables":[{"name":"T","?":0,"columns":[{"name":"C","?":0}],"primaryKey":{"?":0},
            "indexes":[{"?":0,"columns":[{"?":0}]}],"foreignKeys":[{"table":"T","?":0}],"checks":[{"?":0}]}],
            "entities":[{"name":"E","?":0,"properties":[{"path":"P","?":0}],"navigations":[{"name":"N","?":0}],"markedOnDelete":[{"property":"P","?":0}],"queryFilter":{"and":[
            {"column":"C","is":"equal","value":"1"},{"function":"year","?":0},{"exists":[1],"?":0},{"opaque":"x","?":0}]}}]}]}
            """;
        var problems = Read(Misspelt).Problems;
        Assert.Equal(17, problems.Count);
        var names = problems.SelectMany(static problem => problem.Message.Split("; allowed are ")[1].Split(", ")).Distinct().ToArray();
        Assert.InRange(names.Length, 70, 120);
        Assert.DoesNotContain(names, static name => name is not ("source" or "sql" or "aspects" or "reason") && !Page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryWordOfAValue_IsOnThePage()
    {
        var words = SchemaFormat.AllNames<ValueKind>().Concat(SchemaFormat.AllNames<Store>()).Concat(SchemaFormat.AllNames<TableKind>())
            .Concat(SchemaFormat.AllNames<ReferentialAction>()).Concat(SchemaFormat.AllNames<InheritanceMapping>()).Concat(SchemaFormat.AllNames<TableAspects>());
        Assert.DoesNotContain(words, static word => !Page.Contains($"`{word}`", StringComparison.Ordinal));
    }
}
