using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>The additional files of a project that describe a database.</summary>
internal static class AdditionalSchemaFiles
{
    /// <summary>A schema file by its name, or a script: scripts are additional files only where a project says so.</summary>
    public static bool IsSchemaFile(string path) =>
        path.EndsWith(".dbarchitect.json", StringComparison.OrdinalIgnoreCase) || DdlSchemaReader.IsDdlFile(path);

    public static IReadOnlyList<(string Path, string Text)> Read(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var result = new List<(string Path, string Text)>();
        foreach (var file in files)
        {
            if (IsSchemaFile(file.Path) && file.GetText(cancellation) is { } text)
                result.Add((file.Path, text.ToString()));
        }

        // The order of the project's items is no fact.
        result.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return result;
    }
}
