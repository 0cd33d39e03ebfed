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
        Run("enum member as text", "var rows = db.Orders.Where(o => o.Status.ToString() == \"Open\").ToList();\nConsole.WriteLine(rows.Count);"),
    ];

    private static LoopCase Run(string name, string statements) => new(
        name,
        "public void Run(ShopContext db, List<int> ids)\n{\n" + statements + "\n}\n\n"
        + "private static bool IsLarge(decimal total) => total > 100;\n\nprivate static int Rank(Order order) => order.Id % 7;\n\nprivate static int Next(List<int> ids) => ids[0];",
        false);
}
