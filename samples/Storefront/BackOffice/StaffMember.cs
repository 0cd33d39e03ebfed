using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Storefront.BackOffice;

[Table("staff")]
[Index(nameof(UserName), IsUnique = true)]
public sealed class StaffMember
{
    public int Id { get; set; }

    [MaxLength(60)]
    public required string UserName { get; set; }

    [MaxLength(120)]
    public required string FullName { get; set; }

    /// <summary>Who leaves stays, for the traces that refer to them.</summary>
    public bool HasLeft { get; set; }

    public DateTime ChangedAt { get; set; }

    public List<AuditEntry> Entries { get; } = [];
}
