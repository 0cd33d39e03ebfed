using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbArchitect.Analyzers.Model;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace DbArchitect.EfOracle;

/// <summary>What the reader says of a context's source equals what EF Core builds from it at run time, fact by fact.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    /// <summary>Facts that the reader calls unknown in all models together: may fall, not grow.</summary>
    private const int UnknownCeiling = 0;

    public static TheoryData<string> Contexts()
    {
        var data = new TheoryData<string>();
        foreach (var type in ContextTypes().Select(static type => type.FullName!).Order(StringComparer.Ordinal))
            data.Add(type);
        return data;
    }

    private static IEnumerable<Type> ContextTypes() =>
        typeof(OracleTests).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(DbContext)) && !type.IsAbstract && !type.ContainsGenericParameters && !type.IsNestedPrivate);

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Schema_EqualsTheModelThatEfBuilds(string name)
    {
        using var context = (DbContext)Activator.CreateInstance(typeof(OracleTests).Assembly.GetType(name)!)!;
        var real = RealModel.Describe(context);
        var schema = ReadModel.Of(name);
        var read = ReadModel.Describe(schema);
        var differences = new StringBuilder();
        foreach (var line in real.Except(read))
            differences.Append("EF only:     ").AppendLine(line);
        foreach (var line in read.Except(real))
            differences.Append("reader only: ").AppendLine(line);
        if (differences.Length > 0)
        {
            foreach (var fact in UnknownIn(schema))
                differences.Append("unknown:     ").AppendLine(fact);
        }

        Assert.True(differences.Length == 0, name + " differs:\n" + differences);
        Assert.NotEmpty(real);
    }

    [Fact]
    public void ModelsOfAllKinds_AreCompared()
    {
        Assert.True(ContextTypes().Count() >= (typeof(DbContext).Assembly.GetName().Version!.Major < 8 ? 25 : 30), $"{ContextTypes().Count()} contexts");
        var unknown = ContextTypes().SelectMany(type => UnknownIn(ReadModel.Of(type.FullName!)).Select(fact => type.Name + ": " + fact)).ToList();
        foreach (var fact in unknown)
            output.WriteLine(fact);
        Assert.True(unknown.Count <= UnknownCeiling, $"{unknown.Count} unknown facts:\n" + string.Join("\n", unknown));
    }

    private static IEnumerable<string> UnknownIn(Schema schema)
    {
        foreach (var fact in schema.Unknown)
            yield return $"model: {fact.Aspects}: {fact.Reason}";
        foreach (var table in schema.Tables)
        {
            foreach (var fact in table.Unknown)
                yield return $"{table.Name}: {fact.Aspects}: {fact.Reason}";
            foreach (var column in table.Columns)
            {
                if (column.StoreType.IsUnknown)
                    yield return $"{table.Name}.{column.Name}: store type";
            }
        }
    }
}
