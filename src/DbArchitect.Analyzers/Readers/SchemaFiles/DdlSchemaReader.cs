using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>
/// Replays the DDL of .sql files into a schema, file after file in the order of their versions (<c>V2__orders.sql</c>, <c>0010_orders.sql</c>), as a migration
/// runner does. A statement that cannot be followed makes what it may change unknown, and nothing else.
/// </summary>
internal sealed class DdlSchemaReader
{
    private readonly Dictionary<TableName, DdlTable> tables = [];
    private readonly Store store;
    private readonly CancellationToken cancellation;
    private string path = "";
    private SourceText text = SourceText.From("");

    private DdlSchemaReader(Store store, CancellationToken cancellation)
    {
        this.store = store;
        this.cancellation = cancellation;
    }

    public static bool IsDdlFile(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    /// <summary>The schema that all scripts together make; null when they make no table.</summary>
    public static Schema? Read(IReadOnlyList<(string Path, string Text)> files, Store store, CancellationToken cancellation)
    {
        var ordered = new List<(string Path, string Text)>(files);
        ordered.Sort(static (one, other) => VersionOrder.Compare(one.Path, other.Path));
        var reader = new DdlSchemaReader(store, cancellation);
        foreach (var (path, text) in ordered)
            reader.Replay(path, text);
        if (reader.tables.Count == 0)
            return null;
        var built = new List<Table>(reader.tables.Count);
        foreach (var table in reader.tables.Values)
            built.Add(table.Build());
        return new Schema("", store, built, default);
    }

    private void Replay(string file, string content)
    {
        path = file;
        text = SourceText.From(content);
        var script = SqlParser.Parse(new SqlSource(content), SqlQueryReader.DialectOf(store), cancellation);
        foreach (var statement in script.Statements)
        {
            cancellation.ThrowIfCancellationRequested();
            Replay(statement);
        }
    }

    private void Replay(Syntax.SqlStatement statement)
    {
        switch (statement)
        {
            case Syntax.CreateTableStatement create:
                Create(create);
                break;
            case Syntax.CreateIndexStatement index:
                if (Find(index.Table) is { } indexed)
                    indexed.Indexes.Add(IndexOf(index, indexed));
                break;
            case Syntax.AlterTableStatement alter:
                if (Find(alter.Name) is { } altered)
                    Alter(altered, alter);
                break;
            case Syntax.DropStatement { Kind: Syntax.DropKind.Table } drop:
                foreach (var name in drop.Names)
                    tables.Remove(NameOf(name));
                break;
            case Syntax.DropStatement { Kind: Syntax.DropKind.Index } drop:
                foreach (var table in tables.Values)
                {
                    foreach (var name in drop.Names)
                        table.Indexes.RemoveAll(index => name.Last.Is(index.Name));
                }

                break;
            case Syntax.BlockStatement block:
                foreach (var inner in block.Statements)
                    Replay(inner);
                break;
            case Syntax.ConditionalStatement { IsLoop: false, Then: { } then }:
                // IF NOT EXISTS (…) CREATE …: scripts are written to be run again.
                Replay(then);
                break;
        }
    }

    private void Create(Syntax.CreateTableStatement create)
    {
        var name = NameOf(create.Name);
        if (create.IsTemporary || create.Name.HasHole || (create.IfNotExists && tables.ContainsKey(name)))
            return;
        var table = new DdlTable(name, At(create));
        tables[name] = table;
        foreach (var column in create.Columns)
            Add(table, column);
        foreach (var constraint in create.Constraints)
            Add(table, constraint, null);
        foreach (var index in create.Indexes)
            table.Indexes.Add(IndexOf(index, table));
        if (create.Query is not null || !create.LikeTable.IsEmpty || create.Inherits.Length > 0)
            table.Unknown.Add(new UnknownFact(TableAspects.Columns | TableAspects.Keys | TableAspects.Indexes, "its columns come from another table or a query", At(create)));
        if ((create.State & Syntax.SqlState.HasErrors) != 0 || create.IsOpen)
            table.Unknown.Add(new UnknownFact(TableAspects.All, "a part of its CREATE TABLE could not be read", At(create)));
    }

    private void Add(DdlTable table, Syntax.ColumnDefinition definition)
    {
        if (definition.Name.HasHole)
            return;
        var type = definition.Type is { } declared ? declared.Name + (declared.Arguments.Length == 0 ? "" : "(" + string.Join(",", declared.Arguments) + ")") : null;
        table.Columns.RemoveAll(column => definition.Name.Is(column.Name));
        table.Columns.Add(new Column(definition.Name.Text)
        {
            StoreType = type is null ? Fact<string>.Unknown : Fact<string>.Of(type),
            Kind = DdlTypes.KindOf(definition.Type),
            IsNullable = definition.IsNullable ?? true,
            MaxLength = DdlTypes.LengthOf(definition.Type),
            IsGeneratedOnAdd = definition.IsIdentity || DdlTypes.IsSerial(definition.Type),
            Origin = At(definition),
        });
        foreach (var constraint in definition.Constraints)
            Add(table, constraint, definition.Name.Text);
        if (definition.Index is { } index)
            table.Indexes.Add(IndexOf(index, table));
    }

    /// <param name="column">The column that the constraint is written at; null for one of the table.</param>
    private void Add(DdlTable table, Syntax.ConstraintDefinition constraint, string? column)
    {
        EquatableArray<string> columns = column is not null ? new[] { column } : ColumnsOf(constraint.Columns);
        var at = At(constraint);
        switch (constraint.Kind)
        {
            case Syntax.ConstraintKind.PrimaryKey:
                table.PrimaryKey = new Key(constraint.Name.Text ?? "", columns) { IsPrimary = true, IsClustered = constraint.IsNonClustered ? false : null, Origin = at };
                break;
            case Syntax.ConstraintKind.Unique:
                table.UniqueKeys.Add(new Key(constraint.Name.Text ?? "", columns) { Origin = at });
                break;
            case Syntax.ConstraintKind.ForeignKey:
                table.ForeignKeys.Add(new ForeignKey(constraint.Name.Text ?? "", columns, NameOf(constraint.ReferencedTable), Names(constraint.ReferencedColumns))
                {
                    OnDelete = constraint.OnDelete switch
                    {
                        "CASCADE" => ReferentialAction.Cascade,
                        "SET NULL" => ReferentialAction.SetNull,
                        "SET DEFAULT" => ReferentialAction.SetDefault,
                        "RESTRICT" => ReferentialAction.Restrict,
                        _ => ReferentialAction.NoAction,
                    },
                    Origin = at,
                });
                break;
        }
    }

    private void Alter(DdlTable table, Syntax.AlterTableStatement alter)
    {
        foreach (var action in alter.Actions)
        {
            switch (action.Kind)
            {
                case Syntax.AlterTableKind.AddColumn or Syntax.AlterTableKind.AlterColumn when action.Column is { } column:
                    Add(table, column);
                    break;
                case Syntax.AlterTableKind.DropColumn:
                    table.Drop(action.Name.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.RenameColumn:
                    table.Rename(action.Name.Last.Text ?? "", action.NewName.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.AddConstraint when action.Constraint is { } constraint:
                    Add(table, constraint, null);
                    break;
                case Syntax.AlterTableKind.DropConstraint:
                    table.DropConstraint(action.Name.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.AddIndex when action.Index is { } index:
                    table.Indexes.Add(IndexOf(index, table));
                    break;
                case Syntax.AlterTableKind.DropIndex:
                    table.Indexes.RemoveAll(index => action.Name.Last.Is(index.Name));
                    break;
                case Syntax.AlterTableKind.RenameTable:
                    tables.Remove(table.Name);
                    table.Name = new TableName(table.Name.Schema, action.NewName.Last.Text ?? table.Name.Name);
                    tables[table.Name] = table;
                    break;
                case Syntax.AlterTableKind.Other or Syntax.AlterTableKind.AttachPartition:
                    break;
            }

            if ((action.State & Syntax.SqlState.HasErrors) != 0)
                table.Unknown.Add(new UnknownFact(TableAspects.All, "a part of an ALTER TABLE could not be read", At(action)));
        }
    }

    private TableIndex IndexOf(Syntax.CreateIndexStatement index, DdlTable table)
    {
        var columns = new List<IndexColumn>();
        foreach (var column in index.Columns)
        {
            columns.Add(new IndexColumn(column.Column.Text ?? "", column.IsDescending)
            {
                Expression = column.Column.IsEmpty ? Text(column.Expression) : null,
                OperatorClass = column.OperatorClass.IsEmpty ? null : column.OperatorClass.ToString(),
                Collation = column.Collation.IsEmpty ? null : column.Collation.ToString(),
                PrefixLength = column.PrefixLength,
            });
        }

        var filter = index.Where is { } where ? Text(where.Condition) : null;
        var included = new List<string>();
        foreach (var name in index.Include)
            included.Add(name.Last.Text);
        return new TableIndex(index.Name.Last.Text ?? "", columns)
        {
            IsUnique = index.IsUnique,
            Filter = Fact<string>.Of(filter),
            FilterPredicate = filter is null ? null : IndexFilterReader.Read(filter, table.ColumnNames, store, cancellation),
            Method = Fact<string>.Of(index.Method),
            Included = included,
            Origin = At(index),
        };
    }

    private DdlTable? Find(Syntax.SqlName name)
    {
        if (tables.TryGetValue(NameOf(name), out var table))
            return table;
        // A script that names the schema, and one that relies on the default, mean the same table.
        DdlTable? found = null;
        foreach (var candidate in tables.Values)
        {
            if (!name.Last.Is(candidate.Name.Name) || (name.Count > 1 && candidate.Name.Schema is not null))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }

        return found;
    }

    private static TableName NameOf(Syntax.SqlName name) => new(name.Count > 1 ? name.Qualifier.Text : null, name.Last.Text ?? "");

    private static EquatableArray<string> ColumnsOf(Syntax.IndexColumn[] columns)
    {
        var names = new List<string>(columns.Length);
        foreach (var column in columns)
            names.Add(column.Column.Text ?? "");
        return names;
    }

    private static EquatableArray<string> Names(Syntax.SqlIdentifier[] identifiers)
    {
        var names = new List<string>(identifiers.Length);
        foreach (var identifier in identifiers)
            names.Add(identifier.Text);
        return names;
    }

    private string Text(Syntax.SqlNode node) => text.ToString(new TextSpan(node.Start, node.Length));

    private Origin At(Syntax.SqlNode node)
    {
        var span = TextSpan.FromBounds(node.Start, Math.Min(node.End, text.Length));
        return new Origin(OriginKind.File, Location.Create(path, span, text.Lines.GetLinePositionSpan(span)));
    }
}
