using System.Globalization;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;

namespace DbArchitect.Analyzers.Tests.Serialization;

public class SchemaRoundTripTests
{
    private static SchemaDocument ReadBack(params Schema[] schemas) => SchemaReader.Read(SchemaWriter.Write(schemas), static (_, _) => Origin.None);

    private static Schema With(Table table) => new("", Store.Unknown, new[] { table }, default);

    private static Schema With(Entity entity) => new("", Store.Unknown, default, new[] { entity });

    private static Predicate RoundTrip(Predicate predicate)
    {
        var document = ReadBack(With(new Entity("E") { QueryFilter = Fact<Predicate>.Of(predicate) }));
        Assert.Empty(document.Problems);
        return document.Schemas[0].Entities[0].QueryFilter.Value!;
    }

    [Fact]
    public void EveryPropertySet_ComesBack()
    {
        var schema = Samples.Of<Schema>();
        Assert.NotEmpty(schema.Unknown);
        var document = ReadBack(schema);
        Assert.Empty(document.Problems);
        Samples.AssertSame(schema, Assert.Single(document.Schemas));
    }

    [Fact]
    public void EveryPropertyAtItsDefault_ComesBack()
    {
        var table = new Table(new TableName(null, "T"))
        {
            Columns = new[] { new Column("C") },
            PrimaryKey = new Key("", default),
            UniqueKeys = new[] { new Key("", default) },
            Indexes = new[] { new TableIndex("", default) },
            ForeignKeys = new[] { new ForeignKey("", default, new TableName(null, "P"), default) },
            Checks = new[] { new CheckConstraint("", "") },
            Unknown = new[] { new UnknownFact(TableAspects.None, "", default) },
        };
        var entity = new Entity("E") { Navigations = new[] { new Navigation("N", "T") } };
        var schema = new Schema("", Store.Unknown, new[] { table }, new[] { entity });
        var document = ReadBack(schema);
        Assert.Empty(document.Problems);
        Samples.AssertSame(schema, Assert.Single(document.Schemas));
    }

    public static TheoryData<string, string> Facts()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in new[] { typeof(Column), typeof(TableIndex), typeof(Entity) })
        {
            foreach (var property in Samples.FactsOf(type).Where(static property => property.PropertyType.Name == "Fact`1"))
                data.Add(type.Name, property.Name);
        }

        return data;
    }

    [Theory, MemberData(nameof(Facts))]
    public void AbsentAndUnknownFacts_StayApart(string type, string property)
    {
        foreach (var state in new[] { "Absent", "Unknown" })
        {
            object item = type switch { "Column" => new Column("C"), "Entity" => new Entity("E"), _ => new TableIndex("I", default) };
            var info = item.GetType().GetProperty(property)!;
            info.SetValue(item, info.PropertyType.GetProperty(state)!.GetValue(null));
            var schema = item switch
            {
                Column column => With(new Table(new TableName(null, "T")) { Columns = new[] { column } }),
                TableIndex index => With(new Table(new TableName(null, "T")) { Indexes = new[] { index } }),
                var other => With((Entity)other),
            };
            var document = ReadBack(schema);
            Assert.Empty(document.Problems);
            Samples.AssertSame(schema, document.Schemas[0], state);
        }
    }

    [Fact]
    public void EveryKindOfPredicate_ComesBack()
    {
        foreach (var predicate in Samples.EveryPredicate())
            Samples.AssertSame(predicate, RoundTrip(predicate), predicate.GetType().Name);
    }

    [Fact]
    public void EveryKindOfOperand_ComesBack()
    {
        foreach (var operand in Samples.EveryOperand())
        {
            var predicate = new Comparison(new ColumnRef(3, "C"), Comparator.Like, operand);
            Samples.AssertSame(predicate, RoundTrip(predicate), operand.GetType().Name);
        }

        foreach (var operand in new Operand[] { new Constant(null), new Constant(null) { Kind = ValueKind.Date }, new Constant("1"), new ListOperand(null), new ListOperand(0) })
        {
            var predicate = new Comparison(default(ColumnRef) with { Column = "C" }, Comparator.Equal, operand);
            Samples.AssertSame(predicate, RoundTrip(predicate), operand.ToString());
        }
    }

    [Fact]
    public void EveryEnumValue_ComesBack()
    {
        foreach (var kind in Enum.GetValues<ValueKind>())
        {
            var schema = With(new Table(new TableName(null, "T")) { Columns = new[] { new Column("C") { Kind = kind } } });
            Samples.AssertSame(schema, ReadBack(schema).Schemas[0]);
        }

        foreach (var action in Enum.GetValues<ReferentialAction>())
        {
            var key = new ForeignKey("F", default, new TableName("dbo", "P"), default) { OnDelete = action };
            var schema = With(new Table(new TableName(null, "T")) { ForeignKeys = new[] { key } });
            Samples.AssertSame(schema, ReadBack(schema).Schemas[0]);
        }

        foreach (var comparator in Enum.GetValues<Comparator>())
        {
            var predicate = new Comparison(new ColumnRef(0, "C"), comparator, new Constant("1"));
            Samples.AssertSame(predicate, RoundTrip(predicate));
        }

        var stores = new Schema("", Store.PostgreSql | Store.Sqlite | Store.MongoDb, default, default);
        Samples.AssertSame(stores, ReadBack(stores).Schemas[0]);
    }

    [Fact]
    public void PredicateNestedBeyondTheBound_IsUnknownBelowIt()
    {
        Predicate predicate = new Comparison(new ColumnRef(0, "C"), Comparator.Equal, new Constant("1"));
        for (var i = 0; i < 500; i++)
            predicate = new Not(predicate);
        var read = RoundTrip(predicate);
        var depth = 0;
        for (; read is Not not; read = not.Operand)
            depth++;
        Assert.Equal(SchemaFormat.MaxPredicateDepth, depth);
        Assert.IsType<UnknownPredicate>(read);
    }

    [Fact]
    public void SameFactsInAnotherOrder_GiveTheSameText()
    {
        var a = new Table(new TableName("s", "A")) { Indexes = new[] { new TableIndex("I1", default), new TableIndex("I2", default) } };
        var b = new Table(new TableName(null, "B"));
        var e = new Entity("E") { Navigations = new[] { new Navigation("N1", "F"), new Navigation("N2", "F") } };
        var f = new Entity("F");
        var one = new Schema("C", Store.Sqlite, new[] { a, b }, new[] { e, f });
        var other = new Schema(
            "C",
            Store.Sqlite,
            new[] { b, a with { Indexes = new[] { a.Indexes[1], a.Indexes[0] }, Origin = new Origin(OriginKind.Fluent, null) } },
            new[] { f, e with { Navigations = new[] { e.Navigations[1], e.Navigations[0] } } });
        Assert.Equal(SchemaWriter.Write([one]), SchemaWriter.Write([other]));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void AnyCulture_GivesTheSameText(string culture)
    {
        var schema = Samples.Of<Schema>();
        var expected = SchemaWriter.Write([schema]);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(expected, SchemaWriter.Write([schema]));
            Samples.AssertSame(schema, ReadBack(schema).Schemas[0]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
