using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads what one method does with its databases: its queries with what becomes of their results, repeated calls of methods that query, saves.</summary>
internal sealed class UnitOfWorkReader
{
    private readonly KnownTypes types;
    private readonly LinqReader linq;
    private readonly QueryTypes queryTypes;
    private readonly bool isTest;
    private readonly int version;
    private readonly CalleeReader callees;
    private readonly LoadReader loads;
    private readonly ContextOperations operations;

    public UnitOfWorkReader(KnownTypes types, SourceOperations source, LinqReader linq)
    {
        this.types = types;
        this.linq = linq;
        queryTypes = linq.Types;
        isTest = CodeContexts.IsOfTests(types.Compilation.Assembly);
        version = types.DbContext?.ContainingAssembly.Identity.Version.Major ?? 0;
        callees = new CalleeReader(source, queryTypes, linq);
        loads = new LoadReader(types, queryTypes, callees, linq);
        operations = new ContextOperations(source, queryTypes, callees);
    }

    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    public UnitOfWork Read(IOperation body, ISymbol owner, CancellationToken cancellation)
    {
        var queries = linq.Read(body, owner, cancellation);
        var unit = new UnitOfWork(new Origin(OriginKind.Linq, body.Syntax.GetLocation())) { CodeContext = isTest ? CodeContext.Test : queryTypes.ContextOf(owner) };
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
            completed.Add(Complete(query, index, repetitions, saves, executed, cancellation));
        }

        var loaded = loads.Read(index, completed, saves, unit.CodeContext, cancellation);
        return unit with
        {
            IsPurge = CodeContexts.IsPurge(owner),
            Queries = completed,
            Saves = saves,
            Calls = ReadCalls(index, repetitions, completed, executed, cancellation),
            Loads = loaded,
            EntitiesAround = loaded.Count > 0 ? loads.EntitiesAround(index) : default(EquatableArray<string>),
            ConcurrentUses = new ConcurrencyReader(index, operations, cancellation).Read(),
            OutlivingUses = index.Usings.Count > 0 ? new ContextLifeReader(index, queryTypes, operations, cancellation).Read() : [],
        };
    }

    /// <summary>
    /// Without a query of its own, a body is of interest only when it repeats calls, saves, has others load for it, keeps tasks running, or disposes a context.
    /// </summary>
    private bool MayMatter(IOperation body)
    {
        foreach (var each in body.Descendants())
        {
            switch (each)
            {
                case ILoopOperation or IAnonymousFunctionOperation or IInvocationOperation { TargetMethod.Name: "SaveChanges" or "SaveChangesAsync" or "WhenAll" }:
                case IInvocationOperation call when loads.EntityOf(call.TargetMethod) is not null:
                case IVariableDeclaratorOperation { Symbol.Type: { Name: var name } type } when name is "Task" or "IServiceScope" or "AsyncServiceScope" || queryTypes.IsDbContext(type):
                    return true;
            }
        }

        return false;
    }

    private Query Complete(
        Query read, Body body, RepetitionReader repetitions, IReadOnlyList<SaveCall> saves, HashSet<IOperation> executed, CancellationToken cancellation)
    {
        var query = isTest ? read with { CodeContext = CodeContext.Test } : read;
        if (query.Terminal.Kind == TerminalKind.Deferred || body.ExecutionAt(query.Terminal) is not { } execution)
            return query;
        executed.Add(execution);
        var handed = HandedTo(execution, query.Terminal);
        // A method that executes the query for its caller: what it returns need not be the query's result.
        if (handed is null && execution is IInvocationOperation call && call.TargetMethod.Name != query.Terminal.Name)
            return query with { Repetition = repetitions.Of(execution), IsInAsyncCode = false };
        var use = handed is null
            ? ResultUseReader.Read(body, queryTypes, execution, query.Terminal.Kind == TerminalKind.List)
            : ResultUseReader.Read(body, queryTypes, handed, callees.UseOf(handed, cancellation));
        return query with
        {
            IsCachedType = IsCachedType(execution),
            Repetition = repetitions.Of(execution),
            Result = use with { IsSaved = SaveReader.AreAfter(saves, execution, query) },
            IsInAsyncCode = SaveReader.IsInAsyncCode(execution, body.Owner),
            TokenInScope = TokenInScope(execution, body.Owner),
            Terminal = query.Terminal with { PassesToken = PassesToken(execution) },
            Traits = TraitReader.Read(execution, body, queryTypes, version),
            Untranslatable = TranslationReader.Read(execution, body, types, queryTypes),
        };
    }

    /// <summary>The class of the rows carries an attribute of a second-level cache.</summary>
    private static bool IsCachedType(IOperation execution)
    {
        if (execution is not IInvocationOperation call || Body.ReceiverOf(call)?.Type is not INamedTypeSymbol { TypeArguments: [INamedTypeSymbol row] })
            return false;
        foreach (var attribute in row.GetAttributes())
        {
            if (attribute.AttributeClass?.Name.StartsWith("Cache", System.StringComparison.Ordinal) == true)
                return true;
        }

        return false;
    }

    /// <summary>The argument that hands the query, as a sequence, to the call that is its terminal: <c>RemoveRange(query)</c>.</summary>
    private static IArgumentOperation? HandedTo(IOperation execution, Terminal terminal)
    {
        if (execution is not IInvocationOperation call || terminal.Origin.Location is not { } at)
            return null;
        if (call.TargetMethod.Name != terminal.Name)
            return Body.UserOf(execution).User is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } argument && method.Name == terminal.Name ? argument : null;
        foreach (var given in call.Arguments)
        {
            if (given.Value.Syntax.Span == at.SourceSpan)
                return given;
        }

        return null;
    }

    internal static string TokenInScope(IOperation execution, ISymbol owner)
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

    internal static bool PassesToken(IOperation execution)
    {
        if (execution is not IInvocationOperation call)
            return false;
        // What is enumerated takes its token from the loop: WithCancellation, or whoever it is handed to.
        if (call.TargetMethod.Name == "AsAsyncEnumerable")
        {
            var user = Body.UserOf(call).User;
            if (user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured })
                user = Body.UserOf(configured).User;
            return user is not IForEachLoopOperation;
        }

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
                : callees.Of(call.TargetMethod, cancellation).Always;
            if (query is null || repetitions.Of(call) is not { Kind: RepetitionKind.PerElement } repetition)
                continue;
            if (repetition.DependsOnElement && !AsksByElement(call, query, repetitions))
                repetition = repetition with { DependsOnElement = false };
            found.Add(new RepeatedCall(call.TargetMethod.Name, query) { Repetition = repetition, Origin = OriginOf(call) });
        }

        return found;
    }

    /// <summary>Whether the query of the method that is called may be about the element: it is not where it filters by nothing but parameters that are the same in every turn.</summary>
    private static bool AsksByElement(IInvocationOperation call, Query query, RepetitionReader repetitions)
    {
        var names = new HashSet<string>();
        AddParameters(query.Filter, names, 0);
        var asksOnlyByParameters = names.Count > 0;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not null && names.Remove(argument.Parameter.Name) && repetitions.Of(argument.Value).DependsOnElement)
                return true;
        }

        return names.Count > 0 || !asksOnlyByParameters;
    }

    private static void AddParameters(Predicate filter, HashSet<string> names, int depth)
    {
        switch (filter)
        {
            case Comparison { Value: Parameter parameter }:
                names.Add(parameter.Name);
                break;
            case Comparison { Value: Constant or ColumnOperand }:
                break;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                    AddParameters(operand, names, depth + 1);
                break;
            default:
                // Who knows what else it asks by.
                names.Add("");
                break;
        }
    }

    /// <summary>A loop or lambda stands around the call: how often that runs is another question.</summary>
    public static bool IsInRepetition(IOperation call)
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
