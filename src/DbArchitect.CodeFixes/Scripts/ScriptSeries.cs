using System;
using System.Collections.Generic;
using System.IO;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>The scripts that a migration runner executes one after the other, and the place of the next.</summary>
internal sealed class ScriptSeries
{
    private ScriptSeries(Script last) => Last = last;

    /// <summary>The script with the latest version.</summary>
    public Script Last { get; }

    /// <summary>The series that a script belongs to or is continued by; null when it says by itself how its tables are.</summary>
    public static ScriptSeries? Of(Script script, IReadOnlyList<Script> all)
    {
        var members = new List<Script>();
        foreach (var other in all)
        {
            if (other.Version is { } version && (script.Version is { } mine ? version.IsLike(mine) : other.Folder == script.Folder))
                members.Add(other);
        }

        if (members.Count == 0)
            return null;
        var here = members.FindAll(member => member.Folder == script.Folder);
        if (here.Count == 0)
            return null;

        // Folders with the same versions are parallel series, for several engines or modules. Otherwise a series goes on from folder to folder.
        var isParallel = members.Exists(member => member.Folder != script.Folder && here.Exists(own => own.Version!.CompareTo(member.Version!) == 0));
        Script? last = null;
        foreach (var member in isParallel ? here : members)
        {
            if (last is null || member.Version!.CompareTo(last.Version!) >= 0)
                last = member;
        }

        return new ScriptSeries(last!);
    }

    /// <summary>The path of the next script, which no file of the project has yet.</summary>
    public string NextPath(IReadOnlyList<string> words, DateTime now, IReadOnlyList<Script> all)
    {
        var next = Last.Version!;
        while (true)
        {
            next = next.Next(words, now);
            var path = Path.Combine(Last.Folder, next.ToString());
            if (!Exists(path, all))
                return path;
        }
    }

    private static bool Exists(string path, IReadOnlyList<Script> all)
    {
        foreach (var script in all)
        {
            if (string.Equals(script.Path, path, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
