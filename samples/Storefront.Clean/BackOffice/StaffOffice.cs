using Microsoft.EntityFrameworkCore;

namespace Storefront.BackOffice;

/// <summary>Who comes and who goes.</summary>
public sealed class StaffOffice(BackOfficeContext db)
{
    public async Task<string> SummaryAsync(CancellationToken cancellation)
    {
        var staff = await db.Staff.CountAsync(cancellation);
        var entries = await db.AuditEntries.CountAsync(cancellation);
        return $"{staff} people left {entries} traces";
    }

    public static async Task<int> CountAsync(CancellationToken cancellation)
    {
        using var own = new BackOfficeContext();
        return await own.Staff.CountAsync(cancellation);
    }

    public Task<int> LeaveAsync(string userName, CancellationToken cancellation) =>
        db.Staff
            .Where(member => member.UserName == userName)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.HasLeft, true).SetProperty(member => member.ChangedAt, DateTime.UtcNow), cancellation);

    public Task<int> RenameAsync(string userName, string fullName, CancellationToken cancellation) =>
        db.Staff
            .Where(member => member.UserName == userName)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.FullName, fullName).SetProperty(member => member.ChangedAt, DateTime.UtcNow), cancellation);
}
