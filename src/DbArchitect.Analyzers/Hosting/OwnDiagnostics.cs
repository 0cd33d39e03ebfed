using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>What the analyzer says of itself and its input (DBA9xxx), and the answers of explain mode.</summary>
internal static class OwnDiagnostics
{
    public static readonly DiagnosticDescriptor WrongOption = Describe(
        id: "DBA9001",
        title: "Wrong option",
        messageFormat: "The option '{0} = {1}' is not understood and has no effect: {2}",
        category: Category.Analyzer,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnreadableEmbeddedSchema = Describe(
        id: "DBA9002",
        title: "Unreadable embedded schema",
        messageFormat: "The schema embedded in '{0}' is ignored: {1}",
        category: Category.Analyzer,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnreadableSchemaFile = Describe(
        id: "DBA9003",
        title: "Unreadable schema file",
        messageFormat: "The schema file '{0}' is not understood: {1}",
        category: Category.Analyzer,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ExplainedQuery = Describe(
        id: "DBA9100",
        title: "Query as read",
        messageFormat: "{0}",
        category: Category.Analyzer,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ExplainedSchema = Describe(
        id: "DBA9101",
        title: "Table as read",
        messageFormat: "{0}",
        category: Category.Analyzer,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor RuleFailed = Describe(
        id: "DBA9999",
        title: "A rule failed",
        messageFormat: "'{0}' failed here and said nothing: {1}. The other rules are not affected. Please report it with the code around this line",
        category: Category.Analyzer,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public static DiagnosticDescriptor[] All { get; } =
        [WrongOption, UnreadableEmbeddedSchema, UnreadableSchemaFile, ExplainedQuery, ExplainedSchema, RuleFailed];

    private static DiagnosticDescriptor Describe(
        string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity, bool isEnabledByDefault) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, helpLinkUri: Rule.HelpLink(id));
}
