using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules;

/// <summary>
/// Knowledge about schemas and queries that is written once against the model and knows nothing of C# syntax or SQL text. The hosts find every
/// rule by reflection; a rule has no state.
/// </summary>
internal abstract class Rule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>The rule's own documented options.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>The one door for descriptors. The parameters' names are those that release tracking looks for: all are to be given, as literals.</summary>
    protected static DiagnosticDescriptor Describe(
        string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity, bool isEnabledByDefault = true) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, helpLinkUri: HelpLink(id));

    internal static string HelpLink(string id) => $"https://github.com/dbarchitect/DbArchitect.Analyzers/blob/main/docs/rules/{id}.md";
}

/// <summary>A rule about the schema alone.</summary>
internal abstract class SchemaRule(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    public abstract IEnumerable<Finding> Check(Schema schema, Options options);
}

/// <summary>A rule about one query, against the schema that it runs on.</summary>
internal abstract class QueryRule(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    /// <summary>Asks for an index to be added or changed: all queries of a table that make such a rule speak get one remedy.</summary>
    public virtual bool AdvisesIndexes => false;

    /// <summary>Speaks of what becomes of a result: it also judges the queries that another method executes and hands the result of to the one at hand.</summary>
    public virtual bool FollowsLoads => false;

    public abstract IEnumerable<Finding> Check(QueryContext context);
}

/// <summary>A rule about what SQL text says: queries in LINQ, the many, never reach it.</summary>
internal abstract class SqlTextRule(DiagnosticDescriptor descriptor) : QueryRule(descriptor);

/// <summary>A rule about what one method does with its databases as a whole.</summary>
internal abstract class UnitOfWorkRule(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    /// <param name="unit">The method's queries and saves.</param>
    /// <param name="schemas">All schemas of the compilation.</param>
    /// <param name="options">The options in force in the file.</param>
    public abstract IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options);
}

/// <summary>What a rule found: where, with what to fill into the message, and what would mend it.</summary>
internal sealed record Finding(Origin At, EquatableArray<string> Arguments)
{
    public Edit? Fix { get; init; }

    /// <summary>Other places of the same story.</summary>
    public EquatableArray<Origin> Additional { get; init; }

    /// <summary>A severity other than the descriptor's, for rules of two tiers: never higher than the user's setting.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    public static Finding Of(Origin at, params string[] arguments) => new(at, arguments);

    public Finding WithFix(Edit? fix) => this with { Fix = fix };
}

/// <summary>Categories: the folder of the rule and the block of its id.</summary>
internal static class Category
{
    public const string Indexes = "DbArchitect.Indexes";
    public const string Queries = "DbArchitect.Queries";
    public const string Modelling = "DbArchitect.Modelling";
    public const string Migrations = "DbArchitect.Migrations";
    public const string Sql = "DbArchitect.Sql";
    public const string Connections = "DbArchitect.Connections";
    public const string NoSql = "DbArchitect.NoSql";
    public const string Architecture = "DbArchitect.Architecture";
    public const string Analyzer = "DbArchitect.Analyzer";
}
