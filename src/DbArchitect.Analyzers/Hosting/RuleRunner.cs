using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>A finding with the descriptor it is reported under.</summary>
internal readonly record struct RuleFinding(DiagnosticDescriptor Descriptor, Finding Finding)
{
    /// <param name="fallback">Where to report when the finding has no place in <paramref name="tree"/>: a diagnostic of another file is not local.</param>
    /// <param name="compilation">In an editor, what a referenced project declares lies in trees of that project: the compiler refuses a diagnostic that names them.</param>
    public Diagnostic ToDiagnostic(SyntaxTree tree, Location fallback, Compilation compilation)
    {
        var location = Finding.At.Location is { } at && at.SourceTree == tree ? at : fallback;
        var additional = ImmutableArray.CreateBuilder<Location>();
        foreach (var origin in Finding.Additional)
        {
            if (origin.Location is { SourceTree: { } other } && compilation.ContainsSyntaxTree(other))
                additional.Add(origin.Location!);
        }

        return ToDiagnostic(location, additional.ToImmutable());
    }

    /// <summary>A finding about what a file that is no code says, at its place there.</summary>
    public Diagnostic ToDiagnostic() => ToDiagnostic(Finding.At.Location ?? Location.None, ImmutableArray<Location>.Empty);

    private Diagnostic ToDiagnostic(Location location, ImmutableArray<Location> additional)
    {
        var arguments = new object[Finding.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Finding.Arguments[i];
        return Diagnostic.Create(
            Descriptor,
            location,
            Finding.Severity ?? Descriptor.DefaultSeverity,
            additional,
            Finding.Fix?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty,
            arguments);
    }
}

/// <summary>Runs rules so that one that fails neither kills nor silences the others: it becomes a finding of its own (DBA9999).</summary>
internal static class RuleRunner
{
    private static readonly IReadOnlyList<RuleFinding> Nothing = Array.Empty<RuleFinding>();

    public static IReadOnlyList<RuleFinding> Check(SchemaRule rule, Schema schema, Options options)
    {
        List<RuleFinding>? found = null;
        try
        {
            foreach (var finding in rule.Check(schema, options))
                (found ??= []).Add(new(rule.Descriptor, finding));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            (found ??= []).Add(Failure(rule.Descriptor.Id, schema.Origin, exception));
        }

        return found ?? Nothing;
    }

    public static IReadOnlyList<RuleFinding> Check(QueryRule rule, QueryContext context)
    {
        List<RuleFinding>? found = null;
        try
        {
            foreach (var finding in rule.Check(context))
                (found ??= []).Add(new(rule.Descriptor, finding));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            (found ??= []).Add(Failure(rule.Descriptor.Id, context.Query.Terminal.Origin, exception));
        }

        return found ?? Nothing;
    }

    public static IReadOnlyList<RuleFinding> Check(UnitOfWorkRule rule, UnitOfWork unit, SchemaSet schemas, Options options)
    {
        List<RuleFinding>? found = null;
        try
        {
            foreach (var finding in rule.Check(unit, schemas, options))
                (found ??= []).Add(new(rule.Descriptor, finding));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            (found ??= []).Add(Failure(rule.Descriptor.Id, unit.Origin, exception));
        }

        return found ?? Nothing;
    }

    public static RuleFinding Failure(string what, Origin at, Exception exception) =>
        new(OwnDiagnostics.RuleFailed, Finding.Of(at, what, exception.GetType().Name + ": " + exception.Message.Replace('\n', ' ').Replace('\r', ' ')));
}
