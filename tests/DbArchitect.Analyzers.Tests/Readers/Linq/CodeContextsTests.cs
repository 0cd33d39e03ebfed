using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Readers.Linq;

public sealed class CodeContextsTests
{
    [Theory]
    [InlineData("class C { [Fact] void M() { } }")]
    [InlineData("class C { [Xunit.Fact] void Other() { } void M() { } }")]
    [InlineData("[TestFixture] class C { void M() { } }")]
    [InlineData("class FactAttribute : System.Attribute { } class C { [Fact] void M() { } }")]
    public void TestAttribute_AlsoWithoutItsLibrary(string code) => Assert.Equal(CodeContext.Test, Of(code));

    [Theory]
    [InlineData("Shop.Tests")]
    [InlineData("Shop.Test")]
    [InlineData("Shop.IntegrationTests")]
    [InlineData("ShopUnitTests")]
    public void HelperInAProjectOfTests_IsATest(string assembly) => Assert.Equal(CodeContext.Test, Of("class Database { void M() { } }", assembly));

    [Theory]
    [InlineData("Shop")]
    [InlineData("Test")]
    [InlineData("Shop.Testing")]
    [InlineData("Contests")]
    public void OtherProject_IsNone(string assembly) => Assert.Equal(CodeContext.Unknown, Of("class Database { void M() { } }", assembly));

    private static CodeContext Of(string code, string assembly = "Shop")
    {
        var tree = CSharpSyntaxTree.ParseText(code);
        var compilation = CSharpCompilation.Create(assembly, [tree], References.All);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(static node => node.Identifier.Text == "M");
        return new QueryTypes(new KnownTypes(compilation)).ContextOf(compilation.GetSemanticModel(tree).GetDeclaredSymbol(method)!);
    }
}
