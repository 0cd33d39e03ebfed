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
    public Task WhatIsTranslated_IsSilent(LoopCase query) => ShopCode.CheckMembers(Rule, ShopCode.Service(query.Members));

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
