using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Reads every DbContext of a compilation into a schema: what EF Core itself would build from the same code.</summary>
internal static class EfSchemaReader
{
    /// <param name="types">The library types of the compilation.</param>
    /// <param name="source">The compilation's source.</param>
    /// <param name="provider">The engine set by the user; <see cref="Store.Unknown"/> to take it from the code.</param>
    public static SchemaSet Read(KnownTypes types, SourceOperations source, Store provider, CancellationToken cancellation) => SchemaSet.Empty;
}
