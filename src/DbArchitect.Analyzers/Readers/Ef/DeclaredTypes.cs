using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>All types of an assembly, nested ones included.</summary>
internal static class DeclaredTypes
{
    public static IEnumerable<INamedTypeSymbol> Of(INamespaceSymbol root, CancellationToken cancellation)
    {
        var stack = new Stack<INamespaceOrTypeSymbol>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in stack.Pop().GetMembers())
            {
                switch (member)
                {
                    case INamespaceSymbol space:
                        stack.Push(space);
                        break;
                    case INamedTypeSymbol type:
                        yield return type;
                        stack.Push(type);
                        break;
                }
            }
        }
    }
}
