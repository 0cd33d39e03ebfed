using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary><c>SELECT *</c> mapped to a type that has no place for some of the columns, or over a join where columns of the same name overwrite each other.</summary>
internal sealed class SelectStarIntoType() : SqlTextRule(Self)
{
    private const int MaxNamed = 4;

    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5020",
        title: "SELECT * into a type",
        messageFormat: "{0}. Name the columns that {1} takes",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { FrontEnd: FrontEnd.Dapper, Mapping: { Members.IsEmpty: false } mapping, Output: { } output } || !query.IsAtRunTime)
            yield break;
        var taken = new List<string>();
        var dropped = new List<string>();
        var twice = "";
        var stars = 0;
        OutputColumn? star = null;
        foreach (var column in output)
        {
            if (!column.IsOfStar)
                continue;
            if (star is null || star.Origin != column.Origin)
                stars++;
            star = column;
            if (!mapping.Takes(column.Name))
                dropped.Add(column.Name);
            else if (taken.Contains(column.Name))
                twice = column.Name;
            else
                taken.Add(column.Name);
        }

        if (star is null || taken.Count == 0)
            yield break;
        var problem = twice.Length > 0
            ? "Several tables have a column " + twice + ": the last one wins"
            : dropped.Count > 0 ? "* reads " + Names(dropped) + ", for which " + mapping.Name + " has no place" : null;
        if (problem is null)
            yield break;
        yield return Finding.Of(star.Origin, problem, mapping.Name).WithFix(stars == 1 && twice.Length == 0 && output.Count == taken.Count + dropped.Count ? Expand(query, star, taken) : null);
    }

    private static ReplaceSqlText? Expand(Query query, OutputColumn star, List<string> taken)
    {
        var prefix = star.Text.EndsWith(".*", System.StringComparison.Ordinal) ? star.Text.Substring(0, star.Text.Length - 1) : star.Text == "*" ? "" : null;
        if (prefix is null)
            return null;
        var list = new System.Text.StringBuilder();
        foreach (var name in taken)
        {
            // PostgreSQL folds what is not quoted; a name that is a word is left to the author.
            var quoted = query.Store switch
            {
                Store.PostgreSql when name != name.ToLowerInvariant() => "\"" + name + "\"",
                Store.SqlServer or Store.Sqlite or Store.MySql or Store.PostgreSql when IsPlain(name) => name,
                _ => null,
            };
            if (quoted is null)
                return null;
            list.Append(list.Length == 0 ? "" : ", ").Append(prefix).Append(quoted);
        }

        return new ReplaceSqlText(star.Text, list.ToString(), "Name the columns") { KeepsMeaning = true };
    }

    private static bool IsPlain(string name)
    {
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
                return false;
        }

        return name.ToLowerInvariant() is not ("order" or "group" or "key" or "index" or "user" or "table" or "from" or "to" or "default" or "primary" or "references" or "rank" or "check" or "desc" or "case" or "end");
    }

    private static string Names(List<string> names) =>
        names.Count <= MaxNamed ? string.Join(", ", names) : string.Join(", ", names.GetRange(0, MaxNamed)) + " and " + (names.Count - MaxNamed) + " more";
}
