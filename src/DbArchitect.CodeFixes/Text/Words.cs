using System;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Names for what a fix adds, in the words of the code around it.</summary>
internal static class Words
{
    public static string Camel(string name)
    {
        name = name.TrimStart('_');
        return name.Length == 0 ? "items" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Plural(string name)
    {
        if (name.EndsWith("y", StringComparison.Ordinal) && name.Length > 1 && "aeiou".IndexOf(name[name.Length - 2]) < 0)
            return name.Substring(0, name.Length - 1) + "ies";
        return name.EndsWith("s", StringComparison.Ordinal) || name.EndsWith("x", StringComparison.Ordinal) || name.EndsWith("ch", StringComparison.Ordinal)
            ? name + "es"
            : name + "s";
    }

    public static string Singular(string name)
    {
        if (name.EndsWith("ies", StringComparison.Ordinal) && name.Length > 4)
            return name.Substring(0, name.Length - 3) + "y";
        return name.Length > 1 && name.EndsWith("s", StringComparison.Ordinal) && !name.EndsWith("ss", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : "item";
    }
}
