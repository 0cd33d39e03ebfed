using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

public sealed class StatementTests
{
    [Fact]
    public void Select_GivesItsClauses()
    {
        var query = Sql.Select("SELECT DISTINCT o.Id AS x, o.* FROM dbo.Orders o, Lines l WHERE o.Id = l.OrderId GROUP BY o.Id HAVING COUNT(*) > 1 ORDER BY 1 DESC NULLS LAST LIMIT 10 OFFSET 20");
        Assert.True(query.IsDistinct);
        Assert.Equal("x", query.Items[0].Alias.Text);
        Assert.Equal("o", Assert.IsType<StarExpression>(query.Items[1].Expression).Qualifier.Last.Text);
        var table = Assert.IsType<NamedTable>(query.From!.Tables[0]);
        Assert.Equal(("dbo", "Orders", "o"), (table.Schema.Text, table.Table.Text, table.Alias.Text));
        Assert.Equal(2, query.From.Tables.Length);
        Assert.NotNull(query.Where);
        Assert.Single(query.GroupBy!.Items);
        Assert.NotNull(query.Having);
        Assert.Equal((true, NullsOrder.Last), (query.OrderBy!.Items[0].IsDescending, query.OrderBy.Items[0].Nulls));
        Assert.Equal("10", Assert.IsType<Literal>(query.Limit!.Count).Value);
        Assert.Equal("20", Assert.IsType<Literal>(query.Limit.Offset).Value);
        Assert.Equal(SqlState.Complete, query.State);
        Assert.False(query.IsOpen);
    }

    [Theory]
    [InlineData("SELECT TOP 5 a FROM t", LimitForm.Top)]
    [InlineData("SELECT a FROM t LIMIT 5", LimitForm.Limit)]
    [InlineData("SELECT a FROM t LIMIT 2, 5", LimitForm.Limit)]
    [InlineData("SELECT a FROM t ORDER BY a OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY", LimitForm.Fetch)]
    public void Limit_HasCountInEveryForm(string text, LimitForm form)
    {
        var limit = Sql.Select(text).Limit!;
        Assert.Equal(form, limit.Form);
        Assert.Equal("5", Assert.IsType<Literal>(limit.Count).Value);
    }

    [Fact]
    public void Joins_AreAFlatList()
    {
        var joined = Assert.IsType<JoinedTable>(Sql.Select("SELECT 1 FROM a LEFT JOIN b ON a.x = b.x CROSS JOIN c JOIN d USING (y, z)").From!.Tables[0]);
        Assert.Equal([JoinKind.Left, JoinKind.Cross, JoinKind.Inner], joined.Joins.Select(j => j.Kind));
        Assert.NotNull(joined.Joins[0].On);
        Assert.Equal(["y", "z"], joined.Joins[2].Using.Select(u => u.Text));
    }

    [Fact]
    public void JoinConditionsAtTheEnd_BelongToTheirJoins()
    {
        var joined = Assert.IsType<JoinedTable>(Sql.Select("SELECT 1 FROM a LEFT JOIN b INNER JOIN c ON b.y = c.y ON a.x = b.x").From!.Tables[0]);
        Assert.Equal(["a.x", "b.x"], Sql.All<ColumnReference>(joined.Joins[0].On!).Select(c => c.Name.ToString()));
        Assert.Equal(["b.y", "c.y"], Sql.All<ColumnReference>(joined.Joins[1].On!).Select(c => c.Name.ToString()));
    }

    [Fact]
    public void SetOperations_AreAFlatListInWhichIntersectBindsTighter()
    {
        var query = Assert.IsType<SetOperationQuery>(Sql.One<SelectStatement>("SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 UNION ALL SELECT 4 ORDER BY 1").Query);
        Assert.Equal([SetOperator.Union, SetOperator.UnionAll], query.Branches.Select(b => b.Operator));
        Assert.IsType<SetOperationQuery>(query.Branches[0].Query);
        Assert.NotNull(query.OrderBy);
    }

    [Fact]
    public void CommonTables_AreInTheWithClause()
    {
        var with = Sql.Select("WITH RECURSIVE a (x) AS (SELECT 1), b AS (DELETE FROM t RETURNING id) SELECT * FROM a, b").With!;
        Assert.True(with.IsRecursive);
        Assert.Equal("x", with.Tables[0].Columns[0].Text);
        Assert.NotNull(with.Tables[0].Query);
        Assert.IsType<DeleteStatement>(with.Tables[1].Body);
    }

    [Fact]
    public void Locking_SkipLocked_IsSeen() =>
        Assert.Equal(LockingOptions.SkipLocked, Assert.Single(Sql.Select("SELECT id FROM jobs LIMIT 1 FOR UPDATE SKIP LOCKED").Locking).Options);

    [Fact]
    public void Insert_GivesTableColumnsRowsAndUpsert()
    {
        var insert = Sql.One<InsertStatement>("INSERT INTO s.t (a, b) VALUES (1, @b), (2, DEFAULT) ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.c RETURNING id");
        Assert.Equal("s.t", Assert.IsType<NamedTable>(insert.Table).Name.ToString());
        Assert.Equal(["a", "b"], insert.Columns.Select(c => ((ColumnReference)c).Column.Text));
        Assert.Equal(2, Assert.IsType<ValuesQuery>(insert.Source).Rows.Length);
        var upsert = Assert.Single(insert.Upserts);
        Assert.Equal("a", Assert.Single(upsert.Targets).Column.Text);
        Assert.NotNull(upsert.UpdateWhere);
        Assert.Single(insert.Returning!.Items);
    }

    /// <summary>The target of INTO is where the rows go, no table that is read or changed; WHERE, FROM and the rows go on behind it.</summary>
    [Theory]
    [InlineData("INSERT INTO dbo.Orders (Total) OUTPUT inserted.Id, inserted.Total INTO @new (Id, Total) VALUES (1), (2)", "@new", 2, "dbo.Orders")]
    [InlineData("INSERT dbo.Orders OUTPUT inserted.* INTO #new SELECT * FROM Basket AS b", "#new", 1, "dbo.Orders|Basket")]
    [InlineData("INSERT INTO Orders OUTPUT inserted.Id INTO Audit.OrderLog (OrderId) EXEC dbo.ReadOrders", "Audit.OrderLog", 1, "Orders")]
    [InlineData("INSERT INTO Orders OUTPUT inserted.Id INTO @new DEFAULT VALUES", "@new", 1, "Orders")]
    [InlineData("UPDATE Orders SET Total = 1 OUTPUT deleted.Total, inserted.Total INTO @changes WHERE Id = 1", "@changes", 2, "Orders")]
    [InlineData("UPDATE o SET Total = c.Total OUTPUT o.Id, c.Name AS Buyer INTO Log FROM Orders o, Customers c", "Log", 2, "o|Orders|Customers")]
    [InlineData("DELETE FROM Orders OUTPUT deleted.* INTO OrdersArchive WHERE Id = 1", "OrdersArchive", 1, "Orders")]
    [InlineData("DELETE TOP (10) o OUTPUT deleted.Id INTO @gone (Id) FROM Orders AS o WHERE o.Id < 5", "@gone", 1, "o|Orders")]
    [InlineData("MERGE Stock AS t USING New s ON t.Id = s.Id WHEN MATCHED THEN DELETE OUTPUT $action, deleted.Id INTO @log (Act, Id);", "@log", 2, "Stock|New")]
    public void OutputInto_IsNoTableOfTheStatement(string text, string into, int items, string tables)
    {
        var statement = Assert.Single(Sql.Parse(text, SqlDialect.SqlServer).Statements);
        Assert.Equal(SqlState.Complete, statement.State);
        var output = Assert.Single(Sql.All<ReturningClause>(statement));
        Assert.Equal(into, output.Into.ToString());
        Assert.Equal(items, output.Items.Length);
        Assert.Equal(tables.Split('|'), Sql.Tables(statement));
        Assert.True(text.IndexOf(" WHERE ", StringComparison.Ordinal) < 0 || Sql.All<WhereClause>(statement).Count == 1);
    }

    [Fact]
    public void InsertSelect_GivesQuery() =>
        Assert.Equal(["t", "u"], Sql.Tables(Sql.One<InsertStatement>("INSERT INTO t (a) SELECT a FROM u WHERE a > 1")));

    [Fact]
    public void Update_GivesAssignmentsFromAndWhere()
    {
        var update = Sql.One<UpdateStatement>("UPDATE o SET Total += 1, Name = @n FROM Orders o JOIN Lines l ON l.OrderId = o.Id WHERE l.Id = 1", SqlDialect.SqlServer);
        Assert.True(update.Set!.Assignments[0].IsCompound);
        Assert.NotNull(update.From);
        Assert.True(update.Where!.IsComplete);
    }

    [Fact]
    public void DeleteWithoutWhere_IsCompleteAndClosed()
    {
        var delete = Sql.One<DeleteStatement>("DELETE FROM Orders");
        Assert.Null(delete.Where);
        Assert.Equal(SqlState.Complete, delete.State);
        Assert.False(delete.IsOpen);
    }

    [Fact]
    public void Merge_GivesBranches()
    {
        var merge = Sql.One<MergeStatement>("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id) WHEN NOT MATCHED BY SOURCE THEN DELETE");
        Assert.Equal([MergeAction.Update, MergeAction.Insert, MergeAction.Delete], merge.Whens.Select(w => w.Action));
        Assert.True(merge.Whens[2].IsBySource);
    }

    [Fact]
    public void CreateTable_GivesColumnsKeysAndReferences()
    {
        var table = Sql.One<CreateTableStatement>("""
            CREATE TABLE app.orders (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                customer_id int NOT NULL CONSTRAINT fk_c REFERENCES customers (id) ON DELETE CASCADE,
                note varchar(200) NULL DEFAULT 'x',
                total numeric(10, 2) GENERATED ALWAYS AS (a * b) STORED,
                CONSTRAINT uq UNIQUE (customer_id, note),
                CHECK (total > 0)
            )
            """, SqlDialect.PostgreSql);
        Assert.Equal("app.orders", table.Name.ToString());
        Assert.Equal(["id", "customer_id", "note", "total"], table.Columns.Select(c => c.Name.Text));
        Assert.True(table.Columns[0].IsIdentity);
        Assert.False(table.Columns[1].IsNullable);
        var reference = Assert.Single(table.Columns[1].Constraints);
        Assert.Equal((ConstraintKind.ForeignKey, "fk_c", "customers", "CASCADE"), (reference.Kind, reference.Name.Text, reference.ReferencedTable.ToString(), reference.OnDelete));
        Assert.True(table.Columns[2].IsNullable);
        Assert.Equal("varchar", table.Columns[2].Type!.Name);
        Assert.Equal(["200"], table.Columns[2].Type!.Arguments);
        Assert.NotNull(table.Columns[2].Default);
        Assert.NotNull(table.Columns[3].Generated);
        Assert.True(table.Columns[3].IsStored);
        Assert.Equal([ConstraintKind.Unique, ConstraintKind.Check], table.Constraints.Select(c => c.Kind));
        Assert.Equal(["customer_id", "note"], table.Constraints[0].Columns.Select(c => c.Column.Text));
    }

    [Fact]
    public void CreateTable_OfMySql_GivesIndexesAndOptions()
    {
        var table = Sql.One<CreateTableStatement>("CREATE TABLE t (id int AUTO_INCREMENT, name varchar(9), PRIMARY KEY (id), UNIQUE KEY uq (name(5)), KEY ix (name, id DESC)) ENGINE=InnoDB", SqlDialect.MySql);
        Assert.True(table.Columns[0].IsIdentity);
        Assert.Equal([ConstraintKind.PrimaryKey, ConstraintKind.Unique], table.Constraints.Select(c => c.Kind));
        Assert.Equal(5, table.Constraints[1].Columns[0].PrefixLength);
        var index = Assert.Single(table.Indexes);
        Assert.Equal("ix", index.Name.ToString());
        Assert.True(index.Columns[1].IsDescending);
        Assert.Equal("ENGINE", table.Options[0].Name);
    }

    [Fact]
    public void CreateIndex_GivesEverythingAboutIt()
    {
        var index = Sql.One<CreateIndexStatement>(
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON app.users USING btree (lower(email) text_pattern_ops DESC, org_id) INCLUDE (name) WHERE deleted_at IS NULL", SqlDialect.PostgreSql);
        Assert.True(index.IsUnique && index.IsConcurrent && index.IfNotExists);
        Assert.Equal(("ix", "app.users", "btree"), (index.Name.ToString(), index.Table.ToString(), index.Method));
        Assert.IsType<FunctionCall>(index.Columns[0].Expression);
        Assert.Equal("text_pattern_ops", index.Columns[0].OperatorClass.ToString());
        Assert.True(index.Columns[0].IsDescending);
        Assert.Equal("org_id", index.Columns[1].Column.Text);
        Assert.Equal("name", Assert.Single(index.Include).ToString());
        Assert.NotNull(index.Where);
    }

    [Fact]
    public void CreateIndex_OfSqlServer_KnowsOnline() =>
        Assert.True(Sql.One<CreateIndexStatement>("CREATE INDEX ix ON t (a) WITH (FILLFACTOR = 80, ONLINE = ON)", SqlDialect.SqlServer).IsOnline);

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN a int NOT NULL", AlterTableKind.AddColumn)]
    [InlineData("ALTER TABLE t ADD a int", AlterTableKind.AddColumn)]
    [InlineData("ALTER TABLE t DROP COLUMN a", AlterTableKind.DropColumn)]
    [InlineData("ALTER TABLE t ALTER COLUMN a nvarchar(10) NULL", AlterTableKind.AlterColumn)]
    [InlineData("ALTER TABLE t ALTER COLUMN a TYPE bigint", AlterTableKind.AlterColumn)]
    [InlineData("ALTER TABLE t MODIFY COLUMN a bigint", AlterTableKind.AlterColumn)]
    [InlineData("ALTER TABLE t CHANGE a b bigint", AlterTableKind.AlterColumn)]
    [InlineData("ALTER TABLE t ALTER COLUMN a SET NOT NULL", AlterTableKind.SetNotNull)]
    [InlineData("ALTER TABLE t ALTER COLUMN a DROP DEFAULT", AlterTableKind.DropDefault)]
    [InlineData("ALTER TABLE t RENAME COLUMN a TO b", AlterTableKind.RenameColumn)]
    [InlineData("ALTER TABLE t RENAME TO u", AlterTableKind.RenameTable)]
    [InlineData("ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES u (b)", AlterTableKind.AddConstraint)]
    [InlineData("ALTER TABLE t ADD PRIMARY KEY (a)", AlterTableKind.AddConstraint)]
    [InlineData("ALTER TABLE t DROP CONSTRAINT fk", AlterTableKind.DropConstraint)]
    [InlineData("ALTER TABLE t ADD INDEX ix (a)", AlterTableKind.AddIndex)]
    [InlineData("ALTER TABLE t VALIDATE CONSTRAINT fk", AlterTableKind.ValidateConstraint)]
    [InlineData("ALTER TABLE t OWNER TO me", AlterTableKind.Other)]
    public void AlterTable_GivesItsAction(string text, AlterTableKind kind)
    {
        var statement = Sql.One<AlterTableStatement>(text);
        Assert.Equal("t", statement.Name.ToString());
        Assert.Equal(kind, Assert.Single(statement.Actions).Kind);
    }

    [Fact]
    public void Drop_GivesNames()
    {
        Assert.Equal(["a", "s.b"], Sql.One<DropStatement>("DROP TABLE IF EXISTS a, s.b CASCADE").Names.Select(n => n.ToString()));
        var index = Sql.One<DropStatement>("DROP INDEX ix ON t");
        Assert.Equal((DropKind.Index, "ix", "t"), (index.Kind, index.Names[0].ToString(), index.Table.ToString()));
    }

    [Theory]
    [InlineData("GRANT SELECT ON t TO u", "GRANT")]
    [InlineData("SET NOCOUNT ON", "SET")]
    [InlineData("CREATE PROCEDURE p AS SELECT 1", "CREATE PROCEDURE")]
    [InlineData("TRUNCATE TABLE t", "TRUNCATE")]
    public void StatementOutOfScope_IsOpaque(string text, string verb) => Assert.Equal(verb, Sql.One<OpaqueStatement>(text).Verb);

    [Fact]
    public void SqlServerBatch_NeedsNoSemicolons()
    {
        var script = Sql.Parse("DECLARE @n int = 1 SET @n = 2 SELECT @n INSERT INTO t VALUES (1) UPDATE t SET a = 1 EXEC p @n DELETE FROM t", SqlDialect.SqlServer);
        Assert.Empty(script.Errors);
        Assert.Equal(
            ["OpaqueStatement", "OpaqueStatement", "SelectStatement", "InsertStatement", "UpdateStatement", "ExecuteStatement", "DeleteStatement"],
            script.Statements.Select(s => s.GetType().Name));
    }

    [Fact]
    public void Conditional_GivesItsStatements()
    {
        var conditional = Sql.One<ConditionalStatement>("IF EXISTS (SELECT 1 FROM a) BEGIN UPDATE b SET x = 1 END ELSE INSERT INTO c VALUES (1)", SqlDialect.SqlServer);
        Assert.Equal(["a", "b", "c"], Sql.Tables(conditional));
    }

    [Fact]
    public void RoutineBody_StaysOneStatement()
    {
        Assert.Equal(2, Sql.Parse("CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE u SET n = 1; DELETE FROM v; END; SELECT 1", SqlDialect.Sqlite).Statements.Length);
        Assert.Equal(2, Sql.Parse("BEGIN UPDATE t SET a = 1; COMMIT; END;\n/\nSELECT 1 FROM dual", SqlDialect.Oracle).Statements.Length);
        Assert.Equal(2, Sql.Parse("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\nDELIMITER ;\nSELECT 3;", SqlDialect.MySql).Statements.Length);
    }
}
