using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Benchmarks;

/// <summary>The shop of the samples, found upwards of the current directory.</summary>
internal static class Sample
{
    /// <summary>Null outside the repository.</summary>
    public static CSharpCompilation? Compile()
    {
        for (var up = new DirectoryInfo(Directory.GetCurrentDirectory()); up is not null; up = up.Parent)
        {
            var folder = Path.Combine(up.FullName, "samples", "Storefront");
            if (!Directory.Exists(folder))
                continue;
            var projects = LenientProject.Below(folder);
            return projects.Values.Single().Compile(projects);
        }

        return null;
    }
}
