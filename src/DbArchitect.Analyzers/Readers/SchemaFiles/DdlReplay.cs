using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>
/// The tables that DDL makes, statement after statement: of .sql files, of the SQL in migrations. A statement that cannot be followed makes what it may change
/// unknown, and nothing else.
/// </summary>
internal sealed class DdlReplay(Store store, CancellationToken cancellation)
{
    private readonly Dictionary<TableName, DdlTable> tables = [];
    private readonly List<UnknownFact> unknown = [];
    private string text = "";
    private Func<int, int, Origin> locate = static (_, _) => Origin.None;

    public IReadOnlyCollection<DdlTable> Tables => tables.Values;

    /// <summary>What may concern any table.</summary>
    public IReadOnlyList<UnknownFact> Unknown => unknown;

    /// <summary>A table that a statement names exists, though nothing replayed made it.</summary>
    public bool HasOtherTables { get; init; }

    /// <summary>What is replayed now may not have happened: it takes nothing away.</summary>
    public bool IsConditional { get; set; }

    /// <summary>The schema of all tables; null when there are none.</summary>
    public Schema? ToSchema()
    {
        if (tables.Count == 0)
            return null;
        var built = new List<Table>(tables.Count);
        foreach (var table in tables.Values)
            built.Add(table.Build());
        return new Schema("", store, built, default) { Unknown = unknown };
    }

    public void Add(DdlTable table) => tables[table.Name] = table;

    public void AddUnknown(UnknownFact fact) => unknown.Add(fact);

    /// <param name="script">The statements.</param>
    /// <param name="source">Their text.</param>
    /// <param name="origin">From an offset and a length to the place in source.</param>
    public void Replay(Syntax.SqlScript script, string source, Func<int, int, Origin> origin)
    {
        text = source;
        locate = origin;
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
                Create(index);
                break;
            case Syntax.AlterTableStatement alter:
                if (Find(alter.Name) is { } altered)
                    Alter(altered, alter);
                break;
            case Syntax.AlterIndexStatement { Kind: Syntax.AlterIndexKind.Rename } rename:
                RenameIndex(rename.Name.Last.Text, rename.NewName.Last.Text);
                break;
            case Syntax.DropStatement { Kind: Syntax.DropKind.Table } drop when !IsConditional:
                foreach (var name in drop.Names)
                    DropTable(NameOf(name));
                break;
            case Syntax.DropStatement { Kind: Syntax.DropKind.Index } drop when !IsConditional:
                foreach (var name in drop.Names)
                    DropIndex(name.Last.Text);
                break;
            case Syntax.BlockStatement block:
                foreach (var inner in block.Statements)
                    Replay(inner);
                break;
            case Syntax.ConditionalStatement { IsLoop: false, Then: { } then }:
                // IF NOT EXISTS (…) CREATE …: scripts are written to be run again.
                Replay(then);
                break;
            default:
                NoteHidden(statement);
                break;
        }
    }

    public void DropTable(TableName name)
    {
        if (!tables.TryGetValue(name, out var table) && (table = Find(name)) is null)
            return;
        if (HasOtherTables)
            table.DropConstraints();
        else
            tables.Remove(table.Name);
    }

    public void DropIndex(string name)
    {
        foreach (var table in tables.Values)
        {
            table.Indexes.RemoveAll(index => IsSame(index.Name, name));
            table.UniqueKeys.RemoveAll(key => IsSame(key.Name, name));
        }
    }

    public void RenameIndex(string name, string to)
    {
        foreach (var table in tables.Values)
        {
            for (var i = 0; i < table.Indexes.Count; i++)
            {
                if (IsSame(table.Indexes[i].Name, name))
                    table.Indexes[i] = table.Indexes[i] with { Name = to };
            }
        }
    }

    public void RenameTable(TableName name, TableName to)
    {
        if (Find(name) is not { } table)
            return;
        tables.Remove(table.Name);
        if (HasOtherTables && tables.TryGetValue(to, out var known))
        {
            known.Indexes.AddRange(table.Indexes);
            known.UniqueKeys.AddRange(table.UniqueKeys);
            known.Unknown.AddRange(table.Unknown);
            known.Columns.AddRange(table.Columns);
            return;
        }

        table.Name = to;
        tables[to] = table;
    }

    private void Create(Syntax.CreateIndexStatement index)
    {
        if (index.Table.IsEmpty || index.Table.Last.HasHole)
        {
            unknown.Add(new UnknownFact(TableAspects.Indexes, "an index is created on a table that is known only at run time", At(index)));
            return;
        }

        if (Find(index.Table) is not { } table)
            return;
        if ((index.State & (Syntax.SqlState.HasErrors | Syntax.SqlState.HasHoles)) != 0)
            table.Unknown.Add(new UnknownFact(TableAspects.Indexes, "a CREATE INDEX could not be read in full", At(index)));
        else if (!index.IfNotExists || index.Name.IsEmpty || !table.Indexes.Exists(other => index.Name.Last.Is(other.Name)))
            table.Indexes.Add(IndexOf(index, table));
    }

    /// <summary>DDL inside another language or a string: the tables that it names may have more indexes than are seen.</summary>
    private void NoteHidden(Syntax.SqlStatement statement)
    {
        if (statement is not (Syntax.ExecuteStatement or Syntax.OpaqueStatement) && (statement.State & Syntax.SqlState.HasErrors) == 0)
            return;
        // The body of a routine runs when it is called.
        if (statement is Syntax.OpaqueStatement { Verb: var verb } && (verb.EndsWith("PROCEDURE", StringComparison.Ordinal)
            || verb.EndsWith("FUNCTION", StringComparison.Ordinal) || verb.EndsWith("TRIGGER", StringComparison.Ordinal) || verb.EndsWith("PACKAGE", StringComparison.Ordinal)))
        {
            return;
        }

        var hidden = text.Substring(statement.Start, Math.Min(statement.Length, text.Length - statement.Start));
        if (!HiddenDdl.CreatesIndex(hidden))
            return;
        foreach (var table in tables.Values)
        {
            if (HiddenDdl.Names(hidden, table.Name.Name))
                table.Unknown.Add(new UnknownFact(TableAspects.Indexes, "a statement that could not be read creates an index", At(statement)));
        }
    }

    private void Create(Syntax.CreateTableStatement create)
    {
        var name = NameOf(create.Name);
        if (HasOtherTables && !create.Name.Last.HasHole && Find(name) is { } known)
            name = known.Name;
        if (create.IsTemporary || create.Name.Last.HasHole || (create.IfNotExists && tables.ContainsKey(name)))
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
                case Syntax.AlterTableKind.DropColumn when !IsConditional:
                    table.Drop(action.Name.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.RenameColumn:
                    table.Rename(action.Name.Last.Text ?? "", action.NewName.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.AddConstraint when action.Constraint is { } constraint:
                    Add(table, constraint, null);
                    break;
                case Syntax.AlterTableKind.DropConstraint when !IsConditional:
                    table.DropConstraint(action.Name.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.AddIndex when action.Index is { } index:
                    table.Indexes.Add(IndexOf(index, table));
                    break;
                case Syntax.AlterTableKind.DropIndex when !IsConditional:
                    table.Indexes.RemoveAll(index => action.Name.Last.Is(index.Name));
                    break;
                case Syntax.AlterTableKind.RenameIndex:
                    RenameIndex(action.Name.Last.Text ?? "", action.NewName.Last.Text ?? "");
                    break;
                case Syntax.AlterTableKind.RenameTable:
                    RenameTable(table.Name, new TableName(table.Name.Schema, action.NewName.Last.Text ?? table.Name.Name));
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

    private DdlTable? Find(Syntax.SqlName name) => name.Last.HasHole ? null : Find(NameOf(name));

    public DdlTable? Find(TableName name)
    {
        if (tables.TryGetValue(name, out var table))
            return table;
        // A script that names the schema, and one that relies on the default, mean the same table.
        DdlTable? found = null;
        foreach (var candidate in tables.Values)
        {
            if (!IsSame(name.Name, candidate.Name.Name) || (name.Schema is not null && candidate.Name.Schema is not null))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }

        if (found is null && HasOtherTables && name.Name.Length > 0)
            tables[name] = found = new DdlTable(name, Origin.None);
        return found;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static TableName NameOf(Syntax.SqlName name) => new(name.Count > 1 && !name.Qualifier.HasHole ? name.Qualifier.Text : null, name.Last.Text ?? "");

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

    private string Text(Syntax.SqlNode node) => text.Substring(node.Start, Math.Min(node.Length, text.Length - node.Start));

    private Origin At(Syntax.SqlNode node) => locate(node.Start, Math.Min(node.Length, text.Length - node.Start));
}
