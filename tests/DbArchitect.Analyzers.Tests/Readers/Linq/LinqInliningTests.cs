namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Repositories, specifications, extension methods, handlers, fields and properties.</summary>
public sealed class LinqInliningTests
{
    private static void Check(string code, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n"), LinqReading.Text(LinqReading.OfCode(code)));

    [Fact]
    public void ExtensionMethods_AreReadInPlace() => Check(
        """
        public static class Ext
        {
            public static IQueryable<Order> Open(this IQueryable<Order> q) => q.Where(o => o.Status == OrderStatus.Open);
            public static IQueryable<T> Page<T>(this IQueryable<T> q, int page, int size) => q.Skip(page * size).Take(size);
            public static IQueryable<T> WhereIf<T>(this IQueryable<T> q, bool c, Expression<Func<T, bool>> p) => c ? q.Where(p) : q;
            public static IQueryable<T> NotDeleted<T>(this IQueryable<T> q)
                where T : ISoftDelete
            {
                return q.Where(x => !x.IsDeleted);
            }
        }

        public class S(ShopContext db)
        {
            private IQueryable<Order> Mine => db.Orders.Where(o => o.Email == "me");

            public List<Order> A(int page, string e) => db.Orders.Open().WhereIf(e != null, o => o.Email == e).Page(page, 20).ToList();
            public int B() => Mine.NotDeleted().Count();
        }
        """,
        """
        Orders: Status = 0, IsDeleted = 0 [filter] | optional Email = p:e | skip p:page * size | take 20 | ToList
        Orders: Email = 'me', IsDeleted = 0, IsDeleted = 0 [filter] | Count
        """);

    /// <summary>C# 14.</summary>
    [RoslynFact(5)]
    public void ExtensionBlocks_AreReadInPlace() => Check(
        """
        public static class Ext
        {
            extension<T>(IQueryable<T> query)
                where T : ISoftDelete
            {
                public IQueryable<T> Page(int page, int size) => query.Skip(page * size).Take(size);
                public IQueryable<T> Alive(bool all)
                {
                    if (all)
                        return query;
                    return query.Where(x => !x.IsDeleted);
                }
            }

            extension(IQueryable<Order> orders)
            {
                public IQueryable<Order> Mine => orders.Where(o => o.Email == "me");
                public Task<Order?> ByEmail(string email) => orders.FirstOrDefaultAsync(o => o.Email == email);
            }
        }

        public class S(ShopContext db)
        {
            public List<Order> A(int page) => db.Orders.Mine.Page(page, 20).ToList();
            public int B(bool all) => db.Orders.Alive(all).Count();
            public Task<Order?> C() => db.Orders.Where(o => o.Id > 5).ByEmail("x");
        }
        """,
        """
        Orders: Email = p:email, IsDeleted = 0 [filter] | FirstOrDefaultAsync | gaps: `orders` is a parameter: callers may compose it
        Orders: Email = 'me', IsDeleted = 0 [filter] | skip p:page * size | take 20 | ToList
        Orders: IsDeleted = 0 [filter] | optional IsDeleted = 0 | Count
        Orders: Id > 5, Email = 'x', IsDeleted = 0 [filter] | FirstOrDefaultAsync
        """);

    /// <summary>The operator is a call in the tree, for a provider or an interceptor to find; the rows stay the same.</summary>
    [Fact]
    public void OperatorThatMarks_ChangesNothing() => Check(
        """
        public static class Ext
        {
            private static readonly System.Reflection.MethodInfo Method = typeof(Ext).GetMethod("AsCaching")!;
            public static IQueryable<T> AsNoCaching<T>(this IQueryable<T> source) => source.AsCaching("none");
            public static IQueryable<T> AsCaching<T>(this IQueryable<T> source, string policy)
            {
                if (source.Provider is not IDisposable)
                    return source;
                return source.Provider.CreateQuery<T>(Expression.Call(instance: null, method: Method.MakeGenericMethod(typeof(T)), arg0: source.Expression, arg1: Expression.Constant(policy)));
            }
            public static IQueryable<T> Built<T>(this IQueryable<T> source, LambdaExpression filter) =>
                source.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), "Where", new[] { typeof(T) }, source.Expression, Expression.Quote(filter)));
        }

        public class S(ShopContext db)
        {
            public List<Order> A(string e) => db.Orders.AsNoCaching().Where(o => o.Email == e).ToList();
            public List<Order> B(LambdaExpression filter) => db.Orders.Built(filter).Where(o => o.Id == 3).ToList();
        }
        """,
        """
        Orders: Email = p:e, IsDeleted = 0 [filter] | ToList
        Orders: ?, IsDeleted = 0 [filter] | select ? | ToList | gaps: `CreateQuery` is declared in another project; `CreateQuery` is declared in another project; `CreateQuery` is declared in another project
        """);

    /// <summary>An argument that was left out is null only until the method gives it a value.</summary>
    [Fact]
    public void ParameterThatTheMethodChanges_IsNotTheArgument() => Check(
        """
        public class Repository(ShopContext db)
        {
            private IQueryable<Order> Named(string? name = null)
            {
                name ??= Environment.MachineName;
                return db.Orders.Where(o => o.Email == name);
            }

            private IQueryable<Order> Counted(int count = 1)
            {
                count += 3;
                return db.Orders.Take(count);
            }

            private IQueryable<Order> Swapped(string a, string b)
            {
                (a, b) = (b, a);
                return db.Orders.Where(o => o.Email == a);
            }

            public List<Order> A() => Named().ToList();
            public List<Order> B() => Named("x").ToList();
            public List<Order> C() => Counted().ToList();
            public List<Order> D() => Swapped("x", "y").ToList();
        }
        """,
        """
        Orders: Email = p:name, IsDeleted = 0 [filter] | ToList
        Orders: Email = 'x', IsDeleted = 0 [filter] | ToList
        Orders: IsDeleted = 0 [filter] | take p:count | ToList
        Orders: Email = p:a, IsDeleted = 0 [filter] | ToList
        """);

    [Fact]
    public void GenericRepository_IsReadAtItsCalls() => Check(
        """
        public interface IRepository<T>
            where T : class
        {
            IQueryable<T> Query();
            Task<T?> Get(Expression<Func<T, bool>> predicate);
            Task<List<T>> List(Expression<Func<T, bool>>? filter = null, Func<IQueryable<T>, IOrderedQueryable<T>>? orderBy = null, params Expression<Func<T, object>>[] includes);
        }

        public class Repository<T>(ShopContext context) : IRepository<T> where T : class
        {
            protected DbSet<T> DbSet { get; } = context.Set<T>();

            protected readonly ShopContext _context = context;
            public IQueryable<T> Query() => _context.Set<T>();
            public Task<T?> Get(Expression<Func<T, bool>> predicate) => DbSet.FirstOrDefaultAsync(predicate);
            public async Task<List<T>> List(Expression<Func<T, bool>>? filter, Func<IQueryable<T>, IOrderedQueryable<T>>? orderBy, params Expression<Func<T, object>>[] includes)
            {
                IQueryable<T> query = DbSet;
                if (filter != null)
                    query = query.Where(filter);
                foreach (var i in includes)
                    query = query.Include(i);
                if (orderBy != null)
                    return await orderBy(query).ToListAsync();
                return await query.ToListAsync();
            }
        }

        public class S(IRepository<Order> orders, IRepository<Customer> customers)
        {
            public async Task A(string e)
            {
                await orders.Query().Where(o => o.Email == e).ToListAsync();
                await orders.Get(o => o.Email == e);
                await customers.List(c => c.IsActive, q => q.OrderBy(c => c.Name), c => c.Orders);
                await customers.List();
            }
        }
        """,
        """
        ?T: ? | FirstOrDefaultAsync | gaps: `T` is a type parameter; `predicate` is a parameter: callers may compose it
        ?T:  | optional ? | ToListAsync | gaps: `T` is a type parameter; `filter` is a parameter: callers may compose it; the Include path cannot be followed; `orderBy` is called on the query and cannot be followed
        ?T:  | optional ? | ToListAsync | gaps: `T` is a type parameter; `filter` is a parameter: callers may compose it; the Include path cannot be followed
        Orders: Email = p:e, IsDeleted = 0 [filter] | ToListAsync
        Orders: Email = p:e, IsDeleted = 0 [filter] | FirstOrDefaultAsync
        Customers: IsActive = 1 | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | sort Name | include Orders | ToListAsync
        Customers:  | ToListAsync
        """);

    [Fact]
    public void SetFromADelegateOfTheBaseClass_IsTheWholeSet() => Check(
        """
        public abstract class Repository<T>(ShopContext db, Func<ShopContext, DbSet<T>> getSet) where T : class
        {
            protected Func<ShopContext, DbSet<T>> GetSet { get; private set; } = getSet;
            protected ShopContext Db => db;
        }

        public class Repo(ShopContext db) : Repository<Customer>(db, context => context.Customers)
        {
            public Customer M(string name) => GetSet(Db).Single(c => c.Name == name);
        }
        """,
        """
        Customers: Name = p:name | Single
        """);

    [Fact]
    public void Specification_IsReadWhereItIsMade() => Check(
        """
        public abstract class Specification<T>
        {
            public Expression<Func<T, bool>>? Criteria { get; protected set; }
            public List<Expression<Func<T, object>>> Includes { get; } = new();
            public Expression<Func<T, object>>? OrderBy { get; private set; }

            protected void AddInclude(Expression<Func<T, object>> include) => Includes.Add(include);
            protected void ApplyOrderBy(Expression<Func<T, object>> key) => OrderBy = key;
        }

        public class OpenOrders : Specification<Order>
        {
            public OpenOrders(string email)
            {
                Criteria = o => o.Email == email && o.Status == OrderStatus.Open;
                AddInclude(o => o.Lines);
                ApplyOrderBy(o => o.CreatedAt);
            }
        }

        public class Everything : Specification<Order>
        {
        }

        public class Repo(ShopContext db)
        {
            public IQueryable<Order> Apply(Specification<Order> spec)
            {
                IQueryable<Order> q = db.Orders;
                if (spec.Criteria != null)
                    q = q.Where(spec.Criteria);
                q = spec.Includes.Aggregate(q, (current, include) => current.Include(include));
                if (spec.OrderBy is not null)
                    q = q.OrderBy(spec.OrderBy);
                return q;
            }

            public List<Order> L(Specification<Order> spec) => Apply(spec).ToList();
            public List<Order> M(string e) => Apply(new OpenOrders(e)).ToList();
            public void N()
            {
                var spec = new Everything();
                Apply(spec).Count();
            }
        }
        """,
        """
        Orders: IsDeleted = 0 [filter] | optional ? | ToList | gaps: `Criteria` cannot be followed; the Include path cannot be followed; `OrderBy` cannot be followed
        Orders: Email = p:e, Status = 0, IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | sort CreatedAt | include Lines | ToList
        Orders: IsDeleted = 0 [filter] | Count
        """);

    [Fact]
    public void PredicatesInMembers_AreRead() => Check(
        """
        public class S(ShopContext db)
        {
            private static readonly Expression<Func<Order, bool>> Paid = o => o.Status == OrderStatus.Paid;
            private static Expression<Func<Order, bool>> ByMail(string mail) => o => o.Email == mail;
            public void A(string e)
            {
                Expression<Func<Order, bool>> p = o => o.Total > 5;
                db.Orders.Where(Paid).Where(ByMail(e)).Where(p).ToList();
                db.Orders.Where(Pred).ToList();
            }

            private Expression<Func<Order, bool>> Pred
            {
                get
                {
                    return o => o.Note == null;
                }
            }

            private List<Order> Run(IQueryable<Order> q) => q.Where(o => o.Id > 3).ToList();
            public void B()
            {
                Run(db.Orders.Where(o => o.Note == "x"));
            }

            public IQueryable<Order> Q() => db.Orders;
            public IEnumerable<Order> E() => db.Orders.Where(o => o.Id == 3);
        }
        """,
        """
        Orders: Status = 1, Email = p:e, Total > 5, IsDeleted = 0 [filter] | ToList
        Orders: Note is null, IsDeleted = 0 [filter] | ToList
        Orders: Id > 3, IsDeleted = 0 [filter] | ToList | gaps: `q` is a parameter: callers may compose it
        Orders: Note = 'x', Id > 3, IsDeleted = 0 [filter] | ToList
        Orders: Id = 3, IsDeleted = 0 [filter] | return
        """);

    [Fact]
    public void CompiledQuery_IsRead() => Check(
        """
        public static class Q
        {
            private static readonly Func<ShopContext, string, IEnumerable<Order>> ByMail = EF.CompileQuery((ShopContext db, string mail) => db.Orders.Where(o => o.Email == mail));
            private static readonly Func<ShopContext, int, Task<Order?>> ById = EF.CompileAsyncQuery((ShopContext db, int id) => db.Orders.FirstOrDefault(o => o.Id == id));
        }
        """,
        """
        Orders: Email = p:mail, IsDeleted = 0 [filter] | CompileQuery
        Orders: Id = p:id, IsDeleted = 0 [filter] | FirstOrDefault
        """);

    [Fact]
    public void ContextBehindInterface_IsFound() => Check(
        """
        public interface IAppDb
        {
            DbSet<Order> Orders { get; }
        }

        public class H(IAppDb db)
        {
            public Task<Order?> A(Req request) => db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Email == request.Mail && o.TenantId == request.Tenant);
        }

        public record Req(string Mail, Guid Tenant);
        """,
        """
        Orders: Email = p:request.Mail, TenantId = p:request.Tenant, IsDeleted = 0 [filter] | SingleOrDefaultAsync
        """);

    [Fact]
    public void BaseRepository_IsReadForItsEntity() => Check(
        """
        public class BaseRepo<T, TContext>(TContext c)
            where T : class where TContext : DbContext
        {
            protected readonly TContext C = c;
            public virtual IQueryable<T> All() => C.Set<T>().AsNoTracking();
            public Task<List<T>> Everything() => All().ToListAsync();
        }

        public class OrderRepo(ShopContext c) : BaseRepo<Order, ShopContext>(c)
        {
            public Task<int> N(int id) => All().Where(o => o.CustomerId == id).CountAsync();
            public override IQueryable<Order> All() => base.All().Where(o => o.Total > 0);
        }
        """,
        """
        ?T:  | ToListAsync | gaps: `T` is a type parameter
        Orders: Total > 0, CustomerId = p:id, IsDeleted = 0 [filter] | CountAsync
        """);

    [Fact]
    public void SearchWithPaging_HasOptionalFilter() => Check(
        """
        public class S(ShopContext db)
        {
            public async Task A(string term, int page)
            {
                var query = db.Orders.AsQueryable();
                if (!string.IsNullOrWhiteSpace(term))
                {
                    query = query.Where(o => o.Email.Contains(term));
                }

                var total = await query.CountAsync();
                var items = await query.OrderBy(o => o.Id).Skip((page - 1) * 10).Take(10).Select(o => new Dto { Id = o.Id, Name = o.Customer.Name }).ToListAsync();
            }

            class Dto
            {
                public int Id { get; set; }
                public string Name { get; set; } = "";
            }
        }
        """,
        """
        Orders: IsDeleted = 0 [filter] | optional Email contains p:term | CountAsync
        Orders: IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | optional Email contains p:term | sort Id | skip p:(page - 1) * 10 | take 10 | select Id, Customer.Name | ToListAsync
        """);

    [Fact]
    public void PredicateBuiltInSteps_IsOptional() => Check(
        """
        public class S(ShopContext db)
        {
            public object A(int? c, OrderStatus? s)
            {
                var pred = PB.True<Order>();
                if (c != null)
                    pred = pred.And(o => o.CustomerId == c);
                return db.Orders.Where(pred).ToList();
            }
        }

        public static class PB
        {
            public static Expression<Func<T, bool>> True<T>() => x => true;
            public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) => throw new Exception();
        }
        """,
        """
        Orders: IsDeleted = 0 [filter] | optional CustomerId = p:c | ToList
        """);

    [Fact]
    public void EntryNavigationsAndIterators_AreRead() => Check(
        """
        public class S(ShopContext db)
        {
            public void A(Order order)
            {
                db.Entry(order).Collection(o => o.Lines).Load();
                var n = db.Entry(order).Collection(o => o.Lines).Query().Count(l => l.Quantity > 3);
                db.Orders.Where(o => o.Customer == order.Customer).ToList();
            }

            public IEnumerable<int> B()
            {
                foreach (var o in db.Orders)
                    yield return o.Id;
            }

            public void C()
            {
                var d = db.Orders.ToDictionary(o => o.Id, o => db.Lines.Count(l => l.OrderId == o.Id));
                db.Orders.ToList().ForEach(o => db.Lines.Where(l => l.OrderId == o.Id).ToList());
            }

            public async Task D()
            {
                for (var i = 0; i < 3; i++)
                {
                    try
                    {
                        await db.Orders.CountAsync();
                        return;
                    }
                    catch
                    {
                    }
                }

                foreach (var chunk in new int[3].Chunk(2))
                {
                    db.Orders.Where(o => chunk.Contains(o.Id)).ToList();
                }
            }
        }
        """,
        """
        Lines: OrderId = p:db.Entry(order) | Load
        Lines: OrderId = p:db.Entry(order), Quantity > 3 | Count
        Orders: Customer.Id = p:order.Customer.Id, IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | ToList
        Orders: IsDeleted = 0 [filter] | foreach
        Orders: IsDeleted = 0 [filter] | ToDictionary
        Lines: OrderId = p:o.Id | Count | per element of db.Orders (depends)
        Orders: IsDeleted = 0 [filter] | ToList
        Lines: OrderId = p:o.Id | ToList | per element of db.Orders.ToList() (depends)
        Orders: IsDeleted = 0 [filter] | CountAsync | in loop for
        Orders: Id in p:chunk, IsDeleted = 0 [filter] | ToList | in loop new int[3].Chunk(2)
        """);

    [Fact]
    public void Handler_ComposesAndProjects() => Check(
        """
        public record GetOrders(string? Email, int Page);
        public interface IRequestHandler<TRequest, TResponse>
        {
            Task<TResponse> Handle(TRequest request, CancellationToken ct);
        }

        public class GetOrdersHandler(ShopContext db) : IRequestHandler<GetOrders, List<OrderDto>>
        {
            public async Task<List<OrderDto>> Handle(GetOrders request, CancellationToken ct)
            {
                var query = db.Orders.AsNoTracking();
                if (request.Email is not null)
                    query = query.Where(o => o.Email == request.Email);
                return await query.OrderByDescending(o => o.CreatedAt).Skip(request.Page * 20).Take(20).Select(o => new OrderDto(o.Id, o.Customer.Name, o.Lines.Sum(l => l.Price * l.Quantity))).ToListAsync(ct);
            }
        }

        public record OrderDto(int Id, string Customer, decimal Total);
        """,
        """
        Orders: IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | apply Lines on Lines.OrderId = Id | optional Email = p:request.Email | sort CreatedAt desc | skip p:request.Page * 20 | take 20 | select Id, Customer.Name, Lines.Price, Lines.Quantity | ToListAsync
        """);

    [Fact]
    public void RecursiveMethods_End() => Check(
        """
        public class Tree(ShopContext db)
        {
            public void Visit(int id)
            {
                foreach (var o in db.Orders.Where(o => o.CustomerId == id))
                    Visit(o.Id);
            }

            public IQueryable<Order> Rec(int n) => n == 0 ? db.Orders : Rec(n - 1).Where(o => o.Id > n);
            public void A()
            {
                Rec(3).ToList();
            }
        }
        """,
        """
        Orders: CustomerId = p:id, IsDeleted = 0 [filter] | foreach
        Orders: IsDeleted = 0 [filter] | optional Id > 3 | ToList | gaps: `Rec` cannot be followed
        """);

    [Fact]
    public void FieldsOfQueries_AreRead() => Check(
        """
        public class S(ShopContext db)
        {
            private readonly IQueryable<Order> _open = db.Orders.Where(o => o.Status == OrderStatus.Open);
            private readonly IQueryable<Order> _ctor;
            public S(ShopContext db, int x) : this(db)
            {
                _ctor = db.Orders.Where(o => o.Note == null);
            }

            public void A()
            {
                _open.Count();
                _ctor.Count();
            }
        }
        """,
        """
        Orders: Status = 0, IsDeleted = 0 [filter] | Count
        Orders: Note is null, IsDeleted = 0 [filter] | Count
        """);

    [Fact]
    public void LocalsOfEntities_AreParameters() => Check(
        """
        public class S(ShopContext db)
        {
            public async Task<bool> A(string e)
            {
                var exists = await db.Customers.AnyAsync(c => c.Email == e);
                if (exists)
                {
                    throw new Exception();
                }

                var c = new Customer
                {
                    Email = e
                };
                db.Customers.Add(c);
                await db.SaveChangesAsync();
                return await db.Customers.Where(x => x.Email == c.Email && x.Id != c.Id).AnyAsync();
            }
        }
        """,
        """
        Customers: Email = p:e | AnyAsync
        Customers: Email = p:c.Email, Id <> p:c.Id | AnyAsync
        """);

    [Fact]
    public void QueriesInMemory_AreNone() => Check(
        """
        public class S(ShopContext db)
        {
            public void A(List<Order> orders)
            {
                var mem = orders.AsQueryable().Where(o => o.Id == 3).ToList();
                var set = orders.Where(o => o.Id == 1).Select(o => o.Email).ToList();
            }

            public List<Order> B(IQueryable<Order> q)
            {
                return q.ToList();
            }

            public List<Order> C(DbSet<Order> q)
            {
                return q.ToList();
            }

            public List<T> D<T>(IQueryable<T> q)
            {
                return q.ToList();
            }

            public async Task<List<T>> E<T>(IQueryable<T> q)
            {
                return await q.ToListAsync();
            }
        }
        """,
        """
        Orders: IsDeleted = 0 [filter] | ToList | gaps: `q` is a parameter: callers may compose it
        Orders: IsDeleted = 0 [filter] | ToList
        ?T:  | ToListAsync | gaps: `T` is a type parameter; `q` is a parameter: callers may compose it
        """);

    [Fact]
    public void PagingExtension_IsReadAtItsCall() => Check(
        """
        public static class Paging
        {
            public static async Task<Paged<T>> ToPagedAsync<T>(this IQueryable<T> source, int page, int size)
            {
                var count = await source.CountAsync();
                var items = await source.Skip(page * size).Take(size).ToListAsync();
                return new Paged<T>(items, count);
            }
        }

        public record Paged<T>(List<T> Items, int Count);
        public class S(ShopContext db)
        {
            public Task<Paged<Order>> A() => db.Orders.Where(o => o.Status == OrderStatus.Paid).OrderBy(o => o.Id).ToPagedAsync(1, 10);
        }
        """,
        """
        ?T:  | CountAsync | gaps: `T` is a type parameter; `source` is a parameter: callers may compose it
        Orders: Status = 1, IsDeleted = 0 [filter] | sort Id | CountAsync
        Orders: Status = 1, IsDeleted = 0 [filter] | sort Id | skip p:page * size | take 10 | ToListAsync
        """);

    [Fact]
    public void PrivateLoader_IsReadInItself() => Check(
        """
        public class Cart(ShopContext db)
        {
            public async Task Ship(int[] ids)
            {
                foreach (var id in ids)
                {
                    var order = await Load(id);
                    var lines = await db.Lines.Where(l => l.OrderId == order.Id).ToListAsync();
                }
            }

            private Task<Order> Load(int id) => db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == id);
        }
        """,
        """
        Lines: OrderId = p:order.Id | ToListAsync | per element of ids (depends)
        Orders: Id = p:id, IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | include Lines | SingleAsync
        """);

    [Fact]
    public void ContextFromFactory_IsFound() => Check(
        """
        public class S
        {
            public void A(IDbContextFactory<ShopContext> f, IServiceProvider sp)
            {
                using var db = f.CreateDbContext();
                db.Orders.Where(o => o.Id == 1).ToList();
                using (var c = new ShopContext())
                {
                    c.Orders.Count();
                }
            }
        }
        """,
        """
        Orders: Id = 1, IsDeleted = 0 [filter] | ToList
        Orders: IsDeleted = 0 [filter] | Count
        """);

    [Fact]
    public void GenericPropertyOfService_IsRead() => Check(
        """
        public class TenantFilter<T>(ShopContext db, Guid tenant)
            where T : Order
        {
            public IQueryable<T> Q => db.Set<T>().Where(x => x.TenantId == tenant);
        }

        public class S(TenantFilter<Order> f)
        {
            public void A()
            {
                f.Q.Where(o => o.Email == "a").ToList();
            }
        }
        """,
        """
        Orders: TenantId = p:tenant, Email = 'a', IsDeleted = 0 [filter] | ToList
        """);

    [Fact]
    public void Ternaries_AreMerged() => Check(
        """
        public class S(ShopContext db)
        {
            public void A(string sort, bool desc, string? mail)
            {
                IOrderedQueryable<Order> q = sort == "a" ? db.Orders.OrderBy(o => o.Email) : db.Orders.OrderBy(o => o.Id);
                q.Take(5).ToList();
                var r = desc ? db.Orders.Where(o => o.Email == mail) : db.Orders.Where(o => o.Note == mail);
                r.ToList();
                var s = desc ? (IQueryable<ISoftDelete>)db.Orders : db.Orders;
                s.Where(x => x.IsDeleted).ToList();
            }
        }
        """,
        """
        Orders: IsDeleted = 0 [filter] | take 5 | ToList | gaps: the sort order depends on a condition
        Orders: IsDeleted = 0 [filter] | optional Email = p:mail | optional Note = p:mail | ToList
        Orders: IsDeleted = 1, IsDeleted = 0 [filter] | ToList
        """);

    [Fact]
    public void LetAndGroupJoin_AreRead() => Check(
        """
        public class S(ShopContext db)
        {
            public void A()
            {
                var q =
                    from o in db.Orders
                    where o.Lines.Any(l => l.Product.Sku == "x")let total = o.Lines.Sum(l => l.Price)
                    where total > 100
                    orderby total descending, o.Id
                    select new
                    {
                        o.Id,
                        total
                    };
                q.ToList();
                var d = (
                    from c in db.Customers
                    join o in db.Orders on c.Id equals o.CustomerId into os
                    select new
                    {
                        c.Name,
                        N = os.Count(),
                        Any = os.Any(x => x.Total > 3)
                    }

                ).ToList();
            }
        }
        """,
        """
        Orders: exists(Lines, Product), opaque(Lines#2.Price), IsDeleted = 0 [filter] | semi Lines on Lines.OrderId = Id, Product.Sku = 'x' | inner Products Product on Product.Id = Lines.ProductId | apply Lines Lines#2 on Lines#2.OrderId = Id | sort (total) desc, Id | select Id, Lines#2.Price | ToList
        Customers:  | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | apply Orders Orders#2 on Orders#2.CustomerId = Id, Orders#2.Total > 3, Orders#2.IsDeleted = 0 [filter] | select Name | ToList
        """);

    [Fact]
    public void SpecificationWithMethod_IsRead() => Check(
        """
        public abstract class Spec<T>
        {
            public abstract Expression<Func<T, bool>> ToExpression();
        }

        public class ByEmail(string email) : Spec<Order>
        {
            public override Expression<Func<Order, bool>> ToExpression() => o => o.Email == email;
        }

        public class Repo(ShopContext db)
        {
            public Order? Find(Spec<Order> spec) => db.Orders.FirstOrDefault(spec.ToExpression());
            public void A(string e)
            {
                var order = Find(new ByEmail(e));
                var x = db.Orders.Where(new ByEmail(e).ToExpression()).ToList();
            }
        }
        """,
        """
        Orders: Email = p:email, IsDeleted = 0 [filter] | FirstOrDefault
        Orders: Email = p:email, IsDeleted = 0 [filter] | ToList
        """);
}
