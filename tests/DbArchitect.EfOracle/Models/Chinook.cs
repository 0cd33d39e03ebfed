namespace DbArchitect.EfOracle.Models.Chinook;

public class Artist
{
    public int ArtistId { get; set; }
    public string? Name { get; set; }
    public ICollection<Album> Albums { get; set; } = [];
}

public class Album
{
    public int AlbumId { get; set; }
    public required string Title { get; set; }
    public int ArtistId { get; set; }
    public Artist Artist { get; set; } = null!;
    public ICollection<Track> Tracks { get; set; } = [];
}

public class Genre
{
    public int GenreId { get; set; }
    public string? Name { get; set; }
    public ICollection<Track> Tracks { get; set; } = [];
}

public class MediaType
{
    public int MediaTypeId { get; set; }
    public string? Name { get; set; }
    public ICollection<Track> Tracks { get; set; } = [];
}

public class Track
{
    public int TrackId { get; set; }
    public required string Name { get; set; }
    public int? AlbumId { get; set; }
    public Album? Album { get; set; }
    public int MediaTypeId { get; set; }
    public MediaType MediaType { get; set; } = null!;
    public int? GenreId { get; set; }
    public Genre? Genre { get; set; }
    public string? Composer { get; set; }
    public int Milliseconds { get; set; }
    public decimal UnitPrice { get; set; }
    public ICollection<InvoiceLine> InvoiceLines { get; set; } = [];
    public ICollection<Playlist> Playlists { get; set; } = [];
}

public class Playlist
{
    public int PlaylistId { get; set; }
    public string? Name { get; set; }
    public ICollection<Track> Tracks { get; set; } = [];
}

public class Employee
{
    public int EmployeeId { get; set; }
    public required string LastName { get; set; }
    public required string FirstName { get; set; }
    public int? ReportsTo { get; set; }
    [ForeignKey(nameof(ReportsTo))] public Employee? Manager { get; set; }
    public ICollection<Employee> Reports { get; set; } = [];
    public ICollection<Customer> Customers { get; set; } = [];
}

public class Customer
{
    public int CustomerId { get; set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public required string Email { get; set; }
    public int? SupportRepId { get; set; }
    public Employee? SupportRep { get; set; }
    public ICollection<Invoice> Invoices { get; set; } = [];
}

public class Invoice
{
    public int InvoiceId { get; set; }
    public int CustomerId { get; set; }
    public Customer Customer { get; set; } = null!;
    public DateTime InvoiceDate { get; set; }
    public decimal Total { get; set; }
    public ICollection<InvoiceLine> Lines { get; set; } = [];
}

public class InvoiceLine
{
    public int InvoiceLineId { get; set; }
    public int InvoiceId { get; set; }
    public Invoice Invoice { get; set; } = null!;
    public int TrackId { get; set; }
    public Track Track { get; set; } = null!;
    public int Quantity { get; set; }
}

public class ChinookContext : DbContext
{
    public DbSet<Artist> Artists => Set<Artist>();
    public DbSet<Album> Albums => Set<Album>();
    public DbSet<Track> Tracks => Set<Track>();
    public DbSet<Playlist> Playlists => Set<Playlist>();
    public DbSet<Employee> Employees => Set<Employee>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=chinook.db");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Playlist>().HasMany(p => p.Tracks).WithMany(t => t.Playlists).UsingEntity("PlaylistTrack");
        modelBuilder.Entity<Customer>().HasIndex(c => c.Email).IsUnique();
        modelBuilder.Entity<Track>().Property(t => t.Name).HasMaxLength(200);
    }
}
