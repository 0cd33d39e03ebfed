using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>How the declared indexes serve one query, table reference by table reference, and what would serve it better.</summary>
internal sealed class IndexAdvice
{
    public static IndexAdvice Of(Query query, Schema? schema, Options options) => new();
}
