-- Exports the schema of a PostgreSQL database (11 or later) in the form of ../schema-format.md, as one text.
--   psql -X -A -t -f postgresql.sql -d shop > shop.dbarchitect.json
-- Row counts are the planner's estimates: run ANALYZE first where they matter. Schemas are named unless they are the current one.
SELECT json_strip_nulls(json_build_object('dbarchitect', 1, 'omitted', 'none', 'schemas', json_build_array(json_build_object('store', 'postgreSql', 'tables', (
  SELECT json_agg(json_build_object(
    'name', t.relname,
    'schema', nullif(n.nspname, current_schema()),
    'kind', CASE WHEN t.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END,
    'columns', (
      SELECT json_agg(json_build_object(
        'name', a.attname,
        'type', format_type(a.atttypid, a.atttypmod),
        'nullable', NOT a.attnotnull,
        'maxLength', CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
        'fixedLength', CASE WHEN a.atttypid = 1042 THEN true END,
        'precision', CASE WHEN a.atttypid = 1700 AND a.atttypmod > 4 THEN ((a.atttypmod - 4) >> 16) & 65535 END,
        'scale', CASE WHEN a.atttypid = 1700 AND a.atttypmod > 4 THEN (a.atttypmod - 4) & 1023 END,
        'collation', (
          SELECT l.collname FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
          WHERE l.oid = a.attcollation AND a.attcollation <> y.typcollation),
        'defaultSql', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
        'computedSql', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
        'stored', CASE WHEN a.attgenerated <> '' THEN a.attgenerated = 's' END,
        'generatedOnAdd', CASE WHEN a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' THEN true END
      ) ORDER BY a.attnum)
      FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    ),
    'primaryKey', (
      SELECT json_build_object('name', k.conname, 'columns', (
        SELECT json_agg(a.attname ORDER BY x.position)
        FROM unnest(k.conkey) WITH ORDINALITY AS x(attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.attnum))
      FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p'
    ),
    'uniqueKeys', (
      SELECT json_agg(json_build_object('name', k.conname, 'columns', (
        SELECT json_agg(a.attname ORDER BY x.position)
        FROM unnest(k.conkey) WITH ORDINALITY AS x(attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.attnum
      )) ORDER BY k.conname)
      FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'u'
    ),
    'indexes', (
      SELECT json_agg(json_build_object(
        'name', c.relname,
        'unique', i.indisunique,
        'method', nullif(m.amname, 'btree'),
        'columns', (
          SELECT json_agg(json_build_object(
            'column', a.attname,
            'expression', CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, p.position, true) END,
            'descending', CASE WHEN i.indoption[p.position - 1] & 1 = 1 THEN true END,
            'operatorClass', (SELECT o.opcname FROM pg_catalog.pg_opclass o WHERE o.oid = i.indclass[p.position - 1] AND NOT o.opcdefault),
            'collation', (
              SELECT l.collname FROM pg_catalog.pg_collation l
              WHERE l.oid = i.indcollation[p.position - 1] AND l.oid <> a.attcollation)
          ) ORDER BY p.position)
          FROM generate_series(1, i.indnkeyatts) AS p(position)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[p.position - 1] AND a.attnum > 0
        ),
        'include', (
          SELECT json_agg(a.attname ORDER BY p.position)
          FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS p(position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[p.position - 1]
        ),
        'filter', pg_get_expr(i.indpred, i.indrelid, true)
      ) ORDER BY c.relname)
      FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_am m ON m.oid = c.relam
      WHERE i.indrelid = t.oid AND i.indisvalid AND NOT i.indisprimary
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = t.oid AND k.contype = 'u')
    ),
    'foreignKeys', (
      SELECT json_agg(json_build_object(
        'name', k.conname,
        'columns', (
          SELECT json_agg(a.attname ORDER BY x.position)
          FROM unnest(k.conkey) WITH ORDINALITY AS x(attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.attnum),
        'table', CASE WHEN pn.nspname = current_schema() THEN to_json(p.relname::text) ELSE json_build_array(pn.nspname, p.relname) END,
        'principalColumns', (
          SELECT json_agg(a.attname ORDER BY x.position)
          FROM unnest(k.confkey) WITH ORDINALITY AS x(attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = p.oid AND a.attnum = x.attnum),
        'onDelete', CASE k.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'setNull' WHEN 'd' THEN 'setDefault' WHEN 'r' THEN 'restrict' ELSE 'noAction' END,
        'required', NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (k.conkey) AND NOT a.attnotnull),
        'unique', CASE WHEN EXISTS (
          SELECT 1 FROM pg_catalog.pg_index i
          WHERE i.indrelid = t.oid AND i.indisunique AND i.indpred IS NULL AND i.indnkeyatts = cardinality(k.conkey)
            AND (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ k.conkey AND k.conkey <@ (i.indkey::int2[])[0:i.indnkeyatts - 1]) THEN true END
      ) ORDER BY k.conname)
      FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
      WHERE k.conrelid = t.oid AND k.contype = 'f'
    ),
    'checks', (
      SELECT json_agg(json_build_object('name', k.conname, 'sql', pg_get_expr(k.conbin, k.conrelid)) ORDER BY k.conname)
      FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'c'
    ),
    'rowCount', CASE WHEN t.relkind IN ('r', 'p', 'm') AND t.reltuples >= 0 THEN t.reltuples::bigint END
  ) ORDER BY n.nspname, t.relname)
  FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  WHERE t.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT t.relispartition
    AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = t.oid AND e.deptype = 'e')
))))) AS json;
