using DbArchitect.Analyzers.Model;
using DbArchitect.Sql;

namespace DbArchitect.CodeFixes.Sql;

/// <summary>How names are written in SQL.</summary>
internal static class SqlNames
{
    /// <summary>A name in quotes, when the engine would not find it without.</summary>
    public static string Quoted(string name, Store store) => IsPlain(name, store) ? name : InQuotes(name, store);

    /// <summary>A name in the engine's quotes.</summary>
    public static string InQuotes(string name, Store store) => store switch
    {
        Store.MySql => Like(name, '`'),
        Store.SqlServer => Like(name, '['),
        _ => Like(name, '"'),
    };

    /// <summary>A name in the quotes that another one has.</summary>
    /// <param name="open">Its first character.</param>
    public static string Like(string name, char open) => open switch
    {
        '[' => "[" + name.Replace("]", "]]") + "]",
        '`' => "`" + name.Replace("`", "``") + "`",
        _ => "\"" + name.Replace("\"", "\"\"") + "\"",
    };

    /// <summary>Letters, digits and underscores, in the case that the engine folds names to.</summary>
    private static bool IsPlain(string name, Store store)
    {
        if (name.Length == 0 || char.IsDigit(name[0]))
            return false;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
                return false;
            if ((store == Store.PostgreSql && char.IsUpper(character)) || (store == Store.Oracle && char.IsLower(character)))
                return false;
        }

        return true;
    }

    public static SqlDialect DialectOf(Store store) => Analyzers.Readers.SqlStrings.SqlQueryReader.DialectOf(store);

    /// <summary>A word in the letter case that the text around uses for its keywords.</summary>
    public static string Cased(string keywords, string sample)
    {
        int upper = 0, lower = 0;
        foreach (var character in sample)
        {
            upper += char.IsUpper(character) ? 1 : 0;
            lower += char.IsLower(character) ? 1 : 0;
        }

        return lower > upper ? keywords.ToLowerInvariant() : keywords;
    }
}
