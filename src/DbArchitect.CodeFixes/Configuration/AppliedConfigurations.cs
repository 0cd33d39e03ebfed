using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Configuration;

/// <summary>A configuration class counts only when some context applies it: an index in a dead one would change nothing.</summary>
internal static class AppliedConfigurations
{
    public static async Task RemoveOthersAsync(List<BuilderScope> scopes, EntityInSolution entity, CancellationToken cancellation)
    {
        var classes = new Dictionary<BuilderScope, string>();
        foreach (var scope in scopes)
        {
            if (scope.Kind == ScopeKind.Configuration && scope.Body?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
                classes[scope] = type.Identifier.ValueText;
        }

        if (classes.Count == 0)
            return;
        foreach (var project in entity.Projects)
        {
            foreach (var document in project.Documents)
            {
                var text = (await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString();

                // All of an assembly, or all found by reflection.
                if (text.Contains("ApplyConfigurationsFromAssembly") || text.Contains("IEntityTypeConfiguration<>"))
                    return;
                foreach (var scope in scopes)
                {
                    if (classes.TryGetValue(scope, out var name)
                        && (text.Contains("new " + name) || text.Contains("." + name + "(") || text.Contains("typeof(" + name) || text.Contains("<" + name)))
                    {
                        classes.Remove(scope);
                    }
                }
            }
        }

        scopes.RemoveAll(classes.ContainsKey);
    }
}
