using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;

namespace DbArchitect.Analyzers.Tests.Serialization;

public class SchemaReaderTests
{
    private static SchemaDocument Read(string text, bool isLenient = false) => SchemaReader.Read(text, static (_, _) => new Origin(OriginKind.File, null), isLenient);

    private static Table OnlyTable(string table, string omitted = "none")
    {
        var document = Read($$"""{"dbarchitect":1,"omitted":"{{omitted}}","schemas":[{"tables":[{{table}}]}]}""");
        Assert.Empty(document.Problems);
        return Assert.Single(Assert.Single(document.Schemas).Tables);
    }

    /// <summary>The problem stands exactly at the mark.</summary>
    private static void AssertProblem(string markup, string message, bool isUnreadable = false)
    {
        var start = markup.IndexOf("[|", StringComparison.Ordinal);
        var text = markup.Replace("[|", "").Replace("|]", "");
        var end = markup.IndexOf("|]", StringComparison.Ordinal) - 2;
        var document = Read(text);
        var problem = Assert.Single(document.Problems);
        Assert.Equal(message, problem.Message);
        Assert.Equal((start, end), (problem.Start, problem.End));
        Assert.Equal(isUnreadable, document.IsUnreadable);
    }

    [Theory]
    [InlineData("[||]", "the text ends where a value is expected")]
    [InlineData("""{"dbarchitect":1[||]""", "',' or '}' is missing")]
    [InlineData("""{"dbarchitect" [|1|]}""", "':' is missing after \"dbarchitect\"")]
    [InlineData("""{[|d|]barchitect:1}""", "'d' where a name in double quotes is expected")]
    [InlineData("""{"dbarchitect":[|x|]}""", "'x' where a value is expected")]
    [InlineData("""{"dbarchitect":[|t|]rie}""", "'t' where a value is expected")]
    [InlineData("""{"dbarchitect":1}[|}|]""", "text after the end of the JSON value")]
    [InlineData("""{"a":"b[|\|]q"}""", "an unknown escape in a string")]
    [InlineData("""{"a":"b[|\|]u12x4"}""", "\\u is followed by four hexadecimal digits")]
    [InlineData("""{"a":"b[||]""", "a string is not closed: '\"' is missing")]
    [InlineData("{\"a\":\"b[|\n|]\"}", "a string ends with its line: '\"' is missing")]
    [InlineData("""[|[1]|]""", "an array where a schema document is expected, which is an object")]
    [InlineData("""[|{|]"schemas":[]}""", "\"dbarchitect\": 1 is missing, the version of the format")]
    [InlineData("""{"dbarchitect":[|2|]}""", "version 2 of the format; this analyzer reads version 1")]
    [InlineData("""{"dbarchitect":[|"1"|]}""", "version \"1\" of the format; this analyzer reads version 1")]
    [InlineData("""{"dbarchitect":[|99999999999999999999|]}""", "version 99999999999999999999 of the format; this analyzer reads version 1")]
    public void WhatIsNoDocument_IsUnreadable_AndTheProblemSaysWhere(string markup, string message) => AssertProblem(markup, message, isUnreadable: true);

    [Theory]
    [InlineData("""{"dbarchitect":1,"omitted":[|"all"|]}""", "\"all\" is not allowed for \"omitted\"; allowed are none, unknown")]
    [InlineData("""{"dbarchitect":1,[|"tables"|]:[]}""", "\"tables\" is no property of a schema document; allowed are dbarchitect, omitted, schemas")]
    [InlineData("""{"dbarchitect":1,"schemas":[|{}|]}""", "an object where \"schemas\" is expected, which is an array")]
    [InlineData("""{"dbarchitect":1,"schemas":[[|5|]]}""", "a number where a schema is expected, which is an object")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"store":[|"db2"|]}]}""", "\"db2\" is not allowed for \"store\"; allowed are unknown, postgreSql, mySql, sqlServer, oracle, sqlite, inMemory, cosmos, mongoDb")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[[|{|]"columns":[]}]}]}""", "\"name\" is missing")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":[|1|]}]}]}""", "a number where \"name\" is expected, which is text")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","rowCount":[|-1|]}]}]}""", "a number where \"rowCount\" is expected, which is a whole number from 0")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","rowCount":[|1.5|]}]}]}""", "a number where \"rowCount\" is expected, which is a whole number from 0")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","temporal":[|"yes"|]}]}]}""", "\"yes\" where \"temporal\" is expected, which is true or false")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","kind":[|"tabel"|]}]}]}""", "\"tabel\" is not allowed for \"kind\"; allowed are table, view, query")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","indexes":[{"columns":["A",[|1|]]}]}]}]}""", "a number where a column of an index is expected, which is an object")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","foreignKeys":[[|{|]"columns":["A"]}]}]}]}""", "\"table\" is missing")]
    [InlineData("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","foreignKeys":[{"table":[|["a"]|]}]}]}]}""", "an array where \"table\" is expected, which is a table's name or [schema, name]")]
    public void WrongPart_IsReported_AndTheRestIsRead(string markup, string message) => AssertProblem(markup, message);

    [Fact]
    public void MisspeltName_IsReportedWithTheAllowedOnes()
    {
        var document = Read("""{"dbarchitect":1,"schemas":[{"tables":[{"name":"T","rowcount":5}]}]}""");
        var problem = Assert.Single(document.Problems);
        Assert.Contains("\"rowcount\" is no property of a table; allowed are name, schema,", problem.Message, StringComparison.Ordinal);
        Assert.Contains("rowCount", problem.Message, StringComparison.Ordinal);
        Assert.Equal("T", document.Schemas[0].Tables[0].Name.Name);
    }

    [Fact]
    public void LenientReading_PassesOverWhatALaterVersionMayAdd()
    {
        const string Later = """
            {"dbarchitect":1,"omitted":"none","new":1,"schemas":[{"store":["sqlite","newDb"],"tables":[{"name":"T","new":{},"columns":[{"name":"C","kind":"newKind"}]}],
            "entities":[{"name":"E","queryFilter":{"newPredicate":1}}]}]}
            """;
        var document = Read(Later, isLenient: true);
        Assert.Empty(document.Problems);
        Assert.Equal(Store.Sqlite, document.Schemas[0].Store);
        Assert.Equal(ValueKind.Unknown, document.Schemas[0].Tables[0].Columns[0].Kind);
        Assert.IsType<UnknownPredicate>(document.Schemas[0].Entities[0].QueryFilter.Value);
        Assert.Equal(6, Read(Later).Problems.Count);
    }

    [Fact]
    public void CommentsTrailingCommasAndBom_AreTolerated() =>
        Assert.Empty(Read("\ufeff// exported\n{ \"$schema\": \"x\", \"dbarchitect\": 1, /* none */ \"schemas\": [ { \"tables\": [ { \"name\": \"T\", }, ], }, ], }\n").Problems);

    [Fact]
    public void LeftOut_IsUnknown_UnlessTheDocumentSaysNone()
    {
        var unknown = OnlyTable("""{"name":"T","columns":["A",{"name":"B","maxLength":null}]}""", "unknown");
        Assert.True(unknown.Columns[0].MaxLength.IsUnknown);
        Assert.True(unknown.Columns[1].MaxLength.IsAbsent);
        Assert.False(unknown.Knows(TableAspects.Indexes));
        Assert.False(unknown.Knows(TableAspects.Keys));
        Assert.True(unknown.Knows(TableAspects.Columns));

        var none = OnlyTable("""{"name":"T","columns":[{"name":"A","unknown":["type"]}]}""");
        Assert.True(none.Columns[0].MaxLength.IsAbsent);
        Assert.True(none.Columns[0].StoreType.IsUnknown);
        Assert.True(none.Knows(TableAspects.All));
    }

    [Fact]
    public void ZeroAndOne_AreFalseAndTrue()
    {
        var table = OnlyTable("""{"name":"T","temporal":1,"columns":[{"name":"A","nullable":0}]}""");
        Assert.True(table.IsTemporal);
        Assert.False(table.Columns[0].IsNullable);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void NestedTooDeep_IsAProblem_NotAStackOverflow(char open, char close)
    {
        var unit = open == '[' ? "[" : "{\"a\":";
        var text = string.Concat(Enumerable.Repeat(unit, 200_000)) + new string(close, 200_000);
        Assert.Contains("nested deeper than 128 levels", Assert.Single(Read(text).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyPrefixAndAnyChangedCharacter_NeverThrows()
    {
        var text = SchemaWriter.Write([Samples.Of<Schema>()]);
        var random = new Random(1);
        for (var i = 0; i < text.Length; i += 7)
            Assert.NotEmpty(Read(text.Substring(0, i)).Problems);
        for (var i = 0; i < 2_000; i++)
        {
            var changed = text.ToCharArray();
            changed[random.Next(changed.Length)] = "{}[]\",:0n\\"[random.Next(10)];
            Read(new string(changed));
            Read(new string(changed), isLenient: true);
        }
    }

    [Fact]
    public void ManyProblems_AreCapped() =>
        Assert.Equal(20, Read("""{"dbarchitect":1,"schemas":[""" + string.Join(",", Enumerable.Repeat("1", 100)) + "]}").Problems.Count);
}
