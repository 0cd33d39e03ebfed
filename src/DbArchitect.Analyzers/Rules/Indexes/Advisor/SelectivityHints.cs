using System;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>How far an equality on a column narrows, as far as types, keys and names tell.</summary>
internal enum Selectivity : byte
{
    /// <summary>A value is shared by so many rows that an index on the column alone leads nowhere.</summary>
    Coarse,

    /// <summary>Nothing speaks for or against it.</summary>
    Medium,

    /// <summary>Many values, by its type.</summary>
    Good,

    /// <summary>A key, a foreign key to a table that grows, or a name that promises few rows a value.</summary>
    High,
}

/// <summary>Selectivity without statistics: what types, keys and names of one table's columns promise.</summary>
internal sealed class SelectivityHints(Table table, Schema schema, Options options)
{
    /// <summary>An enum with more members than this may narrow.</summary>
    private const int CoarseEnumMembers = 8;

    // Words that say how many rows share a value: a status many, an e-mail address one.
    private static readonly string[] Coarse =
    [
        "Status", "State", "Type", "Kind", "Gender", "Sex", "Country", "Currency", "Language", "Locale", "Culture", "Role", "Priority", "Level", "Severity", "Mode", "Year",
        "Month", "Quarter", "Weekday", "Rating", "Stars", "Reason", "Extension",
    ];

    private static readonly string[] Narrow =
    [
        "Id", "Email", "Mail", "Code", "Number", "No", "Slug", "Token", "Key", "Guid", "Uuid", "Sku", "Phone", "Mobile", "Fax", "Name", "Login", "Username", "Url", "Uri", "Path",
        "Hash", "Checksum", "Isbn", "Ean", "Iban", "Reference", "Barcode", "Serial", "Handle", "Title",
    ];

    private static readonly string[] Identifying = ["Id", "Code", "Name", "Key", "Value"];

    public bool IsTenant(Column column)
    {
        foreach (var name in options.Get(SharedOptions.TenantProperties))
        {
            if (string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(column.Property, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static bool IsSoftDelete(Column column) =>
        column.Name.StartsWith("IsDeleted", StringComparison.OrdinalIgnoreCase) || column.Name.StartsWith("is_deleted", StringComparison.OrdinalIgnoreCase)
        || column.Name.StartsWith("DeletedAt", StringComparison.OrdinalIgnoreCase) || column.Name.StartsWith("deleted_at", StringComparison.OrdinalIgnoreCase)
        || column.Name.StartsWith("DeletedOn", StringComparison.OrdinalIgnoreCase) || column.Name.Equals("Deleted", StringComparison.OrdinalIgnoreCase);

    /// <summary>A type that has a handful of values, certainly.</summary>
    public static bool HasFewValues(Column column) =>
        column.Kind == ValueKind.Boolean || column.IsDiscriminator || column.EnumMembers <= CoarseEnumMembers;

    public Selectivity Of(Column column)
    {
        if (IsUniqueAlone(column.Name))
            return Selectivity.High;
        if (HasFewValues(column) || column.Kind == ValueKind.Byte || IsSoftDelete(column) || IsTenant(column))
            return Selectivity.Coarse;
        if (column.Kind == ValueKind.Enum)
            return column.EnumMembers is null ? Selectivity.Coarse : Selectivity.Medium;
        if (column.Kind is ValueKind.String or ValueKind.Char or ValueKind.Integer or ValueKind.Unknown && HasCoarseName(column.Name))
            return Selectivity.Coarse;
        if (PrincipalOf(column.Name) is { } principal)
            return TableSize.WhySmall(principal, schema, options) is null ? Selectivity.High : Selectivity.Coarse;
        if (IsInUniqueKey(column.Name))
            return Selectivity.High;
        return column.Kind switch
        {
            ValueKind.Guid or ValueKind.DateTime or ValueKind.Date => Selectivity.High,
            ValueKind.String => HasNarrowName(column.Name) ? Selectivity.High : Selectivity.Good,
            ValueKind.Integer or ValueKind.Unknown => HasNarrowName(column.Name) ? Selectivity.High : Selectivity.Medium,
            _ => Selectivity.Medium,
        };
    }

    /// <summary>
    /// How far one condition narrows. A constant in the code names a group of rows rather than one; rows without a value are often most or none of them.
    /// </summary>
    public Selectivity Of(Column column, Atom atom)
    {
        if (atom.Kind == AtomKind.IsNull)
            return Selectivity.Coarse;
        var selectivity = Of(column);
        return atom.Value is Constant ? selectivity switch
        {
            Selectivity.Good => Selectivity.Medium,
            Selectivity.Medium => Selectivity.Coarse,
            _ => selectivity,
        }
        : selectivity;
    }

    public bool IsForeignKey(string column)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Columns.Count == 1 && Same(key.Columns[0], column))
                return true;
        }

        return false;
    }

    private Table? PrincipalOf(string column)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Columns.Count == 1 && Same(key.Columns[0], column) && key.Principal != table.Name)
                return schema.FindTable(key.Principal);
        }

        return null;
    }

    private bool IsUniqueAlone(string column)
    {
        if (table.PrimaryKey is { Columns.Count: 1 } primary && Same(primary.Columns[0], column))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (key.Columns.Count == 1 && Same(key.Columns[0], column))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (index.IsUnique && index.Columns.Count == 1 && Same(index.Columns[0].Column, column))
                return true;
        }

        return false;
    }

    private bool IsInUniqueKey(string column)
    {
        if (table.PrimaryKey is { } primary && Contains(primary.Columns, column))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (Contains(key.Columns, column))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (!index.IsUnique)
                continue;
            foreach (var key in index.Columns)
            {
                if (Same(key.Column, column))
                    return true;
            }
        }

        return false;
    }

    private static bool HasCoarseName(string name)
    {
        var words = NameWords.Of(name);
        return IsCoarseWord(words) || (words.LastIs(Identifying) && words.Before.Length > 0 && IsCoarseWord(new NameWords(words.Before, "")));
    }

    private static bool IsCoarseWord(NameWords words) => words.LastIs(Coarse);

    private static bool HasNarrowName(string name) => NameWords.Of(name).LastIs(Narrow);

    private static bool Contains(EquatableArray<string> columns, string column)
    {
        foreach (var candidate in columns)
        {
            if (Same(candidate, column))
                return true;
        }

        return false;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
