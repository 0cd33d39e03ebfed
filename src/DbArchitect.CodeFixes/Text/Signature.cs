using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Changes of a method's parameters.</summary>
internal static class Signature
{
    /// <summary>Whether parameters with a default can be added without another declaration knowing.</summary>
    public static bool MayGrow(MethodDeclarationSyntax method, SemanticModel model)
    {
        if (model.GetDeclaredSymbol(method) is not IMethodSymbol { IsOverride: false, IsVirtual: false, IsAbstract: false, IsPartialDefinition: false, PartialDefinitionPart: null } symbol || symbol.ExplicitInterfaceImplementations.Length > 0)
            return false;
        if (symbol.Parameters.Any(static parameter => parameter.IsParams))
            return false;
        foreach (var @interface in symbol.ContainingType.AllInterfaces)
        {
            foreach (var member in @interface.GetMembers(symbol.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol))
                    return false;
            }
        }

        return true;
    }
}
