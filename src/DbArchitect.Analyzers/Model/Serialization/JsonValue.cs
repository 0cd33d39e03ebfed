using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model.Serialization;

internal enum JsonKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value and its place in the text, so that whoever finds it wrong can say where.</summary>
/// <param name="start">The offset of its first character.</param>
/// <param name="end">The offset after its last character.</param>
internal sealed class JsonValue(JsonKind kind, int start, int end)
{
    private static readonly IReadOnlyList<JsonValue> NoItems = [];
    private static readonly IReadOnlyList<JsonMember> NoMembers = [];

    public JsonKind Kind { get; } = kind;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>The decoded string, or the number as written.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<JsonValue> Items { get; init; } = NoItems;

    public IReadOnlyList<JsonMember> Members { get; init; } = NoMembers;
}

internal readonly record struct JsonMember(string Name, JsonValue Value, int Start, int End);

/// <summary>What is wrong in a text, and where.</summary>
internal readonly record struct JsonProblem(int Start, int End, string Message);
