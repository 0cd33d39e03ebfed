namespace DbArchitect.EfOracle.Models.Attributes;

[Table("people", Schema = "hr")]
[Index(nameof(LastName), nameof(FirstName), IsUnique = true, Name = "IX_Name")]
[Index(nameof(Email))]
#if EF8_OR_GREATER
[Index(nameof(BirthDate), AllDescending = true)]
#endif
#if EF8_OR_GREATER
[Index(nameof(DepartmentId), nameof(Salary), IsDescending = new[] { false, true })]
#endif
public class Person
{
    [Key] public int Number { get; set; }
    [Required, StringLength(60)] public string? FirstName { get; set; }
    [MaxLength(80)] public string LastName { get; set; } = "";
    [Column("mail", TypeName = "varchar(320)")] public string? Email { get; set; }
    [Unicode(false)] public string? Code { get; set; }
    [Precision(10, 3)] public decimal Salary { get; set; }
    [Precision(3)] public DateTime BirthDate { get; set; }
    [Timestamp] public byte[] Version { get; set; } = [];
    [ConcurrencyCheck] public int Revision { get; set; }
    [DatabaseGenerated(DatabaseGeneratedOption.Computed)] public int Serial { get; set; }
    [NotMapped] public string FullName => FirstName + LastName;
    [NotMapped] public string? Scratch { get; set; }
    public int DepartmentId { get; set; }
    [ForeignKey(nameof(DepartmentId))] public Department? Department { get; set; }
    [InverseProperty(nameof(Badge.Holder))] public List<Badge> Badges { get; set; } = [];
    [InverseProperty(nameof(Badge.Issuer))] public List<Badge> Issued { get; set; } = [];
}

public class Department
{
    public int DepartmentId { get; set; }
    public string Title { get; set; } = "";
    public int? BossNumber { get; set; }
    [ForeignKey("BossNumber")] public Person? Boss { get; set; }
}

#if EF8_OR_GREATER
[PrimaryKey(nameof(Series), nameof(Number))]
#endif
public class Badge
{
    public string Series { get; set; } = "";
    public int Number { get; set; }
    [ForeignKey("Holder")] public int HolderNo { get; set; }
    public Person Holder { get; set; } = null!;
#if EF8_OR_GREATER
    [DeleteBehavior(DeleteBehavior.Restrict)]
#endif
    public Person? Issuer { get; set; }
}

[Keyless]
public class Head
{
    public string Name { get; set; } = "";
    public int Count { get; set; }
}

[NotMapped]
public class Ghost
{
    public int Id { get; set; }
}

public class AttributesContext : DbContext
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Badge> Badges => Set<Badge>();
    public DbSet<Head> Heads => Set<Head>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Person>().HasOne(p => p.Department).WithMany();
        modelBuilder.Entity<Department>().HasOne(d => d.Boss).WithMany();
#if EF6
        modelBuilder.Entity<Badge>().HasKey(b => new { b.Series, b.Number });
#endif
    }
}
