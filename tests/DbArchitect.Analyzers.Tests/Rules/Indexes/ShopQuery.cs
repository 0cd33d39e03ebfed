using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>A query over the shop, built as a user would write it, and what the index rules say of it.</summary>
internal sealed record ShopQuery(Shop Shop, string Table)
{
    private Query Query { get; init; } = new Query(FrontEnd.Linq, new Terminal(TerminalKind.List, "ToList") { Origin = Places.Next() })
    {
        Context = "Shop.ShopContext",
        Sources = new[] { new Source(new TableName(null, Table), JoinKind.Root) { Entity = "Shop." + Table.TrimEnd('s'), Alias = "o" } },
        Origin = Places.Next(),
    };

    private IReadOnlyList<string> Aliases { get; init; } = ["o"];

    public Query Model => Query;

    public ShopQuery With(Func<Query, Query> change) => this with { Query = change(Query) };

    public ShopQuery Where(string text, PredicateSource source = PredicateSource.User) =>
        With(query => query with { Filter = new AllOf(new[] { query.Filter, PredicateText.Parse(text, Aliases, source) }) });

    /// <summary>The global query filter.</summary>
    public ShopQuery Filtered(string text) => Where(text, PredicateSource.QueryFilter);

    public ShopQuery Optionally(string text) => With(query => query with { OptionalFilters = query.OptionalFilters.Add(PredicateText.Parse(text, Aliases)) });

    /// <summary>Joins a table under an alias.</summary>
    public ShopQuery Join(string alias, string table, string on, JoinKind kind = JoinKind.Inner)
    {
        var aliases = (IReadOnlyList<string>)[.. Aliases, alias];
        var source = new Source(new TableName(null, table), kind) { Alias = alias, Entity = "Shop." + table.TrimEnd('s'), On = PredicateText.Parse(on, aliases, PredicateSource.Join), Parent = 0 };
        return this with { Aliases = aliases, Query = Query with { Sources = Query.Sources.Add(source) } };
    }

    public ShopQuery OrderBy(string keys) => With(query => query with
    {
        Sort = (EquatableArray<SortKey>)keys.Split(',', StringSplitOptions.TrimEntries).Select(key =>
        {
            var words = key.Split(' ');
            var dot = words[0].IndexOf('.', StringComparison.Ordinal);
            var source = dot < 0 ? 0 : Aliases.ToList().IndexOf(words[0][..dot]);
            return new SortKey(words[0].EndsWith("()", StringComparison.Ordinal) ? null : new ColumnRef(source, words[0][(dot + 1)..]), words.Contains("desc"))
            {
                Expression = words[0],
                Origin = Places.Next(),
            };
        }).ToArray(),
    });

    public ShopQuery Take(int? rows = null) => With(query => query with { Take = rows is null ? new Parameter("take") : new Constant(rows.ToString()) });

    public ShopQuery First() => End(TerminalKind.Single, "FirstOrDefault");

    public ShopQuery Any() => End(TerminalKind.Any, "Any");

    public ShopQuery Count() => End(TerminalKind.Count, "Count");

    public ShopQuery Delete() => End(TerminalKind.Delete, "ExecuteDelete");

    public ShopQuery End(TerminalKind kind, string name) => With(query => query with { Terminal = new Terminal(kind, name) { Origin = Places.Next() } });

    public ShopQuery In(CodeContext context) => With(query => query with { CodeContext = context });

    public ShopQuery Gap(QueryParts parts) => With(query => query with { Gaps = query.Gaps.Add(new Gap(parts, "test", Origin.None)) });

    public QueryContext Context() => new(Query, Shop.Schema(), Shop.Options);

    public IndexAdvice Advice() => Context().Advice;

    /// <summary>What all index rules say, as <c>DBA1001 W +(Email)</c>: id, severity, and the fix in short.</summary>
    public IReadOnlyList<string> Reports()
    {
        var context = Context();
        var reports = new List<string>();
        foreach (var rule in RuleSet.QueryRules.Where(static rule => rule.Descriptor.Category == Category.Indexes))
            reports.AddRange(rule.Check(context).Select(finding => Short(rule, finding)));
        return reports;
    }

    public IReadOnlyList<string> Messages()
    {
        var context = Context();
        return [.. RuleSet.QueryRules.SelectMany(rule => rule.Check(context).Select(finding => Message(rule, finding)))];
    }

    public void Expect(params string[] reports) => Assert.Equal(reports, Reports());

    public void Silent() => Expect();

    internal static string Message(Rule rule, Finding finding) =>
        rule.Descriptor.Id + ": " + string.Format(System.Globalization.CultureInfo.InvariantCulture, rule.Descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), [.. finding.Arguments]);

    internal static string Short(Rule rule, Finding finding)
    {
        Assert.True(finding.At.IsInSource, "A finding without a place");
        var severity = (finding.Severity ?? rule.Descriptor.DefaultSeverity) switch
        {
            DiagnosticSeverity.Warning => "W",
            DiagnosticSeverity.Info => "I",
            DiagnosticSeverity.Hidden => "H",
            _ => "E",
        };
        if (finding.Fix is { } fix)
            Assert.Equal(fix, Edit.FromProperties(fix.ToProperties()));
        return (rule.Descriptor.Id + " " + severity + " " + Short(finding.Fix)).TrimEnd();
    }

    private static string Short(Edit? fix) => fix switch
    {
        AddIndex add => "+" + Short(add.Index) + (add.Replaced is null ? "" : " -" + Short(add.Replaced)),
        RemoveIndex remove => "-" + Short(remove.Index),
        null => "",
        _ => fix.Kind,
    };

    private static string Short(IndexDeclaration index) => index.Name + "(" + string.Join(", ", index.Properties.Select((property, i) =>
        property + (i < index.Descending.Count && index.Descending[i] ? " desc" : "")
        + (i < index.OperatorClasses.Count && index.OperatorClasses[i].Length > 0 ? " " + index.OperatorClasses[i] : ""))) + ")";
}
