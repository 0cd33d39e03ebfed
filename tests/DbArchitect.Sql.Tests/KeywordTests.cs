using DbArchitect.Sql.Lexing;

namespace DbArchitect.Sql.Tests;

public sealed class KeywordTests
{
    [Fact]
    public void Names_AreThoseOfTheEnumInItsOrder()
    {
        var names = Keywords.Names.Trim().Split(' ');
        var members = Enum.GetNames<Keyword>().Where(n => n is not (nameof(Keyword.None) or nameof(Keyword.LastReserved) or nameof(Keyword.LastNoAlias)))
            .OrderBy(n => (int)Enum.Parse<Keyword>(n)).ToArray();
        Assert.Equal(members, names.Select(n => string.Concat(n.Split('_').Select(p => p[0] + p[1..].ToLowerInvariant()))));
    }

    [Fact]
    public void EveryName_IsFoundInAnyCase()
    {
        var value = 1;
        foreach (var name in Keywords.Names.Trim().Split(' '))
        {
            Assert.Equal((Keyword)value, Keywords.Find(name, 0, name.Length));
            Assert.Equal((Keyword)value, Keywords.Find("x" + name.ToLowerInvariant(), 1, name.Length));
            Assert.Equal(Keyword.None, Keywords.Find(name + "\u2024", 0, name.Length + 1));
            value++;
        }
    }
}
