using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Writes <c>HasIndex</c> and the links that an index needs.</summary>
internal static class HasIndexText
{
    private const int Width = 120;

    /// <summary>The statement that declares the index, without indentation of its first line.</summary>
    /// <param name="index">The index.</param>
    /// <param name="receiver">The builder.</param>
    /// <param name="keys">The arguments, see <see cref="Keys"/>.</param>
    /// <param name="indent">The indentation of further lines.</param>
    /// <param name="newLine">The line break.</param>
    public static string Statement(IndexDeclaration index, string receiver, string keys, string indent, string newLine)
    {
        // A name given here makes it an index apart from an unnamed one over the same properties; HasDatabaseName would not.
        if (index.Name.Length > 0)
            keys = AsArgument(keys) + ", " + Literal(index.Name);
        var links = Links(index).ToList();
        var head = receiver + ".HasIndex(" + keys + ")";
        var line = head + string.Concat(links) + ";";
        if (links.Count == 0 || indent.Length + line.Length <= Width)
            return line;
        return head + string.Concat(links.Select(link => newLine + indent + link)) + ";";
    }

    /// <summary>The keys as one argument: names become an array.</summary>
    public static string AsArgument(string keys) =>
        keys[0] == '"' || keys.StartsWith("nameof(", System.StringComparison.Ordinal) ? "new[] { " + keys + " }" : keys;

    private static IEnumerable<string> Links(IndexDeclaration index)
    {
        if (IsUnique(index) is { } unique)
            yield return unique;
        if (IsDescending(index) is { } descending)
            yield return descending;
        if (HasFilter(index) is { } filter)
            yield return filter;
        if (HasOperators(index) is { } operators)
            yield return operators;
    }

    public static string? IsUnique(IndexDeclaration index) => index.IsUnique ? ".IsUnique()" : null;

    public static string? IsDescending(IndexDeclaration index)
    {
        if (!index.Descending.Items.Contains(true))
            return null;
        var all = index.Descending.Count >= index.Properties.Count && !index.Descending.Items.Contains(false);
        return all ? ".IsDescending()" : ".IsDescending(" + Directions(index) + ")";
    }

    /// <summary>A value for each key.</summary>
    public static string Directions(IndexDeclaration index) =>
        string.Join(", ", index.Properties.Items.Select((_, i) => i < index.Descending.Count && index.Descending[i] ? "true" : "false"));

    public static string? HasFilter(IndexDeclaration index) => index.Filter.Length > 0 ? ".HasFilter(" + Literal(index.Filter) + ")" : null;

    public static string? HasOperators(IndexDeclaration index) =>
        index.OperatorClasses.IsEmpty ? null : ".HasOperators(" + string.Join(", ", index.OperatorClasses.Items.Select(Literal)) + ")";

    /// <summary>Whether one of the links is an extension method, which needs its namespace.</summary>
    public static bool NeedsNamespace(IndexDeclaration index) => index.Filter.Length > 0 || !index.OperatorClasses.IsEmpty;

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>
    /// The arguments that name the key properties: a lambda, or, when one of them is no property of the class that can be seen there, names. Null when
    /// the API cannot express them.
    /// </summary>
    public static string? Keys(IndexDeclaration index, EntityInSolution entity, SemanticModel model, int position, string lambdaParameter)
    {
        var type = model.Compilation.GetTypeByMetadataName(entity.MetadataName) ?? entity.Type;
        var properties = new List<IPropertySymbol?>();
        foreach (var path in index.Properties)
        {
            if (path.Length == 0 || path.Contains('.'))
                return null;
            var property = EntityInSolution.PropertyOf(type, path);
            properties.Add(property is not null && model.IsAccessible(position, property) ? property : null);
        }

        if (properties.Contains(null))
        {
            var name = entity.NameAt(model, position);
            return string.Join(", ", properties.Select((property, i) => property is null ? Literal(index.Properties[i]) : "nameof(" + name + "." + Identifier(property.Name) + ")"));
        }

        var members = properties.Select(property => lambdaParameter + "." + Identifier(property!.Name)).ToList();
        return lambdaParameter + " => " + (members.Count == 1 ? members[0] : "new { " + string.Join(", ", members) + " }");
    }

    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The parameter that the lambdas about this entity have there, else the entity's initial; never a name that is taken.</summary>
    public static string LambdaParameter(BuilderScope? scope, EntityInSolution entity, SemanticModel model, int position)
    {
        var initial = char.ToLowerInvariant(entity.Type.Name.FirstOrDefault(char.IsLetter));
        var camel = char.ToLowerInvariant(entity.Type.Name[0]) + entity.Type.Name.Substring(1);
        foreach (var name in new[] { scope is null ? null : UsedParameter(scope), initial == 0 ? null : initial.ToString(), camel, "x", "e", "item" })
        {
            if (name is not null && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && !IsTaken(model, position, name))
                return name;
        }

        return "entity" + position;
    }

    private static bool IsTaken(SemanticModel model, int position, string name)
    {
        foreach (var symbol in model.LookupSymbols(position, name: name))
        {
            if (symbol is ILocalSymbol or IParameterSymbol)
                return true;
        }

        return false;
    }

    private static string? UsedParameter(BuilderScope scope)
    {
        foreach (var call in scope.IndexCalls)
        {
            if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is SimpleLambdaExpressionSyntax lambda)
                return lambda.Parameter.Identifier.Text;
        }

        foreach (var use in scope.Uses)
        {
            if (use.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }
                && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is SimpleLambdaExpressionSyntax { Body: MemberAccessExpressionSyntax or AnonymousObjectCreationExpressionSyntax } lambda)
            {
                return lambda.Parameter.Identifier.Text;
            }
        }

        return null;
    }
}
