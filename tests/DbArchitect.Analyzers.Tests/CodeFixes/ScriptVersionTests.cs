using DbArchitect.CodeFixes.Scripts;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

public sealed class ScriptVersionTests
{
    private static readonly DateTime Now = new(2025, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    [Theory]
    [InlineData("V1__orders.sql", "V2__add_index.sql")]
    [InlineData("V9__create_orders.sql", "V10__add_index.sql")]
    [InlineData("V009__Create_orders.sql", "V010__Add_index.sql")]
    [InlineData("V1.2__orders.sql", "V1.3__add_index.sql")]
    [InlineData("V1_9__orders.sql", "V1_10__add_index.sql")]
    [InlineData("V2.0.01__CreateOrders.sql", "V2.0.02__AddIndex.sql")]
    [InlineData("B7__baseline.sql", "V8__add_index.sql")]
    [InlineData("V20240101120000__orders.sql", "V20250304050607__add_index.sql")]
    [InlineData("Script0007 - Add orders.sql", "Script0008 - Add index.sql")]
    [InlineData("Script0099.sql", "Script0100.sql")]
    [InlineData("0007_add_orders.sql", "0008_add_index.sql")]
    [InlineData("0009-add-orders.sql", "0010-add-index.sql")]
    [InlineData("007.CreateOrders.SQL", "008.AddIndex.SQL")]
    [InlineData("7 orders.sql", "8 add_index.sql")]
    [InlineData("12.sql", "13.sql")]
    [InlineData("000003_create_orders.up.sql", "000004_add_index.up.sql")]
    [InlineData("20240101120000_create_orders.sql", "20250304050607_add_index.sql")]
    [InlineData("202401011200_create_orders.sql", "202503040506_add_index.sql")]
    [InlineData("20240101_create_orders.sql", "20250304_add_index.sql")]
    [InlineData("20250304_create_orders.sql", "20250305_add_index.sql")]
    [InlineData("20991231235959_create_orders.sql", "21000101000000_add_index.sql")]
    [InlineData("1700000000_orders.sql", "1741064767_add_index.sql")]
    [InlineData("migration-003-orders.sql", "migration-004-add_index.sql")]
    public void Next_ContinuesTheSeries(string last, string next) => Assert.Equal(next, ScriptVersion.Read(last)!.Next(["add", "index"], Now).ToString());

    [Theory]
    [InlineData("orders.sql")]
    [InlineData("Address2.sql")]
    [InlineData("s3_objects.sql")]
    [InlineData("R__views.sql")]
    [InlineData("R2__views.sql")]
    [InlineData("U7__undo.sql")]
    [InlineData("000003_create_orders.down.sql")]
    [InlineData("V1__orders.txt")]
    [InlineData(".sql")]
    public void ScriptWithoutAPlaceInASeries_None(string name) => Assert.Null(ScriptVersion.Read(name));

    [Theory]
    [InlineData("V2__a.sql", "V10__b.sql")]
    [InlineData("V1.9__a.sql", "V1.10__b.sql")]
    [InlineData("V1__a.sql", "V1.1__b.sql")]
    [InlineData("0009_a.sql", "10_b.sql")]
    public void Versions_AreComparedNumberByNumber(string earlier, string later) =>
        Assert.True(ScriptVersion.Read(earlier)!.CompareTo(ScriptVersion.Read(later)!) < 0);
}
