using System.Reflection;
using DbArchitect.Analyzers.Readers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>A library that renames a type turns a reader off without a word. Every name is looked up in the real packages instead.</summary>
public sealed class KnownTypesTests
{
    private static readonly KnownTypes Real = new(CSharpCompilation.Create("Known", references: References.All));

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var property in typeof(KnownTypes).GetProperties().Where(static property => property.PropertyType == typeof(INamedTypeSymbol)))
            names.Add(property.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void KnownType_ExistsInTheRealPackages(string property) =>
        Assert.NotNull(typeof(KnownTypes).GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!.GetValue(Real));

    /// <summary>Readers ask <see cref="KnownTypes"/>, which remembers; a name given there in place exists too.</summary>
    [Fact]
    public void TypesAskedForByName_ExistInTheRealPackages()
    {
        var missing = new List<string>();
        foreach (var path in RepositoryFiles.Sources("src", "DbArchitect.Analyzers"))
        {
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
            foreach (var call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: var name } || call.ArgumentList.Arguments.Count != 1)
                    continue;
                // A name that the user's own code gives (HasOne("Shop.Order")) is no library's.
                if (call.ArgumentList.Arguments[0].Expression is not LiteralExpressionSyntax { Token.Value: string type })
                    continue;
                if (name == "GetTypeByMetadataName" && Path.GetFileName(path) != "KnownTypes.cs")
                    missing.Add($"{Path.GetFileName(path)}: ask KnownTypes, not the compilation");
                if (name == "Get" && type.StartsWith("Microsoft.", StringComparison.Ordinal) && Real.Get(type) is null)
                    missing.Add($"{Path.GetFileName(path)}: {type}");
            }
        }

        Assert.Empty(missing);
    }
}
