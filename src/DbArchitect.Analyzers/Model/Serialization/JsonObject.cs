using System;
using System.Collections.Generic;
using System.Globalization;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>What is common to the reading of one text: how its places become origins, and what was found wrong.</summary>
/// <param name="origin">The origin of what stands between two offsets.</param>
/// <param name="isLenient">
/// Names and words that are not known are passed over: a later version of the same form may have more of them. People's own files are read strictly,
/// because there it is a spelling mistake.
/// </param>
internal sealed class JsonReading(Func<int, int, Origin> origin, bool isLenient)
{
    /// <summary>More than this many say nothing new.</summary>
    private const int MaxProblems = 20;

    private readonly List<JsonProblem> problems = [];
    private readonly Stack<List<string>> names = new();

    public IReadOnlyList<JsonProblem> Problems => problems;

    /// <summary>A fact that is left out is certainly none; otherwise it is unknown.</summary>
    public bool OmittedIsNone { get; set; }

    public Origin OriginOf(JsonValue value) => origin(value.Start, value.End);

    public void Report(JsonValue value, string message) => Report(value.Start, value.End, message);

    public void Report(int start, int end, string message)
    {
        if (problems.Count < MaxProblems)
            problems.Add(new JsonProblem(start, end, message));
    }

    /// <summary>Reports a name or word that this version does not know.</summary>
    public void ReportUnknown(int start, int end, string message)
    {
        if (!isLenient)
            Report(start, end, message);
    }

    /// <summary>A list for the names asked of one object: there are very many objects, and most are closed before the next is opened.</summary>
    public List<string> RentNames() => names.Count > 0 ? names.Pop() : [];

    public void ReturnNames(List<string> list)
    {
        list.Clear();
        names.Push(list);
    }

    public static string Describe(JsonValue value) => value.Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.True or JsonKind.False => "true or false",
        JsonKind.Number => "a number",
        JsonKind.String => $"\"{(value.Text.Length > 60 ? value.Text.Substring(0, 60) + "…" : value.Text)}\"",
        JsonKind.Array => "an array",
        _ => "an object",
    };
}

/// <summary>
/// Reads the members of one JSON object by name. What has the wrong type is reported and counts as left out; so that a misspelt name is not lost
/// silently, <see cref="Close"/> reports the names that nobody asked for, with those that somebody did.
/// </summary>
internal sealed class JsonObject
{
    private readonly JsonReading reading;
    private readonly List<string> asked;
    private EquatableArray<string> unknown;
    private int found;
    private readonly string kind;

    private JsonObject(JsonValue value, string kind, JsonReading reading)
    {
        Value = value;
        this.kind = kind;
        this.reading = reading;
        asked = reading.RentNames();
    }

    public JsonValue Value { get; }

    public Origin Origin => reading.OriginOf(Value);

    /// <param name="kind">What the object is, for messages: "a column".</param>
    public static JsonObject? Open(JsonValue value, string kind, JsonReading reading)
    {
        if (value.Kind == JsonKind.Object)
            return new JsonObject(value, kind, reading);
        reading.Report(value, $"{JsonReading.Describe(value)} where {kind} is expected, which is an object");
        return null;
    }

    /// <summary>Reads the names of the facts that are unknown; to be asked for before the facts.</summary>
    public JsonObject WithUnknown()
    {
        unknown = Names("unknown");
        return this;
    }

    public void Close()
    {
        if (found < Value.Members.Count)
            ReportUnknownNames();
        reading.ReturnNames(asked);
    }

    private void ReportUnknownNames()
    {
        foreach (var member in Value.Members)
        {
            if (asked.Contains(member.Name) || member.Name.StartsWith("$", StringComparison.Ordinal))
                continue;
            reading.ReportUnknown(member.Start, member.End, $"\"{member.Name}\" is no property of {kind}; allowed are {string.Join(", ", asked)}");
        }
    }

    public bool Has(string name)
    {
        foreach (var member in Value.Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The member's value; null when it is left out. The last of equal names counts.</summary>
    public JsonValue? Find(string name)
    {
        asked.Add(name);
        for (var i = Value.Members.Count - 1; i >= 0; i--)
        {
            if (!string.Equals(Value.Members[i].Name, name, StringComparison.Ordinal))
                continue;
            found++;
            return Value.Members[i].Value;
        }

        return null;
    }

    public string Text(string name) => OptionalText(name) ?? "";

    /// <summary>The text of a member that may also be <c>true</c>, meaning "the same as <paramref name="same"/>".</summary>
    public string TextOrSame(string name, string same)
    {
        var value = Find(name);
        return value?.Kind == JsonKind.True ? same : AsText(value, name) ?? "";
    }

    public string? OptionalText(string name) => AsText(Find(name), name);

    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name) => AsFlag(Find(name), name);

    public int? Number(string name) => LongNumber(name) is { } number ? (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, number)) : null;

    public long? LongNumber(string name) => AsNumber(Find(name), name);

    public T Name<T>(string name)
        where T : struct, Enum => OptionalName<T>(name) ?? default;

    public T? OptionalName<T>(string name)
        where T : struct, Enum
    {
        var value = Find(name);
        if (AsText(value, name) is not { } text)
            return null;
        if (SchemaFormat.TryParse<T>(text, out var parsed))
            return parsed;
        reading.ReportUnknown(value!.Start, value.End, $"\"{text}\" is not allowed for \"{name}\"; allowed are {string.Join(", ", SchemaFormat.AllNames<T>())}");
        return null;
    }

    /// <summary>Flags: one name, or an array of names.</summary>
    /// <param name="combine">The values united: generics have no operators here.</param>
    public T Flags<T>(string name, Func<T, T, T> combine)
        where T : struct, Enum
    {
        var result = default(T);
        if (Find(name) is not { } value)
            return result;
        foreach (var item in value.Kind == JsonKind.Array ? value.Items : [value])
        {
            if (item.Kind == JsonKind.String && SchemaFormat.TryParse<T>(item.Text, out var flag))
                result = combine(result, flag);
            else
                reading.ReportUnknown(item.Start, item.End, $"{JsonReading.Describe(item)} is not allowed for \"{name}\"; allowed are {string.Join(", ", SchemaFormat.AllNames<T>())}");
        }

        return result;
    }

    public EquatableArray<string> Names(string name) => List(name, item =>
    {
        if (item.Kind == JsonKind.String)
            return item.Text;
        reading.Report(item, $"{JsonReading.Describe(item)} where text is expected in \"{name}\"");
        return null;
    });

    public EquatableArray<T> List<T>(string name, Func<JsonValue, T?> read)
        where T : class
    {
        if (Find(name) is not { } value || value.Kind == JsonKind.Null)
            return default;
        if (value.Kind != JsonKind.Array)
        {
            reading.Report(value, $"{JsonReading.Describe(value)} where \"{name}\" is expected, which is an array");
            return default;
        }

        var items = new List<T>(value.Items.Count);
        foreach (var item in value.Items)
        {
            if (read(item) is { } one)
                items.Add(one);
        }

        return items;
    }

    /// <summary>A table's name: its own, or an array of schema and name.</summary>
    public TableName? Table(string name)
    {
        var value = Find(name);
        switch (value)
        {
            case null or { Kind: JsonKind.Null }:
                return null;
            case { Kind: JsonKind.String }:
                return new TableName(null, value.Text);
            case { Kind: JsonKind.Array, Items: [{ Kind: JsonKind.String } schema, { Kind: JsonKind.String } own] }:
                return new TableName(schema.Text, own.Text);
            default:
                reading.Report(value, $"{JsonReading.Describe(value)} where \"{name}\" is expected, which is a table's name or [schema, name]");
                return null;
        }
    }

    public Fact<string> TextFact(string name, bool isNoneByDefault = false) => ReadFact(name, isNoneByDefault, AsText);

    public Fact<int> NumberFact(string name) => ReadFact(name, false, (value, key) => AsNumber(value, key) is { } number ? (int?)Math.Min(int.MaxValue, number) : null);

    public Fact<bool> FlagFact(string name) => ReadFact(name, false, AsFlag);

    public bool IsUnknown(string name)
    {
        foreach (var other in unknown)
        {
            if (string.Equals(other, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private Fact<string> ReadFact(string name, bool isNoneByDefault, Func<JsonValue?, string, string?> read) => Find(name) switch
    {
        null => IsUnknown(name) || !(isNoneByDefault || reading.OmittedIsNone) ? Fact<string>.Unknown : Fact<string>.Absent,
        { Kind: JsonKind.Null } => Fact<string>.Absent,
        var value => read(value, name) is { } known ? Fact<string>.Of(known) : Fact<string>.Unknown,
    };

    private Fact<T> ReadFact<T>(string name, bool isNoneByDefault, Func<JsonValue?, string, T?> read)
        where T : struct => Find(name) switch
    {
        null => IsUnknown(name) || !(isNoneByDefault || reading.OmittedIsNone) ? Fact<T>.Unknown : Fact<T>.Absent,
        { Kind: JsonKind.Null } => Fact<T>.Absent,
        var value => read(value, name) is { } known ? Fact<T>.Of(known) : Fact<T>.Unknown,
    };

    private string? AsText(JsonValue? value, string name)
    {
        if (value is null or { Kind: JsonKind.Null })
            return null;
        if (value.Kind == JsonKind.String)
            return value.Text;
        reading.Report(value, $"{JsonReading.Describe(value)} where \"{name}\" is expected, which is text");
        return null;
    }

    /// <summary>True or false; 1 and 0 too, because some catalogues have no other way to say it.</summary>
    private bool? AsFlag(JsonValue? value, string name)
    {
        switch (value)
        {
            case null or { Kind: JsonKind.Null }:
                return null;
            case { Kind: JsonKind.True } or { Kind: JsonKind.Number, Text: "1" }:
                return true;
            case { Kind: JsonKind.False } or { Kind: JsonKind.Number, Text: "0" }:
                return false;
            default:
                reading.Report(value, $"{JsonReading.Describe(value)} where \"{name}\" is expected, which is true or false");
                return null;
        }
    }

    private long? AsNumber(JsonValue? value, string name)
    {
        if (value is null or { Kind: JsonKind.Null })
            return null;
        if (value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0)
            return number;
        reading.Report(value, $"{JsonReading.Describe(value)} where \"{name}\" is expected, which is a whole number from 0");
        return null;
    }
}
