using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>Calls that may change what a later turn would read.</summary>
internal static class DatabaseWrites
{
    private static readonly string[] Writers = ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSql", "Bulk", "Commit", "Rollback"];
    private static readonly string[] Trackers = ["Add", "AddRange", "AddAsync", "AddRangeAsync", "Attach", "AttachRange", "Update", "UpdateRange"];

    /// <summary>Whether a turn writes, itself or by a method of this code that it calls, or hands the context on to be written with.</summary>
    public static bool AreIn(SyntaxNode turn, RepeatedQuery query, SemanticModel model)
    {
        foreach (var call in turn.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (query.Terminal.Span.Contains(call.Span))
                continue;
            if (Writes(call) || call.ArgumentList.Arguments.Any(argument => IsContext(model.GetTypeInfo(argument.Expression).Type)))
                return true;
            if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
                continue;
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(Writes))
                    return true;
            }
        }

        // Find also finds what is added and not saved.
        return query.IsFind && query.Terminal.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            Array.IndexOf(Trackers, NameOf(call)) >= 0 && model.GetSymbolInfo(call).Symbol is { ContainingType: { } type } && (type.Name == "DbSet" || IsContext(type)));
    }

    private static bool Writes(InvocationExpressionSyntax call)
    {
        var name = NameOf(call);
        foreach (var writer in Writers)
        {
            if (name.StartsWith(writer, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static bool IsContext(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == "DbContext")
                return true;
        }

        return false;
    }
}
