using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>How EF Core shortens, tells apart and rewrites names.</summary>
internal static class Names
{
    public static string Display(EfEntityType entity)
    {
        if (entity.ClrType is not { } type || (entity.IsShared && !entity.IsOwned))
            return entity.Name.Substring(entity.Name.LastIndexOfAny(['.', '+', '#']) + 1);
        if (!type.IsGenericType)
            return type.Name;
        var text = new StringBuilder(type.Name).Append('<');
        for (var i = 0; i < type.TypeArguments.Length; i++)
            text.Append(i == 0 ? "" : ", ").Append(type.TypeArguments[i] is { } argument ? Alias(argument) : "");
        return text.Append('>').ToString();
    }

    private static string Alias(Microsoft.CodeAnalysis.ITypeSymbol type) =>
        type.ToDisplayString(Microsoft.CodeAnalysis.SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static string Truncate(string name, int max, int? number = null)
    {
        var suffix = number?.ToString(CultureInfo.InvariantCulture) ?? "";
        var room = max - suffix.Length;
        if (name.Length <= room)
            return name + suffix;
        return name.Substring(0, room - 1) + "~" + suffix;
    }

    public static string Uniquify(string name, ICollection<string> taken, int max)
    {
        var found = Truncate(name, max);
        for (var i = 1; taken.Contains(found); i++)
            found = Truncate(name, max, i);
        return found;
    }

    public static string Rewrite(NamingConvention convention, string name) => convention switch
    {
        NamingConvention.SnakeCase => Snake(name),
        NamingConvention.UpperSnakeCase => Snake(name).ToUpperInvariant(),
        NamingConvention.LowerCase => name.ToLowerInvariant(),
        NamingConvention.UpperCase => name.ToUpperInvariant(),
        NamingConvention.CamelCase => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1),
        _ => name,
    };

    /// <summary>
    /// A break before an upper-case letter that follows a lower-case one, and before the last of several upper-case letters when a
    /// lower-case one follows; an underscore stands for itself.
    /// </summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        UnicodeCategory? previous = null;
        for (var i = 0; i < name.Length; i++)
        {
            var current = name[i];
            if (current == '_')
            {
                text.Append('_');
                previous = null;
                continue;
            }

            var category = char.GetUnicodeCategory(current);
            switch (category)
            {
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter:
                    if (previous is UnicodeCategory.SpaceSeparator or UnicodeCategory.LowercaseLetter
                        || (previous is not UnicodeCategory.DecimalDigitNumber && previous is not null && i > 0 && i + 1 < name.Length && char.IsLower(name[i + 1])))
                        text.Append('_');
                    current = char.ToLower(current, CultureInfo.InvariantCulture);
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (previous == UnicodeCategory.SpaceSeparator)
                        text.Append('_');
                    break;
                default:
                    if (previous is not null)
                        previous = UnicodeCategory.SpaceSeparator;
                    continue;
            }

            text.Append(current);
            previous = category;
        }

        return text.ToString();
    }
}
