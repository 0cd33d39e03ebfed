using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Storefront.BackOffice;

[Table("audit")]
public sealed class AuditEntry
{
    public long Id { get; set; }

    public int StaffMemberId { get; set; }

    public StaffMember? StaffMember { get; set; } // DBA1006

    public DateTime At { get; set; }

    [MaxLength(60)]
    public required string Action { get; set; }

    [MaxLength(60)]
    public required string Subject { get; set; }
}
