using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>The schema of a project as assembly metadata.</summary>
internal static class EmbeddedSchema
{
    private static readonly EmbeddedText Text = new("DbArchitect.Schema.v", SchemaFormat.Version);

    public static string Key => Text.Key;

    /// <summary>Cheap test whether metadata of this key is a schema, of whatever version.</summary>
    public static bool IsKey(string key) => Text.IsKey(key);

    public static IReadOnlyList<KeyValuePair<string, string>> Write(IReadOnlyList<Schema> schemas) => Text.Write(SchemaWriter.Write(schemas));

    /// <summary>Reads the metadata of an assembly.</summary>
    /// <param name="metadata">The pairs whose key <see cref="IsKey"/>, in any order.</param>
    /// <param name="origin">The origin of every fact.</param>
    /// <param name="problem">Why nothing could be read, or null.</param>
    public static EquatableArray<Schema> Read(IReadOnlyList<KeyValuePair<string, string>> metadata, Origin origin, out string? problem)
    {
        if (Text.Read(metadata, out problem) is not { } json)
            return default;
        var document = SchemaReader.Read(json, (_, _) => origin, isLenient: true);
        // Less than the whole would be read as "there is no such index".
        if (document.IsUnreadable || document.Problems.Count > 0)
        {
            problem = "it is damaged: " + document.Problems[0].Message;
            return default;
        }

        return document.Schemas;
    }
}
