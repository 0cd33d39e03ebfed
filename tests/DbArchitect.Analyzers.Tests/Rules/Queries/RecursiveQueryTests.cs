using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class RecursiveQueryTests
{
    private const string Rule = "DBA2005";

    [Fact]
    public Task ChildrenOfEachNode_AreReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Tree(ShopContext db)
        {
            public async Task<int> Count(int parent)
            {
                var count = 1;
                foreach (var child in await db.Categories.Where(c => c.ParentId == parent).[|ToListAsync()|])
                count += await Count(child.Id);
                return count;
            }
        }
        """);

    [Fact]
    public Task RecursionInMemory_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Tree(ShopContext db)
        {
            public async Task<int> Count(int parent)
            {
                var all = await db.Categories.ToListAsync();
                return CountOf(all, parent);
            }

            private static int CountOf(List<Category> all, int parent) => 1 + all.Where(c => c.ParentId == parent).Sum(c => CountOf(all, c.Id));
        }
        """);

    [Fact]
    public Task RecursionByAnotherColumn_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Retry(ShopContext db)
        {
            public async Task<int> Count(string name, int tries)
            {
                var count = await db.Categories.CountAsync(c => c.Name == name);
                return count > 0 || tries == 0 ? count : await Count(name, tries - 1);
            }
        }
        """);
}
