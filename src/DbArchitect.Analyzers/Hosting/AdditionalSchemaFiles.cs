using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>The additional files of a project that describe a database, and those that are texts of the program.</summary>
internal static class AdditionalSchemaFiles
{
    /// <summary>What the package's targets write at a file that they found among the embedded resources.</summary>
    private const string EmbeddedMetadata = "build_metadata.AdditionalFiles.DbArchitectEmbedded";

    /// <summary>
    /// A schema file by its name, or a script: scripts describe the database where a project says so. A text that the program embeds does not: it may be a query, and a migration that
    /// nobody named is no fact.
    /// </summary>
    public static bool IsSchemaFile(AdditionalText file, AnalyzerConfigOptionsProvider config) =>
        file.Path.EndsWith(".dbarchitect.json", StringComparison.OrdinalIgnoreCase) || (DdlSchemaReader.IsDdlFile(file.Path) && !IsEmbedded(file, config));

    public static IReadOnlyList<(string Path, string Text)> Read(ImmutableArray<AdditionalText> files, AnalyzerConfigOptionsProvider config, CancellationToken cancellation)
    {
        var result = new List<(string Path, string Text)>();
        foreach (var file in files)
        {
            if (IsSchemaFile(file, config) && file.GetText(cancellation) is { } text)
                result.Add((file.Path, text.ToString()));
        }

        // The order of the project's items is no fact.
        result.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return result;
    }

    /// <summary>The texts that the program can take out of its assembly. A script of the schema may be one: projects embed the migrations that they run.</summary>
    public static EmbeddedTexts Embedded(ImmutableArray<AdditionalText> files)
    {
        var embedded = ImmutableArray.CreateBuilder<AdditionalText>();
        foreach (var file in files)
        {
            if (!file.Path.EndsWith(".dbarchitect.json", StringComparison.OrdinalIgnoreCase))
                embedded.Add(file);
        }

        return embedded.Count == 0 ? EmbeddedTexts.None : new EmbeddedTexts(embedded.ToImmutable());
    }

    private static bool IsEmbedded(AdditionalText file, AnalyzerConfigOptionsProvider config) =>
        config.GetOptions(file).TryGetValue(EmbeddedMetadata, out var value) && value == "true";
}
