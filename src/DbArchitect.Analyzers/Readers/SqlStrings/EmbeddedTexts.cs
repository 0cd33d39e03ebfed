using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// The texts that a project embeds into its assembly: files of SQL, and the strings of .resx files. The compiler is given them as additional files. What a file is called
/// inside the assembly is the build's business (root namespace, folders, dots), so that a name of a resource is matched with the end of a path.
/// </summary>
internal sealed class EmbeddedTexts(ImmutableArray<AdditionalText> files)
{
    private readonly ConcurrentDictionary<AdditionalText, ImmutableDictionary<string, string>> strings = new();

    private readonly ImmutableArray<AdditionalText> files = files;

    public static EmbeddedTexts None { get; } = new(ImmutableArray<AdditionalText>.Empty);

    /// <summary>Whether the project embeds the very same files, unchanged.</summary>
    public bool IsSame(EmbeddedTexts other)
    {
        if (files.Length != other.files.Length)
            return false;
        for (var i = 0; i < files.Length; i++)
        {
            if (!ReferenceEquals(files[i], other.files[i]))
                return false;
        }

        return true;
    }

    /// <summary>The content of an embedded file; null when no file, or more than one, can be the resource of this name.</summary>
    /// <param name="resource">The name as the program gives it, or its end (<c>.Queries.Orders.sql</c>): from the last part on that is only known at run time.</param>
    public string? File(string resource, CancellationToken cancellation) => Find(resource, static path => path)?.GetText(cancellation)?.ToString();

    /// <summary>A string of a .resx file, by the base name of its resources (<c>Shop.Properties.Queries</c>); null when it is not found, or in several.</summary>
    public string? String(string baseName, string key, CancellationToken cancellation)
    {
        const string extension = ".resx";
        var file = Find(baseName, static path => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - extension.Length) : null);
        return file is not null && strings.GetOrAdd(file, text => StringsOf(text, cancellation)).TryGetValue(key, out var value) ? value : null;
    }

    /// <summary>The file whose path ends with most parts of the name, the name of the file itself at least.</summary>
    private AdditionalText? Find(string resource, Func<string, string?> nameOf)
    {
        AdditionalText? best = null;
        var longest = 0;
        var isSeveral = false;
        foreach (var file in files)
        {
            if (nameOf(file.Path) is not { } path)
                continue;
            var common = CommonEnd(path, resource);
            if (common < longest || common == 0)
                continue;
            isSeveral = common == longest;
            longest = common;
            best = file;
        }

        return isSeveral ? null : best;
    }

    /// <summary>How many characters the two have in common at their ends, up to the beginning of a part; 0 when that is less than the file's name. A folder ends where a dot is in the name.</summary>
    private static int CommonEnd(string path, string resource)
    {
        var fileName = path.Length - System.Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) - 1;
        var common = 0;
        var whole = 0;
        while (common < path.Length && common < resource.Length && IsSame(path[path.Length - 1 - common], resource[resource.Length - 1 - common]))
        {
            common++;
            var isPart = common >= fileName && (common == resource.Length || resource[resource.Length - 1 - common] == '.');
            if (isPart && (common == path.Length || path[path.Length - 1 - common] is '/' or '\\'))
                whole = common;
        }

        return whole;
    }

    /// <summary>Folders become parts of a dotted name in which other than letters and digits are underscores.</summary>
    private static bool IsSame(char ofPath, char ofName) =>
        ofPath == ofName || (ofName == '.' && ofPath is '/' or '\\') || (ofName == '_' && !char.IsLetterOrDigit(ofPath) && ofPath is not ('/' or '\\' or '.'));

    private static ImmutableDictionary<string, string> StringsOf(AdditionalText file, CancellationToken cancellation)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(new StringReader(file.GetText(cancellation)?.ToString() ?? ""), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            string? name = null;
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                // With a type it is an image, a file, a serialized object.
                if (reader.Name == "data")
                    name = reader.GetAttribute("type") is null ? reader.GetAttribute("name") : null;
                else if (reader.Name == "value" && name is not null && !reader.IsEmptyElement && reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    found[name] = reader.Value;
            }
        }
        catch (XmlException)
        {
            // Half-typed: what stands before the error counts, the build says the rest.
        }

        return found.ToImmutable();
    }
}
