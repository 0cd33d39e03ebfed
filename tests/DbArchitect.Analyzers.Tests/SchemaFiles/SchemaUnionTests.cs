using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SchemaFiles;

namespace DbArchitect.Analyzers.Tests.SchemaFiles;

public sealed class SchemaUnionTests
{
    private static readonly Table Orders = new(new TableName(null, "Orders"))
    {
        Columns = [new Column("Id"), new Column("CustomerId") { Property = "CustomerId", MaxLength = Fact<int>.Absent }, new Column("Number")],
        PrimaryKey = new Key("PK_Orders", ["Id"]) { IsPrimary = true },
        Indexes = [new TableIndex("IX_Orders_CustomerId", [new IndexColumn("CustomerId")])],
    };

    private static readonly Schema Shop = new("Shop.ShopContext", Store.PostgreSql, [Orders], [new Entity("Shop.Order") { ClrType = "Shop.Order", Table = Orders.Name }]);

    private static List<Schema> Unite(Schema code, string file) => Unite(code, file, out _);

    private static List<Schema> Unite(Schema code, string file, out List<SchemaProblem> problems)
    {
        problems = [];
        return SchemaUnion.Unite([code], [SchemaFileReader.Read("/db/shop.dbarchitect.json", file, problems)]);
    }

    private static string File(string tables, string omitted = "none", string store = "postgreSql") =>
        $$"""{"dbarchitect":1,"omitted":"{{omitted}}","schemas":[{"store":"{{store}}","tables":[{{tables}}]}]}""";

    private static Table OnlyTable(Schema code, string file) => Assert.Single(Assert.Single(Unite(code, file)).Tables);

    [Fact]
    public void RowCount_ComesFromTheFile()
    {
        Assert.Equal(1_500_000, OnlyTable(Shop, File("""{"name":"orders","rowCount":1500000}""", "unknown")).RowCount);
        Assert.Null(OnlyTable(Shop, File("""{"name":"orders"}""", "unknown")).RowCount);
    }

    [Fact]
    public void IndexThatTheCodeDoesNotKnow_IsAdded_WithItsPlaceInTheFile()
    {
        var table = OnlyTable(Shop, File("""{"name":"Orders","indexes":[{"name":"ix_number","columns":["Number"]}]}"""));
        Assert.Equal(["IX_Orders_CustomerId", "ix_number"], table.Indexes.Select(static index => index.Name));
        var origin = table.Indexes[1].Origin;
        Assert.Equal(OriginKind.File, origin.Kind);
        Assert.Equal("/db/shop.dbarchitect.json", origin.Location!.GetLineSpan().Path);
        Assert.False(origin.IsInSource);
    }

    [Fact]
    public void IndexThatBothKnow_KeepsTheNameOfTheCode()
    {
        var table = OnlyTable(Shop, File("""{"name":"Orders","indexes":[{"name":"idx_cust","columns":["customerid"]}]}"""));
        Assert.Equal("IX_Orders_CustomerId", Assert.Single(table.Indexes).Name);
    }

    [Theory]
    [InlineData("""{"columns":[{"column":"CustomerId","descending":true}]}""")]
    [InlineData("""{"columns":["CustomerId"],"unique":true}""")]
    [InlineData("""{"columns":["CustomerId"],"filter":"\"Number\" is null"}""")]
    [InlineData("""{"columns":["CustomerId"],"method":"hash"}""")]
    [InlineData("""{"columns":["CustomerId","Number"]}""")]
    public void IndexThatDiffers_IsAdded(string index) =>
        Assert.Equal(2, OnlyTable(Shop, File($$"""{"name":"Orders","indexes":[{{index}}]}""")).Indexes.Count);

    [Fact]
    public void TwoIndexesOfTheFile_OneOfTheCode_TheSecondIsAdded()
    {
        var table = OnlyTable(Shop, File("""{"name":"Orders","indexes":[{"name":"a","columns":["CustomerId"]},{"name":"b","columns":["CustomerId"]}]}"""));
        Assert.Equal(["IX_Orders_CustomerId", "b"], table.Indexes.Select(static index => index.Name));
    }

    [Fact]
    public void UniqueIndexOfTheFile_ThatTheCodeDeclaresAsAKey_IsNotAdded()
    {
        var code = Shop.With(Shop.Store, [Orders with { UniqueKeys = [new Key("AK_Orders_Number", ["Number"])] }], Shop.Entities, default);
        var table = OnlyTable(code, File("""{"name":"Orders","indexes":[{"name":"u","columns":["Number"],"unique":true},{"name":"p","columns":["Id"],"unique":true}]}"""));
        Assert.Single(table.Indexes);
    }

    [Fact]
    public void IndexDeclaredInCodeAndNotYetInTheDatabase_Stays() =>
        Assert.Single(OnlyTable(Shop, File("""{"name":"Orders","indexes":[]}""")).Indexes);

    [Fact]
    public void WhatTheCodeCouldNotFollow_IsAnsweredByACompleteFile()
    {
        var unknown = new UnknownFact(TableAspects.Indexes | TableAspects.QueryFilters, "a call that cannot be followed", default);
        var code = Shop.With(Shop.Store, [Orders with { Unknown = [unknown] }], Shop.Entities, [unknown]);

        var united = Assert.Single(Unite(code, File("""{"name":"Orders"}""")));
        Assert.True(united.Knows(TableAspects.Indexes));
        Assert.False(united.Knows(TableAspects.QueryFilters));
        Assert.True(united.Tables[0].Knows(TableAspects.Indexes));
        Assert.False(united.Tables[0].Knows(TableAspects.QueryFilters));

        united = Assert.Single(Unite(code, File("""{"name":"Orders"}""", "unknown")));
        Assert.False(united.Knows(TableAspects.Indexes));
        Assert.False(united.Tables[0].Knows(TableAspects.Indexes));
    }

    [Fact]
    public void FileThatLacksATableOfTheCode_DoesNotAnswerForTheModelAsAWhole()
    {
        var code = Shop.With(Shop.Store, [Orders, new Table(new TableName(null, "New"))], Shop.Entities, [new UnknownFact(TableAspects.Indexes, "loop", default)]);
        Assert.False(Assert.Single(Unite(code, File("""{"name":"Orders"}"""))).Knows(TableAspects.Indexes));
    }

    [Fact]
    public void FactsOfColumns_TheCodeWins_WhereItKnows()
    {
        var table = OnlyTable(Shop, File("""
            {"name":"Orders","columns":[{"name":"customerid","maxLength":10,"type":"text","nullable":false,"clrType":"X"},{"name":"legacy","type":"text"}]}
            """));
        var customer = table.Columns[1];
        Assert.Equal("CustomerId", customer.Name);
        Assert.True(customer.MaxLength.IsAbsent);
        Assert.Equal("text", customer.StoreType.Value);
        Assert.False(customer.IsNullable);
        Assert.Equal("", customer.ClrType);
        Assert.Equal("legacy", table.Columns[table.Columns.Count - 1].Name);
        Assert.Equal(4, table.Columns.Count);
    }

    [Theory]
    [InlineData("public", null)]
    [InlineData("dbo", null)]
    [InlineData(null, "public")]
    [InlineData("sales", "sales")]
    public void DefaultSchema_IsNoDifference(string? inFile, string? inCode)
    {
        var code = Shop.With(Shop.Store, [Orders with { Name = new TableName(inCode, "Orders") }], Shop.Entities, default);
        var schema = inFile is null ? "null" : $"\"{inFile}\"";
        var table = OnlyTable(code, File($$"""{"name":"Orders","schema":{{schema}},"rowCount":7}"""));
        Assert.Equal(7, table.RowCount);
        Assert.Equal(inCode, table.Name.Schema);
    }

    [Fact]
    public void TableOfAnotherSchema_IsAnotherTable()
    {
        var schemas = Unite(Shop, File("""{"name":"Orders","schema":"archive","rowCount":7}"""));
        Assert.Equal(2, schemas.Count);
        Assert.Null(schemas[0].Tables[0].RowCount);
    }

    [Fact]
    public void TablesThatNoContextMaps_AreASchemaOfTheirOwn()
    {
        var schemas = Unite(Shop, File("""{"name":"Orders","rowCount":7},{"name":"Audit","rowCount":8}"""));
        Assert.Equal(["Shop.ShopContext", ""], schemas.Select(static schema => schema.Context));
        Assert.Equal("Audit", Assert.Single(schemas[1].Tables).Name.Name);
        Assert.Equal(OriginKind.File, schemas[1].Tables[0].Origin.Kind);
    }

    [Fact]
    public void FileOfAnotherEngineOrContext_IsNotMixedIn()
    {
        Assert.Null(Unite(Shop, File("""{"name":"Orders","rowCount":7}""", store: "sqlServer"))[0].Tables[0].RowCount);
        const string Other = """{"dbarchitect":1,"schemas":[{"context":"Shop.OtherContext","tables":[{"name":"Orders","rowCount":7}]}]}""";
        Assert.Null(Unite(Shop, Other)[0].Tables[0].RowCount);
        Assert.Equal(7, Unite(Shop, Other.Replace("OtherContext", "ShopContext", StringComparison.Ordinal))[0].Tables[0].RowCount);
    }

    [Fact]
    public void UnknownStoreOfTheCode_IsAnsweredByTheFile() =>
        Assert.Equal(Store.PostgreSql, Unite(Shop.With(Store.Unknown, Shop.Tables, Shop.Entities, default), File("""{"name":"Orders"}"""))[0].Store);

    [Fact]
    public void UnitedTwice_ChangesNothing()
    {
        var file = File("""{"name":"Orders","columns":["Legacy"],"indexes":[{"name":"x","columns":["Number"]}],"foreignKeys":[{"columns":["CustomerId"],"table":"Customers"}],"rowCount":3}""");
        var once = Assert.Single(Unite(Shop, file));
        var twice = Assert.Single(Unite(once, file));
        Assert.Equal(once.Tables, twice.Tables);
    }

    [Fact]
    public void WrongFile_IsNamedWithPositionAndWhatIsAllowed()
    {
        var schemas = Unite(Shop, "{\"dbarchitect\":1,\n \"schemas\":[{\"tables\":[{\"name\":\"Orders\",\n  \"rowcount\": 7}]}]}", out var problems);
        var problem = Assert.Single(problems);
        Assert.Equal(SchemaProblemKind.UnreadableFile, problem.Kind);
        Assert.Equal("shop.dbarchitect.json", problem.Source);
        Assert.StartsWith("\"rowcount\" is no property of a table; allowed are name, schema, kind,", problem.Detail, StringComparison.Ordinal);
        Assert.EndsWith("; this is ignored, the rest is read", problem.Detail, StringComparison.Ordinal);
        var place = problem.At.Location!.GetLineSpan();
        Assert.Equal(("/db/shop.dbarchitect.json", 2, 2), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Single(schemas);

        Unite(Shop, "{", out problems);
        Assert.Equal("an object is not closed: '}' is missing; the file is ignored", Assert.Single(problems).Detail);
        Unite(Shop, "", out problems);
        Assert.Equal("the text ends where a value is expected; the file is ignored", Assert.Single(problems).Detail);
    }
}
