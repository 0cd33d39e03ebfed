using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>
/// Parses JSON; comments and trailing commas are tolerated because people write schema files by hand. It never throws and never nests deeper than
/// <see cref="MaxDepth"/>.
/// </summary>
internal sealed class JsonParser
{
    public const int MaxDepth = 128;

    private readonly string text;
    private readonly StringBuilder buffer = new();

    /// <summary>Names repeat: each is kept once.</summary>
    private readonly Dictionary<string, string> names = new(System.StringComparer.Ordinal);
    private int at;
    private JsonProblem? problem;

    private JsonParser(string text) => this.text = text;

    /// <summary>The value, or null and what is wrong.</summary>
    public static JsonValue? Parse(string text, out JsonProblem? problem)
    {
        var parser = new JsonParser(text);
        if (text.Length > 0 && text[0] == '\ufeff')
            parser.at = 1;
        var value = parser.ParseValue(0);
        if (value is not null)
        {
            parser.SkipTrivia();
            if (parser.at < text.Length)
                value = parser.Fail("text after the end of the JSON value");
        }

        problem = parser.problem;
        return problem is null ? value : null;
    }

    private JsonValue? Fail(string message)
    {
        problem ??= new JsonProblem(at, at < text.Length ? at + 1 : at, message);
        return null;
    }

    private void SkipTrivia()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '/')
            {
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                    at++;
            }
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '*')
            {
                var end = text.IndexOf("*/", at + 2, System.StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private JsonValue? ParseValue(int depth)
    {
        SkipTrivia();
        if (depth > MaxDepth)
            return Fail($"nested deeper than {MaxDepth} levels");
        if (at >= text.Length)
            return Fail("the text ends where a value is expected");
        var start = at;
        switch (text[at])
        {
            case '{':
                return ParseObject(depth);
            case '[':
                return ParseArray(depth);
            case '"':
                return ParseString() is { } value ? new JsonValue(JsonKind.String, start, at) { Text = value } : null;
            case 't':
                return ParseWord("true", JsonKind.True);
            case 'f':
                return ParseWord("false", JsonKind.False);
            case 'n':
                return ParseWord("null", JsonKind.Null);
            case '-':
            case >= '0' and <= '9':
                while (at < text.Length && text[at] is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
                    at++;
                return new JsonValue(JsonKind.Number, start, at) { Text = text.Substring(start, at - start) };
            default:
                return Fail($"'{text[at]}' where a value is expected");
        }
    }

    private JsonValue? ParseWord(string word, JsonKind kind)
    {
        var start = at;
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            return Fail($"'{text[at]}' where a value is expected");
        at += word.Length;
        return new JsonValue(kind, start, at);
    }

    private JsonValue? ParseObject(int depth)
    {
        var start = at++;
        var members = new List<JsonMember>();
        while (true)
        {
            SkipTrivia();
            if (at >= text.Length)
                return Fail("an object is not closed: '}' is missing");
            if (text[at] == '}')
            {
                at++;
                return new JsonValue(JsonKind.Object, start, at) { Members = members };
            }

            if (text[at] != '"')
                return Fail($"'{text[at]}' where a name in double quotes is expected");
            var nameStart = at;
            if (ParseString() is not { } name)
                return null;
            var nameEnd = at;
            SkipTrivia();
            if (at >= text.Length || text[at] != ':')
                return Fail($"':' is missing after \"{name}\"");
            at++;
            if (ParseValue(depth + 1) is not { } value)
                return null;
            if (names.TryGetValue(name, out var known))
                name = known;
            else
                names.Add(name, name);
            members.Add(new JsonMember(name, value, nameStart, nameEnd));
            if (!ParseSeparator('}'))
                return null;
        }
    }

    private JsonValue? ParseArray(int depth)
    {
        var start = at++;
        var items = new List<JsonValue>();
        while (true)
        {
            SkipTrivia();
            if (at >= text.Length)
                return Fail("an array is not closed: ']' is missing");
            if (text[at] == ']')
            {
                at++;
                return new JsonValue(JsonKind.Array, start, at) { Items = items };
            }

            if (ParseValue(depth + 1) is not { } value)
                return null;
            items.Add(value);
            if (!ParseSeparator(']'))
                return null;
        }
    }

    private bool ParseSeparator(char close)
    {
        SkipTrivia();
        if (at < text.Length && text[at] == ',')
        {
            at++;
            return true;
        }

        if (at < text.Length && text[at] == close)
            return true;
        Fail($"',' or '{close}' is missing");
        return false;
    }

    private string? ParseString()
    {
        var start = ++at;
        while (at < text.Length && text[at] is not ('"' or '\\' or '\n' or '\r'))
            at++;
        if (at < text.Length && text[at] == '"')
            return text.Substring(start, at++ - start);

        buffer.Clear().Append(text, start, at - start);
        while (at < text.Length)
        {
            var c = text[at];
            switch (c)
            {
                case '"':
                    at++;
                    return buffer.ToString();
                case '\n' or '\r':
                    Fail("a string ends with its line: '\"' is missing");
                    return null;
                case '\\':
                    if (!ParseEscape())
                        return null;
                    break;
                default:
                    buffer.Append(c);
                    at++;
                    break;
            }
        }

        Fail("a string is not closed: '\"' is missing");
        return null;
    }

    private bool ParseEscape()
    {
        var escaped = at + 1 < text.Length ? text[at + 1] : '\0';
        if (escaped == 'u')
        {
            if (at + 6 > text.Length
                || !int.TryParse(text.Substring(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                Fail("\\u is followed by four hexadecimal digits");
                return false;
            }

            buffer.Append((char)code);
            at += 6;
            return true;
        }

        var c = escaped switch
        {
            '"' or '\\' or '/' => escaped,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            _ => '\0',
        };
        if (c == '\0')
        {
            Fail("an unknown escape in a string");
            return false;
        }

        buffer.Append(c);
        at += 2;
        return true;
    }
}
