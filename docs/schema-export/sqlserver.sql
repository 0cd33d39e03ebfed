-- Exports the schema of the current SQL Server database (2017 or later, Azure SQL) in the form of ../schema-format.md, as one text.
--   sqlcmd -d Shop -i sqlserver.sql -o shop.dbarchitect.json -h -1 -y 0 -f o:65001
-- Row counts are exact. Schemas are named unless they are the default one of the user.
SET NOCOUNT ON;
SELECT CAST((
  SELECT 1 AS [dbarchitect], 'none' AS [omitted], JSON_QUERY((
    SELECT 'sqlServer' AS [store], JSON_QUERY((
      SELECT
        o.name AS [name],
        NULLIF(SCHEMA_NAME(o.schema_id), SCHEMA_NAME()) AS [schema],
        CASE o.type WHEN 'V' THEN 'view' ELSE 'table' END AS [kind],
        JSON_QUERY((
          SELECT
            c.name AS [name],
            y.name + CASE
              WHEN y.name IN ('varchar', 'char', 'varbinary', 'binary') THEN '(' + CASE c.max_length WHEN -1 THEN 'max' ELSE CAST(c.max_length AS varchar(10)) END + ')'
              WHEN y.name IN ('nvarchar', 'nchar') THEN '(' + CASE c.max_length WHEN -1 THEN 'max' ELSE CAST(c.max_length / 2 AS varchar(10)) END + ')'
              WHEN y.name IN ('decimal', 'numeric') THEN '(' + CAST(c.precision AS varchar(10)) + ',' + CAST(c.scale AS varchar(10)) + ')'
              WHEN y.name IN ('datetime2', 'datetimeoffset', 'time') AND c.scale <> 7 THEN '(' + CAST(c.scale AS varchar(10)) + ')'
              ELSE '' END AS [type],
            c.is_nullable AS [nullable],
            CASE
              WHEN c.max_length = -1 THEN NULL
              WHEN y.name IN ('varchar', 'char', 'varbinary', 'binary') THEN CAST(c.max_length AS int)
              WHEN y.name IN ('nvarchar', 'nchar') THEN CAST(c.max_length AS int) / 2 END AS [maxLength],
            CASE WHEN y.name IN ('decimal', 'numeric') THEN CAST(c.precision AS int) END AS [precision],
            CASE WHEN y.name IN ('decimal', 'numeric') THEN CAST(c.scale AS int) END AS [scale],
            CASE WHEN y.name IN ('nvarchar', 'nchar', 'ntext') THEN CAST(1 AS bit) WHEN y.name IN ('varchar', 'char', 'text') THEN CAST(0 AS bit) END AS [unicode],
            CASE WHEN y.name IN ('char', 'nchar', 'binary') THEN CAST(1 AS bit) END AS [fixedLength],
            NULLIF(c.collation_name, CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS sysname)) AS [collation],
            d.definition AS [defaultSql],
            k.definition AS [computedSql],
            k.is_persisted AS [stored],
            CASE WHEN y.name IN ('timestamp', 'rowversion') THEN CAST(1 AS bit) END AS [rowVersion],
            CASE WHEN c.is_identity = 1 OR d.definition LIKE '%NEXT VALUE FOR%' THEN CAST(1 AS bit) END AS [generatedOnAdd]
          FROM sys.columns AS c
            JOIN sys.types AS y ON y.user_type_id = c.user_type_id
            LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
            LEFT JOIN sys.computed_columns AS k ON k.object_id = c.object_id AND k.column_id = c.column_id
          WHERE c.object_id = o.object_id
          ORDER BY c.column_id
          FOR JSON PATH)) AS [columns],
        JSON_QUERY((
          SELECT
            i.name AS [name],
            CAST(CASE i.type WHEN 1 THEN 1 ELSE 0 END AS bit) AS [clustered],
            JSON_QUERY((
              SELECT '[' + STRING_AGG('"' + STRING_ESCAPE(CAST(c.name AS nvarchar(max)), 'json') + '"', ',') WITHIN GROUP (ORDER BY x.key_ordinal) + ']'
              FROM sys.index_columns AS x JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
              WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0)) AS [columns]
          FROM sys.indexes AS i WHERE i.object_id = o.object_id AND i.is_primary_key = 1
          FOR JSON PATH, WITHOUT_ARRAY_WRAPPER)) AS [primaryKey],
        JSON_QUERY((
          SELECT
            i.name AS [name],
            CAST(CASE i.type WHEN 1 THEN 1 ELSE 0 END AS bit) AS [clustered],
            JSON_QUERY((
              SELECT '[' + STRING_AGG('"' + STRING_ESCAPE(CAST(c.name AS nvarchar(max)), 'json') + '"', ',') WITHIN GROUP (ORDER BY x.key_ordinal) + ']'
              FROM sys.index_columns AS x JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
              WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0)) AS [columns]
          FROM sys.indexes AS i WHERE i.object_id = o.object_id AND i.is_unique_constraint = 1
          ORDER BY i.name
          FOR JSON PATH)) AS [uniqueKeys],
        JSON_QUERY((
          SELECT
            i.name AS [name],
            i.is_unique AS [unique],
            CASE WHEN i.type NOT IN (1, 2) THEN LOWER(i.type_desc) END AS [method],
            JSON_QUERY((
              SELECT c.name AS [column], CASE x.is_descending_key WHEN 1 THEN x.is_descending_key END AS [descending]
              FROM sys.index_columns AS x JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
              WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND (x.key_ordinal > 0 OR (i.type NOT IN (1, 2) AND x.is_included_column = 0))
              ORDER BY x.key_ordinal, x.index_column_id
              FOR JSON PATH)) AS [columns],
            JSON_QUERY((
              SELECT '[' + STRING_AGG('"' + STRING_ESCAPE(CAST(c.name AS nvarchar(max)), 'json') + '"', ',') WITHIN GROUP (ORDER BY x.index_column_id) + ']'
              FROM sys.index_columns AS x JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
              WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 1)) AS [include],
            i.filter_definition AS [filter]
          FROM sys.indexes AS i
          WHERE i.object_id = o.object_id AND i.index_id > 0 AND i.is_primary_key = 0 AND i.is_unique_constraint = 0 AND i.is_disabled = 0 AND i.is_hypothetical = 0
          ORDER BY i.name
          FOR JSON PATH)) AS [indexes],
        JSON_QUERY((
          SELECT
            f.name AS [name],
            JSON_QUERY((
              SELECT '[' + STRING_AGG('"' + STRING_ESCAPE(CAST(COL_NAME(x.parent_object_id, x.parent_column_id) AS nvarchar(max)), 'json') + '"', ',')
                WITHIN GROUP (ORDER BY x.constraint_column_id) + ']'
              FROM sys.foreign_key_columns AS x WHERE x.constraint_object_id = f.object_id)) AS [columns],
            JSON_QUERY('["' + STRING_ESCAPE(SCHEMA_NAME(p.schema_id), 'json') + '","' + STRING_ESCAPE(p.name, 'json') + '"]') AS [table],
            JSON_QUERY((
              SELECT '[' + STRING_AGG('"' + STRING_ESCAPE(CAST(COL_NAME(x.referenced_object_id, x.referenced_column_id) AS nvarchar(max)), 'json') + '"', ',')
                WITHIN GROUP (ORDER BY x.constraint_column_id) + ']'
              FROM sys.foreign_key_columns AS x WHERE x.constraint_object_id = f.object_id)) AS [principalColumns],
            CASE f.delete_referential_action WHEN 1 THEN 'cascade' WHEN 2 THEN 'setNull' WHEN 3 THEN 'setDefault' ELSE 'noAction' END AS [onDelete],
            CAST(CASE WHEN EXISTS (
              SELECT 1 FROM sys.foreign_key_columns AS x JOIN sys.columns AS c ON c.object_id = x.parent_object_id AND c.column_id = x.parent_column_id
              WHERE x.constraint_object_id = f.object_id AND c.is_nullable = 1) THEN 0 ELSE 1 END AS bit) AS [required]
          FROM sys.foreign_keys AS f JOIN sys.objects AS p ON p.object_id = f.referenced_object_id
          WHERE f.parent_object_id = o.object_id
          ORDER BY f.name
          FOR JSON PATH)) AS [foreignKeys],
        JSON_QUERY((
          SELECT k.name AS [name], k.definition AS [sql]
          FROM sys.check_constraints AS k WHERE k.parent_object_id = o.object_id
          ORDER BY k.name
          FOR JSON PATH)) AS [checks],
        CASE o.type WHEN 'U' THEN (
          SELECT SUM(p.rows) FROM sys.partitions AS p WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) END AS [rowCount],
        CAST(CASE t.temporal_type WHEN 2 THEN 1 END AS bit) AS [temporal]
      FROM sys.objects AS o LEFT JOIN sys.tables AS t ON t.object_id = o.object_id
      WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
      ORDER BY SCHEMA_NAME(o.schema_id), o.name
      FOR JSON PATH)) AS [tables]
    FOR JSON PATH)) AS [schemas]
  FOR JSON PATH, WITHOUT_ARRAY_WRAPPER) AS nvarchar(max)) AS [json];
