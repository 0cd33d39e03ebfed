using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>Calls that may change what a later turn would read.</summary>
internal static class DatabaseWrites
{
    private static readonly string[] Writers = ["SaveChanges", "Execute", "Bulk", "Commit", "Rollback"];

    /// <summary>What methods are called that write, where their code is not seen.</summary>
    private static readonly string[] Verbs =
        ["Save", "Update", "Insert", "Delete", "Remove", "Create", "Add", "Upsert", "Store", "Persist", "Write", "Send", "Publish", "Process", "Handle", "Import", "Apply"];

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
            if ((method.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract) && StartsWithAny(method.Name, Verbs) && !IsOfFramework(method) && !OnlyNotes(method))
                return true;
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

    /// <summary>A repository that saves by a method of its own: Add and Remove only note what is to be written then.</summary>
    private static bool OnlyNotes(IMethodSymbol method)
    {
        if (method.Name is not ("Remove" or "RemoveRange") && Array.IndexOf(Trackers, method.Name) < 0)
            return false;
        return Saves(method.ContainingType) || method.ContainingType.AllInterfaces.Any(Saves);

        static bool Saves(ITypeSymbol type) => type.GetMembers().Any(static member => member is IMethodSymbol { Name: "SaveChanges" or "SaveChangesAsync" or "Commit" or "CommitAsync" });
    }

    private static bool Writes(InvocationExpressionSyntax call) => StartsWithAny(NameOf(call), Writers);

    private static bool StartsWithAny(string name, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Collections, text, logs, and what EF Core does not send before it is told to save.</summary>
    private static bool IsOfFramework(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space?.Name is "System" or "Microsoft";
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
