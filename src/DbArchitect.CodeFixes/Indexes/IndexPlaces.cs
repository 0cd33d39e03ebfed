using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Attributes;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Fluent;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;

namespace DbArchitect.CodeFixes.Indexes;

/// <summary>The style in which an entity's indexes are to be declared.</summary>
internal enum IndexStyle : byte
{
    Attribute,

    /// <summary>Where a builder of the entity is at hand.</summary>
    Fluent,

    /// <summary>In the OnModelCreating that configures the other entities.</summary>
    Context,
}

/// <summary>Where the indexes of one entity are and can be declared.</summary>
internal sealed class IndexPlaces
{
    private IndexPlaces(Project from, EntityInSolution entity)
    {
        From = from;
        Entity = entity;
    }

    /// <summary>The project that was asked first.</summary>
    public Project From { get; }

    public EntityInSolution Entity { get; }

    /// <summary>The places with a builder of the entity, best first.</summary>
    public List<BuilderScope> Scopes { get; private set; } = [];

    /// <summary>Configuration classes that leave all to their base.</summary>
    public List<ConfigurationClass> Configurations { get; private set; } = [];

    public List<ContextClass> Contexts { get; private set; } = [];

    public List<DeclaredIndex> Declared { get; } = [];

    public IndexStyle Style { get; private set; }

    public static async Task<IndexPlaces?> FindAsync(Project from, IndexDeclaration index, CancellationToken cancellation)
    {
        if (await EntityInSolution.FindAsync(from, index.Entity, cancellation).ConfigureAwait(false) is not { } entity)
            return null;
        var places = new IndexPlaces(from, entity);
        var contexts = await Configuration.Contexts.FindAsync(entity, cancellation).ConfigureAwait(false);

        // Only when several contexts map the entity, the one that is meant matters.
        var one = contexts.Count > 1 ? index.Context : "";
        places.Contexts = contexts.FindAll(context => one.Length == 0 || EntityInSolution.MetadataNameOf(context.Type) == one);
        var scopes = await BuilderScopes.FindAsync(entity, cancellation).ConfigureAwait(false);
        if (contexts.Count > 0)
            await AppliedConfigurations.RemoveOthersAsync(scopes, entity, cancellation).ConfigureAwait(false);
        places.Scopes = scopes.FindAll(scope => one.Length == 0 || scope.Context.Length == 0 || scope.Context == one)
            .OrderBy(static scope => scope.IndexCalls.Count > 0 ? 0 : 1)
            .ThenBy(static scope => scope.CallCount > 0 ? 0 : scope.Kind == ScopeKind.Configuration ? 1 : 2)
            .ThenBy(static scope => scope.Kind)
            .ToList();
        places.Configurations = await ConfigurationClasses.FindAsync(entity, cancellation).ConfigureAwait(false);
        var attributes = await AttributeIndex.ReadAllAsync(entity, cancellation).ConfigureAwait(false);
        places.Declared.AddRange(attributes);
        places.Declared.AddRange(FluentIndex.ReadAll(places.Scopes, cancellation));
        places.Style = places.ChooseStyle(severalContexts: one.Length > 0);
        return places;
    }

    private IndexStyle ChooseStyle(bool severalContexts)
    {
        if (Scopes.Exists(static scope => scope.IndexCalls.Count > 0))
            return IndexStyle.Fluent;
        var attributes = EntityAttributes.StyleOf(Entity.Type);
        if (attributes >= AttributeStyle.Mapping)
            return IndexStyle.Attribute;
        if (Scopes.Count > 0 || Configurations.Count > 0)
            return IndexStyle.Fluent;
        if (severalContexts || (attributes == AttributeStyle.None && Contexts.Exists(OnModelCreatingWriter.ConfiguresInPlace)))
            return IndexStyle.Context;
        return IndexStyle.Attribute;
    }

    /// <summary>Whether the entity is in the model even without the statement of this index.</summary>
    public bool IsMappedBesides(FluentIndex index)
    {
        foreach (var scope in Scopes)
        {
            foreach (var use in scope.Uses)
            {
                if (!index.Whole.Span.Contains(use.Span) || use.SyntaxTree != index.Whole.SyntaxTree)
                    return true;
            }
        }

        return Contexts.Exists(static context => context.HasSet);
    }

    /// <summary>The solution with the edits; null when they change nothing or break something.</summary>
    public async Task<Solution?> ApplyAsync(FileEdits edits, CancellationToken cancellation)
    {
        if (await edits.ApplyAsync(Entity.Solution, cancellation).ConfigureAwait(false) is not { } changed)
            return null;
        return await CompileCheck.HoldsAsync(Entity.Solution, changed, edits.Documents, cancellation).ConfigureAwait(false) ? changed : null;
    }
}
