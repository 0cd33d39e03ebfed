using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>The schema of ShopSource.cs, by hand.</summary>
internal static class TestSchemas
{
    public static SchemaSet Shop { get; } = new(new[] { MakeShop() });

    private static Schema MakeShop()
    {
        var entities = new List<Entity>
        {
            Make("Order", "Orders", "Id TenantId CustomerId SellerId Status Email Note CreatedAt ShippedAt Total IsDeleted ShipTo.City:ShipTo_City ShipTo.Zip:ShipTo_Zip") with
            {
                QueryFilter = Fact<Predicate>.Of(new Comparison(new ColumnRef(0, "IsDeleted"), Comparator.Equal, new Constant("0") { Kind = ValueKind.Boolean })),
                Navigations = new[]
                {
                    Reference("Customer", "Shop.Customer", "CustomerId", required: true, inverse: "Orders"),
                    Reference("Seller", "Shop.Customer", "SellerId", required: false, inverse: null),
                    Collection("Lines", "Shop.OrderLine", "OrderId", "Order"),
                    Many("Tags", "Shop.Tag", "OrdersId", "TagsId", "Orders"),
                },
            },
            Make("OrderLine", "Lines", "Id OrderId ProductId Quantity Price") with
            {
                Navigations = new[]
                {
                    Reference("Order", "Shop.Order", "OrderId", required: true, inverse: "Lines"),
                    Reference("Product", "Shop.Product", "ProductId", required: true, inverse: "Lines"),
                },
            },
            Make("Product", "Products", "Id Sku Name Price") with { Navigations = new[] { Collection("Lines", "Shop.OrderLine", "ProductId", "Product") } },
            Make("Customer", "Customers", "Id Name Email IsActive RegionId") with
            {
                Navigations = new[]
                {
                    Reference("Region", "Shop.Region", "RegionId", required: false, inverse: null),
                    Collection("Orders", "Shop.Order", "CustomerId", "Customer"),
                },
            },
            Make("Region", "Regions", "Id Code"),
            Make("Tag", "Tags", "Id Name") with { Navigations = new[] { Many("Orders", "Shop.Order", "TagsId", "OrdersId", "Tags") } },
            Payment("Payment", null, null, "Id OrderId Amount"),
            Payment("CardPayment", "Shop.Payment", "CardPayment", "Id OrderId Amount Last4"),
            Payment("BankPayment", "Shop.Payment", "BankPayment", "Id OrderId Amount Iban"),
            Make("Invoice", "Invoices", "Id Number"),
        };
        var tables = new List<Table>();
        foreach (var entity in entities)
            tables.Add(new Table(entity.Table!.Value));
        return new Schema("Shop.ShopContext", Store.Sqlite, tables, entities) { TracksByDefault = true };
    }

    private static Entity Make(string name, string table, string properties)
    {
        var list = new List<EntityProperty>();
        foreach (var property in properties.Split(' '))
        {
            var parts = property.Split(':');
            list.Add(new EntityProperty(parts[0], new TableName(null, table), parts[^1]));
        }

        return new Entity("Shop." + name) { ClrType = "Shop." + name, Table = new TableName(null, table), Properties = list, Key = new[] { "Id" } };
    }

    private static Entity Payment(string name, string? parent, string? discriminator, string properties) =>
        Make(name, "Payments", properties) with
        {
            Base = parent, Inheritance = InheritanceMapping.TablePerHierarchy, DiscriminatorColumn = "Discriminator", DiscriminatorValue = discriminator,
        };

    private static Navigation Reference(string name, string target, string column, bool required, string? inverse) =>
        new(name, target) { IsOnDependent = true, IsRequired = required, Columns = new[] { column }, TargetColumns = new[] { "Id" }, Inverse = inverse };

    private static Navigation Collection(string name, string target, string targetColumn, string inverse) =>
        new(name, target) { IsCollection = true, Columns = new[] { "Id" }, TargetColumns = new[] { targetColumn }, Inverse = inverse };

    private static Navigation Many(string name, string target, string own, string other, string inverse) =>
        new(name, target)
        {
            IsCollection = true, Columns = new[] { "Id" }, TargetColumns = new[] { "Id" }, JoinTable = new TableName(null, "OrderTag"),
            JoinColumns = new[] { own }, JoinTargetColumns = new[] { other }, Inverse = inverse,
        };
}
