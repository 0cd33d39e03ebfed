using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads what one method does with its databases: its queries with what becomes of their results, repeated calls of methods that query, saves.</summary>
internal sealed class UnitOfWorkReader(KnownTypes types, SourceOperations source, LinqReader linq)
{
    private KnownTypes Types { get; } = types;

    private SourceOperations Source { get; } = source;

    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    public UnitOfWork Read(IOperation body, ISymbol owner, CancellationToken cancellation)
    {
        var queries = linq.Read(body, owner, cancellation);
        return new UnitOfWork(new Origin(OriginKind.Linq, body.Syntax.GetLocation())) { Queries = [.. queries] };
    }
}
