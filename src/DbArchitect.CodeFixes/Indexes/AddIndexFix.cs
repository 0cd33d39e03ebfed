using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Attributes;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Fluent;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DbArchitect.CodeFixes.Indexes;

/// <summary>Declares an index where its entity is configured, in that style; or changes the declaration that it replaces.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddIndexFix))]
public sealed class AddIndexFix : EditCodeFixProvider
{
    internal override bool Handles(Edit edit) => edit is AddIndex;

    internal override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation)
    {
        var add = (AddIndex)edit;
        var places = await IndexPlaces.FindAsync(document.Project, add.Index, cancellation).ConfigureAwait(false);
        if (places is null)
            return null;

        // An index that a convention made is declared nowhere: the new one takes its place by itself.
        var replaced = add.Replaced is null ? [] : DeclaredIndex.Matching(places.Declared, add.Replaced);
        return replaced.Count switch
        {
            0 => await AddAsync(places, add.Index, cancellation).ConfigureAwait(false),
            1 => await ReplaceAsync(document.Project.Id, places, replaced[0], add.Replaced!, add.Index, cancellation).ConfigureAwait(false),
            _ => null,
        };
    }

    private static async Task<Solution?> ReplaceAsync(
        ProjectId from, IndexPlaces places, DeclaredIndex declared, IndexDeclaration before, IndexDeclaration after, CancellationToken cancellation)
    {
        switch (declared)
        {
            case FluentIndex fluent when FluentIndexRewriter.Replace(fluent, places.Entity, before, after) is { } edits:
                return await places.ApplyAsync(edits, cancellation).ConfigureAwait(false);

            case AttributeIndex attribute when IndexAttributeWriter.CanExpress(places.Entity, after):
                return await places.ApplyAsync(IndexAttributeRewriter.Replace(attribute, before, after), cancellation).ConfigureAwait(false);

            case AttributeIndex attribute:
                // More than an attribute can say: it moves to the fluent API.
                if (await RemoveIndexFix.RemoveAsync(places, attribute, cancellation).ConfigureAwait(false) is not { } removed
                    || await IndexPlaces.FindAsync(removed.GetProject(from)!, after, cancellation).ConfigureAwait(false) is not { } left)
                {
                    return null;
                }

                return await AddAsync(left, after.Name.Length == 0 ? after with { Name = attribute.Name } : after, cancellation).ConfigureAwait(false);

            default:
                return null;
        }
    }

    private static async Task<Solution?> AddAsync(IndexPlaces places, IndexDeclaration index, CancellationToken cancellation)
    {
        // The model tells indexes over the same properties apart by name alone: a second one without a name would be the first.
        var same = places.Declared.Where(declared => declared.HasKeys(index)).ToList();
        if (same.Count > 0 && (index.Name.Length == 0 || same.Exists(declared => declared.Name == index.Name || declared.DatabaseName == index.Name)))
            return null;
        var owner = index.Owner.Length == 0 ? null : await IndexPlaces.FindAsync(places.From, index with { Entity = index.Owner, Owner = "" }, cancellation).ConfigureAwait(false);
        if (index.Owner.Length > 0 && owner is null)
            return null;
        foreach (var attempt in owner is null ? Attempts(places, index, cancellation) : OwnedAttempts(places, owner, index, cancellation))
        {
            if (await attempt().ConfigureAwait(false) is { } edits
                && await places.ApplyAsync(edits, cancellation).ConfigureAwait(false) is { } changed)
            {
                return changed;
            }
        }

        return null;
    }

    /// <summary>
    /// The ways to write an index of an owned type: where its builder is at hand, at the class, or by <c>OwnsOne</c> of its owner. A context must not speak of it
    /// as an entity.
    /// </summary>
    private static IEnumerable<Func<Task<FileEdits?>>> OwnedAttempts(IndexPlaces places, IndexPlaces owner, IndexDeclaration index, CancellationToken cancellation)
    {
        var scopes = places.Scopes.Where(static scope => scope.Kind is not ScopeKind.Configuration)
            .Select<BuilderScope, Func<Task<FileEdits?>>>(scope => () => Task.FromResult(FluentIndexWriter.Add(scope, places.Entity, index)));
        var attributes = new[] { false, true }.Select<bool, Func<Task<FileEdits?>>>(qualified => () => IndexAttributeWriter.AddAsync(places.Entity, index, qualified, cancellation));
        var ofOwner = owner.Scopes.Select<BuilderScope, Func<Task<FileEdits?>>>(scope => () => Task.FromResult(OwnedIndexWriter.Add(scope, owner.Entity, places.Entity, index)))
            .Concat(owner.Contexts.Select<ContextClass, Func<Task<FileEdits?>>>(context => () => Task.FromResult(OwnedIndexWriter.Add(context, owner.Entity, places.Entity, index))));
        return EntityAttributes.StyleOf(places.Entity.Type) >= AttributeStyle.Mapping && !places.Scopes.Exists(static scope => scope.IndexCalls.Count > 0)
            ? attributes.Concat(scopes).Concat(ofOwner)
            : scopes.Concat(ofOwner).Concat(attributes);
    }

    /// <summary>The ways to write it, best first; the first that compiles is taken.</summary>
    private static IEnumerable<Func<Task<FileEdits?>>> Attempts(IndexPlaces places, IndexDeclaration index, CancellationToken cancellation)
    {
        Func<Task<FileEdits?>> Attribute(bool qualified) => () => IndexAttributeWriter.AddAsync(places.Entity, index, qualified, cancellation);
        Func<Task<FileEdits?>> Scope(BuilderScope scope) => () => Task.FromResult(FluentIndexWriter.Add(scope, places.Entity, index));
        Func<Task<FileEdits?>> Configuration(ConfigurationClass configuration) =>
            () => Task.FromResult(ConfigurationOverrideWriter.Add(configuration, places.Entity, index));
        Func<Task<FileEdits?>> Context(ContextClass context) => () => Task.FromResult(FluentIndexWriter.Add(context, places.Entity, index));

        var attributes = new[] { Attribute(qualified: false), Attribute(qualified: true) };
        var scopes = places.Scopes.Select(Scope).ToArray();
        var configurations = places.Configurations.Select(Configuration).ToArray();
        var contexts = places.Contexts.Select(Context).ToArray();
        return places.Style switch
        {
            IndexStyle.Attribute => [.. attributes, .. scopes, .. configurations, .. contexts],
            IndexStyle.Fluent => [.. scopes, .. configurations, .. contexts, .. attributes],
            _ => [.. contexts, .. attributes],
        };
    }
}
