using System;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>The methods that send a query.</summary>
internal static class Terminals
{
    /// <summary>What a method of Queryable, Enumerable or EF executes a query for; null when it composes.</summary>
    public static TerminalKind? Find(string name)
    {
        if (name.EndsWith("Async", StringComparison.Ordinal))
            name = name.Substring(0, name.Length - "Async".Length);
        switch (name)
        {
            case "ToList" or "ToArray" or "ToDictionary" or "ToLookup" or "ToHashSet" or "AsEnumerable" or "AsAsyncEnumerable" or "Load" or "ForEach":
                return TerminalKind.List;
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "ElementAt" or "ElementAtOrDefault":
                return TerminalKind.Single;
            case "Any" or "Contains":
                return TerminalKind.Any;
            case "All":
                return TerminalKind.All;
            case "Count" or "LongCount":
                return TerminalKind.Count;
            case "Sum" or "Min" or "Max" or "Average" or "MinBy" or "MaxBy" or "Aggregate":
                return TerminalKind.Aggregate;
            case "ExecuteUpdate":
                return TerminalKind.Update;
            case "ExecuteDelete":
                return TerminalKind.Delete;
            default:
                return null;
        }
    }
}
