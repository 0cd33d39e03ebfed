namespace DbArchitect.Sql.Lexing;

/// <summary>
/// Finds the keyword of a word. A hash table over one string, filled by a loop at first use: a dictionary or an array of a few hundred
/// literals would cost more to compile at start-up than all look-ups of a statement.
/// </summary>
internal static class Keywords
{
    /// <summary>The names in the order of <see cref="Keyword"/>; a test holds the two together.</summary>
    internal const string Names =
        "SELECT FROM WHERE GROUP HAVING ORDER UNION EXCEPT INTERSECT ON AND OR NOT IN IS LIKE BETWEEN AS CASE WHEN THEN ELSE END JOIN INNER "
        + "CROSS INTO SET WITH CREATE INSERT UPDATE DELETE DISTINCT NULL LEFT RIGHT FULL NATURAL OUTER LIMIT OFFSET FETCH FOR WINDOW RETURNING "
        + "OUTPUT MINUS USING START CONNECT PIVOT UNPIVOT QUALIFY TABLESAMPLE SAMPLE OPTION LATERAL STRAIGHT_JOIN USE FORCE IGNORE PARTITION "
        + "VALUES LOCK ESCAPE COLLATE ASC DESC NULLS DIV MOD REGEXP RLIKE ILIKE SIMILAR GLOB MATCH XOR NOTNULL ISNULL SOUNDS MEMBER OVERLAPS "
        + "MERGE REPLACE DECLARE IF EXEC EXECUTE CALL BEGIN WHILE PRINT RETURN ALTER DROP TRUNCATE GRANT REVOKE DENY COMMIT ROLLBACK WAITFOR "
        + "RAISERROR THROW GOTO MATCH_RECOGNIZE MODEL INDEXED ANTI SEMI ASOF AT OPERATOR DO DEALLOCATE CLOSE OPEN SAVE BULK DBCC ALL ANY SOME "
        + "EXISTS DEFAULT TRUE FALSE UNKNOWN CAST TRY_CAST SAFE_CAST CONVERT TRY_CONVERT PARSE TRY_PARSE INTERVAL ARRAY ROW TABLE INDEX VIEW TOP "
        + "BY RECURSIVE MATERIALIZED ONLY FIRST NEXT LAST ROWS RANGE GROUPS PERCENT TIES OF SHARE NOWAIT SKIP LOCKED WAIT OVER FILTER WITHIN "
        + "RESPECT ROLLUP CUBE GROUPING SETS ADD COLUMN CONSTRAINT PRIMARY KEY UNIQUE FOREIGN REFERENCES CHECK GENERATED ALWAYS IDENTITY CASCADE "
        + "RESTRICT TEMPORARY TEMP GLOBAL LOCAL INCLUDE CLUSTERED NONCLUSTERED CONCURRENTLY COLUMNSTORE FULLTEXT SPATIAL BITMAP RENAME TO TYPE "
        + "MODIFY CHANGE DUPLICATE CONFLICT NOTHING MATCHED SOURCE TARGET DATE TIME TIMESTAMP DATETIME BINARY PRIOR CONNECT_BY_ROOT EXPLAIN "
        + "ANALYZE DESCRIBE SHOW APPLY VALUE TRANSACTION TRAN PROCEDURE FUNCTION TRIGGER PACKAGE GO DELIMITER ELSEIF ";

    private const int TableSize = 1024;
    private const int MaxLength = 16;

    private static readonly ushort[] Table = new ushort[TableSize];
    private static readonly short[] Offsets = Fill();

    /// <summary>The keyword that <paramref name="text"/> has from <paramref name="start"/> on, or <see cref="Keyword.None"/>.</summary>
    public static Keyword Find(string text, int start, int length)
    {
        if (length is < 2 or > MaxLength)
            return Keyword.None;
        var slot = Hash(text, start, length);
        while (true)
        {
            var keyword = Table[slot];
            if (keyword == 0)
                return Keyword.None;
            int offset = Offsets[keyword];
            if (Offsets[keyword + 1] - offset - 1 == length && Matches(text, start, offset, length))
                return (Keyword)keyword;
            slot = (slot + 1) & (TableSize - 1);
        }
    }

    /// <summary>
    /// Only letters and the underscore occur in keywords, so that the bit of the case can be masked; a character with other bits fails the comparison.
    /// </summary>
    private static bool Matches(string text, int start, int offset, int length)
    {
        for (var i = 0; i < length; i++)
        {
            var c = text[start + i];
            if (c is >= 'a' and <= 'z')
                c = (char)(c - 32);
            if (c != Names[offset + i])
                return false;
        }

        return true;
    }

    private static int Hash(string text, int start, int length)
    {
        var hash = length;
        for (var i = start; i < start + length; i++)
        {
            hash = hash * 31 + (text[i] & 0xDF);
        }

        return (hash ^ (hash >> 10)) & (TableSize - 1);
    }

    private static short[] Fill()
    {
        var offsets = new short[(int)Keyword.Elseif + 2];
        var keyword = 1;
        var start = 0;
        for (var i = 0; i < Names.Length; i++)
        {
            if (Names[i] != ' ')
                continue;
            var slot = Hash(Names, start, i - start);
            while (Table[slot] != 0)
            {
                slot = (slot + 1) & (TableSize - 1);
            }

            Table[slot] = (ushort)keyword;
            offsets[keyword] = (short)start;
            start = i + 1;
            offsets[++keyword] = (short)start;
        }

        return offsets;
    }
}
