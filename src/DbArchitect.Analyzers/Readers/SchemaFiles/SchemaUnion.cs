using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>
/// Unites what the code says of a database with what a schema file says of the same tables. The code wins for names and for what it knows: the next
/// migration makes it true. An index exists when either knows it, and the file answers what the code could not.
/// </summary>
internal static class SchemaUnion
{
    /// <summary>What a file that describes a table in full can answer.</summary>
    private const TableAspects Answered = TableAspects.Columns | TableAspects.Keys | TableAspects.Indexes | TableAspects.ForeignKeys;

    /// <summary>The schemas of the code, in their order, with what the files add; then what is left of the files, as schemas of their own.</summary>
    public static List<Schema> Unite(IReadOnlyList<Schema> code, IReadOnlyList<SchemaDocument> files)
    {
        var result = new List<Schema>(code);
        var rest = new List<Schema>();
        foreach (var file in files)
        {
            foreach (var schema in file.Schemas)
            {
                if (UniteWithCode(result, schema, file.IsComplete) is { } left)
                    rest.Add(left);
            }
        }

        result.AddRange(rest);
        return result;
    }

    /// <summary>The tables of the file's schema that no context maps; null when there are none.</summary>
    private static Schema? UniteWithCode(List<Schema> code, Schema file, bool isComplete)
    {
        var matched = new HashSet<TableName>();
        for (var i = 0; i < code.Count; i++)
        {
            if (file.Context.Length > 0 && !string.Equals(file.Context, code[i].Context, StringComparison.Ordinal))
                continue;
            if (code[i].Store != Store.Unknown && file.Store != Store.Unknown && (code[i].Store & file.Store) == 0)
                continue;
            code[i] = Unite(code[i], file, isComplete, matched);
        }

        if (matched.Count == 0)
            return file;
        var left = new List<Table>();
        foreach (var table in file.Tables)
        {
            if (!matched.Contains(table.Name))
                left.Add(table);
        }

        return left.Count == 0 ? null : new Schema(file.Context, file.Store, left, file.Entities) { Unknown = file.Unknown, Origin = file.Origin };
    }

    private static Schema Unite(Schema code, Schema file, bool isComplete, HashSet<TableName> matched)
    {
        var byName = new Dictionary<TableName, Table>();
        foreach (var table in file.Tables)
            byName[WithoutDefaultSchema(table.Name)] = table;

        var tables = new List<Table>(code.Tables.Count);
        var isWhole = isComplete;
        var found = false;
        foreach (var table in code.Tables)
        {
            if (byName.TryGetValue(WithoutDefaultSchema(table.Name), out var same))
            {
                matched.Add(same.Name);
                found = true;
                tables.Add(Unite(table, same, isComplete));
            }
            else
            {
                tables.Add(table);
                isWhole &= table.Kind != TableKind.Table;
            }
        }

        if (!found)
            return code;
        return code.With(
            code.Store == Store.Unknown ? file.Store : code.Store, tables, code.Entities, isWhole ? WithoutAspects(code.Unknown, Answered) : code.Unknown);
    }

    /// <summary>Names are compared without the schema that an engine assumes: code rarely writes it, catalogues may.</summary>
    private static TableName WithoutDefaultSchema(TableName name) =>
        name.Schema?.ToLowerInvariant() is "dbo" or "public" or "main" ? new TableName(null, name.Name) : name;

    internal static Table Unite(Table code, Table file, bool isComplete)
    {
        var answered = isComplete ? Answered : TableAspects.None;
        var open = TableAspects.None;
        foreach (var fact in file.Unknown)
            open |= fact.Aspects;
        answered &= ~open;
        return code with
        {
            Columns = Columns(code.Columns, file.Columns),
            PrimaryKey = code.PrimaryKey ?? (code.Knows(TableAspects.Keys) ? null : file.PrimaryKey),
            UniqueKeys = More(code.UniqueKeys, file.UniqueKeys, static (left, right) => SameNames(left.Columns, right.Columns), key => IsUniqueIndex(code, key)),
            Indexes = More(code.Indexes, file.Indexes, SameIndex, index => IsKey(code, index)),
            ForeignKeys = More(code.ForeignKeys, file.ForeignKeys, static (left, right) => SameNames(left.Columns, right.Columns)),
            Checks = More(code.Checks, file.Checks, static (left, right) => SameName(left.Name, right.Name)),
            // What the file does not know of its indexes is not in the code either.
            Unknown = [.. WithoutAspects(code.Unknown, answered), .. OnlyAspects(file.Unknown, TableAspects.Indexes)],
            RowCount = file.RowCount ?? code.RowCount,
            IsTemporal = code.IsTemporal || file.IsTemporal,
        };
    }

    private static EquatableArray<Column> Columns(EquatableArray<Column> code, EquatableArray<Column> file)
    {
        var columns = new List<Column>(code.Count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var byName = new Dictionary<string, Column>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in file)
            byName[column.Name] = column;
        foreach (var column in code)
        {
            names.Add(column.Name);
            columns.Add(byName.TryGetValue(column.Name, out var same) ? Unite(column, same) : column);
        }

        foreach (var column in file)
        {
            if (names.Add(column.Name))
                columns.Add(column);
        }

        return columns;
    }

    private static Column Unite(Column code, Column file) => code with
    {
        StoreType = Or(code.StoreType, file.StoreType),
        IsNullable = code.IsNullable ?? file.IsNullable,
        MaxLength = Or(code.MaxLength, file.MaxLength),
        Precision = Or(code.Precision, file.Precision),
        Scale = Or(code.Scale, file.Scale),
        IsUnicode = Or(code.IsUnicode, file.IsUnicode),
        IsFixedLength = Or(code.IsFixedLength, file.IsFixedLength),
        Collation = Or(code.Collation, file.Collation),
        DefaultValue = Or(code.DefaultValue, file.DefaultValue),
        DefaultSql = Or(code.DefaultSql, file.DefaultSql),
        ComputedSql = Or(code.ComputedSql, file.ComputedSql),
        IsStored = code.IsStored ?? file.IsStored,
    };

    private static Fact<T> Or<T>(Fact<T> code, Fact<T> file) => code.IsUnknown ? file : code;

    /// <summary>All of the code, and those of the file that have no counterpart there; each counterpart counts once.</summary>
    private static EquatableArray<T> More<T>(EquatableArray<T> code, EquatableArray<T> file, Func<T, T, bool> isSame, Func<T, bool>? isKnown = null)
    {
        var all = new List<T>(code);
        var isTaken = new bool[code.Count];
        foreach (var item in file)
        {
            var same = 0;
            while (same < code.Count && (isTaken[same] || !isSame(code[same], item)))
                same++;
            if (same < code.Count)
                isTaken[same] = true;
            else if (isKnown is null || !isKnown(item))
                all.Add(item);
        }

        return all;
    }

    /// <summary>A catalogue may list as an index what the code declares as a key.</summary>
    private static bool IsKey(Table code, TableIndex index)
    {
        if (!index.IsUnique || !index.Filter.IsAbsent)
            return false;
        if (code.PrimaryKey is { } primaryKey && SameColumns(index, primaryKey.Columns))
            return true;
        foreach (var key in code.UniqueKeys)
        {
            if (SameColumns(index, key.Columns))
                return true;
        }

        return false;
    }

    /// <summary>A catalogue may list as a key what the code declares as an index.</summary>
    private static bool IsUniqueIndex(Table code, Key key)
    {
        foreach (var index in code.Indexes)
        {
            if (index.IsUnique && index.Filter.IsAbsent && SameColumns(index, key.Columns))
                return true;
        }

        return false;
    }

    private static bool SameColumns(TableIndex index, EquatableArray<string> columns)
    {
        if (index.Columns.Count != columns.Count)
            return false;
        for (var i = 0; i < columns.Count; i++)
        {
            if (!SameName(index.Columns[i].Column, columns[i]))
                return false;
        }

        return true;
    }

    /// <summary>The same access path, whatever its name. The text of a filter differs between code and catalogue, so that only having one counts.</summary>
    private static bool SameIndex(TableIndex left, TableIndex right)
    {
        if (left.Columns.Count != right.Columns.Count || left.IsUnique != right.IsUnique || left.Filter.IsAbsent != right.Filter.IsAbsent
            || left.IsBTree != right.IsBTree)
        {
            return false;
        }

        for (var i = 0; i < left.Columns.Count; i++)
        {
            if (!SameName(left.Columns[i].Column, right.Columns[i].Column) || left.Columns[i].IsDescending != right.Columns[i].IsDescending)
                return false;
        }

        return true;
    }

    private static bool SameNames(EquatableArray<string> left, EquatableArray<string> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!SameName(left[i], right[i]))
                return false;
        }

        return true;
    }

    private static bool SameName(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static List<UnknownFact> OnlyAspects(EquatableArray<UnknownFact> facts, TableAspects aspects)
    {
        var left = new List<UnknownFact>();
        foreach (var fact in facts)
        {
            if ((fact.Aspects & aspects) != 0)
                left.Add(fact with { Aspects = fact.Aspects & aspects });
        }

        return left;
    }

    private static EquatableArray<UnknownFact> WithoutAspects(EquatableArray<UnknownFact> facts, TableAspects aspects)
    {
        if (aspects == TableAspects.None || facts.IsEmpty)
            return facts;
        var left = new List<UnknownFact>();
        foreach (var fact in facts)
        {
            var remaining = fact.Aspects & ~aspects;
            if (remaining != TableAspects.None)
                left.Add(fact with { Aspects = remaining });
        }

        return left;
    }
}
