using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// A text as assembly metadata: pairs of key and value of <c>AssemblyMetadataAttribute</c>, which reference assemblies keep. The key carries the version, so
/// that an older reader knows a newer form without parsing it.
/// </summary>
/// <param name="prefix">The key without the number of the version.</param>
internal sealed class EmbeddedText(string prefix, int version)
{
    private const string PackedPrefix = "deflate:";

    /// <summary>Below this a text stays readable: packing would save less than a page of the assembly.</summary>
    private const int MinPackedLength = 2_000;

    /// <summary>A value is cut into pieces of at most so many characters: tools that print or store attributes have limits of 32,767 and more.</summary>
    private const int MaxPieceLength = 30_000;

    /// <summary>What a damaged or hostile assembly may make us allocate.</summary>
    private const int MaxUnpackedLength = 64 * 1024 * 1024;

    public string Key { get; } = prefix + version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cheap test whether metadata of this key is such a text, of whatever version.</summary>
    public bool IsKey(string key) => key.StartsWith(prefix, StringComparison.Ordinal);

    public IReadOnlyList<KeyValuePair<string, string>> Write(string text)
    {
        var value = Pack(text);
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

    /// <summary>The text in the metadata of an assembly; null when it cannot be read.</summary>
    /// <param name="metadata">The pairs whose key <see cref="IsKey"/>, in any order.</param>
    /// <param name="problem">Why nothing could be read, or null.</param>
    public string? Read(IReadOnlyList<KeyValuePair<string, string>> metadata, out string? problem)
    {
        problem = null;
        return Join(metadata, ref problem) is { } value ? Unpack(value, ref problem) : null;
    }

    private static string Pack(string text)
    {
        if (text.Length < MinPackedLength)
            return text;
        var data = Encoding.UTF8.GetBytes(text);
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
    private string? Join(IReadOnlyList<KeyValuePair<string, string>> metadata, ref string? problem)
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
            var written = metadata[0].Key.Substring(prefix.Length).Split('.')[0];
            problem = $"it is of another version (v{written}); this analyzer reads v{version}";
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
