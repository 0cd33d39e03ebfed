using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class IndexKeyTooLongTests
{
    private static Shop With(Store store, string storeType, string index = "(Email)", int? length = null) => new()
    {
        Store = store,
        Indexes = [index],
        Change = table => table with
        {
            Columns = (EquatableArray<Column>)table.Columns.Select(column => column.Name == "Email"
                ? column with { StoreType = Fact<string>.Of(storeType.Length > 0 ? storeType : null), MaxLength = length is { } known ? Fact<int>.Of(known) : Fact<int>.Absent }
                : column).ToArray(),
        },
    };

    [Fact]
    public void Message_NamesTheLimit() => Assert.Equal(
        ["DBA1010: IX(Email) of Orders does not fit: its key may have 2,000 bytes and SQL Server allows 1,700 bytes: rows with longer values are refused. "
         + "Bound the column's length, or move it out of the key"],
        With(Store.SqlServer, "nvarchar(1000)").Messages());

    [Theory]
    [InlineData(nameof(Store.SqlServer), "nvarchar(max)", "W")]
    [InlineData(nameof(Store.SqlServer), "xml", "W")]
    [InlineData(nameof(Store.SqlServer), "nvarchar(851)", "I")]
    [InlineData(nameof(Store.SqlServer), "varchar(1701)", "I")]
    [InlineData(nameof(Store.MySql), "longtext", "W")]
    [InlineData(nameof(Store.MySql), "varchar(769)", "W")]
    [InlineData(nameof(Store.PostgreSql), "json", "W")]
    [InlineData(nameof(Store.PostgreSql), "character varying(4000)", "I")]
    [InlineData(nameof(Store.Oracle), "CLOB", "W")]
    public void TooLong_Fires(string store, string type, string severity) => With(Enum.Parse<Store>(store), type).Expect("DBA1010 " + severity);

    [Theory]
    [InlineData(nameof(Store.SqlServer), "nvarchar(850)")]
    [InlineData(nameof(Store.SqlServer), "varchar(1700)")]
    [InlineData(nameof(Store.SqlServer), "nvarchar(450)")]
    [InlineData(nameof(Store.MySql), "varchar(768)")]
    [InlineData(nameof(Store.PostgreSql), "text")]
    [InlineData(nameof(Store.PostgreSql), "jsonb")]
    [InlineData(nameof(Store.PostgreSql), "character varying(2000)")]
    [InlineData(nameof(Store.Sqlite), "TEXT")]
    public void Fits_Silent(string store, string type) => With(Enum.Parse<Store>(store), type).Expect();

    [Fact]
    public void LengthByMaxLength_Counts() => With(Store.SqlServer, "", length: 900).Expect("DBA1010 I");

    [Fact]
    public void BytesAreThoseOfEachEngine()
    {
        With(Store.SqlServer | Store.MySql, "", length: 449).Expect();
        With(Store.SqlServer | Store.MySql, "", length: 769).Expect("DBA1010 W");
    }

    [Fact]
    public void UnknownLength_Silent() => With(Store.SqlServer, "").Expect();

    [Fact]
    public void SumOfColumns_Counts() => With(Store.SqlServer, "nvarchar(845)", "(Email, TenantId)").Expect("DBA1010 I");

    [Fact]
    public void IncludedColumn_DoesNotCount() => With(Store.SqlServer, "nvarchar(max)", "(Total) include (Email)").Expect();

    [Fact]
    public void OtherMethod_Silent() => With(Store.PostgreSql, "json", "(Email) using gin").Expect();

    [Fact]
    public void AsciiOnMySql_TakesOneByte() => new Shop
    {
        Store = Store.MySql,
        Indexes = ["(Email)"],
        Change = static table => table with
        {
            Columns = (EquatableArray<Column>)table.Columns.Select(static column => column.Name == "Email"
                ? column with { StoreType = Fact<string>.Of("varchar(2000)"), Collation = Fact<string>.Of("ascii_general_ci") }
                : column).ToArray(),
        },
    }.Expect();

    [Fact]
    public void ClusteredPrimaryKey_HasTheSmallerLimit() => new Shop
    {
        Change = static table => table.Name.Name != "Orders" ? table : table with
        {
            PrimaryKey = new Key("PK", new[] { "Email" }) { IsPrimary = true, Origin = Places.Next(OriginKind.Fluent) },
            Columns = (EquatableArray<Column>)table.Columns.Select(static column => column.Name == "Email" ? column with { StoreType = Fact<string>.Of("nvarchar(451)") } : column).ToArray(),
        },
    }.Expect("DBA1010 I");
}
