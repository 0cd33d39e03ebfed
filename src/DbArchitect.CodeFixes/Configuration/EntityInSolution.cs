using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.CodeFixes.Configuration;

/// <summary>An entity class as the projects of the solution see it, found by its metadata name.</summary>
internal sealed class EntityInSolution
{
    private EntityInSolution(Solution solution, string metadataName, INamedTypeSymbol type, Project? home, ImmutableArray<Project> projects)
    {
        Solution = solution;
        MetadataName = metadataName;
        Type = type;
        Home = home;
        Projects = projects;
    }

    public Solution Solution { get; }

    public string MetadataName { get; }

    /// <summary>The class; from source when a project of the solution declares it.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The project that declares the class; null when it comes from an assembly.</summary>
    public Project? Home { get; }

    /// <summary>The projects that can configure it: the declaring one and those that see it, nearest to the diagnostic first.</summary>
    public ImmutableArray<Project> Projects { get; }

    /// <param name="from">The project of the diagnostic, which is asked first.</param>
    public static async Task<EntityInSolution?> FindAsync(Project from, string metadataName, CancellationToken cancellation)
    {
        var solution = from.Solution;
        var ordered = new List<Project> { from };
        foreach (var project in solution.Projects)
        {
            if (project.Id != from.Id && project.Language == LanguageNames.CSharp)
                ordered.Add(project);
        }

        Project? home = null;
        INamedTypeSymbol? declared = null, seen = null;
        var seeing = ImmutableArray.CreateBuilder<Project>();
        foreach (var project in ordered)
        {
            if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
                continue;
            if (compilation.GetTypeByMetadataName(metadataName) is not { } type)
                continue;
            seeing.Add(project);
            seen ??= type;
            if (home is null && compilation.Assembly.GetTypeByMetadataName(metadataName) is { } own)
                (home, declared) = (project, own);
        }

        if (seen is null)
            return null;
        if (home is not null)
        {
            // Of several projects that declare a class of that name, only those that see this one count.
            var graph = solution.GetProjectDependencyGraph();
            var dependents = graph.GetProjectsThatTransitivelyDependOnThisProject(home.Id).ToImmutableHashSet();
            seeing.RemoveAll(project => project.Id != home.Id && !dependents.Contains(project.Id));
        }

        return new EntityInSolution(solution, metadataName, declared ?? seen, home, seeing.ToImmutable());
    }

    /// <summary>The documents of the projects that may configure the entity: they name it, and are written by hand.</summary>
    public async Task<List<Document>> CandidateDocumentsAsync(string orWord, CancellationToken cancellation)
    {
        var documents = new List<Document>();
        foreach (var project in Projects)
        {
            foreach (var document in project.Documents)
            {
                if (!document.SupportsSyntaxTree || IsGenerated(document))
                    continue;
                var text = (await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString();
                if (text.Contains(Type.Name) && text.Contains(orWord))
                    documents.Add(document);
            }
        }

        return documents;
    }

    /// <summary>The property of that name, own or inherited.</summary>
    public static IPropertySymbol? PropertyOf(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property)
                    return property;
            }
        }

        return null;
    }

    public static bool IsGenerated(Document document)
    {
        var name = document.FilePath ?? document.Name;
        return name.EndsWith(".g.cs", System.StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".generated.cs", System.StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".designer.cs", System.StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name under which <see cref="Compilation.GetTypeByMetadataName"/> finds a type.</summary>
    public static string MetadataNameOf(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return MetadataNameOf(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } @namespace
            ? @namespace.ToDisplayString() + "." + type.MetadataName
            : type.MetadataName;
    }

    /// <summary>How the class is written at a place.</summary>
    public string NameAt(SemanticModel model, int position)
    {
        var type = model.Compilation.GetTypeByMetadataName(MetadataName) ?? Type;
        return type.ToMinimalDisplayString(model, NullableFlowState.None, position, SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(
            SymbolDisplayGenericsOptions.IncludeTypeParameters).WithMemberOptions(SymbolDisplayMemberOptions.None));
    }
}
