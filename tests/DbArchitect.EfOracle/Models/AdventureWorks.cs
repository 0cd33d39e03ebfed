namespace DbArchitect.EfOracle.Models.AdventureWorks;

public abstract class Row
{
    public Guid Rowguid { get; set; }
    public DateTime ModifiedDate { get; set; }
}

[Table("BusinessEntity", Schema = "Person")]
public class BusinessEntity : Row
{
    public int BusinessEntityId { get; set; }
    public Person? Person { get; set; }
    public Store? Store { get; set; }
    public Vendor? Vendor { get; set; }
    public List<BusinessEntityAddress> Addresses { get; set; } = [];
}

[Table("Person", Schema = "Person"), Index(nameof(LastName), nameof(FirstName))]
public class Person : Row
{
    [Key, ForeignKey(nameof(BusinessEntity))] public int BusinessEntityId { get; set; }
    public BusinessEntity BusinessEntity { get; set; } = null!;
    [MaxLength(2), Column(TypeName = "nchar(2)")] public string PersonType { get; set; } = "";
    [MaxLength(50)] public string FirstName { get; set; } = "";
    [MaxLength(50)] public string LastName { get; set; } = "";
    [Column(TypeName = "xml")] public string? Demographics { get; set; }
    public Employee? Employee { get; set; }
    public List<PersonPhone> Phones { get; set; } = [];
    public List<EmailAddress> Emails { get; set; } = [];
    public List<CreditCard> Cards { get; set; } = [];
}

public class PersonPhone
{
    public int BusinessEntityId { get; set; }
    public string PhoneNumber { get; set; } = "";
    public int PhoneNumberTypeId { get; set; }
    public Person Person { get; set; } = null!;
    public PhoneNumberType Type { get; set; } = null!;
}

public class PhoneNumberType
{
    public int PhoneNumberTypeId { get; set; }
    public string Name { get; set; } = "";
}

public class EmailAddress : Row
{
    public int BusinessEntityId { get; set; }
    public int EmailAddressId { get; set; }
    public string? Address { get; set; }
    public Person Person { get; set; } = null!;
}

[Index(nameof(AddressLine1), nameof(City), nameof(PostalCode), nameof(StateProvinceId), IsUnique = true)]
public class Address : Row
{
    public int AddressId { get; set; }
    [MaxLength(60)] public string AddressLine1 { get; set; } = "";
    [MaxLength(30)] public string City { get; set; } = "";
    [MaxLength(15)] public string? PostalCode { get; set; }
    public int StateProvinceId { get; set; }
    public StateProvince StateProvince { get; set; } = null!;
}

public class AddressType : Row
{
    public int AddressTypeId { get; set; }
    public string Name { get; set; } = "";
}

#if EF8_OR_GREATER
[PrimaryKey(nameof(BusinessEntityId), nameof(AddressId), nameof(AddressTypeId))]
#endif
public class BusinessEntityAddress : Row
{
    public int BusinessEntityId { get; set; }
    public int AddressId { get; set; }
    public int AddressTypeId { get; set; }
    public BusinessEntity BusinessEntity { get; set; } = null!;
    public Address Address { get; set; } = null!;
    public AddressType AddressType { get; set; } = null!;
}

public class StateProvince : Row
{
    public int StateProvinceId { get; set; }
    public string StateProvinceCode { get; set; } = "";
    public string CountryRegionCode { get; set; } = "";
    public CountryRegion CountryRegion { get; set; } = null!;
    public int TerritoryId { get; set; }
    public SalesTerritory Territory { get; set; } = null!;
}

public class CountryRegion
{
    [Key] public string CountryRegionCode { get; set; } = "";
    public string Name { get; set; } = "";
    public List<StateProvince> StateProvinces { get; set; } = [];
    public List<Currency> Currencies { get; set; } = [];
}

public class Currency
{
    [Key, Column(TypeName = "nchar(3)")] public string CurrencyCode { get; set; } = "";
    public string Name { get; set; } = "";
    public List<CountryRegion> Regions { get; set; } = [];
}

public class Department
{
    public short DepartmentId { get; set; }
    public string Name { get; set; } = "";
    public string GroupName { get; set; } = "";
}

public class Shift
{
    public byte ShiftId { get; set; }
    public string Name { get; set; } = "";
    public TimeOnly StartTime { get; set; }
    public TimeOnly EndTime { get; set; }
}

public class Employee : Row
{
    public int BusinessEntityId { get; set; }
    public Person Person { get; set; } = null!;
    public string NationalIdNumber { get; set; } = "";
    public string LoginId { get; set; } = "";
    public DateOnly BirthDate { get; set; }
    public char Gender { get; set; }
    public short VacationHours { get; set; }
    public List<EmployeeDepartmentHistory> Departments { get; set; } = [];
    public List<EmployeePayHistory> Pay { get; set; } = [];
}

public class EmployeeDepartmentHistory
{
    public int BusinessEntityId { get; set; }
    public Employee Employee { get; set; } = null!;
    public short DepartmentId { get; set; }
    public Department Department { get; set; } = null!;
    public byte ShiftId { get; set; }
    public Shift Shift { get; set; } = null!;
    public DateOnly StartDate { get; set; }
    public DateOnly? EndDate { get; set; }
}

public class EmployeePayHistory
{
    public int BusinessEntityId { get; set; }
    public DateTime RateChangeDate { get; set; }
    public decimal Rate { get; set; }
    public byte PayFrequency { get; set; }
    public Employee Employee { get; set; } = null!;
}

public class JobCandidate
{
    public int JobCandidateId { get; set; }
    public int? BusinessEntityId { get; set; }
    public Employee? Employee { get; set; }
    public string? Resume { get; set; }
}

public class ProductCategory : Row
{
    public int ProductCategoryId { get; set; }
    public string Name { get; set; } = "";
    public List<ProductSubcategory> Subcategories { get; set; } = [];
}

public class ProductSubcategory : Row
{
    public int ProductSubcategoryId { get; set; }
    public int ProductCategoryId { get; set; }
    public ProductCategory ProductCategory { get; set; } = null!;
    public string Name { get; set; } = "";
    public List<Product> Products { get; set; } = [];
}

public class ProductModel : Row
{
    public int ProductModelId { get; set; }
    public string Name { get; set; } = "";
}

public class UnitMeasure
{
    [Key] public string UnitMeasureCode { get; set; } = "";
    public string Name { get; set; } = "";
}

public class Product : Row
{
    public int ProductId { get; set; }
    public string Name { get; set; } = "";
    public string ProductNumber { get; set; } = "";
    public bool MakeFlag { get; set; }
    public decimal StandardCost { get; set; }
    public decimal ListPrice { get; set; }
    public string? SizeUnitMeasureCode { get; set; }
    public UnitMeasure? SizeUnitMeasure { get; set; }
    public string? WeightUnitMeasureCode { get; set; }
    public UnitMeasure? WeightUnitMeasure { get; set; }
    public decimal? Weight { get; set; }
    public int? ProductSubcategoryId { get; set; }
    public ProductSubcategory? ProductSubcategory { get; set; }
    public int? ProductModelId { get; set; }
    public ProductModel? ProductModel { get; set; }
    public DateTime SellStartDate { get; set; }
    public List<BillOfMaterials> Assemblies { get; set; } = [];
    public List<BillOfMaterials> Components { get; set; } = [];
    public List<ProductInventory> Inventory { get; set; } = [];
    public List<Document> Documents { get; set; } = [];
    public List<ProductReview> Reviews { get; set; } = [];
}

public class BillOfMaterials
{
    public int BillOfMaterialsId { get; set; }
    public int? ProductAssemblyId { get; set; }
    public int ComponentId { get; set; }
    [InverseProperty(nameof(Product.Assemblies))] public Product? ProductAssembly { get; set; }
    [InverseProperty(nameof(Product.Components))] public Product Component { get; set; } = null!;
    public decimal PerAssemblyQty { get; set; }
}

public class Location
{
    public short LocationId { get; set; }
    public string Name { get; set; } = "";
    public decimal CostRate { get; set; }
}

public class ProductInventory : Row
{
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
    public short LocationId { get; set; }
    public Location Location { get; set; } = null!;
    public short Quantity { get; set; }
}

public class Document : Row
{
    public int DocumentId { get; set; }
    public string Title { get; set; } = "";
    public int Owner { get; set; }
    [ForeignKey(nameof(Owner))] public Employee OwnerNavigation { get; set; } = null!;
    public byte[]? Content { get; set; }
    public List<Product> Products { get; set; } = [];
}

public class ProductReview
{
    public int ProductReviewId { get; set; }
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
    public int Rating { get; set; }
    public string? Comments { get; set; }
}

public class WorkOrder
{
    public int WorkOrderId { get; set; }
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
    public int OrderQty { get; set; }
    public int StockedQty { get; private set; }
}

public class Vendor
{
    public int BusinessEntityId { get; set; }
    public BusinessEntity BusinessEntity { get; set; } = null!;
    public string AccountNumber { get; set; } = "";
    public string Name { get; set; } = "";
    public List<PurchaseOrderHeader> Orders { get; set; } = [];
}

public class PurchaseOrderHeader
{
    public int PurchaseOrderId { get; set; }
    public int EmployeeId { get; set; }
    public Employee Employee { get; set; } = null!;
    public int VendorId { get; set; }
    public Vendor Vendor { get; set; } = null!;
    public int ShipMethodId { get; set; }
    public ShipMethod ShipMethod { get; set; } = null!;
    public decimal SubTotal { get; set; }
    public decimal TaxAmt { get; set; }
    public decimal TotalDue { get; set; }
    public List<PurchaseOrderDetail> Lines { get; set; } = [];
}

public class PurchaseOrderDetail
{
    public int PurchaseOrderId { get; set; }
    public PurchaseOrderHeader PurchaseOrder { get; set; } = null!;
    public int PurchaseOrderDetailId { get; set; }
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
    public short OrderQty { get; set; }
    public decimal LineTotal { get; set; }
}

public class ShipMethod : Row
{
    public int ShipMethodId { get; set; }
    public string Name { get; set; } = "";
}

public class SalesTerritory : Row
{
    public int TerritoryId { get; set; }
    public string Name { get; set; } = "";
    public string CountryRegionCode { get; set; } = "";
    public CountryRegion Region { get; set; } = null!;
}

public class SalesPerson : Row
{
    public int BusinessEntityId { get; set; }
    public Employee Employee { get; set; } = null!;
    public int? TerritoryId { get; set; }
    public SalesTerritory? Territory { get; set; }
    public decimal? SalesQuota { get; set; }
}

public class Store : Row
{
    public int BusinessEntityId { get; set; }
    public BusinessEntity BusinessEntity { get; set; } = null!;
    public string Name { get; set; } = "";
    public int? SalesPersonId { get; set; }
    public SalesPerson? SalesPerson { get; set; }
}

public class Customer : Row
{
    public int CustomerId { get; set; }
    public int? PersonId { get; set; }
    public Person? Person { get; set; }
    public int? StoreId { get; set; }
    public Store? Store { get; set; }
    public string AccountNumber { get; set; } = "";
}

public class CreditCard
{
    public int CreditCardId { get; set; }
    public string CardNumber { get; set; } = "";
    public byte ExpMonth { get; set; }
    public List<Person> Holders { get; set; } = [];
}

public class SpecialOffer : Row
{
    public int SpecialOfferId { get; set; }
    public string Description { get; set; } = "";
    public List<SpecialOfferProduct> Products { get; set; } = [];
}

public class SpecialOfferProduct : Row
{
    public int SpecialOfferId { get; set; }
    public SpecialOffer SpecialOffer { get; set; } = null!;
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
}

public class SalesOrderHeader : Row
{
    public int SalesOrderId { get; set; }
    public byte RevisionNumber { get; set; }
    public DateTime OrderDate { get; set; }
    public string SalesOrderNumber { get; set; } = "";
    public int CustomerId { get; set; }
    public Customer Customer { get; set; } = null!;
    public int? SalesPersonId { get; set; }
    public SalesPerson? SalesPerson { get; set; }
    public int BillToAddressId { get; set; }
    public Address BillToAddress { get; set; } = null!;
    public int ShipToAddressId { get; set; }
    public Address ShipToAddress { get; set; } = null!;
    public int? CreditCardId { get; set; }
    public CreditCard? CreditCard { get; set; }
    public decimal TotalDue { get; set; }
    public List<SalesOrderDetail> Lines { get; set; } = [];
    public List<SalesReason> Reasons { get; set; } = [];
}

public class SalesOrderDetail : Row
{
    public int SalesOrderId { get; set; }
    public SalesOrderHeader SalesOrder { get; set; } = null!;
    public int SalesOrderDetailId { get; set; }
    public int SpecialOfferId { get; set; }
    public int ProductId { get; set; }
    public SpecialOfferProduct Offer { get; set; } = null!;
    public decimal UnitPrice { get; set; }
}

public class SalesReason
{
    public int SalesReasonId { get; set; }
    public string Name { get; set; } = "";
    public List<SalesOrderHeader> Orders { get; set; } = [];
}

internal static class Production
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        const string schema = "Production";
        modelBuilder.Entity<Product>(b =>
        {
#if EF8_OR_GREATER
            b.ToTable("Product", schema, t => t.HasCheckConstraint("CK_ListPrice", "[ListPrice] >= 0.00"));
#else
            b.ToTable("Product", schema).HasCheckConstraint("CK_ListPrice", "[ListPrice] >= 0.00");
#endif
            b.HasIndex(p => p.ProductNumber).IsUnique();
            b.Property(p => p.ProductNumber).HasMaxLength(25);
            b.Property(p => p.StandardCost).HasColumnType("money");
            b.Property(p => p.ListPrice).HasColumnType("money");
            b.Property(p => p.Weight).HasColumnType("decimal(8, 2)");
            b.HasOne(p => p.SizeUnitMeasure).WithMany().HasForeignKey(p => p.SizeUnitMeasureCode);
            b.HasOne(p => p.WeightUnitMeasure).WithMany().HasForeignKey(p => p.WeightUnitMeasureCode);
            b.HasMany(p => p.Documents).WithMany(d => d.Products).UsingEntity(
                "ProductDocument",
                r => r.HasOne(typeof(Document)).WithMany().HasForeignKey("DocumentId").OnDelete(DeleteBehavior.NoAction),
                l => l.HasOne(typeof(Product)).WithMany().HasForeignKey("ProductId"),
                j => j.HasKey("ProductId", "DocumentId"));
        });
        modelBuilder.Entity<BillOfMaterials>(b =>
        {
            b.Property(x => x.PerAssemblyQty).HasPrecision(8, 2).HasDefaultValue(1.00m);
            b.HasOne(x => x.Component).WithMany(p => p.Components).OnDelete(DeleteBehavior.NoAction);
            b.HasIndex(x => new { x.ProductAssemblyId, x.ComponentId }).IsUnique().HasFilter(null);
        });
        modelBuilder.Entity<ProductInventory>().HasKey(i => new { i.ProductId, i.LocationId });
        modelBuilder.Entity<UnitMeasure>().Property(u => u.UnitMeasureCode).HasMaxLength(3).IsFixedLength();
        modelBuilder.Entity<WorkOrder>().Property(w => w.StockedQty).HasComputedColumnSql("[OrderQty] - 1", stored: false);
    }
}

public class AdventureWorksContext : DbContext
{
    public DbSet<BusinessEntity> BusinessEntities => Set<BusinessEntity>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Address> Addresses => Set<Address>();
    public DbSet<Employee> Employees => Set<Employee>();
    public DbSet<JobCandidate> JobCandidates => Set<JobCandidate>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<ProductCategory> ProductCategories => Set<ProductCategory>();
    public DbSet<WorkOrder> WorkOrders => Set<WorkOrder>();
    public DbSet<PurchaseOrderHeader> PurchaseOrders => Set<PurchaseOrderHeader>();
    public DbSet<SalesOrderHeader> SalesOrders => Set<SalesOrderHeader>();
    public DbSet<SalesOrderDetail> SalesOrderDetails => Set<SalesOrderDetail>();
    public DbSet<Currency> Currencies => Set<Currency>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (!optionsBuilder.IsConfigured)
            optionsBuilder.UseSqlServer("Server=.;Database=AdventureWorks");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
#if EF6
        modelBuilder.Entity<BusinessEntityAddress>().HasKey(a => new { a.BusinessEntityId, a.AddressId, a.AddressTypeId });
#endif
        Production.Configure(modelBuilder);
        ConfigurePeople(modelBuilder);
        ConfigureSales(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            if (property.ClrType == typeof(decimal) && property.GetColumnType() is null or "decimal(18,2)" && property.GetPrecision() == null)
                property.SetColumnType("money");
            else if (property.Name == nameof(Row.Rowguid))
                property.SetDefaultValueSql("newid()");
        }
    }

    private static void ConfigurePeople(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PersonPhone>(b =>
        {
            b.HasKey(p => new { p.BusinessEntityId, p.PhoneNumber, p.PhoneNumberTypeId });
            b.HasOne(p => p.Person).WithMany(p => p.Phones).HasForeignKey(p => p.BusinessEntityId);
            b.HasOne(p => p.Type).WithMany().HasForeignKey(p => p.PhoneNumberTypeId);
        });
        modelBuilder.Entity<EmailAddress>().HasKey(e => new { e.BusinessEntityId, e.EmailAddressId });
        modelBuilder.Entity<EmailAddress>().HasOne(e => e.Person).WithMany(p => p.Emails).HasForeignKey(e => e.BusinessEntityId);
        modelBuilder.Entity<StateProvince>().HasOne(s => s.CountryRegion).WithMany(c => c.StateProvinces).HasForeignKey(s => s.CountryRegionCode).OnDelete(DeleteBehavior.NoAction);
        modelBuilder.Entity<Employee>(b =>
        {
            b.HasKey(e => e.BusinessEntityId);
            b.ToTable("Employee", "HumanResources");
            b.HasOne(e => e.Person).WithOne(p => p.Employee).HasForeignKey<Employee>(e => e.BusinessEntityId).OnDelete(DeleteBehavior.ClientSetNull);
            b.HasIndex(e => e.LoginId).IsUnique();
            b.HasIndex(e => e.NationalIdNumber, "AK_Employee_NationalIDNumber").IsUnique();
        });
        modelBuilder.Entity<EmployeeDepartmentHistory>(b =>
        {
            b.HasKey(h => new { h.BusinessEntityId, h.StartDate, h.DepartmentId, h.ShiftId });
            b.HasOne(h => h.Employee).WithMany(e => e.Departments).HasForeignKey(h => h.BusinessEntityId);
        });
        modelBuilder.Entity<EmployeePayHistory>(b =>
        {
            b.HasKey(h => new { h.BusinessEntityId, h.RateChangeDate });
            b.HasOne(h => h.Employee).WithMany(e => e.Pay).HasForeignKey(h => h.BusinessEntityId);
        });
        modelBuilder.Entity<JobCandidate>().HasOne(j => j.Employee).WithMany().HasForeignKey(j => j.BusinessEntityId);
    }

    private void ConfigureSales(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SalesTerritory>(b =>
        {
            b.HasKey(t => t.TerritoryId);
            b.HasOne(t => t.Region).WithMany().HasForeignKey(t => t.CountryRegionCode);
        });
        modelBuilder.Entity<StateProvince>().HasOne(s => s.Territory).WithMany().HasForeignKey(s => s.TerritoryId);
        modelBuilder.Entity<SalesPerson>(b =>
        {
            b.HasKey(s => s.BusinessEntityId);
            b.HasOne(s => s.Employee).WithOne().HasForeignKey<SalesPerson>(s => s.BusinessEntityId);
            b.HasOne(s => s.Territory).WithMany().HasForeignKey(s => s.TerritoryId);
        });
        modelBuilder.Entity<Store>(b =>
        {
            b.HasKey(s => s.BusinessEntityId);
            b.HasOne(s => s.BusinessEntity).WithOne(e => e.Store).HasForeignKey<Store>(s => s.BusinessEntityId);
        });
        modelBuilder.Entity<Vendor>(b =>
        {
            b.HasKey(v => v.BusinessEntityId);
            b.HasOne(v => v.BusinessEntity).WithOne(e => e.Vendor).HasForeignKey<Vendor>(v => v.BusinessEntityId);
            b.HasMany(v => v.Orders).WithOne(o => o.Vendor).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<PurchaseOrderHeader>(b =>
        {
            b.HasKey(o => o.PurchaseOrderId);
            b.Property(o => o.TotalDue).HasComputedColumnSql("isnull([SubTotal] + [TaxAmt], 0)", stored: true);
            b.HasMany(o => o.Lines).WithOne(l => l.PurchaseOrder).HasForeignKey(l => l.PurchaseOrderId);
        });
        modelBuilder.Entity<PurchaseOrderDetail>().HasKey(d => new { d.PurchaseOrderId, d.PurchaseOrderDetailId });
        modelBuilder.Entity<SpecialOfferProduct>().HasKey(p => new { p.SpecialOfferId, p.ProductId });
        modelBuilder.Entity<Customer>().Property(c => c.AccountNumber).HasComputedColumnSql("'AW' + [CustomerId]");
        modelBuilder.Entity<SalesOrderHeader>(b =>
        {
            b.HasKey(o => o.SalesOrderId);
            b.ToTable(nameof(SalesOrderHeader), "Sales");
            b.HasOne(o => o.BillToAddress).WithMany().OnDelete(DeleteBehavior.NoAction);
            b.HasOne(o => o.ShipToAddress).WithMany().OnDelete(DeleteBehavior.NoAction);
            b.HasIndex(o => o.OrderDate)
#if EF8_OR_GREATER
                .IsDescending()
#endif
                ;
            b.HasIndex(o => new { o.CustomerId, o.OrderDate });
            b.HasMany(o => o.Reasons).WithMany(r => r.Orders);
        });
        modelBuilder.Entity<SalesOrderDetail>(b =>
        {
            b.HasKey(d => new { d.SalesOrderId, d.SalesOrderDetailId });
            b.HasOne(d => d.SalesOrder).WithMany(o => o.Lines).HasForeignKey(d => d.SalesOrderId);
            b.HasOne(d => d.Offer).WithMany().HasForeignKey(d => new { d.SpecialOfferId, d.ProductId }).OnDelete(DeleteBehavior.NoAction);
        });
        modelBuilder.Entity<Currency>().HasMany(c => c.Regions).WithMany(r => r.Currencies).UsingEntity(j => j.ToTable("CountryRegionCurrency", "Sales"));
    }
}
