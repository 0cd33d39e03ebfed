using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Model;

public sealed class EquatableArrayTests
{
    [Fact]
    public void CollectionExpression_HoldsItsElements()
    {
        EquatableArray<string> array = ["a", "b"];
        Assert.Equal(2, array.Count);
        Assert.Equal("b", array[1]);
        EquatableArray<string> spread = [.. array, "c"];
        Assert.Equal("a, b, c", spread.ToString());
        EquatableArray<string> none = [];
        Assert.True(none.IsEmpty);
        Assert.Equal(default, none);
    }
}
