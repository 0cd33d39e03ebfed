using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>
/// Tells the user of keys and values in <c>.editorconfig</c> that nobody understands. A fact about the whole program without a fix, so it may be
/// reported at the end of the compilation; each wrong pair once.
/// </summary>
internal static class OptionChecks
{
    public static void Report(CompilationAnalysisContext context)
    {
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        var seen = new HashSet<(string, string)>();
        Check(provider.GlobalOptions, seen, context);
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Check(provider.GetOptions(tree), seen, context);
        }
    }

    private static void Check(AnalyzerConfigOptions options, HashSet<(string, string)> seen, CompilationAnalysisContext context)
    {
        foreach (var key in options.Keys)
        {
            if (!IsOurs(key) || !options.TryGetValue(key, out var value))
                continue;
            var problem = Problem(key, value);
            if (problem is not null && seen.Add((key, value)))
                context.ReportDiagnostic(Diagnostic.Create(OwnDiagnostics.WrongOption, Location.None, key, value, problem));
        }
    }

    private static string? Problem(string key, string value)
    {
        if (RuleSet.Options.TryGetValue(key, out var option))
            return option.IsAllowed(value) ? null : "allowed is " + option.Allowed;
        var prefix = key.Substring(0, key.IndexOf('.') + 1);
        var known = new List<string>();
        foreach (var name in RuleSet.Options.Keys)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                known.Add(name);
        }

        known.Sort(StringComparer.Ordinal);
        return known.Count == 0 ? "this rule has no options" : "there are " + string.Join(", ", known);
    }

    /// <summary><c>dbarchitect.…</c> or <c>dba1234.…</c>.</summary>
    private static bool IsOurs(string key)
    {
        if (key.StartsWith("dbarchitect.", StringComparison.OrdinalIgnoreCase))
            return true;
        if (key.Length < 8 || key[7] != '.' || !key.StartsWith("dba", StringComparison.OrdinalIgnoreCase))
            return false;
        for (var i = 3; i < 7; i++)
        {
            if (!char.IsDigit(key[i]))
                return false;
        }

        return true;
    }
}
