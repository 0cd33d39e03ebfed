using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>What one table reference of one query lacks: an index that a rule would ask for.</summary>
/// <param name="Advice">The advice on the whole query.</param>
/// <param name="Source">The table reference.</param>
/// <param name="Candidate">What would serve this query alone.</param>
/// <param name="IsArm">It is for one side of an OR: the other sides have demands of their own.</param>
internal sealed record IndexDemand(IndexAdvice Advice, SourceAdvice Source, CandidateIndex Candidate, bool IsArm)
{
    public TableName Table => Candidate.Table.Name;

    /// <summary>Demands of equal text are one: nine queries by the same column ask for the same.</summary>
    public string Text => Candidate.Key + " | " + Candidate.Conditions + " | " + (byte)Source.Verdict + (IsArm ? " arm" : "") + (Candidate.HasSort ? " sort" : "");

    /// <summary>Whether no rule would ask for anything here if <paramref name="index"/> were declared.</summary>
    public bool IsSettledBy(CandidateIndex index)
    {
        // Most indexes that other queries ask for have nothing to do with this one: not worth a judgement.
        if (!Advice.Mentions(index))
            return false;
        foreach (var left in Advice.With(index).Demands)
        {
            if (left.Source.Shape.Index == Source.Shape.Index && (!IsArm || left.Candidate.Key == Candidate.Key))
                return false;
        }

        return true;
    }
}
