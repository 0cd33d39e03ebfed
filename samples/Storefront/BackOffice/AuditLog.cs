using Microsoft.EntityFrameworkCore;

namespace Storefront.BackOffice;

/// <summary>Who did what.</summary>
public sealed class AuditLog(BackOfficeContext db)
{
    public Task<StaffMember?> MemberAsync(string userName, CancellationToken cancellation) =>
        db.Staff.SingleOrDefaultAsync(member => member.UserName == userName, cancellation);

    public Task<List<AuditEntry>> OfSubjectAsync(string subject, CancellationToken cancellation) =>
        db.AuditEntries
            .Where(entry => entry.Subject == subject) // DBA1001
            .OrderByDescending(entry => entry.At)
            .Take(50)
            .ToListAsync(cancellation);
}
