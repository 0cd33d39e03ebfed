using System;
using System.Globalization;
using System.Text;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>
/// Writes JSON without white space. Hand-written because an analyzer ships no assembly beside its own: hosts load whichever version of a shared
/// one comes first.
/// </summary>
internal sealed class JsonWriter
{
    private readonly StringBuilder text = new();
    private bool needsComma;

    public override string ToString() => text.ToString();

    public JsonWriter BeginObject() => Open('{');

    public JsonWriter EndObject() => Close('}');

    public JsonWriter BeginArray() => Open('[');

    public JsonWriter EndArray() => Close(']');

    public JsonWriter Key(string name)
    {
        Separate();
        AppendString(name);
        text.Append(':');
        return this;
    }

    public JsonWriter Value(string? value)
    {
        Separate();
        if (value is null)
            text.Append("null");
        else
            AppendString(value);
        needsComma = true;
        return this;
    }

    public JsonWriter Value(long value)
    {
        Separate();
        text.Append(value.ToString(CultureInfo.InvariantCulture));
        needsComma = true;
        return this;
    }

    public JsonWriter Value(bool value)
    {
        Separate();
        text.Append(value ? "true" : "false");
        needsComma = true;
        return this;
    }

    private JsonWriter Open(char bracket)
    {
        Separate();
        text.Append(bracket);
        return this;
    }

    private JsonWriter Close(char bracket)
    {
        text.Append(bracket);
        needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (needsComma)
            text.Append(',');
        needsComma = false;
    }

    private void AppendString(string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                        text.Append(c).Append(value[++i]);
                    else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || c == '\u0085' || char.IsSurrogate(c))
                        text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else
                        text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
