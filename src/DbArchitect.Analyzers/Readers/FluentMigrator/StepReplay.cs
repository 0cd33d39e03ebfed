using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

/// <summary>Applies the steps of a migration to the tables, with the names that FluentMigrator gives where the migration gives none.</summary>
internal sealed class StepReplay(DdlReplay replay, SourceOperations source, Store store, CancellationToken cancellation)
{
    public void Apply(IReadOnlyList<MigrationStep> steps)
    {
        foreach (var step in steps)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!step.IsForOtherStore)
                Apply(step);
        }
    }

    private void Apply(MigrationStep step)
    {
        if (step.Kind == StepKind.Sql)
        {
            Sql(step);
            return;
        }

        if (step.TableName is not { } name)
        {
            // A table of a name that is not known is one more; what is done to one may concern any.
            replay.AddUnknown(new UnknownFact(step.Kind == StepKind.CreateTable ? TableAspects.Name : AspectsOf(step.Kind), "a migration changes a table that is known only at run time", step.Origin));
            return;
        }

        if (step.Kind == StepKind.CreateTable && replay.Find(name) is null)
            replay.Add(new DdlTable(name, step.Origin));
        if (replay.Find(name) is not { } table)
            return;
        if (step.IsUnknown)
            table.Unknown.Add(new UnknownFact(AspectsOf(step.Kind), "a migration changes it by names that are known only at run time", step.Origin));
        if (step.IsConditional)
            table.Unknown.Add(new UnknownFact(AspectsOf(step.Kind), "a migration changes it under a condition or in a loop that cannot be followed", step.Origin));
        Apply(step, table, step.IsConditional || step.IsUnknown);
    }

    private void Apply(MigrationStep step, DdlTable table, bool isDoubtful)
    {
        switch (step.Kind)
        {
            case StepKind.CreateTable or StepKind.AlterTable or StepKind.Column:
                Define(step, table);
                break;
            case StepKind.CreateIndex when !isDoubtful && step.IndexColumns.Count > 0:
                table.Indexes.Add(IndexOf(step, table));
                break;
            case StepKind.CreatePrimaryKey when !isDoubtful:
                table.PrimaryKey = new Key(step.Name.Length > 0 ? step.Name : "PK_" + table.Name.Name, step.Columns) { IsPrimary = true, Origin = step.Origin };
                break;
            case StepKind.CreateUnique when !isDoubtful:
                table.UniqueKeys.Add(new Key(step.Name.Length > 0 ? step.Name : "UC_" + table.Name.Name + "_" + string.Join("_", step.Columns), step.Columns) { Origin = step.Origin });
                break;
            case StepKind.CreateForeignKey when !isDoubtful && step.PrincipalTable is { } principal:
                var name = step.Name.Length > 0 ? step.Name
                    : "FK_" + table.Name.Name + "_" + string.Join("_", step.Columns) + "_" + principal + "_" + string.Join("_", step.PrincipalColumns);
                table.ForeignKeys.Add(new ForeignKey(name, step.Columns, new TableName(step.PrincipalSchema, principal), step.PrincipalColumns)
                {
                    OnDelete = step.OnDelete,
                    Origin = step.Origin,
                });
                break;
            case StepKind.DeleteTable when !isDoubtful:
                replay.DropTable(table.Name);
                break;
            case StepKind.DeleteColumn when !isDoubtful:
                foreach (var column in step.Columns)
                    table.Drop(column);
                break;
            case StepKind.DeleteIndex when !isDoubtful:
                var index = step.Name.Length > 0 ? step.Name : IndexName(table.Name.Name, step);
                table.Indexes.RemoveAll(candidate => string.Equals(candidate.Name, index, System.StringComparison.OrdinalIgnoreCase));
                break;
            case StepKind.DeleteConstraint when !isDoubtful:
                if (step.Name.Length > 0)
                    table.DropConstraint(step.Name);
                break;
            case StepKind.RenameTable when !isDoubtful && step.NewName is { } to:
                replay.RenameTable(table.Name, new TableName(table.Name.Schema, to));
                break;
            case StepKind.RenameColumn when !isDoubtful && step.NewName is { } to:
                table.Rename(step.Name, to);
                break;
        }
    }

    private static void Define(MigrationStep step, DdlTable table)
    {
        var keys = new List<string>();
        string? keyName = null;
        foreach (var definition in step.Definitions)
        {
            Define(definition, table);
            if (!definition.IsPrimaryKey)
                continue;
            keys.Add(definition.Name);
            keyName ??= definition.PrimaryKeyName;
        }

        if (keys.Count > 0)
            table.PrimaryKey = new Key(keyName ?? "PK_" + table.Name.Name, keys) { IsPrimary = true, Origin = step.Origin };
    }

    private static void Define(MigrationColumn definition, DdlTable table)
    {
        var column = new Column(definition.Name)
        {
            Kind = definition.Kind,
            StoreType = definition.StoreType,
            IsUnicode = definition.IsUnicode,
            MaxLength = definition.MaxLength,
            // What FluentMigrator writes when the migration says nothing.
            IsNullable = definition.IsNullable,
            IsGeneratedOnAdd = definition.IsIdentity,
            Origin = definition.Origin,
        };
        var place = table.Columns.FindIndex(candidate => string.Equals(candidate.Name, definition.Name, System.StringComparison.OrdinalIgnoreCase));
        if (place < 0)
            table.Columns.Add(column);
        else
            table.Columns[place] = column;
        if (definition.IsIndexed)
        {
            table.Indexes.Add(new TableIndex(definition.IndexName ?? "IX_" + table.Name.Name + "_" + definition.Name, new[] { new IndexColumn(definition.Name) })
            {
                IsUnique = definition.IsUnique,
                Origin = definition.Origin,
            });
        }

        if (definition is { References: { } principal, ReferencedColumn: { } referenced })
        {
            table.ForeignKeys.Add(new ForeignKey($"FK_{table.Name.Name}_{definition.Name}_{principal.Name}_{referenced}", new[] { definition.Name }, principal, new[] { referenced })
            {
                OnDelete = definition.OnDelete,
                Origin = definition.Origin,
            });
        }
    }

    private TableIndex IndexOf(MigrationStep step, DdlTable table) =>
        new(step.Name.Length > 0 ? step.Name : IndexName(table.Name.Name, step), step.IndexColumns)
        {
            IsUnique = step.IsUnique,
            Filter = Fact<string>.Of(step.Filter),
            FilterPredicate = step.Filter is null ? null : IndexFilterReader.Read(step.Filter, table.ColumnNames, store, cancellation),
            Method = Fact<string>.Of(step.Method),
            Included = step.Included,
            Origin = step.Origin,
        };

    private static string IndexName(string table, MigrationStep step)
    {
        var name = "IX_" + table;
        foreach (var column in step.IndexColumns)
            name += "_" + column.Column;
        foreach (var column in step.Columns)
            name += "_" + column;
        return name;
    }

    private void Sql(MigrationStep step)
    {
        IReadOnlyList<SqlText> texts = step.Text is { } known
            ? [new SqlText([new Piece(known, TokenOf(step.TextOperation), null)])]
            : step.TextOperation is { } operation ? new SqlTextReader(source).Read(operation, cancellation) : [];
        var before = replay.IsConditional;
        replay.IsConditional |= step.IsConditional;
        foreach (var text in texts)
        {
            if (text.Pieces.Count == 1 && text.Pieces[0].Value is null)
                continue;
            var script = SqlParser.Parse(text.Source, SqlQueryReader.DialectOf(store), cancellation);
            replay.Replay(script, text.Source.Text, (start, length) =>
                step.TextOperation is { Syntax.SyntaxTree: { } tree } && text.LocationOf(start, length, tree, cancellation) is { } at ? new Origin(OriginKind.Migration, at) : step.Origin);
        }

        replay.IsConditional = before;
    }

    private static SyntaxToken? TokenOf(IOperation? operation) =>
        operation?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.LiteralExpressionSyntax literal ? literal.Token : null;

    private static TableAspects AspectsOf(StepKind kind) => kind switch
    {
        StepKind.CreateIndex or StepKind.DeleteIndex => TableAspects.Indexes,
        StepKind.CreateForeignKey => TableAspects.ForeignKeys,
        StepKind.CreatePrimaryKey or StepKind.CreateUnique or StepKind.DeleteConstraint => TableAspects.Keys | TableAspects.Indexes | TableAspects.ForeignKeys,
        _ => TableAspects.All & ~TableAspects.QueryFilters,
    };
}
