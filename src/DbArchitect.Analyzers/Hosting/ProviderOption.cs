using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>The engine that the user sets. It is one fact of the whole compilation: the global option, else that of the first file that has one.</summary>
internal static class ProviderOption
{
    public static Store Read(AnalyzerConfigOptionsProvider config, Compilation compilation)
    {
        var global = Read(config.GlobalOptions);
        if (global != Store.Unknown)
            return global;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var store = Read(config.GetOptions(tree));
            if (store != Store.Unknown)
                return store;
        }

        return Store.Unknown;
    }

    private static Store Read(AnalyzerConfigOptions options) =>
        new Options(key => options.TryGetValue(key, out var text) ? text : null).Get(SharedOptions.Provider);
}
