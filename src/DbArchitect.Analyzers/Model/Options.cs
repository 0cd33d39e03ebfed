using System;
using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model;

/// <summary>One documented key of <c>.editorconfig</c>, with its type and default.</summary>
/// <param name="key">As written by the user, for example <c>dbarchitect.small_tables</c> or <c>DBA1001.max_columns</c>.</param>
/// <param name="allowed">What is allowed, in words, for the diagnostic about a wrong value.</param>
internal abstract class Option(string key, string allowed)
{
    public string Key { get; } = key;

    public string Allowed { get; } = allowed;

    public abstract bool IsAllowed(string text);
}

/// <summary>An option with a type.</summary>
/// <param name="default">The value when the key is not set or its value is not allowed.</param>
/// <param name="parse">Gives the value, or false when the text is not allowed.</param>
internal sealed class Option<T>(string key, T @default, string allowed, Option<T>.Parser parse) : Option(key, allowed)
{
    public delegate bool Parser(string text, out T value);

    public T Default { get; } = @default;

    public Parser Parse { get; } = parse;

    public override bool IsAllowed(string text) => Parse(text, out _);
}

/// <summary>The options in force for one source file. A value that is not allowed counts as not set; the host reports it (DBA9001).</summary>
internal sealed class Options(Func<string, string?> lookup)
{
    public static Options None { get; } = new(static _ => null);

    public T Get<T>(Option<T> option) =>
        lookup(option.Key) is { } text && option.Parse(text, out var value) ? value : option.Default;
}

/// <summary>The options that more than one rule or reader obeys.</summary>
internal static class SharedOptions
{
    /// <summary>The engine, where the code does not say it, or to overrule it: several, separated by commas, mean all of them.</summary>
    public static readonly Option<Store> Provider = new(
        "dbarchitect.provider", Store.Unknown, "postgresql, mysql, mariadb, sqlserver, oracle, sqlite, or several separated by commas", ParseStore);

    /// <summary>Tables that stay small, by entity or table name: no index or paging advice is given for them.</summary>
    public static readonly Option<IReadOnlyList<string>> SmallTables = List("dbarchitect.small_tables");

    /// <summary>Tables known to be large.</summary>
    public static readonly Option<IReadOnlyList<string>> LargeTables = List("dbarchitect.large_tables");

    /// <summary>Names of properties that hold the tenant: an index may lead with one although it is not selective.</summary>
    public static readonly Option<IReadOnlyList<string>> TenantProperties =
        List("dbarchitect.tenant_properties", "TenantId", "OrganizationId", "OrganisationId", "WorkspaceId", "AccountId");

    /// <summary>Methods of one's own that take SQL text in their first string, as <c>Name</c> or <c>Type.Name</c>.</summary>
    public static readonly Option<IReadOnlyList<string>> SqlMethods = List("dbarchitect.sql_methods");

    public static readonly Option<ExplainMode> Explain = new("dbarchitect.explain", ExplainMode.None, "none, queries, schema or all", ParseExplain);

    public static IReadOnlyList<Option> All { get; } = [Provider, SmallTables, LargeTables, TenantProperties, SqlMethods, Explain];

    private static Option<IReadOnlyList<string>> List(string key, params string[] defaults) =>
        new(key, defaults, "names separated by commas", ParseList);

    private static bool ParseList(string text, out IReadOnlyList<string> value)
    {
        var names = new List<string>();
        foreach (var part in text.Split(','))
        {
            var name = part.Trim();
            if (name.Length > 0)
                names.Add(name);
        }

        value = names;
        return true;
    }

    private static bool ParseStore(string text, out Store value)
    {
        value = Store.Unknown;
        foreach (var part in text.Split(','))
        {
            var store = part.Trim().ToLowerInvariant() switch
            {
                "postgresql" or "postgres" or "npgsql" => Store.PostgreSql,
                "mysql" or "mariadb" => Store.MySql,
                "sqlserver" or "mssql" => Store.SqlServer,
                "oracle" => Store.Oracle,
                "sqlite" => Store.Sqlite,
                _ => Store.Unknown,
            };
            if (store == Store.Unknown)
                return false;
            value |= store;
        }

        return true;
    }

    private static bool ParseExplain(string text, out ExplainMode value)
    {
        ExplainMode? mode = text.Trim().ToLowerInvariant() switch
        {
            "none" => ExplainMode.None,
            "queries" => ExplainMode.Queries,
            "schema" => ExplainMode.Schema,
            "all" => ExplainMode.Queries | ExplainMode.Schema,
            _ => null,
        };
        value = mode ?? ExplainMode.None;
        return mode is not null;
    }
}

[Flags]
internal enum ExplainMode : byte
{
    None = 0,
    Queries = 1,
    Schema = 2,
}
