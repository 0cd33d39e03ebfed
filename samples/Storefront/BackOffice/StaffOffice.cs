using Microsoft.EntityFrameworkCore;

namespace Storefront.BackOffice;

/// <summary>Who comes and who goes.</summary>
public sealed class StaffOffice(BackOfficeContext db)
{
    public async Task<string> SummaryAsync(CancellationToken cancellation)
    {
        var staff = db.Staff.CountAsync(cancellation);
        var entries = db.AuditEntries.CountAsync(cancellation); // DBA6001
        await Task.WhenAll(staff, entries);
        return $"{staff.Result} people left {entries.Result} traces";
    }

    public static Task<int> CountAsync(CancellationToken cancellation)
    {
        using var own = new BackOfficeContext();
        return own.Staff.CountAsync(cancellation); // DBA6002
    }

    public Task<int> LeaveAsync(string userName, CancellationToken cancellation) =>
        db.Staff.Where(member => member.UserName == userName).ExecuteDeleteAsync(cancellation); // DBA8001

    public Task<int> RenameAsync(string userName, string fullName, CancellationToken cancellation) =>
        db.Staff.Where(member => member.UserName == userName).ExecuteUpdateAsync(set => set.SetProperty(member => member.FullName, fullName), cancellation); // DBA8002
}
