using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>
/// Replays the DDL of .sql files into a schema, file after file in the order of their versions (<c>V2__orders.sql</c>, <c>0010_orders.sql</c>), as a migration
/// runner does.
/// </summary>
internal static class DdlSchemaReader
{
    public static bool IsDdlFile(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    /// <summary>The schema that all scripts together make; null when they make no table.</summary>
    public static Schema? Read(IReadOnlyList<(string Path, string Text)> files, Store store, CancellationToken cancellation)
    {
        var replay = new DdlReplay(store, cancellation);
        Replay(files, store, replay, cancellation);
        return replay.ToSchema();
    }

    public static void Replay(IReadOnlyList<(string Path, string Text)> files, Store store, DdlReplay replay, CancellationToken cancellation)
    {
        var ordered = new List<(string Path, string Text)>(files);
        ordered.Sort(static (one, other) => VersionOrder.Compare(one.Path, other.Path));
        foreach (var (path, content) in ordered)
        {
            var text = SourceText.From(content);
            replay.Replay(SqlParser.Parse(new SqlSource(content), SqlQueryReader.DialectOf(store), cancellation), content, (start, length) => At(path, text, start, length));
        }
    }

    private static Origin At(string path, SourceText text, int start, int length)
    {
        var span = TextSpan.FromBounds(start, Math.Min(start + length, text.Length));
        return new Origin(OriginKind.File, Location.Create(path, span, text.Lines.GetLinePositionSpan(span)));
    }
}
