using System;
using System.Globalization;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>What is wrong with the size or type of an index key on an engine.</summary>
/// <param name="Fails">The index cannot be created; otherwise only rows with long values fail.</param>
/// <param name="Text">What the engine does, for the message.</param>
internal sealed record KeyProblem(bool Fails, string Text);

/// <summary>
/// The limits of index keys: SQL Server 900 bytes clustered, 1,700 otherwise; InnoDB 3,072 bytes in the DYNAMIC row format; PostgreSQL a third of a page, 2,704 bytes.
/// </summary>
internal static class KeySize
{
    private const int SqlServerClustered = 900;
    private const int SqlServer = 1700;
    private const int InnoDb = 3072;
    private const int PostgreSql = 2704;

    /// <summary>The first thing wrong with a key; null when nothing is, or not certainly.</summary>
    public static KeyProblem? Of(Table table, EquatableArray<IndexColumn> columns, Store store, bool isClustered)
    {
        var characters = 0;
        var sqlServer = 0;
        var mySql = 0;
        foreach (var key in columns)
        {
            if (key.Expression is not null || table.FindColumn(key.Column) is not { } column)
                return null;
            if (key.PrefixLength is null && Unindexable(column, store) is { } problem)
                return problem;
            var length = key.PrefixLength ?? LengthOf(column);
            if (column.Kind is ValueKind.String or ValueKind.Binary && length is null)
                return null;
            characters += length ?? 0;
            sqlServer += length is { } known ? known * BytesPerCharacter(column, Store.SqlServer) : FixedSize(column);
            mySql += length is { } same ? same * BytesPerCharacter(column, Store.MySql) : FixedSize(column);
        }

        var limit = isClustered ? SqlServerClustered : SqlServer;
        if ((store & Store.SqlServer) != 0 && sqlServer > limit)
            return new(false, "its key may have " + Bytes(sqlServer) + " and SQL Server allows " + Bytes(limit) + ": rows with longer values are refused");
        if ((store & Store.MySql) != 0 && mySql > InnoDb)
            return new(true, "its key may have " + Bytes(mySql) + " and InnoDB allows " + Bytes(InnoDb) + ": it cannot be created");
        if ((store & Store.PostgreSql) != 0 && characters > PostgreSql)
            return new(false, "its key may have more than " + Bytes(PostgreSql) + ", which a B-tree of PostgreSQL does not hold: rows with longer values are refused");
        return null;
    }

    private static string Bytes(int count) => count.ToString("N0", CultureInfo.InvariantCulture) + " bytes";

    /// <summary>A type that cannot be a key at all.</summary>
    private static KeyProblem? Unindexable(Column column, Store store)
    {
        if (!column.StoreType.IsKnown)
            return null;
        var type = column.StoreType.Value!.ToLowerInvariant();
        var name = type.IndexOf('(') is var open and >= 0 ? type.Substring(0, open).Trim() : type;
        var engine = (store & Store.SqlServer) != 0 && (type.Contains("(max)") || name is "text" or "ntext" or "image" or "xml" or "json" or "geography" or "geometry") ? "SQL Server"
            : (store & Store.MySql) != 0 && (name is "text" or "tinytext" or "mediumtext" or "longtext" or "blob" or "tinyblob" or "mediumblob" or "longblob" or "json") ? "MySQL"
            : (store & Store.PostgreSql) != 0 && name is "json" or "xml" ? "PostgreSQL"
            : (store & Store.Oracle) != 0 && name is "clob" or "nclob" or "blob" or "long" or "long raw" or "bfile" ? "Oracle"
            : null;
        return engine is null ? null : new(true, column.Name + " is " + column.StoreType.Value + ", which " + engine + " does not take as a key" + (engine == "MySQL" ? " without a prefix length" : "") + ": it cannot be created");
    }

    /// <summary>Characters or bytes of a column of variable length; null when it has no known bound, or is of fixed size.</summary>
    private static int? LengthOf(Column column)
    {
        if (column.Kind is not (ValueKind.String or ValueKind.Binary))
            return null;
        if (column.StoreType.IsKnown && column.StoreType.Value is { } type)
        {
            var open = type.IndexOf('(');
            var close = type.IndexOf(')');
            if (open > 0 && close > open && int.TryParse(type.Substring(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                return length;
        }

        return column.MaxLength.IsKnown ? column.MaxLength.Value : null;
    }

    private static int BytesPerCharacter(Column column, Store store)
    {
        if (column.Kind == ValueKind.Binary)
            return 1;
        var type = column.StoreType.Value ?? "";
        var isNational = type.StartsWith("n", StringComparison.OrdinalIgnoreCase) || (type.Length == 0 && column.IsUnicode is not { IsKnown: true, Value: false });
        if ((store & Store.MySql) == 0)
            return isNational ? 2 : 1;
        var collation = column.Collation.Value ?? "";
        return collation.StartsWith("ascii", StringComparison.OrdinalIgnoreCase) || collation.StartsWith("latin1", StringComparison.OrdinalIgnoreCase) ? 1 : 4;
    }

    private static int FixedSize(Column column) => column.Kind switch
    {
        ValueKind.Boolean or ValueKind.Byte => 1,
        ValueKind.Enum or ValueKind.Date => 4,
        ValueKind.Guid => 16,
        ValueKind.Decimal => 9,
        _ => 8,
    };
}
