using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// Chooses the declarations of a project whose bodies other projects need: configuration classes, base contexts, methods that are given a builder of the model,
/// and what makes queries and predicates; with the members of the same project that these go through and that a reference does not show. What is public and
/// needs no body stays where it is: in the reference.
/// </summary>
internal sealed class CodeSelection
{
    /// <summary>More members than this are not followed: what is missing is unknown to the projects that reference this one.</summary>
    private const int MaxMembers = 20_000;

    private readonly KnownTypes types;
    private readonly QueryTypes queryTypes;
    private readonly SourceOperations source;
    private readonly CancellationToken cancellation;
    private readonly IAssemblySymbol assembly;
    private readonly HashSet<ISymbol> kept = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> embedded = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<ISymbol>> deferred = new(SymbolEqualityComparer.Default);
    private readonly Stack<SyntaxNode> toScan = new();

    /// <summary>What the types and members of this project are called.</summary>
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private CodeSelection(KnownTypes types, SourceOperations source, CancellationToken cancellation)
    {
        this.types = types;
        this.source = source;
        this.cancellation = cancellation;
        queryTypes = new QueryTypes(types);
        assembly = types.Compilation.Assembly;
    }

    /// <summary>The declarations that are taken over with all that is in them: members, and types where every member counts.</summary>
    private HashSet<SyntaxNode> Nodes { get; } = [];

    /// <summary>
    /// Classes whose objects may be rows and that have a configuration inside them: written as a class of another name, so that the class itself stays what it is.
    /// </summary>
    private HashSet<SyntaxNode> Shells { get; } = [];

    /// <summary>The files of what is chosen, each as one text; empty when there is nothing that other projects need.</summary>
    public static IReadOnlyList<string> Of(KnownTypes types, SourceOperations source, CancellationToken cancellation)
    {
        var selection = new CodeSelection(types, source, cancellation);
        foreach (var type in DeclaredTypes.Of(types.Compilation.Assembly.GlobalNamespace, cancellation))
        {
            selection.Know(type);
            selection.Choose(type);
        }

        selection.Follow();
        return CodeText.Write(types.Compilation, selection.Nodes, selection.Shells, source, cancellation);
    }

    private void Know(INamedTypeSymbol type)
    {
        const string attribute = "Attribute";
        names.Add(type.Name);
        if (type.Name.EndsWith(attribute, StringComparison.Ordinal))
            names.Add(type.Name.Substring(0, type.Name.Length - attribute.Length));
        names.UnionWith(type.MemberNames);
    }

    private void Choose(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsImplicitlyDeclared || IsHistory(type))
            return;
        if (IsConfiguration(type))
        {
            EmbedWhole(type);
            return;
        }

        var isContext = Members.Derives(type, types.DbContext);
        // A context that can be made has its schema embedded, and what derives from it takes that over.
        var isBase = isContext && (type.IsAbstract || type.IsGenericType);
        if (!IsVisible(type) || !MayStandFor(type))
            return;
        var isSpecification = !type.IsStatic && !isContext && HoldsPredicates(type);
        foreach (var member in type.GetMembers())
        {
            if ((isBase && member is IMethodSymbol { IsOverride: true, Name: "OnModelCreating" or "ConfigureConventions" })
                || (IsVisible(member) && Composes(member, isContext))
                || (isSpecification && member is (IMethodSymbol { MethodKind: MethodKind.Constructor } or IPropertySymbol { IsStatic: false })))
            {
                Keep(member);
            }
        }
    }

    /// <summary>Generated code of migrations: large, and nobody's to reuse.</summary>
    private bool IsHistory(INamedTypeSymbol type) => Members.Derives(type, types.Migration) || Members.Derives(type, types.ModelSnapshot);

    private bool IsConfiguration(INamedTypeSymbol type)
    {
        foreach (var face in type.AllInterfaces)
        {
            if (Members.IsSame(face.OriginalDefinition, types.EntityTypeConfiguration)
                && (face.TypeArguments[0] is ITypeParameterSymbol || EntityDiscovery.IsValid(face.TypeArguments[0])))
                return true;
        }

        return false;
    }

    private bool Composes(ISymbol member, bool isContext)
    {
        switch (member)
        {
            case IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: false } method:
                if (MakesQuery(method.ReturnType))
                    return true;
                foreach (var parameter in method.Parameters)
                {
                    if (!isContext && IsBuilder(parameter.Type))
                        return true;
                }

                return false;
            case IPropertySymbol { IsAbstract: false, IsIndexer: false } property:
                return MakesQuery(property.Type);
            case IFieldSymbol { IsReadOnly: true } field:
                return MakesQuery(field.Type);
            default:
                return false;
        }
    }

    private bool MakesQuery(ITypeSymbol type) => queryTypes.IsExpression(type) || (queryTypes.IsQueryable(type) && !queryTypes.IsDbSet(type));

    /// <summary>A builder of the model, or its metadata; not the builders of options and migrations.</summary>
    private static bool IsBuilder(ITypeSymbol type) =>
        (type.Name.EndsWith("Builder", StringComparison.Ordinal) || type.Name.StartsWith("IMutable", StringComparison.Ordinal))
        && type.Name is not ("DbContextOptionsBuilder" or "MigrationBuilder") && Interpreter.IsEntityFramework(type)
        && (type is not INamedTypeSymbol { Name: "EntityTypeBuilder", TypeArguments: [INamedTypeSymbol entity] } || EntityDiscovery.IsValid(entity));

    /// <summary>Whether the class or a base of it here has members that are predicates: a specification.</summary>
    private bool HoldsPredicates(INamedTypeSymbol type)
    {
        foreach (var current in Members.TypeAndBases(type))
        {
            if (!IsOwn(current))
                return false;
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol property
                    && (queryTypes.IsExpression(property.Type) || (property.Type is INamedTypeSymbol { TypeArguments: [var item] } && queryTypes.IsExpression(item))))
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a part of a class may stand for it where its code is read again: not a class whose objects may be rows, which must stay the one type that it is.
    /// </summary>
    private bool MayStandFor(INamedTypeSymbol type)
    {
        if (type.IsStatic || Members.Derives(type, types.DbContext) || IsConfiguration(type))
            return true;
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false, SetMethod: { DeclaredAccessibility: Accessibility.Public } } property && !IsHeld(property.Type) && !IsService(property.Type))
                return false;
        }

        return true;
    }

    /// <summary>What a container sets on an object after it made it: <c>public ILogger Logger { get; set; }</c>.</summary>
    private static bool IsService(ITypeSymbol type) => type is { TypeKind: TypeKind.Delegate } or INamedTypeSymbol { TypeKind: TypeKind.Interface, IsGenericType: false };

    private bool IsHeld(ITypeSymbol type) =>
        queryTypes.IsExpression(type) || (type is INamedTypeSymbol { TypeArguments: [var item] } && queryTypes.IsExpression(item));

    // What the chosen declarations go through
    private void Follow()
    {
        while (toScan.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var node = toScan.Pop();
            if (source.ModelOf(node.SyntaxTree) is not { } model)
                continue;
            foreach (var part in node.DescendantNodesAndSelf())
            {
                if (part is not (SimpleNameSyntax { IsVar: false } or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax))
                    continue;
                // Most names are those of the libraries: only what this project may declare is bound.
                if (part is SimpleNameSyntax name && !names.Contains(name.Identifier.ValueText))
                    continue;
                var info = model.GetSymbolInfo(part, cancellation);
                if ((info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null)) is { } symbol)
                    Reach(symbol);
            }
        }
    }

    private void Reach(ISymbol symbol)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        symbol = symbol.OriginalDefinition;
        if (!IsOwn(symbol))
            return;
        switch (symbol)
        {
            case INamedTypeSymbol type:
                if (!IsVisible(type))
                    Embed(type);
                break;
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }:
                break;
            case IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol when symbol.ContainingType is { } owner:
                if (!IsVisible(owner) || embedded.Contains(owner) || IsStaticHelp(symbol) || (!IsVisible(symbol) && MayStandFor(owner)))
                    Keep(symbol);
                else
                    Deferred(owner).Add(symbol);
                break;
        }
    }

    /// <summary>A value or method of a static class, which a reference shows without what it comes to.</summary>
    private static bool IsStaticHelp(ISymbol symbol) => symbol is { ContainingType.IsStatic: true } and not IFieldSymbol { IsConst: true };

    private List<ISymbol> Deferred(INamedTypeSymbol type)
    {
        if (!deferred.TryGetValue(type, out var members))
            deferred.Add(type, members = []);
        return members;
    }

    private void Keep(ISymbol member)
    {
        if (kept.Count >= MaxMembers || !kept.Add(member))
            return;
        if (member is IMethodSymbol { AssociatedSymbol: { } associated })
        {
            Keep(associated);
            return;
        }

        Embed(member.ContainingType);
        if (member is IMethodSymbol { PartialImplementationPart: { } implementation })
            Keep(implementation);
        foreach (var declaration in source.SyntaxOf(member, cancellation))
        {
            var node = declaration is VariableDeclaratorSyntax ? declaration.Parent!.Parent! : declaration;
            if (node is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax && Nodes.Add(node))
                toScan.Push(node);
        }
    }

    /// <summary>Declares a class, with its header, and the members of it that the chosen code goes through.</summary>
    private void Embed(INamedTypeSymbol type)
    {
        if (!embedded.Add(type))
            return;
        EmbedAround(type);
        var isData = !IsVisible(type) && !MayStandFor(type);
        if (isData || type.TypeKind is not TypeKind.Class)
        {
            EmbedWhole(type);
            return;
        }

        foreach (var declaration in source.SyntaxOf(type, cancellation))
        {
            if (declaration is not TypeDeclarationSyntax header)
                continue;
            Scan(header.BaseList);
            Scan(header.ParameterList);
            foreach (var constraint in header.ConstraintClauses)
                Scan(constraint);
        }

        if (!type.IsStatic && !Members.Derives(type, types.DbContext))
        {
            foreach (var constructor in type.InstanceConstructors)
            {
                if (!constructor.IsImplicitlyDeclared)
                    Keep(constructor);
            }
        }

        if (deferred.TryGetValue(type, out var members))
        {
            foreach (var member in members)
                Keep(member);
        }

        void Scan(SyntaxNode? part)
        {
            if (part is not null)
                toScan.Push(part);
        }
    }

    private void EmbedAround(INamedTypeSymbol type)
    {
        if (type.ContainingType is not { } outer)
            return;
        if (!IsVisible(outer) || MayStandFor(outer))
        {
            Embed(outer);
            return;
        }

        EmbedAround(outer);
        Shells.UnionWith(source.SyntaxOf(outer, cancellation));
    }

    private void EmbedWhole(INamedTypeSymbol type)
    {
        embedded.Add(type);
        EmbedAround(type);
        foreach (var declaration in source.SyntaxOf(type, cancellation))
        {
            if (Nodes.Add(declaration))
                toScan.Push(declaration);
        }
    }

    private bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly);

    /// <summary>Whether every project that references this one sees the symbol.</summary>
    private static bool IsVisible(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }
}
