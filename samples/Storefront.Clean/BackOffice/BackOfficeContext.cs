using Microsoft.EntityFrameworkCore;

namespace Storefront.BackOffice;

/// <summary>Staff and their traces: a database of its own, configured by attributes alone.</summary>
public sealed class BackOfficeContext : DbContext
{
    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=backoffice.db");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().HaveMaxLength(120);
}
