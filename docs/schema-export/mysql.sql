-- Exports the schema of the current MySQL (5.7 or later) or MariaDB (10.2 or later) database in the form of ../schema-format.md, as one text.
--   mysql --batch --raw --skip-column-names shop < mysql.sql > shop.dbarchitect.json
-- Row counts are the engine's estimates: run ANALYZE TABLE first where they matter. Unique constraints are unique indexes here; texts of expression keys
-- and check constraints are left out, because MySQL and MariaDB keep them in different places.
SET SESSION group_concat_max_len = 1000000000;
SELECT CONCAT('{"dbarchitect":1,"omitted":"none","schemas":[{"store":"mySql","tables":[', COALESCE((
  SELECT GROUP_CONCAT(CONCAT(
    '{"name":', JSON_QUOTE(t.TABLE_NAME),
    ',"kind":', IF(t.TABLE_TYPE LIKE '%VIEW', '"view"', '"table"'),
    ',"columns":[', COALESCE((
      SELECT GROUP_CONCAT(CONCAT(
        '{"name":', JSON_QUOTE(c.COLUMN_NAME),
        ',"type":', JSON_QUOTE(CONVERT(c.COLUMN_TYPE USING utf8mb4)),
        ',"nullable":', IF(c.IS_NULLABLE = 'YES', 'true', 'false'),
        IF(c.CHARACTER_MAXIMUM_LENGTH IS NULL, '', CONCAT(',"maxLength":', c.CHARACTER_MAXIMUM_LENGTH)),
        IF(c.DATA_TYPE IN ('char', 'binary'), ',"fixedLength":true', ''),
        IF(c.DATA_TYPE = 'decimal', CONCAT(',"precision":', c.NUMERIC_PRECISION, ',"scale":', c.NUMERIC_SCALE), ''),
        IF(c.COLLATION_NAME IS NULL OR c.COLLATION_NAME = t.TABLE_COLLATION, '', CONCAT(',"collation":', JSON_QUOTE(c.COLLATION_NAME))),
        IF(c.COLUMN_DEFAULT IS NULL OR CONVERT(c.COLUMN_DEFAULT USING utf8mb4) = 'NULL', '', CONCAT(',"defaultSql":', JSON_QUOTE(CONVERT(c.COLUMN_DEFAULT USING utf8mb4)))),
        IF(COALESCE(CONVERT(c.GENERATION_EXPRESSION USING utf8mb4), '') = '', '', CONCAT(',"computedSql":', JSON_QUOTE(CONVERT(c.GENERATION_EXPRESSION USING utf8mb4)),
          ',"stored":', IF(c.EXTRA LIKE '%STORED%' OR c.EXTRA LIKE '%PERSISTENT%', 'true', 'false'))),
        IF(c.EXTRA LIKE '%auto_increment%', ',"generatedOnAdd":true', ''),
        '}') ORDER BY c.ORDINAL_POSITION SEPARATOR ',')
      FROM information_schema.COLUMNS c WHERE c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME), ''), ']',
    COALESCE((
      SELECT CONCAT(',"primaryKey":{"name":"PRIMARY","clustered":true,"columns":[', GROUP_CONCAT(JSON_QUOTE(s.COLUMN_NAME) ORDER BY s.SEQ_IN_INDEX SEPARATOR ','), ']}')
      FROM information_schema.STATISTICS s
      WHERE s.TABLE_SCHEMA = t.TABLE_SCHEMA AND s.TABLE_NAME = t.TABLE_NAME AND s.INDEX_NAME = 'PRIMARY'
      HAVING COUNT(*) > 0), ''),
    ',"indexes":[', COALESCE((
      SELECT GROUP_CONCAT(CONCAT(
        '{"name":', JSON_QUOTE(i.INDEX_NAME),
        ',"unique":', IF(i.NON_UNIQUE = 0, 'true', 'false'),
        IF(i.INDEX_TYPE = 'BTREE', '', CONCAT(',"method":', JSON_QUOTE(LOWER(i.INDEX_TYPE)))),
        ',"columns":[', (
          SELECT GROUP_CONCAT(CONCAT('{', IF(s.COLUMN_NAME IS NULL, '"expression":"(expression)"', CONCAT('"column":', JSON_QUOTE(s.COLUMN_NAME))),
            IF(s.COLLATION = 'D', ',"descending":true', ''),
            IF(s.SUB_PART IS NULL, '', CONCAT(',"prefixLength":', s.SUB_PART)), '}') ORDER BY s.SEQ_IN_INDEX SEPARATOR ',')
          FROM information_schema.STATISTICS s
          WHERE s.TABLE_SCHEMA = t.TABLE_SCHEMA AND s.TABLE_NAME = t.TABLE_NAME AND s.INDEX_NAME = i.INDEX_NAME), ']}')
        ORDER BY i.INDEX_NAME SEPARATOR ',')
      FROM information_schema.STATISTICS i
      WHERE i.TABLE_SCHEMA = t.TABLE_SCHEMA AND i.TABLE_NAME = t.TABLE_NAME AND i.SEQ_IN_INDEX = 1 AND i.INDEX_NAME <> 'PRIMARY'), ''), ']',
    ',"foreignKeys":[', COALESCE((
      SELECT GROUP_CONCAT(CONCAT(
        '{"name":', JSON_QUOTE(f.CONSTRAINT_NAME),
        ',"columns":[', (
          SELECT GROUP_CONCAT(JSON_QUOTE(k.COLUMN_NAME) ORDER BY k.ORDINAL_POSITION SEPARATOR ',') FROM information_schema.KEY_COLUMN_USAGE k
          WHERE k.CONSTRAINT_SCHEMA = f.CONSTRAINT_SCHEMA AND k.TABLE_NAME = f.TABLE_NAME AND k.CONSTRAINT_NAME = f.CONSTRAINT_NAME), ']',
        ',"table":', JSON_QUOTE(f.REFERENCED_TABLE_NAME),
        ',"principalColumns":[', (
          SELECT GROUP_CONCAT(JSON_QUOTE(k.REFERENCED_COLUMN_NAME) ORDER BY k.ORDINAL_POSITION SEPARATOR ',') FROM information_schema.KEY_COLUMN_USAGE k
          WHERE k.CONSTRAINT_SCHEMA = f.CONSTRAINT_SCHEMA AND k.TABLE_NAME = f.TABLE_NAME AND k.CONSTRAINT_NAME = f.CONSTRAINT_NAME), ']',
        ',"onDelete":', CASE f.DELETE_RULE
          WHEN 'CASCADE' THEN '"cascade"' WHEN 'SET NULL' THEN '"setNull"' WHEN 'SET DEFAULT' THEN '"setDefault"' WHEN 'RESTRICT' THEN '"restrict"' ELSE '"noAction"' END,
        ',"required":', IF(EXISTS (
          SELECT 1 FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.COLUMNS c
            ON c.TABLE_SCHEMA = k.TABLE_SCHEMA AND c.TABLE_NAME = k.TABLE_NAME AND c.COLUMN_NAME = k.COLUMN_NAME
          WHERE k.CONSTRAINT_SCHEMA = f.CONSTRAINT_SCHEMA AND k.TABLE_NAME = f.TABLE_NAME AND k.CONSTRAINT_NAME = f.CONSTRAINT_NAME AND c.IS_NULLABLE = 'YES'),
          'false', 'true'), '}')
        ORDER BY f.CONSTRAINT_NAME SEPARATOR ',')
      FROM information_schema.REFERENTIAL_CONSTRAINTS f WHERE f.CONSTRAINT_SCHEMA = t.TABLE_SCHEMA AND f.TABLE_NAME = t.TABLE_NAME), ''), ']',
    IF(t.TABLE_ROWS IS NULL, '', CONCAT(',"rowCount":', t.TABLE_ROWS)),
    '}') ORDER BY t.TABLE_NAME SEPARATOR ',')
  FROM information_schema.TABLES t WHERE t.TABLE_SCHEMA = DATABASE()), ''), ']}]}') AS json;
