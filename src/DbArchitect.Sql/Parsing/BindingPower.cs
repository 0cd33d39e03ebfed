namespace DbArchitect.Sql;

/// <summary>How tightly operators bind, from the loosest. Dialects move single operators between these levels.</summary>
internal static class BindingPower
{
    public const int None = 0;
    public const int Assign = 1;
    public const int Or = 2;
    public const int Xor = 3;
    public const int And = 4;
    public const int Not = 5;
    public const int Is = 6;
    public const int Compare = 7;
    public const int Like = 8;

    /// <summary>PostgreSQL's operators without a level of their own.</summary>
    public const int Other = 9;
    public const int BitOr = 10;
    public const int BitAnd = 11;
    public const int Shift = 12;
    public const int Add = 13;
    public const int Multiply = 14;
    public const int Power = 15;

    /// <summary><c>||</c> of SQLite, JSON access of MySQL and SQLite.</summary>
    public const int Concat = 16;
    public const int AtTimeZone = 17;
    public const int Collate = 18;
    public const int Unary = 19;
    public const int Postfix = 20;
}
