using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests;

/// <summary>A test of code that only newer compilers than the oldest understand: run by <c>-p:TestRoslynVersion=…</c>, as CI does too.</summary>
internal sealed class RoslynFactAttribute : FactAttribute
{
    public RoslynFactAttribute(int major)
    {
        if (typeof(Compilation).Assembly.GetName().Version!.Major < major)
            Skip = $"needs Microsoft.CodeAnalysis {major}";
    }
}
