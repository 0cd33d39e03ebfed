using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>
/// Which words a file has, comments and texts included, found by one pass over its characters: enough to leave out the files that cannot query a table, before
/// anything of them is bound. Kept with the tree, so that a keystroke reads the words of one file.
/// </summary>
internal sealed class TreeWords
{
    private const int ChunkLength = 4096;

    // A pass needs them for a moment, and there is one for each file.
    [ThreadStatic]
    private static char[]? buffer;

    [ThreadStatic]
    private static HashSet<uint>? set;

    private readonly uint[] hashes;
    private readonly SyntaxTree tree;
    private IReadOnlyList<(string Argument, string Name)>? genericMembers;

    private TreeWords(SyntaxTree tree, uint[] hashes)
    {
        this.tree = tree;
        this.hashes = hashes;
    }

    public static TreeWords Of(SyntaxTree tree, CancellationToken cancellation)
    {
        var found = set ??= [];
        found.Clear();
        var text = tree.GetText(cancellation);
        var chunk = buffer ??= new char[ChunkLength];
        var hash = Start;
        for (var position = 0; position < text.Length; position += ChunkLength)
        {
            var length = Math.Min(ChunkLength, text.Length - position);
            text.CopyTo(position, chunk, 0, length);
            for (var i = 0; i < length; i++)
            {
                var character = chunk[i];
                if (char.IsLetterOrDigit(character) || character == '_')
                {
                    hash = Add(hash, character);
                }
                else if (hash != Start)
                {
                    found.Add(hash);
                    hash = Start;
                }
            }
        }

        found.Add(hash);
        var hashes = new uint[found.Count];
        found.CopyTo(hashes);
        Array.Sort(hashes);
        return new TreeWords(tree, hashes);
    }

    /// <summary>Every word once, as its hash.</summary>
    public IReadOnlyList<uint> Hashes => hashes;

    /// <summary>Whether the file may have the word, in whatever case: never wrongly no.</summary>
    public bool MayHave(uint word) => Array.BinarySearch(hashes, word) >= 0;

    public static uint HashOf(string word)
    {
        var hash = Start;
        foreach (var character in word)
            hash = Add(hash, character);
        return hash;
    }

    /// <summary>The members and types that are declared with a type in angle brackets, with that type: by their names other files get at the rows.</summary>
    public IReadOnlyList<(string Argument, string Name)> GenericMembers(CancellationToken cancellation)
    {
        if (genericMembers is { } known)
            return known;
        var found = new List<(string, string)>();
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or FieldDeclarationSyntax))
        {
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    Add(method.ReturnType, method.Identifier.ValueText);
                    break;
                case PropertyDeclarationSyntax property:
                    Add(property.Type, property.Identifier.ValueText);
                    break;
                case VariableDeclarationSyntax field:
                    foreach (var variable in field.Variables)
                        Add(field.Type, variable.Identifier.ValueText);
                    break;
                case TypeDeclarationSyntax { BaseList: { } bases } type:
                    foreach (var each in bases.Types)
                        Add(each.Type, type.Identifier.ValueText);
                    break;
            }
        }

        return genericMembers = found;

        void Add(TypeSyntax type, string name)
        {
            if (HoldsRows(type))
                return;
            foreach (var node in type.DescendantNodesAndSelf())
            {
                if (node is TypeArgumentListSyntax list)
                {
                    foreach (var argument in list.DescendantTokens())
                    {
                        if (argument.IsKind(SyntaxKind.IdentifierToken))
                            found.Add((argument.ValueText, name));
                    }
                }
            }
        }
    }

    /// <summary>Rows that have been loaded: nobody composes a query on them. Services of many tables name such methods alike, so that each would be read for all.</summary>
    private static bool HoldsRows(TypeSyntax type)
    {
        while (true)
        {
            switch (type)
            {
                case NullableTypeSyntax nullable:
                    type = nullable.ElementType;
                    continue;
                case QualifiedNameSyntax qualified:
                    type = qualified.Right;
                    continue;
                case ArrayTypeSyntax:
                    return true;
                case GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask", TypeArgumentList.Arguments: [var awaited] }:
                    if ((awaited is NullableTypeSyntax maybe ? maybe.ElementType : awaited) is IdentifierNameSyntax or PredefinedTypeSyntax)
                        return true;
                    type = awaited;
                    continue;
                case GenericNameSyntax generic:
                    return generic.Identifier.ValueText is "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet" or "ISet" or "Dictionary"
                        or "IDictionary" or "IReadOnlyDictionary" or "ILookup" or "IAsyncEnumerable" or "ImmutableArray" or "ImmutableList";
                default:
                    return false;
            }
        }
    }

    private const uint Start = 2166136261;

    private static uint Add(uint hash, char character) => unchecked((hash ^ char.ToLowerInvariant(character)) * 16777619);
}
