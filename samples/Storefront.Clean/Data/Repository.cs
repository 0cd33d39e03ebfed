using Microsoft.EntityFrameworkCore;

namespace Storefront.Data;

/// <summary>What every repository can do.</summary>
public abstract class Repository<TEntity>(DbContext db)
    where TEntity : class
{
    protected IQueryable<TEntity> Query() => db.Set<TEntity>().AsNoTracking();

    public void Add(TEntity entity) => db.Add(entity);
}
