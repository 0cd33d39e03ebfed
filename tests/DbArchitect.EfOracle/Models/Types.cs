using System.Net;

namespace DbArchitect.EfOracle.Models.Types;

public enum Small : byte { A, B }
public enum Kind { One, Two, Three }

public class Everything
{
    public int Id { get; set; }
    public bool Bool { get; set; }
    public bool? MaybeBool { get; set; }
    public byte Byte { get; set; }
    public sbyte SByte { get; set; }
    public short Short { get; set; }
    public ushort UShort { get; set; }
    public uint UInt { get; set; }
    public long Long { get; set; }
    public ulong ULong { get; set; }
    public float Float { get; set; }
    public double Double { get; set; }
    public decimal Decimal { get; set; }
    public decimal? MaybeDecimal { get; set; }
    public char Char { get; set; }
    public string String { get; set; } = "";
    public string? MaybeString { get; set; }
    public byte[] Bytes { get; set; } = [];
    public byte[]? MaybeBytes { get; set; }
    public Guid Guid { get; set; }
    public DateTime DateTime { get; set; }
    public DateTimeOffset DateTimeOffset { get; set; }
    public DateOnly DateOnly { get; set; }
    public TimeOnly TimeOnly { get; set; }
    public TimeSpan TimeSpan { get; set; }
    public Kind Kind { get; set; }
    public Kind? MaybeKind { get; set; }
    public Small Small { get; set; }
    public Uri? Uri { get; set; }
    public IPAddress? Address { get; set; }
#if EF8_OR_GREATER
    public List<int> Numbers { get; set; } = [];
#endif
#if EF8_OR_GREATER
    public string[] Words { get; set; } = [];
#endif
#if EF8_OR_GREATER
    public List<Kind> Kinds { get; set; } = [];
#endif
    public string Fixed { get; set; } = "";
    public string Ansi { get; set; } = "";
    public string Sized { get; set; } = "";
    public byte[] Blob { get; set; } = [];
    public decimal Money { get; set; }
    public DateTime Day { get; set; }
    public TimeSpan Span { get; set; }
    public double Coarse { get; set; }
    public Kind AsText { get; set; }
    public Kind AsLong { get; set; }
    public Guid AsString { get; set; }
    public bool AsInt { get; set; }
    public string Computed { get; set; } = "";
    public int Defaulted { get; set; }
    public Kind DefaultKind { get; set; }
    public bool DefaultTrue { get; set; }
    public string? Collated { get; set; }
}

public abstract class EverythingContext : DbContext
{
    public DbSet<Everything> Everything => Set<Everything>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var e = modelBuilder.Entity<Everything>();
        e.Property(x => x.Fixed).HasMaxLength(8).IsFixedLength();
        e.Property(x => x.Ansi).IsUnicode(false);
        e.Property(x => x.Sized).HasMaxLength(5000);
        e.Property(x => x.Blob).HasMaxLength(16);
        e.Property(x => x.Money).HasPrecision(20);
        e.Property(x => x.DateTime).HasPrecision(2);
#if EF8_OR_GREATER
        e.Property(x => x.Span).HasPrecision(4);
#endif
        e.Property(x => x.AsText).HasConversion<string>().HasMaxLength(20).HasDefaultValue(Kind.Three);
        e.Property(x => x.AsLong).HasConversion<long>();
        e.Property(x => x.AsString).HasConversion(g => g.ToString(), s => Guid.Parse(s));
        e.Property(x => x.AsInt).HasConversion<int>();
        e.Property(x => x.MaybeString).HasDefaultValue(string.Empty);
        e.Property(x => x.Defaulted).HasDefaultValue(42);
        e.Property(x => x.DefaultKind).HasDefaultValue(Kind.Two);
        e.Property(x => x.DefaultTrue).HasDefaultValue(true);
        e.HasIndex(x => x.String);
        e.HasIndex(x => new { x.MaybeBytes, x.MaybeString }).IsUnique();
    }
}

public class SqlServerTypesContext : EverythingContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        var e = modelBuilder.Entity<Everything>();
        e.Property(x => x.Day).HasColumnType("date");
        e.Property(x => x.MaybeDecimal).HasColumnType("money");
        e.Property(x => x.Coarse).HasColumnType("float(24)");
        e.Property(x => x.Computed).HasComputedColumnSql("[String] + [Ansi]", stored: true);
        e.Property(x => x.Collated).UseCollation("Latin1_General_BIN");
    }
}

public class SqliteTypesContext : EverythingContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Everything>().Property(x => x.Day).HasColumnType("DATE");
        modelBuilder.Entity<Everything>().Property(x => x.Computed).HasComputedColumnSql("String || Ansi");
        modelBuilder.Entity<Everything>().Property(x => x.Collated).UseCollation("NOCASE");
    }
}

#if EF10
public class NpgsqlTypesContext : EverythingContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Everything>(e =>
        {
            e.Property(x => x.Day).HasColumnType("timestamp without time zone");
            e.Property(x => x.MaybeString).HasColumnType("jsonb");
            e.Property(x => x.Computed).HasComputedColumnSql("\"String\" || \"Ansi\"", true);
        });
    }
}
#endif

public class LongNamesOfTheKindThatSomeGeneratorsProduceAndThatNoDatabaseWouldTakeAsTheyAre
{
    public int Id { get; set; }
    public string TheFirstOfSeveralPropertiesWhoseNameIsFarTooLongForAnybody { get; set; } = "";
    public string TheFirstOfSeveralPropertiesWhoseNameIsFarTooLongForAnybodyAgain { get; set; } = "";
    public LongNamesOfTheKindThatSomeGeneratorsProduceAndThatNoDatabaseWouldTakeAsTheyAre? ParentOfTheSameKind { get; set; }
}

#if EF10
public class LongNamesContext : DbContext
{
    public DbSet<LongNamesOfTheKindThatSomeGeneratorsProduceAndThatNoDatabaseWouldTakeAsTheyAre> Rows => Set<LongNamesOfTheKindThatSomeGeneratorsProduceAndThatNoDatabaseWouldTakeAsTheyAre>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<LongNamesOfTheKindThatSomeGeneratorsProduceAndThatNoDatabaseWouldTakeAsTheyAre>(b =>
        {
            b.ToTable("TableOfTheKindThatSomeGeneratorsProduceAndNoDatabaseTakes");
            b.HasIndex(x => new { x.TheFirstOfSeveralPropertiesWhoseNameIsFarTooLongForAnybody, x.Id });
            b.HasIndex(x => new { x.TheFirstOfSeveralPropertiesWhoseNameIsFarTooLongForAnybodyAgain, x.Id });
        });
}
#endif

#if EF9
public class MySqlTypesContext : EverythingContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseMySql("Server=localhost", ServerVersion.Parse("8.0.36-mysql"));
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Everything>().Property(x => x.Day).HasColumnType("date");
        modelBuilder.Entity<Everything>().Property(x => x.Computed).HasComputedColumnSql("concat(String, Ansi)");
    }
}

public class MySqlShopContext : DbContext
{
    public DbSet<Basics.Customer> Customers => Set<Basics.Customer>();
    public DbSet<Basics.Order> Orders => Set<Basics.Order>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseMySql("Server=localhost", ServerVersion.Parse("10.11.6-mariadb"));
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Basics.Customer>().HasMany(c => c.Orders).WithOne(o => o.Customer).OnDelete(DeleteBehavior.SetNull);
        modelBuilder.Entity<Basics.Customer>().HasIndex(c => c.Name).HasPrefixLength(20);
        modelBuilder.Entity<Basics.OrderLine>().HasIndex(c => c.Product).IsFullText();
    }
}
#endif
