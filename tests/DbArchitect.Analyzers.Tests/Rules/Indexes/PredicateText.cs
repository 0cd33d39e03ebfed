using System.Globalization;
using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>
/// A small language for predicates of tests: <c>Email = @e and (Status = 1 or CreatedAt &gt; @d)</c>. <c>c.Email</c> is a column of source 1 (sources are named by
/// a letter in the order given); <c>date(CreatedAt) = @d</c>, <c>lower(Email) = @e</c> are functions; <c>starts</c>, <c>ends</c>, <c>contains</c> are text searches.
/// </summary>
internal sealed partial class PredicateText
{
    private readonly List<string> tokens;
    private readonly IReadOnlyList<string> aliases;
    private readonly PredicateSource source;
    private int at;

    private PredicateText(string text, IReadOnlyList<string> aliases, PredicateSource source)
    {
        tokens = [.. Token().Matches(text).Select(static match => match.Value)];
        this.aliases = aliases;
        this.source = source;
    }

    public static Predicate Parse(string text, IReadOnlyList<string>? aliases = null, PredicateSource source = PredicateSource.User)
    {
        var parser = new PredicateText(text, aliases ?? [], source);
        var predicate = parser.Or();
        Assert.True(parser.at == parser.tokens.Count, "Not understood: " + string.Join(' ', parser.tokens.Skip(parser.at)));
        return predicate;
    }

    private string? Peek => at < tokens.Count ? tokens[at] : null;

    private bool Accept(string token)
    {
        if (!string.Equals(Peek, token, StringComparison.OrdinalIgnoreCase))
            return false;
        at++;
        return true;
    }

    private string Next() => at < tokens.Count ? tokens[at++] : throw new InvalidOperationException("The predicate ends too early");

    private Predicate Or()
    {
        var arms = new List<Predicate> { And() };
        while (Accept("or"))
            arms.Add(And());
        return arms.Count == 1 ? arms[0] : new AnyOf(arms) { Origin = Places.Next(), Source = source };
    }

    private Predicate And()
    {
        var operands = new List<Predicate> { One() };
        while (Accept("and"))
            operands.Add(One());
        return operands.Count == 1 ? operands[0] : new AllOf(operands) { Origin = Places.Next(), Source = source };
    }

    private Predicate One()
    {
        if (Accept("("))
        {
            var inner = Or();
            Assert.True(Accept(")"), "A ) is missing");
            return inner;
        }

        if (Accept("unknown"))
            return new UnknownPredicate("test");
        if (Accept("opaque"))
            return new OpaquePredicate(new[] { Column() }, "opaque") { Origin = Places.Next(), Source = source };
        var name = Next();
        if (Accept("("))
        {
            var column = ColumnOf(Next());
            Assert.True(Accept(")"), "A ) is missing");
            var (comparator, value) = Rest();
            return new FunctionComparison(column, FunctionOf(name), DetailOf(name), comparator, value) { Origin = Places.Next(), Source = source };
        }

        var plain = ColumnOf(name);
        var (op, operand) = Rest();
        return new Comparison(plain, op, operand) { Origin = Places.Next(), Source = source };
    }

    private (Comparator, Operand) Rest()
    {
        var op = Next().ToLowerInvariant();
        if (op == "is")
        {
            var not = Accept("not");
            Assert.True(Accept("null"), "null is missing");
            return (not ? Comparator.IsNotNull : Comparator.IsNull, new Constant(null));
        }

        var comparator = op switch
        {
            "=" => Comparator.Equal,
            "<>" => Comparator.NotEqual,
            "<" => Comparator.LessThan,
            "<=" => Comparator.LessThanOrEqual,
            ">" => Comparator.GreaterThan,
            ">=" => Comparator.GreaterThanOrEqual,
            "in" => Comparator.In,
            "notin" => Comparator.NotIn,
            "starts" => Comparator.Prefix,
            "ends" => Comparator.Suffix,
            "contains" => Comparator.Contains,
            "like" => Comparator.Like,
            _ => throw new InvalidOperationException("Operator " + op),
        };
        return (comparator, Value(comparator));
    }

    private Operand Value(Comparator comparator)
    {
        var isList = comparator is Comparator.In or Comparator.NotIn;
        if (isList && Accept("subquery"))
            return new SubQueryOperand(default);
        if (isList && Accept("("))
        {
            var values = new List<string>();
            while (!Accept(")"))
            {
                values.Add(Unquote(Next()));
                Accept(",");
            }

            return new ListOperand(values.Count) { Constants = values };
        }

        var token = Next();
        if (token[0] == '@')
            return isList ? new ListOperand(null) { Parameter = token[1..] } : new Parameter(token[1..]);
        if (token == "?")
            return new UnknownOperand();
        if (char.IsLetter(token[0]) && token is not ("true" or "false"))
            return new ColumnOperand(ColumnOf(token));
        return new Constant(Unquote(token));
    }

    private ColumnRef Column() => ColumnOf(Next());

    private ColumnRef ColumnOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return new(0, name);
        var index = aliases.ToList().IndexOf(name[..dot]);
        Assert.True(index >= 0, "No source " + name);
        return new(index, name[(dot + 1)..]);
    }

    private static string Unquote(string token) => token.Trim('\'') is var text && text is "true" ? "1" : text is "false" ? "0" : text;

    private static ColumnFunction FunctionOf(string name) => name.ToLowerInvariant() switch
    {
        "date" => ColumnFunction.Date,
        "year" => ColumnFunction.Year,
        "month" => ColumnFunction.Month,
        "lower" or "upper" => ColumnFunction.CaseFold,
        "adddays" => ColumnFunction.DateAdd,
        "trim" => ColumnFunction.Trim,
        "substring" => ColumnFunction.Substring,
        "length" => ColumnFunction.Length,
        "times" => ColumnFunction.Arithmetic,
        "coalesce" => ColumnFunction.Coalesce,
        "cast" => ColumnFunction.Cast,
        "bits" => ColumnFunction.BitTest,
        "abs" => ColumnFunction.Other,
        _ => throw new InvalidOperationException("Function " + name),
    };

    private static string DetailOf(string name) => name.ToLowerInvariant() switch
    {
        "date" => ".Date",
        "year" => ".Year",
        "month" => ".Month",
        "lower" => "ToLower()",
        "upper" => "ToUpper()",
        "adddays" => "AddDays()",
        "times" => "* 2",
        _ => name + "()",
    };

    [GeneratedRegex(@"'[^']*'|@\w+|<>|<=|>=|[=<>(),?]|-?\d[\d.]*|[\w.]+")]
    private static partial Regex Token();
}
