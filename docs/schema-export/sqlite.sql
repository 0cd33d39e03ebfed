-- Exports the schema of a SQLite database (3.38 or later) in the form of ../schema-format.md, as one text.
--   sqlite3 -readonly shop.db < sqlite.sql > shop.dbarchitect.json     (fails where ANALYZE never ran: then run it on a copy without -readonly)
-- Row counts are those of ANALYZE, which this runs first. Texts of expression keys and of generated columns are not in the catalogue.
ANALYZE;
SELECT json_object('dbarchitect', 1, 'omitted', 'none', 'schemas', json_array(json_object('store', 'sqlite', 'tables', (
  SELECT json_group_array(json(t.body)) FROM (
    SELECT json_object(
      'name', o.name,
      'kind', o.type,
      'columns', (
        SELECT json_group_array(json(c.body)) FROM (
          SELECT json_object(
            'name', c.name,
            'type', c.type,
            'nullable', json(iif(c."notnull" OR (c.pk > 0 AND (lower(c.type) = 'integer' OR o.isWithoutRowId)), 'false', 'true')),
            'defaultSql', c.dflt_value,
            'generatedOnAdd', json(iif(c.pk = 1 AND lower(c.type) = 'integer' AND o.keyColumns = 1, 'true', 'false')),
            'stored', json(CASE c.hidden WHEN 2 THEN 'false' WHEN 3 THEN 'true' ELSE 'null' END),
            'unknown', json(iif(c.hidden IN (2, 3), '["computedSql","collation"]', '["collation"]'))
          ) AS body
          FROM pragma_table_xinfo(o.name) AS c WHERE c.hidden IN (0, 2, 3) ORDER BY c.cid
        ) AS c
      ),
      'primaryKey', (
        SELECT CASE count(*) WHEN 0 THEN NULL ELSE json_object('name', 'PK_' || o.name, 'columns', json_group_array(k.name)) END FROM (
          SELECT k.name FROM pragma_table_info(o.name) AS k WHERE k.pk > 0 ORDER BY k.pk
        ) AS k
      ),
      'uniqueKeys', (
        SELECT json_group_array(json(u.body)) FROM (
          SELECT json_object(
            'name', u.name,
            'columns', (SELECT json_group_array(x.name) FROM (SELECT x.name FROM pragma_index_info(u.name) AS x ORDER BY x.seqno) AS x)
          ) AS body
          FROM pragma_index_list(o.name) AS u WHERE u.origin = 'u' ORDER BY u.name
        ) AS u
      ),
      'indexes', (
        SELECT json_group_array(json(i.body)) FROM (
          SELECT json_object(
            'name', i.name,
            'unique', json(iif(i."unique", 'true', 'false')),
            'columns', (
              SELECT json_group_array(json(x.body)) FROM (
                SELECT json_object(
                  'column', x.name,
                  'expression', iif(x.cid = -2, '(expression)', NULL),
                  'descending', json(iif(x."desc", 'true', 'false')),
                  'collation', nullif(x.coll, 'BINARY')
                ) AS body
                FROM pragma_index_xinfo(i.name) AS x WHERE x.key ORDER BY x.seqno
              ) AS x
            ),
            'filter', (
              SELECT trim(substr(s.sql, instr(upper(s.sql), ' WHERE ') + 7))
              FROM (SELECT replace(replace(replace(sql, char(13), ' '), char(10), ' '), char(9), ' ') AS sql FROM sqlite_master WHERE name = i.name) AS s
              WHERE i.partial
            )
          ) AS body
          FROM pragma_index_list(o.name) AS i WHERE i.origin = 'c' ORDER BY i.name
        ) AS i
      ),
      'foreignKeys', (
        SELECT json_group_array(json(f.body)) FROM (
          SELECT json_object(
            'name', 'FK_' || o.name || '_' || f."table" || '_' || f.id,
            'columns', (
              SELECT json_group_array(p."from") FROM (SELECT p."from" FROM pragma_foreign_key_list(o.name) AS p WHERE p.id = f.id ORDER BY p.seq) AS p
            ),
            'table', f."table",
            'principalColumns', (
              SELECT json_group_array(p.name) FROM (
                SELECT coalesce(p."to", (SELECT k.name FROM pragma_table_info(f."table") AS k WHERE k.pk = p.seq + 1)) AS name
                FROM pragma_foreign_key_list(o.name) AS p WHERE p.id = f.id ORDER BY p.seq
              ) AS p
            ),
            'onDelete', CASE f.on_delete
              WHEN 'CASCADE' THEN 'cascade' WHEN 'SET NULL' THEN 'setNull' WHEN 'SET DEFAULT' THEN 'setDefault' WHEN 'RESTRICT' THEN 'restrict' ELSE 'noAction' END,
            'required', json(iif(EXISTS (
              SELECT 1 FROM pragma_foreign_key_list(o.name) AS p JOIN pragma_table_info(o.name) AS c ON lower(c.name) = lower(p."from")
              WHERE p.id = f.id AND NOT c."notnull"), 'false', 'true'))
          ) AS body
          FROM pragma_foreign_key_list(o.name) AS f WHERE f.seq = 0 ORDER BY f.id
        ) AS f
      ),
      'rowCount', CASE o.type WHEN 'table' THEN coalesce((
        SELECT max(CAST(substr(s.stat, 1, instr(s.stat || ' ', ' ') - 1) AS INTEGER)) FROM sqlite_stat1 AS s WHERE s.tbl = o.name), 0) END
    ) AS body
    FROM (
      SELECT
        m.name,
        m.type,
        m.sql LIKE '%WITHOUT ROWID%' AS isWithoutRowId,
        (SELECT count(*) FROM pragma_table_info(m.name) AS k WHERE k.pk > 0) AS keyColumns
      FROM sqlite_master AS m
      WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
    ) AS o
    ORDER BY o.name
  ) AS t
)))) AS json;
