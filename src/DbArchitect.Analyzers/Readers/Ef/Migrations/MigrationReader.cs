using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// Replays the migrations of a context for the indexes that the model does not have: those of raw SQL, and of <c>CreateIndex</c> calls that somebody wrote by
/// hand; and for the names of columns that it does not map. The model says the rest, and better.
/// </summary>
internal sealed class MigrationReader
{
    /// <summary>How far methods of the migration are followed.</summary>
    private const int MaxDepth = 8;

    private readonly Schema schema;
    private readonly Schema? snapshot;
    private readonly SourceOperations source;
    private readonly CancellationToken cancellation;
    private readonly DdlReplay replay;
    private INamedTypeSymbol migration = null!;

    private MigrationReader(Schema schema, Schema? snapshot, SourceOperations source, CancellationToken cancellation)
    {
        this.schema = schema;
        this.snapshot = snapshot;
        this.source = source;
        this.cancellation = cancellation;
        replay = new DdlReplay(schema.Store, cancellation) { HasOtherTables = true };
        foreach (var table in schema.Tables)
        {
            var known = new DdlTable(table.Name, table.Origin);
            known.Columns.AddRange(table.Columns);
            replay.Add(known);
        }
    }

    /// <param name="schema">What the code says.</param>
    /// <param name="snapshot">The model as of the last migration; null when it is not known.</param>
    /// <param name="migrations">In the order in which they are applied.</param>
    public static Schema Complete(Schema schema, Schema? snapshot, IReadOnlyList<INamedTypeSymbol> migrations, SourceOperations source, CancellationToken cancellation)
    {
        if (migrations.Count == 0 || schema.Tables.IsEmpty)
            return schema;
        var reader = new MigrationReader(schema, snapshot, source, cancellation);
        foreach (var migration in migrations)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.migration = migration;
            reader.Follow("Up", 0);
        }

        return reader.Result();
    }

    private Schema Result()
    {
        List<Table>? tables = null;
        for (var i = 0; i < schema.Tables.Count; i++)
        {
            var table = schema.Tables[i];
            if (replay.Find(table.Name) is not { } replayed)
                continue;
            var unmapped = UnmappedOf(replayed, table);
            if (replayed.Indexes.Count == 0 && replayed.UniqueKeys.Count == 0 && replayed.Unknown.Count == 0 && unmapped.Count == 0)
                continue;
            // The snapshot's own index, dropped from the code: the next migration removes it.
            if (snapshot?.FindTable(table.Name) is { } before)
                replayed.Indexes.RemoveAll(index => Has(before, index.Name));
            var more = new Table(table.Name) { Columns = table.Columns, Indexes = replayed.Indexes, UniqueKeys = replayed.UniqueKeys, Unknown = replayed.Unknown };
            tables ??= [.. schema.Tables];
            tables[i] = SchemaUnion.Unite(table, more, isComplete: false) with { Unmapped = unmapped };
        }

        if (tables is null && replay.Unknown.Count == 0)
            return schema;
        return schema.With(schema.Store, tables ?? [.. schema.Tables], schema.Entities, [.. schema.Unknown, .. replay.Unknown]);
    }

    private static List<string> UnmappedOf(DdlTable replayed, Table table)
    {
        var names = new List<string>();
        foreach (var column in replayed.Columns)
        {
            if (table.FindColumn(column.Name) is null && !names.Contains(column.Name))
                names.Add(column.Name);
        }

        return names;
    }

    /// <summary>A column that a migration makes; those of the model are there from the beginning.</summary>
    private void Create(DdlTable table, string column)
    {
        if (!table.Columns.Exists(known => string.Equals(known.Name, column, StringComparison.OrdinalIgnoreCase)))
            table.Columns.Add(new Column(column));
    }

    /// <summary>A column that the model does not have goes.</summary>
    private void Forget(DdlTable table, string? column)
    {
        var mapped = schema.FindTable(table.Name);
        table.Columns.RemoveAll(known => mapped?.FindColumn(known.Name) is null && (column is null || string.Equals(known.Name, column, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Has(Table table, string index)
    {
        foreach (var other in table.Indexes)
        {
            if (string.Equals(other.Name, index, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>A method of the migration that is given the builder.</summary>
    private void Follow(string name, int depth)
    {
        if (depth > MaxDepth)
            return;
        for (var type = migration; type is not null && type.Name != "Migration"; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is not IMethodSymbol { IsAbstract: false } method)
                    continue;
                foreach (var declaration in source.SyntaxOf(method, cancellation))
                {
                    if (declaration is not MethodDeclarationSyntax { ParameterList.Parameters: var parameters } syntax || BuilderOf(parameters) is not { } builder)
                        continue;
                    if (syntax.Body is { } body)
                        Walk(body, builder, depth);
                    else if (syntax.ExpressionBody is { } arrow)
                        Call(arrow.Expression, builder, depth);
                    return;
                }
            }
        }
    }

    private static string? BuilderOf(SeparatedSyntaxList<ParameterSyntax> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Type is { } type && type.ToString().EndsWith("MigrationBuilder", StringComparison.Ordinal))
                return parameter.Identifier.ValueText;
        }

        return null;
    }

    private void Walk(StatementSyntax statement, string builder, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case BlockSyntax block:
                foreach (var inner in block.Statements)
                    Walk(inner, builder, depth);
                break;
            case ExpressionStatementSyntax { Expression: var expression }:
                Call(expression, builder, depth);
                break;
            case IfStatementSyntax condition:
                var engine = StoreNames.ComparedWith(condition.Condition, schema.Store);
                if (engine != false)
                    WalkBranch(condition.Statement, builder, depth, isCertain: engine == true);
                if (engine != true && condition.Else is { } otherwise)
                    WalkBranch(otherwise.Statement, builder, depth, isCertain: engine == false);
                break;
            case SwitchStatementSyntax choice:
                foreach (var section in choice.Sections)
                {
                    foreach (var inner in section.Statements)
                        WalkBranch(inner, builder, depth, isCertain: false);
                }

                break;
            case ForEachStatementSyntax loop:
                WalkBranch(loop.Statement, builder, depth, isCertain: false);
                break;
            case ForStatementSyntax loop:
                WalkBranch(loop.Statement, builder, depth, isCertain: false);
                break;
            case WhileStatementSyntax loop:
                WalkBranch(loop.Statement, builder, depth, isCertain: false);
                break;
            case TryStatementSyntax attempt:
                Walk(attempt.Block, builder, depth);
                break;
            case UsingStatementSyntax use:
                Walk(use.Statement, builder, depth);
                break;
        }
    }

    private void WalkBranch(StatementSyntax statement, string builder, int depth, bool isCertain)
    {
        var before = replay.IsConditional;
        replay.IsConditional |= !isCertain;
        Walk(statement, builder, depth);
        replay.IsConditional = before;
    }

    private void Call(ExpressionSyntax expression, string builder, int depth)
    {
        if (expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax own } invocation)
        {
            foreach (var argument in invocation.ArgumentList.Arguments)
            {
                if (argument.Expression is IdentifierNameSyntax given && given.Identifier.ValueText == builder)
                    Follow(own.Identifier.ValueText, depth + 1);
            }

            return;
        }

        if (MigrationCall.Of(expression, builder, source, cancellation) is not { } call)
            return;
        switch (call.Name)
        {
            case "Sql":
                Sql(call);
                break;
            case "CreateIndex" or "AddUniqueConstraint":
                Create(call);
                break;
            case "DropIndex" or "DropUniqueConstraint" when !replay.IsConditional && call.Text("name", 0) is { } name:
                replay.DropIndex(name);
                break;
            case "RenameIndex" when call.Text("name", 0) is { } name && call.Text("newName", 1) is { } to:
                replay.RenameIndex(name, to);
                break;
            case "RenameTable" when call.Text("name", 0) is { } name:
                replay.RenameTable(new(call.Text("schema", 1), name), new(call.Text("newSchema", 3) ?? call.Text("schema", 1), call.Text("newName", 2) ?? name));
                break;
            case "RenameColumn" when TableOf(call, 1, 3) is { } table && call.Text("name", 0) is { } name && call.Text("newName", 2) is { } to:
                // The columns are those of today; only what was made with the old name is renamed.
                table.Rename(name, to);
                break;
            case "DropColumn" when !replay.IsConditional && TableOf(call, 1, 2) is { } table && call.Text("name", 0) is { } name:
                table.DropIndexesOf(name);
                Forget(table, name);
                break;
            case "DropTable" when !replay.IsConditional && call.Text("name", 0) is { } name:
                replay.DropTable(new(call.Text("schema", 1), name));
                if (replay.Find(new TableName(call.Text("schema", 1), name)) is { } dropped)
                    Forget(dropped, null);
                break;
            case "AddColumn" when TableOf(call, 1, 6) is { } table && call.Text("name", 0) is { } name:
                Create(table, name);
                break;
            case "CreateTable" when TableOf(call, 0, 2, "name") is { } table:
                foreach (var column in call.ColumnNames())
                    Create(table, column);
                break;
        }
    }

    private DdlTable? TableOf(MigrationCall call, int table, int schemaPosition, string parameter = "table") =>
        call.Text(parameter, table) is { } name ? replay.Find(new TableName(call.Text("schema", schemaPosition), name)) : null;

    private void Create(MigrationCall call)
    {
        var at = new Origin(OriginKind.Migration, call.Location);
        if (TableOf(call, 1, 3) is not { } table)
        {
            if (call.Text("table", 1) is null)
                replay.AddUnknown(new UnknownFact(TableAspects.Indexes, "a migration creates an index on a table that is known only at run time", at));
            return;
        }

        var names = (call.Argument("columns", 2) ?? call.Argument("column", 2)) is { } given ? call.TextsOf(given) : null;
        if (names is null || names.Count == 0)
        {
            table.Unknown.Add(new UnknownFact(TableAspects.Indexes, "a migration creates an index on columns that are known only at run time", at));
            return;
        }

        if (call.Name == "AddUniqueConstraint")
        {
            table.UniqueKeys.Add(new Key(call.Text("name", 0) ?? "", names) { Origin = at });
            return;
        }

        var descending = call.Argument("descending", 6) is { } order ? MigrationCall.ElementsOf(order) : null;
        var allDescending = descending is { Count: 0 };
        var columns = new List<IndexColumn>();
        for (var i = 0; i < names.Count; i++)
            columns.Add(new IndexColumn(names[i], allDescending || (i < descending?.Count && descending[i].IsKind(SyntaxKind.TrueLiteralExpression))));
        var filter = call.Text("filter", 5);
        var method = call.AnnotationText(":IndexMethod")?.ToLowerInvariant() ?? (call.AnnotationText(":FullTextIndex:Language") is null ? null : "fulltext");
        EquatableArray<string> included = call.AnnotationTexts("Include") is { } more ? more : default(EquatableArray<string>);
        table.Indexes.Add(new TableIndex(call.Text("name", 0) ?? "", columns)
        {
            IsUnique = call.IsTrue("unique", 4),
            Filter = Fact<string>.Of(filter),
            FilterPredicate = filter is null ? null : IndexFilterReader.Read(filter, table.ColumnNames, schema.Store, cancellation),
            Method = Fact<string>.Of(method),
            Included = included,
            Origin = at,
        });
    }

    private void Sql(MigrationCall call)
    {
        if (call.Argument("sql", 0) is not { } expression)
            return;
        var tree = expression.SyntaxTree;
        foreach (var text in TextsOf(expression))
        {
            // Nothing but a hole names no table.
            if (text.Pieces.Count == 1 && text.Pieces[0].Value is null)
                continue;
            // Most raw SQL of migrations moves data.
            if (!MayDefine(text.Source.Text))
                continue;
            var script = DbArchitect.Sql.SqlParser.Parse(text.Source, SqlQueryReader.DialectOf(schema.Store), cancellation);
            replay.Replay(script, text.Source.Text, (start, length) =>
                new Origin(OriginKind.Migration, text.LocationOf(start, length, tree, cancellation) ?? call.Location));
        }
    }

    private IReadOnlyList<SqlText> TextsOf(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax { Token: { Value: string text } token })
            return [new SqlText([new Piece(text, token, null)])];
        return source.OperationOf(expression, cancellation) is { } operation ? new SqlTextReader(source).Read(operation, cancellation) : [];
    }

    private static bool MayDefine(string text) => Contains(text, "INDEX") || Contains(text, "UNIQUE") || Contains(text, "RENAME") || Contains(text, "TABLE");

    private static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
