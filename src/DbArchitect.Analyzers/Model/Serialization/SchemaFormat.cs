using System;
using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>The version and the words of the JSON form of a schema; docs/schema-format.md specifies it.</summary>
internal static class SchemaFormat
{
    /// <summary>Grows when a reader of this version would misread what is written; new optional keys do not count.</summary>
    public const int Version = 1;

    public const string VersionKey = "dbarchitect";

    /// <summary>A predicate or operand nested deeper is written, and read, as unknown.</summary>
    public const int MaxPredicateDepth = 40;

    /// <summary>Enum members in lower camel case, as JSON names are.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => Names<T>.Of[value];

    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum => Names<T>.Values.TryGetValue(name, out value);

    public static IEnumerable<string> AllNames<T>()
        where T : struct, Enum => Names<T>.Values.Keys;

    /// <summary>The single flags that a value consists of, in the order of their declaration.</summary>
    public static IEnumerable<string> FlagNames<T>(T value)
        where T : struct, Enum
    {
        var bits = Convert.ToInt64(value);
        foreach (var pair in Names<T>.InOrder)
        {
            var flag = Convert.ToInt64(pair.Value);
            if (flag != 0 && (flag & (flag - 1)) == 0 && (bits & flag) != 0)
                yield return pair.Key;
        }
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = [];
        public static readonly Dictionary<string, T> Values = new(StringComparer.OrdinalIgnoreCase);
        public static readonly List<KeyValuePair<string, T>> InOrder = [];

        static Names()
        {
            foreach (T value in Enum.GetValues(typeof(T)))
            {
                var name = value.ToString();
                name = char.ToLowerInvariant(name[0]) + name.Substring(1);
                Of[value] = name;
                Values[name] = value;
                InOrder.Add(new(name, value));
            }
        }
    }
}
