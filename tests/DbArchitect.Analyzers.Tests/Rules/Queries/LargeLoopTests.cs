using System.Diagnostics;
using System.Text;

namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>Generated code has loops of thousands of calls: reading one must stay near linear.</summary>
public sealed class LargeLoopTests
{
    [Fact]
    public async Task LoopOfManyCalls_IsReadInTime()
    {
        var calls = new StringBuilder();
        for (var i = 0; i < 3000; i++)
            calls.Append("        Add(id + ").Append(i).AppendLine(");");
        var watch = Stopwatch.StartNew();
        await ShopCode.CheckMembers(
            "DBA2001",
            "namespace Shop;\n\npublic class Service\n{\n    private int sum;\n    private void Add(int value) => sum += value;\n    public void Run(List<int> ids)\n    {\n"
            + "        foreach (var id in ids)\n        {\n" + calls + "        }\n    }\n}\n");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), watch.Elapsed.ToString());
    }
}
