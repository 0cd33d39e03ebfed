-- Exports the schema of the current Oracle user (19c or later) in the form of ../schema-format.md, as one text.
--   SET LONG 100000000 LONGCHUNKSIZE 32767 LINESIZE 32767 PAGESIZE 0 TRIMSPOOL ON FEEDBACK OFF HEADING OFF
--   SPOOL shop.dbarchitect.json
--   @oracle.sql
--   SPOOL OFF
-- Row counts are those of the statistics: run DBMS_STATS.GATHER_SCHEMA_STATS first where they matter. The catalogue keeps defaults and check conditions
-- as LONG, which JSON functions do not take: they are named as unknown.
SELECT JSON_OBJECT('dbarchitect' VALUE 1, 'omitted' VALUE 'none', 'schemas' VALUE JSON_ARRAY(JSON_OBJECT('store' VALUE 'oracle', 'tables' VALUE (
  SELECT JSON_ARRAYAGG(JSON_OBJECT(
    'name' VALUE o.object_name,
    'kind' VALUE CASE o.object_type WHEN 'VIEW' THEN 'view' ELSE 'table' END,
    'columns' VALUE (
      SELECT JSON_ARRAYAGG(JSON_OBJECT(
        'name' VALUE c.column_name,
        'type' VALUE c.data_type || CASE
          WHEN c.data_type IN ('VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR') THEN '(' || c.char_length || ')'
          WHEN c.data_type = 'RAW' THEN '(' || c.data_length || ')'
          WHEN c.data_type = 'NUMBER' AND c.data_precision IS NOT NULL THEN '(' || c.data_precision || ',' || NVL(c.data_scale, 0) || ')' END,
        'nullable' VALUE CASE c.nullable WHEN 'Y' THEN 1 ELSE 0 END,
        'maxLength' VALUE CASE
          WHEN c.data_type IN ('VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR') THEN c.char_length
          WHEN c.data_type = 'RAW' THEN c.data_length END,
        'fixedLength' VALUE CASE WHEN c.data_type IN ('CHAR', 'NCHAR') THEN 1 END,
        'unicode' VALUE CASE WHEN c.data_type IN ('NVARCHAR2', 'NCHAR', 'NCLOB') THEN 1 END,
        'precision' VALUE c.data_precision,
        'scale' VALUE CASE WHEN c.data_scale >= 0 THEN c.data_scale END,
        'generatedOnAdd' VALUE CASE c.identity_column WHEN 'YES' THEN 1 ELSE 0 END,
        'unknown' VALUE CASE
          WHEN c.virtual_column = 'YES' THEN JSON_ARRAY('computedSql', 'collation')
          WHEN c.default_length IS NOT NULL THEN JSON_ARRAY('default', 'defaultSql', 'collation')
          ELSE JSON_ARRAY('collation') END FORMAT JSON
        ABSENT ON NULL RETURNING CLOB) ORDER BY c.column_id RETURNING CLOB)
      FROM user_tab_cols c WHERE c.table_name = o.object_name AND c.hidden_column = 'NO'
    ) FORMAT JSON,
    'primaryKey' VALUE (
      SELECT JSON_OBJECT('name' VALUE k.constraint_name, 'columns' VALUE (
        SELECT JSON_ARRAYAGG(x.column_name ORDER BY x.position RETURNING CLOB) FROM user_cons_columns x WHERE x.constraint_name = k.constraint_name) FORMAT JSON
        RETURNING CLOB)
      FROM user_constraints k WHERE k.table_name = o.object_name AND k.constraint_type = 'P'
    ) FORMAT JSON,
    'uniqueKeys' VALUE (
      SELECT JSON_ARRAYAGG(JSON_OBJECT('name' VALUE k.constraint_name, 'columns' VALUE (
        SELECT JSON_ARRAYAGG(x.column_name ORDER BY x.position RETURNING CLOB) FROM user_cons_columns x WHERE x.constraint_name = k.constraint_name) FORMAT JSON
        RETURNING CLOB) ORDER BY k.constraint_name RETURNING CLOB)
      FROM user_constraints k WHERE k.table_name = o.object_name AND k.constraint_type = 'U'
    ) FORMAT JSON,
    'indexes' VALUE (
      SELECT JSON_ARRAYAGG(JSON_OBJECT(
        'name' VALUE i.index_name,
        'unique' VALUE CASE i.uniqueness WHEN 'UNIQUE' THEN 1 ELSE 0 END,
        'method' VALUE CASE WHEN i.index_type LIKE '%NORMAL' THEN NULL ELSE LOWER(i.index_type) END,
        'columns' VALUE (
          SELECT JSON_ARRAYAGG(JSON_OBJECT(
            'column' VALUE CASE
              WHEN c.hidden_column = 'NO' THEN x.column_name
              -- A descending key is kept as an expression: its text is the quoted column.
              WHEN e.text LIKE '"%"' AND INSTR(e.text, '"', 2) = LENGTH(e.text) THEN TRIM(BOTH '"' FROM e.text) END,
            'expression' VALUE CASE
              WHEN c.hidden_column = 'YES' AND NOT (e.text LIKE '"%"' AND INSTR(e.text, '"', 2) = LENGTH(e.text)) THEN e.text END,
            'descending' VALUE CASE x.descend WHEN 'DESC' THEN 1 END
            ABSENT ON NULL RETURNING CLOB) ORDER BY x.column_position RETURNING CLOB)
          FROM user_ind_columns x
            LEFT JOIN user_tab_cols c ON c.table_name = x.table_name AND c.column_name = x.column_name
            LEFT JOIN XMLTABLE('/ROWSET/ROW' PASSING DBMS_XMLGEN.GETXMLTYPE('SELECT index_name, column_position, column_expression FROM user_ind_expressions')
              COLUMNS name VARCHAR2(128) PATH 'INDEX_NAME', position NUMBER PATH 'COLUMN_POSITION', text VARCHAR2(4000) PATH 'COLUMN_EXPRESSION') e
              ON e.name = x.index_name AND e.position = x.column_position
          WHERE x.index_name = i.index_name
        ) FORMAT JSON
        ABSENT ON NULL RETURNING CLOB) ORDER BY i.index_name RETURNING CLOB)
      FROM user_indexes i
      WHERE i.table_name = o.object_name AND i.index_type <> 'LOB' AND i.status <> 'UNUSABLE'
        AND NOT EXISTS (SELECT 1 FROM user_constraints k WHERE k.table_name = o.object_name AND k.index_name = i.index_name AND k.constraint_type IN ('P', 'U'))
    ) FORMAT JSON,
    'foreignKeys' VALUE (
      SELECT JSON_ARRAYAGG(JSON_OBJECT(
        'name' VALUE k.constraint_name,
        'columns' VALUE (
          SELECT JSON_ARRAYAGG(x.column_name ORDER BY x.position RETURNING CLOB) FROM user_cons_columns x WHERE x.constraint_name = k.constraint_name) FORMAT JSON,
        'table' VALUE p.table_name,
        'principalColumns' VALUE (
          SELECT JSON_ARRAYAGG(x.column_name ORDER BY x.position RETURNING CLOB) FROM user_cons_columns x WHERE x.constraint_name = p.constraint_name) FORMAT JSON,
        'onDelete' VALUE CASE k.delete_rule WHEN 'CASCADE' THEN 'cascade' WHEN 'SET NULL' THEN 'setNull' ELSE 'noAction' END,
        'required' VALUE CASE WHEN EXISTS (
          SELECT 1 FROM user_cons_columns x JOIN user_tab_cols c ON c.table_name = x.table_name AND c.column_name = x.column_name
          WHERE x.constraint_name = k.constraint_name AND c.nullable = 'Y') THEN 0 ELSE 1 END
        RETURNING CLOB) ORDER BY k.constraint_name RETURNING CLOB)
      FROM user_constraints k JOIN user_constraints p ON p.constraint_name = k.r_constraint_name
      WHERE k.table_name = o.object_name AND k.constraint_type = 'R'
    ) FORMAT JSON,
    'rowCount' VALUE (SELECT t.num_rows FROM user_tables t WHERE t.table_name = o.object_name)
    ABSENT ON NULL RETURNING CLOB) ORDER BY o.object_name RETURNING CLOB)
  FROM user_objects o WHERE o.object_type IN ('TABLE', 'VIEW') AND o.object_name NOT LIKE 'BIN$%'
) FORMAT JSON RETURNING CLOB) RETURNING CLOB) RETURNING CLOB) AS json
FROM dual;
