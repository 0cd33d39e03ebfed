using System;
using System.Collections.Generic;
using System.IO;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>Reads an additional file <c>*.dbarchitect.json</c>: the schema of a database whose truth lives elsewhere, or the row counts of one.</summary>
internal static class SchemaFileReader
{
    /// <param name="problems">Receives what is wrong in the file.</param>
    public static SchemaDocument Read(string path, string text, List<SchemaProblem> problems)
    {
        var lines = SourceText.From(text).Lines;
        var document = SchemaReader.Read(text, OriginOf);
        foreach (var problem in document.Problems)
        {
            var detail = document.IsUnreadable ? problem.Message + "; the file is ignored" : problem.Message + "; this is ignored, the rest is read";
            problems.Add(new SchemaProblem(SchemaProblemKind.UnreadableFile, Path.GetFileName(path), detail, OriginOf(problem.Start, problem.End)));
        }

        return document;

        Origin OriginOf(int start, int end)
        {
            end = Math.Min(Math.Max(start, end), text.Length);
            start = Math.Min(start, end);
            var span = TextSpan.FromBounds(start, end);
            return new Origin(OriginKind.File, Location.Create(path, span, lines.GetLinePositionSpan(span)));
        }
    }
}
