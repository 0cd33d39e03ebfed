using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Adds an index to a configuration class that so far leaves all to its base: by an override that calls the base first.</summary>
internal static class ConfigurationOverrideWriter
{
    private const string Builders = "Microsoft.EntityFrameworkCore.Metadata.Builders";

    public static FileEdits? Add(ConfigurationClass configuration, EntityInSolution entity, IndexDeclaration index)
    {
        var (declaration, model, method) = (configuration.Declaration, configuration.Model, configuration.Overridable);
        var root = (CompilationUnitSyntax)model.SyntaxTree.GetRoot();
        var layout = new Layout(model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        var position = declaration.Identifier.SpanStart;
        var inner = layout.IndentAt(declaration.SpanStart) + layout.IndentUnit;
        var builder = method.Parameters[0].Name;
        var lambda = HasIndexText.LambdaParameter(null, entity, model, position);
        if (HasIndexText.Keys(index, entity, model, position, lambda == builder ? "entity" : lambda) is not { } keys)
            return null;
        var statement = HasIndexText.Statement(index, builder, keys, inner + layout.IndentUnit + layout.IndentUnit, layout.NewLine);
        var text = inner + SyntaxFacts.GetText(method.DeclaredAccessibility) + " override void " + method.Name
            + "(EntityTypeBuilder<" + entity.NameAt(model, position) + "> " + builder + ")"
            + layout.BlockOf(inner, "base." + method.Name + "(" + builder + ");", statement);
        if (!Members.Append(declaration, text, configuration.Document, layout, edits))
            return null;
        if (!UsingDirectives.Sees(model, position, Builders, "EntityTypeBuilder"))
        {
            var change = UsingDirectives.Add(root, layout, Builders);
            edits.Replace(configuration.Document, change.Span, change.NewText!);
        }

        return edits;
    }
}
