using System;
using System.Collections.Generic;
using System.Collections.Immutable;
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
            start.RegisterOperationBlockAction(context => ReportQueries(context, model));
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

    private static void ReportQueries(OperationBlockAnalysisContext context, CompilationModel model)
    {
        foreach (var block in context.OperationBlocks)
        {
            var settings = model.SettingsOf(block.Syntax.SyntaxTree);
            if (settings.QueryRules.IsEmpty && settings.UnitOfWorkRules.IsEmpty && settings.Explain == ExplainMode.None)
                continue;
            // Variants of one SQL text say the same of what they share.
            var seen = new HashSet<(string, Location, string)>();
            foreach (var found in ReadAndCheck(block, context, model, settings))
            {
                if (seen.Add((found.Id, found.Location, found.GetMessage())))
                    context.ReportDiagnostic(found);
            }
        }
    }

    private static IEnumerable<Diagnostic> ReadAndCheck(
        IOperation block, OperationBlockAnalysisContext context, CompilationModel model, TreeSettings settings)
    {
        var tree = block.Syntax.SyntaxTree;
        UnitOfWork unit;
        Diagnostic? failure = null;
        try
        {
            unit = model.UnitOf(block, context.OwningSymbol, context.CancellationToken).Unit;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var at = block.Syntax.GetLocation();
            unit = new UnitOfWork(new Origin(OriginKind.Linq, at));
            failure = RuleRunner.Failure("The reader of queries", new Origin(OriginKind.Linq, at), exception).ToDiagnostic(tree, at, model.Types.Compilation);
        }

        if (failure is not null)
            yield return failure;
        foreach (var query in unit.Queries)
        {
            var fallback = query.Terminal.Origin.Location ?? block.Syntax.GetLocation();
            var judged = new QueryContext(query, model.SchemaOf(query), settings.Options)
            {
                Unit = unit,
                IndexSetOf = settings.AdvisesIndexes ? model.OfTables.IndexSetOf : null,
                WrittenBySql = model.OfTables.WrittenBySql,
            };
            foreach (var rule in settings.QueryRules)
            {
                foreach (var found in RuleRunner.Check(rule, judged))
                    yield return found.ToDiagnostic(tree, fallback, model.Types.Compilation);
            }

            if ((settings.Explain & ExplainMode.Queries) != 0)
                yield return QueryExplanation.Of(judged).ToDiagnostic(OwnDiagnostics.ExplainedQuery, fallback);
        }

        foreach (var load in unit.Loads)
        {
            var judged = new QueryContext(load, model.SchemaOf(load), settings.Options) { Unit = unit };
            foreach (var rule in settings.QueryRules)
            {
                if (!rule.FollowsLoads)
                    continue;
                foreach (var found in RuleRunner.Check(rule, judged))
                    yield return found.ToDiagnostic(tree, load.Terminal.Origin.Location!, model.Types.Compilation);
            }
        }

        if (unit.IsEmpty)
            yield break;
        foreach (var rule in settings.UnitOfWorkRules)
        {
            foreach (var found in RuleRunner.Check(rule, unit, model.Schemas, settings.Options))
                yield return found.ToDiagnostic(tree, block.Syntax.GetLocation(), model.Types.Compilation);
        }
    }
}
