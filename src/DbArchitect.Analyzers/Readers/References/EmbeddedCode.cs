using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model.Serialization;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>The code of a project that other projects need with its bodies (see <see cref="CodeSelection"/>), as assembly metadata: an array of C# texts.</summary>
internal static class EmbeddedCode
{
    private static readonly EmbeddedText Embedded = new("DbArchitect.Code.v", version: 1);

    public static bool IsKey(string key) => Embedded.IsKey(key);

    public static IReadOnlyList<KeyValuePair<string, string>> Write(IReadOnlyList<string> files)
    {
        var json = new JsonWriter().BeginArray();
        foreach (var file in files)
            json.Value(file);
        return Embedded.Write(json.EndArray().ToString());
    }

    /// <summary>The texts; none when they cannot be read.</summary>
    /// <param name="metadata">The pairs whose key <see cref="IsKey"/>, in any order.</param>
    /// <param name="problem">Why nothing could be read, or null.</param>
    public static IReadOnlyList<string> Read(IReadOnlyList<KeyValuePair<string, string>> metadata, out string? problem)
    {
        if (Embedded.Read(metadata, out problem) is not { } json)
            return [];
        problem = "it is damaged: the code is no array of texts";
        if (JsonParser.Parse(json, out _) is not { Kind: JsonKind.Array } array)
            return [];
        var files = new List<string>(array.Items.Count);
        foreach (var item in array.Items)
        {
            if (item.Kind != JsonKind.String)
                return [];
            files.Add(item.Text);
        }

        problem = null;
        return files;
    }
}
