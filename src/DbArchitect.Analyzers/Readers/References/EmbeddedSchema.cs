using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// The schema of a project as assembly metadata: pairs of key and value of <c>AssemblyMetadataAttribute</c>, which reference assemblies keep. The key
/// carries the version, so that an older reader knows a newer form without parsing it.
/// </summary>
internal static class EmbeddedSchema
{
    private const string Prefix = "DbArchitect.Schema.v";

    private const string PackedPrefix = "deflate:";

    /// <summary>Below this a schema stays readable text: packing would save less than a page of the assembly.</summary>
    private const int MinPackedLength = 2_000;

    /// <summary>A value is cut into pieces of at most so many characters: tools that print or store attributes have limits of 32,767 and more.</summary>
    private const int MaxPieceLength = 30_000;

    /// <summary>What a damaged or hostile assembly may make us allocate.</summary>
    private const int MaxUnpackedLength = 64 * 1024 * 1024;

    public static string Key { get; } = Prefix + SchemaFormat.Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cheap test whether metadata of this key is a schema, of whatever version.</summary>
    public static bool IsKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    public static IReadOnlyList<KeyValuePair<string, string>> Write(IReadOnlyList<Schema> schemas)
    {
        var value = Pack(SchemaWriter.Write(schemas));
        if (value.Length <= MaxPieceLength)
            return [new(Key, value)];

        var pieces = new List<KeyValuePair<string, string>>();
        for (var start = 0; start < value.Length;)
        {
            var length = Math.Min(MaxPieceLength, value.Length - start);
            // Metadata is UTF-8: half of a surrogate pair would not survive.
            if (char.IsHighSurrogate(value[start + length - 1]) && start + length < value.Length)
                length--;
            pieces.Add(new(Key + "." + pieces.Count.ToString(CultureInfo.InvariantCulture), value.Substring(start, length)));
            start += length;
        }

        return pieces;
    }

    /// <summary>Reads the metadata of an assembly.</summary>
    /// <param name="metadata">The pairs whose key <see cref="IsKey"/>, in any order.</param>
    /// <param name="origin">The origin of every fact.</param>
    /// <param name="problem">Why nothing could be read, or null.</param>
    public static EquatableArray<Schema> Read(IReadOnlyList<KeyValuePair<string, string>> metadata, Origin origin, out string? problem)
    {
        problem = null;
        if (Join(metadata, ref problem) is not { } value || Unpack(value, ref problem) is not { } json)
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

    private static string Pack(string json)
    {
        if (json.Length < MinPackedLength)
            return json;
        var data = Encoding.UTF8.GetBytes(json);
        return PackedPrefix + data.Length.ToString(CultureInfo.InvariantCulture) + ":" + Convert.ToBase64String(Deflate.Compress(data));
    }

    private static string? Unpack(string value, ref string? problem)
    {
        if (!value.StartsWith(PackedPrefix, StringComparison.Ordinal))
            return value;
        problem = "it is damaged: the packed text cannot be unpacked";
        var colon = value.IndexOf(':', PackedPrefix.Length);
        if (colon < 0
            || !int.TryParse(value.Substring(PackedPrefix.Length, colon - PackedPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > MaxUnpackedLength)
        {
            return null;
        }

        byte[] compressed;
        try
        {
            compressed = Convert.FromBase64String(value.Substring(colon + 1));
        }
        catch (FormatException)
        {
            return null;
        }

        if (Deflate.Decompress(compressed, length) is not { } data)
            return null;
        problem = null;
        return Encoding.UTF8.GetString(data);
    }

    /// <summary>The whole value: of the one pair, or of the pieces in the order of their numbers.</summary>
    private static string? Join(IReadOnlyList<KeyValuePair<string, string>> metadata, ref string? problem)
    {
        var pieces = new SortedDictionary<int, string>();
        foreach (var pair in metadata)
        {
            if (string.Equals(pair.Key, Key, StringComparison.Ordinal))
                return pair.Value;
            if (pair.Key.StartsWith(Key + ".", StringComparison.Ordinal)
                && int.TryParse(pair.Key.Substring(Key.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                pieces[number] = pair.Value;
            }
        }

        if (pieces.Count == 0)
        {
            var version = metadata[0].Key.Substring(Prefix.Length).Split('.')[0];
            problem = $"it is of another version (v{version}); this analyzer reads v{SchemaFormat.Version}";
            return null;
        }

        var text = new StringBuilder();
        var expected = 0;
        foreach (var piece in pieces)
        {
            if (piece.Key != expected++)
            {
                problem = $"it is damaged: piece {expected - 1} of {Key} is missing";
                return null;
            }

            text.Append(piece.Value);
        }

        return text.ToString();
    }
}
