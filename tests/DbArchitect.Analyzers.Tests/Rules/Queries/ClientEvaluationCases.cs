namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>Filters and orders that EF Core translates, and those at which it throws: each is checked by the rule and run.</summary>
public static class ClientEvaluationCases
{
    public static TheoryData<LoopCase> Throwing =>
    [
        Run("method of the program", "var rows = db.Orders.Where(o => [|IsLarge(o.Total)|]).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("method of the program in an order", "var rows = db.Orders.OrderBy(o => [|Rank(o)|]).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("method of the program in a terminal", "Console.WriteLine(db.Orders.Count(o => [|IsLarge(o.Total)|]));"),
        Run("string.Equals with a comparison", "var rows = db.Customers.Where(c => [|c.Name.Equals(\"C1\", StringComparison.OrdinalIgnoreCase)|]).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("Contains with a comparison", "var rows = db.Customers.Where(c => [|c.Name.Contains(\"C\", StringComparison.OrdinalIgnoreCase)|]).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("static string.Equals with a comparison", "Console.WriteLine(db.Customers.Any(c => [|string.Equals(c.Name, \"C1\", StringComparison.OrdinalIgnoreCase)|]));"),
        Run("ToString with a format", "var rows = db.Orders.Where(o => [|o.CreatedAt.ToString(\"yyyy\")|] == \"2025\").ToList();\nConsole.WriteLine(rows.Count);"),
        Run("ToLowerInvariant", "var rows = db.Customers.Where(c => [|c.Name.ToLowerInvariant()|] == \"c1\").ToList();\nConsole.WriteLine(rows.Count);"),
        Run("PadLeft", "var rows = db.Customers.Where(c => [|c.Name.PadLeft(3)|] == \" c1\").ToList();\nConsole.WriteLine(rows.Count);"),
        Run("a property that the class computes", "var rows = db.Customers.Where(c => [|c.Display|] == \"c1\").ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property in an order", "var rows = db.Customers.OrderBy(c => c.City).ThenByDescending(c => [|c.Display|]).Select(c => c.Name).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property of a computed value", "Console.WriteLine(db.Customers.Any(c => [|c.Display|].Length > 3));"),
        Run("computed property of another entity", "Console.WriteLine(db.Orders.Count(o => [|o.Customer!.Display|].StartsWith(\"c\")));"),
        Run("computed property in a sub-query", "Console.WriteLine(db.Customers.Count(c => c.Orders.Any(o => [|o.Customer!.Display|] == \"c1\")));"),
        Run("computed property in query syntax", "var rows = (from o in db.Orders join c in db.Customers on o.CustomerId equals c.Id where [|c.Display|] == \"c1\" select o).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property as the key of a group", "var rows = db.Customers.GroupBy(c => [|c.Display|]).Select(g => new { g.Key, Count = g.Count() }).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property as the key of a join", "var rows = db.Customers.Join(db.Orders, c => [|c.Display|], o => o.Number, (c, o) => o.Id).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("the largest of a computed property", "Console.WriteLine(db.Customers.Max(c => [|c.Display|]));"),
        Run("the largest of what a method makes", "Console.WriteLine(db.Orders.Max(o => [|Rank(o)|]));"),
        Run("a method of the program as the key of a group", "var rows = db.Orders.GroupBy(o => [|Rank(o)|]).Select(g => g.Count()).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("a method of the program in a filtered Include", "var rows = db.Customers.Include(c => c.Orders.Where(o => [|IsLarge(o.Total)|]).OrderBy(o => o.Id)).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property where rows are deleted", "Console.WriteLine(db.Customers.Where(c => [|c.Display|] == \"none\").ExecuteDelete());"),
        Run("in a loop over the query", "foreach (var row in db.Customers.Where(c => [|c.Display|] == \"c1\"))\n    Console.WriteLine(row.Id);"),
        Run("composed over statements", "IQueryable<Customer> query = db.Customers;\nquery = query.Where(c => c.IsActive);\nvar rows = query.OrderBy(c => [|c.Display|]).ToList();\nConsole.WriteLine(rows.Count);"),
    ];

    public static TheoryData<LoopCase> Translated =>
    [
        Run("columns", "var rows = db.Orders.Where(o => o.Total > 5 && o.Status == OrderStatus.Open).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("method of the program without the row", "var rows = db.Orders.Where(o => o.Id > Next(ids)).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("method of the program in the outermost Select", "var rows = db.Orders.Select(o => Rank(o)).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("method of the program in memory", "var rows = db.Orders.AsEnumerable().Where(o => IsLarge(o.Total)).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("text functions", "var rows = db.Customers.Where(c => c.Name.ToLower().StartsWith(\"c\") && c.Name.Trim().Length > 1 && string.IsNullOrEmpty(c.Phone)).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("ToString of a number", "var rows = db.Orders.Where(o => o.Id.ToString() == \"1\").ToList();\nConsole.WriteLine(rows.Count);"),
        Run("comparison of values without the row", "var rows = db.Orders.Where(o => o.Id > (\"a\".Equals(\"A\", StringComparison.OrdinalIgnoreCase) ? 1 : 2)).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property in the outermost Select", "var rows = db.Customers.Select(c => new { c.Id, c.Display }).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property selected, then cut", "Console.WriteLine(db.Customers.OrderBy(c => c.Id).Select(c => c.Display).First());"),
        Run("computed property as the key of a dictionary", "var rows = db.Customers.ToDictionary(c => c.Display);\nConsole.WriteLine(rows.Count);"),
        Run("computed property in memory", "var rows = db.Customers.AsEnumerable().OrderBy(c => c.Display).ToList();\nConsole.WriteLine(rows.Count);"),
        Run("computed property of an object that is there", "var first = db.Customers.OrderBy(c => c.Id).First();\nConsole.WriteLine(db.Customers.Count(c => c.Name + \"x\" == first.Display));"),
        Run("computed property of rows in a list", "var known = db.Customers.ToList();\nConsole.WriteLine(known.Count(c => c.Display == \"c1\"));"),
        Run("property of a selected object", "var rows = db.Customers.Select(c => new { Display = c.Name }).Where(c => c.Display == \"c1\").ToList();\nConsole.WriteLine(rows.Count);"),
    ];

    /// <summary>EF Core 8 still throws at these: the rule is silent with every version.</summary>
    public static TheoryData<LoopCase> TranslatedSince9 =>
    [
        Run("enum member as text", "var rows = db.Orders.Where(o => o.Status.ToString() == \"Open\").ToList();\nConsole.WriteLine(rows.Count);"),
    ];

    private static LoopCase Run(string name, string statements) => new(
        name,
        "public void Run(ShopContext db, List<int> ids)\n{\n" + statements + "\n}\n\n"
        + "private static bool IsLarge(decimal total) => total > 100;\n\nprivate static int Rank(Order order) => order.Id % 7;\n\nprivate static int Next(List<int> ids) => ids[0];",
        false);
}
