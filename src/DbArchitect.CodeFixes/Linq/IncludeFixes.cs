using System.Text;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Removes an Include with the ThenIncludes that hang on it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveIncludeFix))]
public sealed class RemoveIncludeFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is RemoveInclude;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (QueryPlace.Around(place.Node, "Include", "ThenInclude") is not { } include || QueryPlace.ReceiverOf(include) is not { } receiver)
            return false;
        // On the class itself the first argument is the query: EntityFrameworkQueryableExtensions.Include(q, …).
        if (place.Model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol)
            return false;
        var last = include;
        while (QueryPlace.NextOf(last) is { } next && QueryPlace.NameOf(next)?.Identifier.ValueText == "ThenInclude")
            last = next;
        var span = TextSpan.FromBounds(receiver.Span.End, last.Span.End);
        if (place.HasComment(span))
            return false;
        edits.Replace(place.Document, span, "");
        return true;
    }
}

/// <summary>Loads a navigation: Include before the terminal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddIncludeFix))]
public sealed class AddIncludeFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AddInclude;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Diagnostic.AdditionalLocations is not [var at, ..] || at.SourceTree != place.Root.SyntaxTree)
            return false;
        if (place.QueryAt(at.SourceSpan) is not { } query)
            return false;
        var calls = new StringBuilder();
        foreach (var name in edit.Subject.Split('.'))
            calls.Append(calls.Length == 0 ? "Include(x => x." : ".ThenInclude(x => x.").Append(name).Append(')');
        place.AppendCall(query, calls.ToString(), edits);
        return true;
    }
}

/// <summary>Loads the collections of a query by one statement each.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSplitQueryFix))]
public sealed class AddSplitQueryFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AddSplitQuery;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (QueryPlace.Around(place.Node, "Include", "ThenInclude") is not { } last)
            return Projected(place, edits);
        while (QueryPlace.NextOf(last) is { } next && QueryPlace.NameOf(next)?.Identifier.ValueText is "Include" or "ThenInclude")
            last = next;
        place.AppendCall(last, "AsSplitQuery()", edits);
        return true;
    }

    /// <summary>The collections are members of a projection: what the outermost Select is called on is split.</summary>
    private static bool Projected(QueryPlace place, FileEdits edits)
    {
        ExpressionSyntax? query = null;
        for (var node = place.Node; node is not null and not StatementSyntax and not ArrowExpressionClauseSyntax; node = node.Parent)
        {
            query = node switch
            {
                LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax select } } => QueryPlace.ReceiverOf(select),
                QueryExpressionSyntax expression => expression.FromClause.Expression,
                _ => query,
            };
        }

        if (query is null)
            return false;
        place.AppendCall(query, "AsSplitQuery()", edits);
        return true;
    }
}

/// <summary>Reads without tracking: AsNoTracking before the terminal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddNoTrackingFix))]
public sealed class AddNoTrackingFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AddNoTracking;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.QueryAt(place.Diagnostic.Location.SourceSpan) is not { } query)
            return false;
        place.AppendCall(query, "AsNoTracking()", edits);
        return true;
    }
}

/// <summary>Lets a query track whose entities are changed: AsNoTracking goes, or AsTracking comes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TrackEntitiesFix))]
public sealed class TrackEntitiesFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is TrackEntities;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Diagnostic.AdditionalLocations is not [var at, ..] || at.SourceTree != place.Root.SyntaxTree || place.CallAt(at.SourceSpan) is not { } terminal)
            return false;
        foreach (var link in QueryPlace.Chain(terminal))
        {
            if (QueryPlace.NameOf(link) is not { Identifier.ValueText: "AsNoTracking" or "AsNoTrackingWithIdentityResolution" } name || QueryPlace.ReceiverOf(link) is not { } receiver)
                continue;
            var span = TextSpan.FromBounds(receiver.Span.End, link.Span.End);
            if (place.HasComment(span) || place.Model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol)
                return false;
            if (((TrackEntities)edit).IsDefault)
                edits.Replace(place.Document, span, "");
            else
                edits.Replace(place.Document, name.Span, "AsTracking");
            return true;
        }

        if (((TrackEntities)edit).IsDefault || QueryPlace.ReceiverOf(terminal) is not { } query)
            return false;
        place.AppendCall(query, "AsTracking()", edits);
        return true;
    }
}
