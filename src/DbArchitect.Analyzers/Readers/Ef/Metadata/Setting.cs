namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Who said it. A higher source is never overruled by a lower one; of equals, the later wins.</summary>
internal enum ConfigurationSource : byte
{
    None,
    Convention,
    DataAnnotation,
    Explicit,
}

/// <summary>One facet of the model with who set it and when.</summary>
internal struct Setting<T>
{
    public T? Value;
    public ConfigurationSource Source;

    /// <summary>When it was set, in the order of the configuring code: a loop that is evaluated late does not overrule what was written after it.</summary>
    public int Sequence;

    public readonly bool IsSet => Source != ConfigurationSource.None;

    public readonly bool IsExplicit => Source == ConfigurationSource.Explicit;

    public bool Set(T? value, ConfigurationSource source, int sequence = 0)
    {
        if (source < Source || (source == Source && sequence < Sequence))
            return false;
        Value = value;
        Source = source;
        Sequence = sequence;
        return true;
    }
}
