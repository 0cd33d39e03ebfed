using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Storefront.BackOffice;

[Table("audit")]
[Index(nameof(Subject), nameof(At))]
public sealed class AuditEntry
{
    public long Id { get; set; }

    public int StaffMemberId { get; set; }

    public StaffMember? StaffMember { get; set; }

    public DateTime At { get; set; }

    [MaxLength(60)]
    public required string Action { get; set; }

    [MaxLength(60)]
    public required string Subject { get; set; }
}
