using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>
/// The name of a script that a migration runner executes in order: <c>V1_2__orders</c> (Flyway, Evolve), <c>Script0007 - orders</c>, <c>0007_orders</c> (DbUp, grate,
/// golang-migrate), <c>20240101120000_orders</c>.
/// </summary>
/// <param name="Prefix">What stands before the version: <c>V</c>, <c>Script</c>, or nothing.</param>
/// <param name="Version">The version as written.</param>
/// <param name="Separator">What stands between the version and the description.</param>
/// <param name="Description">What the script does, in words; empty for none.</param>
/// <param name="Extension">From the dot on: <c>.sql</c>, <c>.up.sql</c>.</param>
internal sealed record ScriptVersion(string Prefix, string Version, string Separator, string Description, string Extension)
{
    private static readonly Regex Name = new(
        "^(?<prefix>(?:[BbMRrUVv]|[Vv]er(?:sion)?|[Mm]ig(?:ration)?|[Ss]cript|[Uu]pdate|[Uu]pgrade|[Pp]atch|[Cc]hange|[Dd]elta|[Ss]tep|[Rr]elease)[-_. ]*|)(?<version>[0-9]+(?:[._][0-9]+)*)(?:(?<separator> - |__|[-_. ]+)(?<description>[A-Za-z].*))?$",
        RegexOptions.CultureInvariant);

    private static readonly string[] TimeFormats = ["yyyyMMddHHmmssfff", "yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMdd"];

    /// <summary>Reads a file name; null for a script without a version, and for one that is repeated or undoes another.</summary>
    public static ScriptVersion? Read(string fileName)
    {
        var end = fileName.Length - ".sql".Length;
        if (end <= 0 || !fileName.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
            return null;
        if (fileName.EndsWith(".up.sql", StringComparison.OrdinalIgnoreCase))
            end -= ".up".Length;
        else if (fileName.EndsWith(".down.sql", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".rollback.sql", StringComparison.OrdinalIgnoreCase))
            return null;
        var match = Name.Match(fileName.Substring(0, end));
        if (!match.Success)
            return null;
        var prefix = match.Groups["prefix"].Value;
        // Flyway: R is repeated, U undoes. B is the state at a version, and is continued by V.
        if (prefix is "R" or "r" or "U" or "u")
            return null;
        if (prefix is "B" or "b")
            prefix = prefix == "B" ? "V" : "v";
        return new ScriptVersion(prefix, match.Groups["version"].Value, match.Groups["separator"].Value, match.Groups["description"].Value, fileName.Substring(end));
    }

    /// <summary>Whether the two are of one series.</summary>
    public bool IsLike(ScriptVersion other) =>
        string.Equals(Prefix, other.Prefix, StringComparison.OrdinalIgnoreCase) && string.Equals(Extension, other.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Orders versions as runners do: number by number.</summary>
    public int CompareTo(ScriptVersion other)
    {
        string[] mine = Numbers(Version), others = Numbers(other.Version);
        for (var i = 0; i < Math.Max(mine.Length, others.Length); i++)
        {
            var left = i < mine.Length ? mine[i].TrimStart('0') : "";
            var right = i < others.Length ? others[i].TrimStart('0') : "";
            var byNumber = left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
            if (byNumber != 0)
                return byNumber;
        }

        return 0;
    }

    /// <summary>The file name of the next script: the same series, the next version, a description in the same style.</summary>
    /// <param name="words">What the script does.</param>
    /// <param name="now">The time, for versions that are times.</param>
    public ScriptVersion Next(IReadOnlyList<string> words, DateTime now) => this with { Version = NextVersion(Version, now), Description = Describe(words) };

    public override string ToString() => Prefix + Version + (Description.Length > 0 ? Separator + Description : "") + Extension;

    private static string[] Numbers(string version) => version.Split('.', '_');

    private static string NextVersion(string version, DateTime now)
    {
        var at = version.LastIndexOfAny(['.', '_']) + 1;
        var last = version.Substring(at);
        return at == 0 && NextTime(last, now) is { } time ? time : version.Substring(0, at) + Increment(last);
    }

    /// <summary>A time after the last one: now, or the next unit when the last one lies in the future.</summary>
    private static string? NextTime(string version, DateTime now)
    {
        foreach (var format in TimeFormats)
        {
            if (format.Length != version.Length
                || !DateTime.TryParseExact(version, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                || last.Year is < 1990 or > 2200)
            {
                continue;
            }

            var next = format.Length switch
            {
                17 => last.AddMilliseconds(1),
                14 => last.AddSeconds(1),
                12 => last.AddMinutes(1),
                _ => last.AddDays(1),
            };
            var written = now.ToString(format, CultureInfo.InvariantCulture);
            return string.CompareOrdinal(written, version) > 0 ? written : next.ToString(format, CultureInfo.InvariantCulture);
        }

        // Seconds since 1970.
        if (version.Length == 10 && version[0] is '1' or '2')
        {
            var seconds = ((long)(now - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return string.CompareOrdinal(seconds, version) > 0 ? seconds : null;
        }

        return null;
    }

    /// <summary>One more, as wide as before.</summary>
    private static string Increment(string digits)
    {
        var result = digits.ToCharArray();
        for (var i = result.Length - 1; i >= 0; i--)
        {
            if (result[i] != '9')
            {
                result[i]++;
                return new string(result);
            }

            result[i] = '0';
        }

        return "1" + new string(result);
    }

    /// <summary>The words as the description of the last script has its own.</summary>
    private string Describe(IReadOnlyList<string> words)
    {
        if (Description.Length == 0)
            return "";
        if (Description.IndexOf(' ') >= 0)
            return Capital(string.Join(" ", words));
        if (Description.IndexOf('_') >= 0)
            return char.IsUpper(Description[0]) ? Capital(string.Join("_", words)) : string.Join("_", words);
        if (Description.IndexOf('-') >= 0)
            return string.Join("-", words);
        if (!char.IsUpper(Description[0]))
            return string.Join("_", words);
        var pascal = "";
        foreach (var word in words)
            pascal += word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word.Substring(1);
        return pascal;
    }

    private string Capital(string text) => char.IsUpper(Description[0]) && text.Length > 0 ? char.ToUpperInvariant(text[0]) + text.Substring(1) : text;
}
