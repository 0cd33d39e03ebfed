namespace DbArchitect.Sql.Tests;

/// <summary>Statements of each dialect that must be read without an error. Written for these tests; the fuzzer mutates them.</summary>
internal static class Samples
{
    public static readonly string[] SqlServer =
    [
        "SELECT TOP (10) WITH TIES o.Id, o.[Total Amount] FROM dbo.Orders AS o WITH (NOLOCK, INDEX(IX_Orders)) WHERE o.CustomerId = @id ORDER BY o.PlacedAt DESC",
        "SELECT Total = SUM(l.Price * l.Quantity), l.OrderId FROM sales..Lines l GROUP BY l.OrderId HAVING SUM(l.Price) > 10 OPTION (RECOMPILE, MAXDOP 1)",
        "SELECT c.Name, x.LastOrder FROM Customers c CROSS APPLY (SELECT TOP 1 o.PlacedAt AS LastOrder FROM Orders o WHERE o.CustomerId = c.Id ORDER BY o.PlacedAt DESC) x",
        "SELECT * FROM Customers c OUTER APPLY dbo.RecentOrders(c.Id, 30) r WHERE r.OrderId IS NULL",
        "SELECT j.Id, j.Name FROM OPENJSON(@json, '$.items') WITH (Id int '$.id', Name nvarchar(50) '$.name') AS j",
        "SELECT t.c.value('(./@id)[1]', 'int') FROM @xml.nodes('/root/item') AS t(c)",
        "SELECT Id FROM Orders ORDER BY Id OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY",
        "SELECT p.* FROM (SELECT Year, Amount FROM Sales) s PIVOT (SUM(Amount) FOR Year IN ([2020], [2021])) p",
        "SELECT CONVERT(varchar(10), o.PlacedAt, 120), CAST(o.Total AS decimal(18, 2)), TRY_CONVERT(int, o.Code) FROM Orders o",
        "SELECT DATEADD(day, -7, GETDATE()), DATEDIFF(hour, o.StartedAt, o.EndedAt), IIF(o.Total > 0, 1, 0) FROM Orders o WHERE o.PlacedAt > DATEADD(month, -1, SYSUTCDATETIME())",
        "SELECT o.Id FROM Orders FOR SYSTEM_TIME AS OF @when o WHERE o.Id = 1",
        "SELECT Name FROM Customers FOR JSON PATH, ROOT('customers')",
        "SELECT ROW_NUMBER() OVER (PARTITION BY CustomerId ORDER BY PlacedAt DESC) AS rn, SUM(Total) OVER (ORDER BY Id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM Orders",
        "WITH cte (Id, Depth) AS (SELECT Id, 0 FROM Nodes WHERE ParentId IS NULL UNION ALL SELECT n.Id, c.Depth + 1 FROM Nodes n INNER JOIN cte c ON c.Id = n.ParentId) SELECT * FROM cte",
        "INSERT INTO dbo.Orders (CustomerId, Total) OUTPUT inserted.Id INTO @ids VALUES (@customer, @total), (2, DEFAULT)",
        "INSERT INTO #temp SELECT Id FROM Orders WHERE Total > 100",
        "INSERT INTO Log (Text) EXEC dbo.ReadLog @since = '2020-01-01'",
        "UPDATE o SET o.Total += 1, o.Name = N'x' OUTPUT deleted.Id FROM Orders o JOIN Customers c ON c.Id = o.CustomerId WHERE c.Name LIKE @name + '%'",
        "DELETE TOP (100) FROM Orders WHERE PlacedAt < '2020-01-01'",
        "DELETE o FROM Orders AS o INNER JOIN Customers AS c ON c.Id = o.CustomerId WHERE c.IsDeleted = 1",
        "MERGE INTO Stock WITH (HOLDLOCK) AS t USING (VALUES (@id, @n)) AS s (Id, N) ON t.Id = s.Id WHEN MATCHED AND t.N <> s.N THEN UPDATE SET N = s.N WHEN NOT MATCHED BY TARGET THEN INSERT (Id, N) VALUES (s.Id, s.N) WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action, inserted.Id;",
        "CREATE TABLE dbo.Orders (Id int IDENTITY(1, 1) NOT NULL CONSTRAINT PK_Orders PRIMARY KEY CLUSTERED, Total decimal(18, 2) NULL DEFAULT (0), Name AS (CONCAT(A, B)) PERSISTED, CONSTRAINT FK_A FOREIGN KEY (A) REFERENCES dbo.A (Id) ON DELETE CASCADE, INDEX IX_Total (Total DESC) INCLUDE (Name))",
        "CREATE UNIQUE NONCLUSTERED INDEX IX_Orders_Customer ON dbo.Orders (CustomerId ASC, PlacedAt DESC) INCLUDE (Total) WHERE (IsDeleted = 0) WITH (ONLINE = ON, FILLFACTOR = 80) ON [PRIMARY]",
        "CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.Facts",
        "ALTER TABLE dbo.Orders WITH NOCHECK ADD CONSTRAINT CK_Total CHECK (Total >= 0)",
        "ALTER TABLE dbo.Orders ALTER COLUMN Name nvarchar(100) NOT NULL",
        "ALTER TABLE dbo.Orders ADD Note nvarchar(max) NULL, Code char(3) NOT NULL CONSTRAINT DF_Code DEFAULT ('x')",
        "ALTER TABLE dbo.Orders DROP CONSTRAINT DF_Code, COLUMN Code",
        "ALTER INDEX ALL ON dbo.Orders REBUILD WITH (ONLINE = ON)",
        "DROP INDEX IF EXISTS IX_A ON dbo.Orders",
        "IF NOT EXISTS (SELECT 1 FROM Users WHERE Name = @name) BEGIN INSERT INTO Users (Name) VALUES (@name); SELECT SCOPE_IDENTITY() END ELSE SELECT Id FROM Users WHERE Name = @name",
        "DECLARE @n int = 1 SET @n = @n + 1 SELECT @n",
        "CREATE OR ALTER VIEW dbo.Active AS SELECT Id FROM Users WHERE IsActive = 1",
        "EXEC @r = dbo.DoWork @a = 1, @b = @x OUTPUT",
        "SELECT a FROM t WHERE b = 1\nGO\nSELECT c FROM u\nGO\n",
        "SELECT a.Id AT TIME ZONE 'UTC', b.Name COLLATE Latin1_General_CI_AS FROM a LEFT JOIN b ON a.Id = b.Id AND b.X IN (1, 2)",
    ];

    public static readonly string[] PostgreSql =
    [
        "SELECT DISTINCT ON (o.customer_id) o.id, o.data->>'name' AS name FROM orders o WHERE o.data @> '{\"a\": 1}'::jsonb ORDER BY o.customer_id, o.placed_at DESC NULLS LAST LIMIT 10 OFFSET $1",
        "SELECT * FROM jobs WHERE status = 'new' ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1",
        "SELECT id, tags[1], tags[2:3], ARRAY[1, 2, 3], ARRAY(SELECT id FROM t) FROM posts WHERE 'x' = ANY (tags) AND NOT tags && ARRAY['a']::text[]",
        "SELECT count(*) FILTER (WHERE done), string_agg(name, ', ' ORDER BY name), percentile_cont(0.5) WITHIN GROUP (ORDER BY n) FROM t GROUP BY ROLLUP (a, b), GROUPING SETS ((a), ())",
        "SELECT x.id, g.n FROM x CROSS JOIN LATERAL generate_series(1, x.n) WITH ORDINALITY AS g(n, i) LEFT JOIN LATERAL (SELECT 1) y ON true",
        "SELECT interval '1 day', timestamp '2020-01-01', DATE '2020-01-01', now() AT TIME ZONE 'utc', extract(epoch FROM now()), E'a\\'b', $tag$it's$tag$, U&'d\\0061t'",
        "SELECT a IS DISTINCT FROM b, a ILIKE 'x%', a SIMILAR TO 'y', a ~* 'z', a !~ 'w', (a, b) < (1, 2), a BETWEEN SYMMETRIC 1 AND 2 FROM t WHERE ROW(a, b) IN ((1, 2), (3, 4))",
        "SELECT rank() OVER w FROM t WINDOW w AS (PARTITION BY a ORDER BY b RANGE BETWEEN INTERVAL '1 day' PRECEDING AND CURRENT ROW)",
        "WITH RECURSIVE tree AS MATERIALIZED (SELECT 1 AS id UNION SELECT id + 1 FROM tree) , gone AS (DELETE FROM old WHERE id = 1 RETURNING *) SELECT * FROM tree, gone",
        "VALUES (1, 'a'), (2, 'b')",
        "(SELECT 1 UNION ALL SELECT 2) INTERSECT (SELECT 2 EXCEPT SELECT 3) ORDER BY 1 FETCH FIRST 5 ROWS ONLY",
        "INSERT INTO users AS u (email, name) VALUES ($1, $2) ON CONFLICT (lower(email)) WHERE active DO UPDATE SET name = excluded.name, n = u.n + 1 WHERE u.locked = false RETURNING id, (xmax = 0) AS inserted",
        "INSERT INTO t SELECT * FROM u ON CONFLICT ON CONSTRAINT t_pk DO NOTHING",
        "INSERT INTO t DEFAULT VALUES",
        "UPDATE ONLY accounts a SET (x, y) = (1, 2), z = DEFAULT FROM users u WHERE u.id = a.user_id RETURNING a.*",
        "DELETE FROM accounts a USING users u WHERE u.id = a.user_id AND u.gone",
        "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.gone THEN DELETE WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v)",
        "CREATE TABLE IF NOT EXISTS app.users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, tags text[] DEFAULT '{}', at timestamp with time zone DEFAULT now(), full_name text GENERATED ALWAYS AS (a || b) STORED, org_id int REFERENCES orgs ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, CHECK (length(email) > 3), EXCLUDE USING gist (room WITH =)) PARTITION BY RANGE (at)",
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON ONLY app.users USING btree (lower(email) text_pattern_ops DESC NULLS LAST, org_id) INCLUDE (name) WITH (fillfactor = 70) WHERE deleted_at IS NULL",
        "CREATE INDEX ON docs USING gin (body jsonb_path_ops)",
        "ALTER TABLE users ADD COLUMN IF NOT EXISTS age int NOT NULL DEFAULT 0, ALTER COLUMN name TYPE varchar(50) USING name::varchar, ALTER COLUMN x SET NOT NULL, DROP COLUMN y CASCADE",
        "ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (org_id) REFERENCES orgs (id) NOT VALID",
        "ALTER TABLE users VALIDATE CONSTRAINT fk",
        "ALTER TABLE users RENAME COLUMN a TO b",
        "ALTER INDEX ix RENAME TO iy",
        "DROP INDEX CONCURRENTLY IF EXISTS app.ix, iy CASCADE",
        "CREATE OR REPLACE VIEW v (a, b) AS SELECT 1, 2 WITH CHECK OPTION",
        "CREATE MATERIALIZED VIEW mv AS SELECT * FROM t WITH NO DATA",
        "SELECT a.b.c, (r).f, (r).*, x::numeric(10, 2)[] FROM a, ONLY b, ROWS FROM (f(1), g(2)) AS z(p, q) TABLESAMPLE system (1)",
        "SELECT coalesce(a, 'b') || 'c', -2 ^ 2, 5 % 3, a # b, a << 1 | 2 & ~3, substring(a from 1 for 2), trim(both ' ' from a), position('a' in b), overlay(a placing 'b' from 1)",
    ];

    public static readonly string[] MySql =
    [
        "SELECT SQL_CALC_FOUND_ROWS `o`.`id`, IFNULL(o.name, \"none\") FROM `orders` o USE INDEX (ix_a) STRAIGHT_JOIN customers c ON c.id = o.customer_id WHERE o.a <=> NULL LIMIT 5, 10",
        "SELECT GROUP_CONCAT(DISTINCT name ORDER BY name DESC SEPARATOR ', ') FROM t GROUP BY a WITH ROLLUP",
        "SELECT * FROM articles WHERE MATCH (title, body) AGAINST ('word' IN BOOLEAN MODE) AND d > NOW() - INTERVAL 1 DAY",
        "SELECT 'it\\'s', _utf8mb4'x', x'FF', 0x1F, b'01', @a := 1, @@session.sql_mode, a DIV b, a MOD b, a XOR b, !a, a REGEXP '^x', a NOT RLIKE 'y', a SOUNDS LIKE b",
        "SELECT id FROM t LOCK IN SHARE MODE",
        "SELECT /*! STRAIGHT_JOIN */ a -- comment\n, b # another\n FROM t FOR UPDATE SKIP LOCKED",
        "INSERT IGNORE INTO t (a, b) VALUES (1, 2), (3, 4) ON DUPLICATE KEY UPDATE b = VALUES(b), c = c + 1",
        "INSERT INTO t SET a = 1, b = DEFAULT",
        "INSERT INTO t (a) VALUES ROW(1), ROW(2) AS new ON DUPLICATE KEY UPDATE a = new.a",
        "REPLACE INTO t VALUES (1, 'x')",
        "UPDATE orders o JOIN customers c ON c.id = o.customer_id SET o.name = c.name, o.n = 1 WHERE c.id = 1",
        "UPDATE t SET a = 1 ORDER BY b LIMIT 10",
        "DELETE o, c FROM orders o INNER JOIN customers c ON c.id = o.customer_id WHERE c.gone = 1",
        "DELETE FROM t WHERE a = 1 ORDER BY b LIMIT 5",
        "CREATE TABLE `t` (`id` int unsigned NOT NULL AUTO_INCREMENT, `name` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'the name', `kind` enum('a', 'b') NOT NULL, `at` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (`id`), UNIQUE KEY `uq` (`name`(10)), KEY `ix` (`kind`, `at` DESC) USING BTREE, FULLTEXT KEY `ft` (`name`), CONSTRAINT `fk` FOREIGN KEY (`kind`) REFERENCES `kinds` (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='x'",
        "ALTER TABLE t ADD COLUMN a int NULL AFTER b, MODIFY COLUMN c varchar(10) NOT NULL, CHANGE d e int, ADD INDEX ix (a, b), DROP INDEX iy, DROP FOREIGN KEY fk, ALGORITHM=INPLACE, LOCK=NONE",
        "CREATE INDEX ix ON t (a(10), b DESC) USING BTREE",
        "DROP INDEX ix ON t",
        "SELECT a->'$.b', a->>'$.c' FROM t WHERE JSON_CONTAINS(a, '1') AND a IN (SELECT b FROM u)",
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\nDELIMITER ;\nSELECT 3;",
    ];

    public static readonly string[] Sqlite =
    [
        "SELECT [id], `name`, \"x y\", 'z' FROM users INDEXED BY ix WHERE name GLOB 'a*' AND id IS NOT ?1 AND rowid = :id AND a = $b AND c = @d LIMIT 10 OFFSET 5",
        "INSERT OR REPLACE INTO t (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = excluded.b RETURNING *",
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, n, at DATETIME DEFAULT (datetime('now')), UNIQUE (name) ON CONFLICT IGNORE) WITHOUT ROWID, STRICT",
        "CREATE INDEX IF NOT EXISTS main.ix ON t (name COLLATE NOCASE ASC, lower(n)) WHERE n > 0",
        "SELECT json_extract(a, '$.b'), a -> 'c', typeof(b), a == b, a NOTNULL, b ISNULL, c NOT NULL, d MATCH 'e', 1 || 2 FROM t NATURAL LEFT JOIN u USING (id)",
        "UPDATE OR IGNORE t SET a = a + 1 FROM u WHERE t.id = u.id",
        "ALTER TABLE t RENAME COLUMN a TO b",
        "CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE u SET n = n + 1; DELETE FROM v; END; SELECT 1",
        "SELECT a FROM t WHERE (a, b) = (SELECT 1, 2) UNION SELECT 3 ORDER BY 1",
    ];

    public static readonly string[] Oracle =
    [
        "SELECT /*+ INDEX(e ix) */ e.id, NVL(e.name, 'none'), e.bo#, DECODE(a, 1, 'x', 'y') FROM emp e, dept d WHERE e.dept_id = d.id (+) AND ROWNUM <= 10 AND e.hired > SYSDATE - 7",
        "SELECT LEVEL, CONNECT_BY_ROOT name FROM emp START WITH boss IS NULL CONNECT BY NOCYCLE PRIOR id = boss ORDER SIBLINGS BY name",
        "SELECT LISTAGG(name, ',') WITHIN GROUP (ORDER BY name) OVER (PARTITION BY dept) FROM emp@remote.link t FETCH FIRST 10 PERCENT ROWS WITH TIES",
        "SELECT q'[it's]', nq'{x}', DATE '2020-01-01', INTERVAL '3' DAY, TO_DATE(:d, 'YYYY-MM-DD'), SYSTIMESTAMP AT TIME ZONE 'UTC' FROM dual MINUS SELECT 1, 2, 3, 4, 5, 6 FROM dual",
        "INSERT ALL INTO a (x) VALUES (1) INTO b (y) VALUES (2) SELECT * FROM dual",
        "INSERT INTO t (a, b) VALUES (seq.NEXTVAL, :b) RETURNING id INTO :id",
        "MERGE INTO t USING (SELECT 1 AS id FROM dual) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET t.a = 1 WHERE t.b = 2 DELETE WHERE t.c = 3 WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
        "CREATE TABLE t (id NUMBER(10) GENERATED BY DEFAULT AS IDENTITY, name VARCHAR2(50 CHAR) NOT NULL ENABLE, total NUMBER AS (a * b) VIRTUAL, CONSTRAINT pk PRIMARY KEY (id) USING INDEX TABLESPACE users) TABLESPACE users PARTITION BY RANGE (at) INTERVAL (NUMTOYMINTERVAL(1, 'MONTH')) (PARTITION p0 VALUES LESS THAN (DATE '2020-01-01'))",
        "CREATE BITMAP INDEX ix ON t (a, b) LOCAL ONLINE NOLOGGING",
        "ALTER TABLE t ADD (a NUMBER, b DATE DEFAULT SYSDATE NOT NULL)",
        "ALTER TABLE t MODIFY (a NUMBER(5) NOT NULL)",
        "SELECT a FROM t SAMPLE (10) AS OF TIMESTAMP SYSTIMESTAMP - INTERVAL '1' HOUR WHERE b = 1 FOR UPDATE NOWAIT",
        "SELECT 1 FROM dual\n/\nSELECT 2 FROM dual\n/\n",
        "BEGIN UPDATE t SET a = 1; COMMIT; END;\n/\nSELECT 1 FROM dual",
    ];

    public static readonly string[] Unknown =
    [
        "SELECT [Id], \"Name\", `Email` FROM [dbo].[Users] WHERE Id IN @ids AND Name = ?name? AND Kind = {=kind} AND X = {0} AND Y = :y AND Z = ?",
        "SELECT * FROM Users /**where**/ /**orderby**/",
        "SELECT tags[1], [tags] FROM posts WHERE id = ANY(@ids) LIMIT 10",
        "SELECT c[\"Name\"], c.a.b FROM root c WHERE c[\"$type\"] = \"User\" AND (c.x > 1 ? true : false) ORDER BY c[\"Id\"] OFFSET 0 LIMIT 5",
        "SELECT TOP 5 * FROM #temp t WHERE t.a = 'x' -- the end",
        "SELECT 'I\\'m here', 'C:\\' AS path FROM t",
        "SELECT {fn NOW()}, {d '2020-01-01'} FROM {oj a LEFT OUTER JOIN b ON a.id = b.id}",
    ];

    public static IEnumerable<(SqlDialect Dialect, string Text)> All()
    {
        foreach (var text in SqlServer)
        {
            yield return (SqlDialect.SqlServer, text);
        }

        foreach (var text in PostgreSql)
        {
            yield return (SqlDialect.PostgreSql, text);
        }

        foreach (var text in MySql)
        {
            yield return (SqlDialect.MySql, text);
        }

        foreach (var text in Sqlite)
        {
            yield return (SqlDialect.Sqlite, text);
        }

        foreach (var text in Oracle)
        {
            yield return (SqlDialect.Oracle, text);
        }

        foreach (var text in Unknown)
        {
            yield return (SqlDialect.Unknown, text);
        }
    }
}
