using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The parameters that a program sends with a text, as far as they were seen.</summary>
/// <param name="IsComplete">There are no others.</param>
internal sealed record SentParameters(EquatableArray<SqlParameter> Parameters, bool IsComplete, ParameterForm Form);
