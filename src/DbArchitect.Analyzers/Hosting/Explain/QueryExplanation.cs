using System.Collections.Generic;
using System.Text;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Rules;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;

namespace DbArchitect.Analyzers.Hosting.Explain;

/// <summary>
/// Why a query is reported or not: the shape as read, the paths of its tables, the verdict, the reason for silence. One line for people; the same as
/// JSON (docs/explain-format.md) in the property <see cref="Explanation.Property"/>.
/// </summary>
internal static class QueryExplanation
{
    public static Explanation Of(QueryContext context)
    {
        var query = context.Query;
        var advice = context.Advice;
        var text = new StringBuilder(QueryText.Of(query));
        var json = new JsonWriter();
        json.BeginObject().Key("version").Value(Explanation.Version).Key("query").Value(text.ToString());
        json.Key("complete").Value(query.IsComplete()).Key("gaps").BeginArray();
        foreach (var gap in query.Gaps)
            json.BeginObject().Key("parts").Value(gap.Parts.ToString()).Key("reason").Value(gap.Reason).EndObject();
        json.EndArray().Key("tables").BeginArray();
        foreach (var source in advice.Sources)
        {
            var declared = IndexText.Declared(source.Shape.Table);
            text.Append(" || ").Append(source.Shape.Table.Name).Append(": ").Append(Words(source));
            json.BeginObject().Key("table").Value(source.Shape.Table.Name.ToString()).Key("declared").Value(declared);
            json.Key("verdict").Value(source.Verdict.ToString()).Key("path").Value(PathOf(source)).Key("advice").Value(AdviceOf(source)).Key("silence").Value(source.Silence);
            json.EndObject();
        }

        json.EndArray().Key("silence").Value(advice.Silence).EndObject();
        if (advice.Silence is { } silence)
            text.Append(" || silent: ").Append(silence);
        return new(text.ToString(), json.ToString());
    }

    private static string Words(SourceAdvice source)
    {
        var words = new List<string>
        {
            source.Verdict switch
            {
                Verdict.OneRow => "one row by " + PathOf(source),
                Verdict.Narrowed => "narrowed by " + PathOf(source),
                Verdict.Limited => "limited by " + PathOf(source),
                Verdict.Coarse => "only columns of few values narrow it" + (source.Best is null ? "" : " (" + PathOf(source) + ")"),
                Verdict.WrongOrder => "the order of " + PathOf(source) + " does not serve it",
                Verdict.Nothing => "no index serves it",
                Verdict.FewValues => "it asks only for columns of few values, or open intervals",
                _ => "it has no condition that an index could serve",
            },
        };
        if (source.Verdict >= Verdict.Coarse)
            words.Add("declared: " + IndexText.Declared(source.Shape.Table));
        if (AdviceOf(source) is { } advice)
            words.Add("would serve: " + advice);
        if (source.Silence is { } silence)
            words.Add("silent: " + silence);
        return string.Join("; ", words);
    }

    private static string? PathOf(SourceAdvice source) => source.Best is { } best ? IndexText.Of(best.Path, source.Shape.Table) : null;

    private static string? AdviceOf(SourceAdvice source) => (source.Candidate ?? source.SortIndex) is { } index ? "(" + index.Key + ")" : null;
}
