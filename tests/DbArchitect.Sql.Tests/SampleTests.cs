using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

public sealed class SampleTests
{
    public static TheoryData<SqlDialect, string> All
    {
        get
        {
            var data = new TheoryData<SqlDialect, string>();
            foreach (var (dialect, text) in Samples.All())
            {
                data.Add(dialect, text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Sample_IsReadWithoutError(SqlDialect dialect, string text)
    {
        var script = Sql.Parse(text, dialect);
        Assert.True(script.Errors.Length == 0, string.Join("\n", script.Errors) + "\n" + script);
        Assert.Empty(Sql.All<ErrorExpression>(script));
    }

    /// <summary>Most samples are read the same when nobody knows the dialect; the rest are those in which two dialects contradict.</summary>
    [Fact]
    public void Samples_InUnknownDialect_AreReadWithFewErrors()
    {
        var failing = Samples.All().Where(s => Sql.Parse(s.Text).Errors.Length > 0).ToList();
        Assert.True(failing.Count <= 6, failing.Count + ":\n" + string.Join("\n", failing.Select(f => f.Text + "\n    " + Sql.Parse(f.Text).Errors[0])));
    }

    /// <summary>A node lies inside its parent, and children do not begin before it.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Positions_OfChildren_LieInsideTheParent(SqlDialect dialect, string text)
    {
        var walker = new PositionWalker(text);
        walker.Visit(Sql.Parse(text, dialect));
    }

    private sealed class PositionWalker(string text) : SqlWalker
    {
        private SqlNode? parent;

        public override void Visit(SqlNode? node)
        {
            if (node is null)
                return;
            Assert.True(node.Start >= 0 && node.Length >= 0 && node.End <= text.Length, node.GetType().Name);
            if (parent is not null)
                Assert.True(node.Length == 0 || (node.Start >= parent.Start && node.End <= parent.End),
                    $"{node.GetType().Name} «{text.Substring(node.Start, node.Length)}» outside {parent.GetType().Name} «{text.Substring(parent.Start, parent.Length)}»");
            var outer = parent;
            parent = node;
            base.Visit(node);
            parent = outer;
        }
    }
}
