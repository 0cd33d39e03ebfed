using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads what one method does with its databases: its queries with what becomes of their results, repeated calls of methods that query, saves.</summary>
internal sealed class UnitOfWorkReader(KnownTypes types, SourceOperations source, LinqReader linq)
{
    private readonly QueryTypes queryTypes = new(types);
    private readonly bool isTest = IsTestProject(types);
    private readonly CalleeReader callees = new(source, new QueryTypes(types), linq);

    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    public UnitOfWork Read(IOperation body, ISymbol owner, CancellationToken cancellation)
    {
        var queries = linq.Read(body, owner, cancellation);
        var unit = new UnitOfWork(new Origin(OriginKind.Linq, body.Syntax.GetLocation())) { CodeContext = isTest ? CodeContext.Test : CodeContexts.Of(owner) };
        if (queries.Count == 0 && !MayMatter(body))
            return unit;
        var index = new Body(body, owner, cancellation);
        var repetitions = new RepetitionReader(index, queryTypes);
        var saves = new SaveReader(index, queryTypes, repetitions, callees).Read(cancellation);
        var completed = new List<Query>(queries.Count);
        var executed = new HashSet<IOperation>();
        foreach (var query in queries)
        {
            cancellation.ThrowIfCancellationRequested();
            completed.Add(Complete(query, index, repetitions, saves, executed));
        }

        return unit with { Queries = completed, Saves = saves, Calls = ReadCalls(index, repetitions, completed, executed, cancellation) };
    }

    /// <summary>Without a query of its own, a body is of interest only when it repeats calls or saves.</summary>
    private static bool MayMatter(IOperation body)
    {
        foreach (var each in body.Descendants())
        {
            if (each is ILoopOperation or IAnonymousFunctionOperation or IInvocationOperation { TargetMethod.Name: "SaveChanges" })
                return true;
        }

        return false;
    }

    /// <summary>By the name of the assembly: a reference to a test framework is also found in libraries of test equipment.</summary>
    private static bool IsTestProject(KnownTypes types)
    {
        var name = types.Compilation.AssemblyName ?? "";
        return name.EndsWith(".Tests", StringComparison.Ordinal) || name.EndsWith(".Test", StringComparison.Ordinal) || name.EndsWith("UnitTests", StringComparison.Ordinal)
            || name.EndsWith("IntegrationTests", StringComparison.Ordinal) || name.EndsWith("IntegrationTest", StringComparison.Ordinal);
    }

    private Query Complete(Query read, Body body, RepetitionReader repetitions, IReadOnlyList<SaveCall> saves, HashSet<IOperation> executed)
    {
        var query = isTest ? read with { CodeContext = CodeContext.Test } : read;
        if (query.Terminal.Kind == TerminalKind.Deferred || body.ExecutionAt(query.Terminal.Origin.Location) is not { } execution)
            return query;
        executed.Add(execution);
        // A method that executes the query for its caller: what it returns need not be the query's result.
        if (execution is IInvocationOperation call && call.TargetMethod.Name != query.Terminal.Name)
            return query with { Repetition = repetitions.Of(execution), IsInAsyncCode = false };
        var use = ResultUseReader.Read(body, queryTypes, execution, query.Terminal.Kind == TerminalKind.List);
        return query with
        {
            Repetition = repetitions.Of(execution),
            Result = use with { IsSaved = IsSavedAfter(execution, query, saves) },
            IsInAsyncCode = SaveReader.IsInAsyncCode(execution, body.Owner),
            TokenInScope = TokenInScope(execution, body.Owner),
            Terminal = query.Terminal with { PassesToken = PassesToken(execution) },
            Traits = TraitReader.Read(execution, body, queryTypes),
            Untranslatable = TranslationReader.Read(execution, body, types, queryTypes),
        };
    }

    /// <summary>A save of this context or of one that is not known, after the query or in the loop around it.</summary>
    private static bool IsSavedAfter(IOperation execution, Query query, IReadOnlyList<SaveCall> saves)
    {
        foreach (var save in saves)
        {
            if (save.Context.Length > 0 && query.Context.Length > 0 && save.Context != query.Context)
                continue;
            if (save.Origin.Location is { } at && at.SourceSpan.End > execution.Syntax.SpanStart)
                return true;
        }

        return false;
    }

    private static string TokenInScope(IOperation execution, ISymbol owner)
    {
        for (var parent = execution.Parent; parent is not null; parent = parent.Parent)
        {
            var function = parent switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null && TokenOf(function) is { } inner)
                return inner;
        }

        return owner is IMethodSymbol method && TokenOf(method) is { } name ? name : "";
    }

    private static string? TokenOf(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type is { Name: "CancellationToken" })
                return parameter.Name;
        }

        return null;
    }

    private static bool PassesToken(IOperation execution)
    {
        if (execution is not IInvocationOperation call)
            return false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is { Name: "CancellationToken" } && argument.ArgumentKind == ArgumentKind.Explicit)
                return true;
        }

        return false;
    }

    private List<RepeatedCall> ReadCalls(
        Body body, RepetitionReader repetitions, List<Query> queries, HashSet<IOperation> executed, CancellationToken cancellation)
    {
        var found = new List<RepeatedCall>();
        foreach (var call in body.Calls)
        {
            if (executed.Contains(call) || call.TargetMethod.DeclaringSyntaxReferences.IsEmpty)
                continue;
            cancellation.ThrowIfCancellationRequested();
            if (RecursionOf(call, body, queries) is { } recursion)
            {
                found.Add(recursion);
                continue;
            }

            // The cheap questions first: how a loop turns out is asked only of calls that query.
            if (!body.HasRepetition || !IsInRepetition(call))
                continue;
            var query = call.TargetMethod.MethodKind == MethodKind.LocalFunction
                ? QueryOfLocalFunction(call.TargetMethod, queries)
                : callees.Of(call.TargetMethod, cancellation).Query;
            if (query is not null && repetitions.Of(call) is { Kind: RepetitionKind.PerElement } repetition)
                found.Add(new RepeatedCall(call.TargetMethod.Name, query) { Repetition = repetition, Origin = OriginOf(call) });
        }

        return found;
    }

    private static bool IsInRepetition(IOperation call)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation)
                return true;
        }

        return false;
    }

    private static Origin OriginOf(IOperation operation) => new(OriginKind.Linq, operation.Syntax.GetLocation());

    private static Query? QueryOfLocalFunction(IMethodSymbol function, List<Query> queries)
    {
        foreach (var query in queries)
        {
            foreach (var reference in function.DeclaringSyntaxReferences)
            {
                if (query.Terminal.Origin.Location is { } at && at.SourceTree == reference.SyntaxTree && reference.Span.Contains(at.SourceSpan))
                    return query;
            }
        }

        return null;
    }

    /// <summary>The method or local function around the call calls itself, and queries.</summary>
    private static RepeatedCall? RecursionOf(IInvocationOperation call, Body body, List<Query> queries)
    {
        var target = call.TargetMethod.OriginalDefinition;
        var isRecursive = SymbolEqualityComparer.Default.Equals(target, body.Owner.OriginalDefinition);
        for (var parent = call.Parent; parent is not null && !isRecursive; parent = parent.Parent)
            isRecursive = parent is ILocalFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, target);
        if (!isRecursive)
            return null;
        foreach (var query in queries)
        {
            if (query.Terminal.Kind is not (TerminalKind.Deferred or TerminalKind.Unknown))
                return new RepeatedCall(target.Name, query) { IsRecursive = true, Origin = OriginOf(call) };
        }

        return null;
    }
}
