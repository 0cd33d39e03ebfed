using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Hosting.Explain;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>
/// The host of all rules about code. It reads each schema once and each query once, runs the rules that are on, and reports every finding from a callback of
/// the file that owns it, because editors show and fix only such findings. In a project without data access it registers nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DatabaseAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Of the instance, because an editor initialises the same instance anew for every version of a project.</summary>
    private readonly SchemaCache cache = new();

    private readonly TreeQueriesCache queries = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleSet.Descriptors;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var types = new KnownTypes(start.Compilation);
            if (!types.HasDataAccess)
                return;
            var model = new CompilationModel(types, start.Options, cache, queries, start.CancellationToken);
            start.RegisterSemanticModelAction(context => ReportSchema(context, model));
            start.RegisterSemanticModelAction(context => ReportQueries(context, model));
            // Files are analysed when the compiler is through with all of them. What it has bound until then it keeps for analyzers only if one asks for operations;
            // bodies of other files, read while it is still on its way, would be bound twice.
            start.RegisterOperationBlockAction(static _ => { });
            start.RegisterAdditionalFileAction(context => ReportScript(context, model));
            start.RegisterCompilationEndAction(context =>
            {
                OptionChecks.Report(context);
                ReportUnreadableSchemas(context, model);
            });
        });
    }

    /// <summary>What scripts say is reported in them: the editor shows it there, and a build names their lines.</summary>
    private static void ReportScript(AdditionalFileAnalysisContext context, CompilationModel model)
    {
        if (!DdlSchemaReader.IsDdlFile(context.AdditionalFile.Path))
            return;
        foreach (var found in model.SchemaFindings(context.AdditionalFile.Path))
            context.ReportDiagnostic(found.ToDiagnostic());
    }

    private static void ReportUnreadableSchemas(CompilationAnalysisContext context, CompilationModel model)
    {
        foreach (var problem in model.Problems)
        {
            var descriptor = problem.Kind == SchemaProblemKind.UnreadableFile ? OwnDiagnostics.UnreadableSchemaFile : OwnDiagnostics.UnreadableEmbeddedSchema;
            context.ReportDiagnostic(Diagnostic.Create(descriptor, problem.At.Location ?? Location.None, problem.Source, problem.Detail));
        }
    }

    private static void ReportSchema(SemanticModelAnalysisContext context, CompilationModel model)
    {
        var tree = context.SemanticModel.SyntaxTree;
        foreach (var found in model.SchemaFindings(tree))
            context.ReportDiagnostic(found.ToDiagnostic(tree, Location.None, context.SemanticModel.Compilation));
        if ((model.SettingsOf(tree).Explain & ExplainMode.Schema) == 0)
            return;
        foreach (var schema in model.Schemas.Schemas)
        {
            foreach (var entity in schema.Entities)
            {
                if (entity.Origin.Location is { } at && at.SourceTree == tree && entity.Table is { } name && schema.FindTable(name) is { } table)
                    context.ReportDiagnostic(SchemaExplanation.Of(entity, table, schema).ToDiagnostic(OwnDiagnostics.ExplainedSchema, at));
            }
        }
    }

    private static void ReportQueries(SemanticModelAnalysisContext context, CompilationModel model)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var settings = model.SettingsOf(tree);
        if (settings.QueryRules.IsEmpty && settings.UnitOfWorkRules.IsEmpty && settings.Explain == ExplainMode.None)
            return;
        foreach (var (body, owner) in CodeBodies.Of(context.SemanticModel, context.CancellationToken))
        {
            var report = new Report(context, body.Syntax);
            if (ReadUnit(body, owner, context.CancellationToken, model, report) is not { } unit)
                continue;
            CheckQueries(unit, model, settings, report);
            CheckLoads(unit, model, settings, report);
            if (unit.IsEmpty)
                continue;
            foreach (var rule in settings.UnitOfWorkRules)
                report.Add(RuleRunner.Check(rule, unit, model.Schemas, settings.Options), null);
        }
    }

    private static UnitOfWork? ReadUnit(IOperation body, ISymbol owner, CancellationToken cancellation, CompilationModel model, Report report)
    {
        try
        {
            return model.UnitOf(body, owner, cancellation).Unit;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            report.Add([RuleRunner.Failure("The reader of queries", new Origin(OriginKind.Linq, body.Syntax.GetLocation()), exception)], null);
            return null;
        }
    }

    private static void CheckQueries(UnitOfWork unit, CompilationModel model, TreeSettings settings, Report report)
    {
        foreach (var query in unit.Queries)
        {
            var judged = new QueryContext(query, model.SchemaOf(query), settings.Options)
            {
                Unit = unit,
                Judge = model.AdviceOf,
                IndexSetOf = settings.AdvisesIndexes ? model.OfTables.IndexSetOf : null,
                WrittenBySql = model.OfTables.WrittenBySql,
            };
            foreach (var rule in query.FrontEnd == FrontEnd.Linq ? settings.LinqRules : settings.QueryRules)
                report.Add(RuleRunner.Check(rule, judged), query.Terminal.Origin.Location);
            if ((settings.Explain & ExplainMode.Queries) != 0)
                report.Add(QueryExplanation.Of(judged), query.Terminal.Origin.Location);
        }
    }

    private static void CheckLoads(UnitOfWork unit, CompilationModel model, TreeSettings settings, Report report)
    {
        foreach (var load in unit.Loads)
        {
            var judged = new QueryContext(load, model.SchemaOf(load), settings.Options) { Unit = unit };
            foreach (var rule in settings.LinqRules)
            {
                if (rule.FollowsLoads)
                    report.Add(RuleRunner.Check(rule, judged), load.Terminal.Origin.Location);
            }
        }
    }

    /// <summary>Reports what is found in one body, the same only once: variants of one SQL text say the same of what they share.</summary>
    private sealed class Report(SemanticModelAnalysisContext context, SyntaxNode body)
    {
        private HashSet<(string Id, Location At, string Message)>? reported;

        /// <param name="findings">What a rule found.</param>
        /// <param name="fallback">Where to report what has no place in this file; null for the body.</param>
        public void Add(IReadOnlyList<RuleFinding> findings, Location? fallback)
        {
            if (findings.Count == 0)
                return;
            foreach (var found in findings)
                Add(found.ToDiagnostic(body.SyntaxTree, fallback ?? body.GetLocation(), context.SemanticModel.Compilation));
        }

        public void Add(Explanation explanation, Location? at) => Add(explanation.ToDiagnostic(OwnDiagnostics.ExplainedQuery, at ?? body.GetLocation()));

        private void Add(Diagnostic diagnostic)
        {
            if ((reported ??= []).Add((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage())))
                context.ReportDiagnostic(diagnostic);
        }
    }
}
