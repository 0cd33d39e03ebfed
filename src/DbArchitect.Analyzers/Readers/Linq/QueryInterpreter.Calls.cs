using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Calls: which are operators and terminals of a query, which are followed, and what the others do to queries that they are given.</summary>
internal sealed partial class QueryInterpreter
{
    private Value? Invocation(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        switch (LibraryOf(method))
        {
            case Library.Queryable:
                return Operator(call, scope);
            case Library.Enumerable:
                return InMemory(call, scope);
            case Library.DbSet:
                return DbSetCall(call, scope);
            case Library.DbContext:
                return ContextCall(call, scope);
            case Library.CompiledQuery:
                return Compiled(call, scope);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
            return Invoke(call, scope);
        if (method.Name == "Invoke" && call.Arguments.Length > 0 && Evaluate(call.Arguments[0], scope) is LambdaValue or ComposedLambdaValue)
            return null;
        if (scope.This is { } self && OnSelf(call, self, scope))
            return null;
        if (Composition(call, scope) is { } composed)
            return composed;
        if (EntryQuery(call, scope) is { } loaded)
            return loaded;
        if (queryTypes.IsQueryable(method.ReturnType) || queryTypes.IsExpression(method.ReturnType) || IsQueryFunction(method.ReturnType))
            return Followed(call, scope);
        return Outside(call, scope);
    }

    private bool IsQueryFunction(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Func", TypeArguments: { Length: > 0 } arguments } && queryTypes.IsQueryable(arguments[arguments.Length - 1]);

    private enum Library : byte
    {
        None,
        Queryable,
        Enumerable,
        DbSet,
        DbContext,
        CompiledQuery,
    }

    private Library LibraryOf(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null)
            return Library.None;
        switch (type.Name)
        {
            case "Queryable" or "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions":
                return Same(type, types.Queryable) || Same(type, types.EntityFrameworkQueryableExtensions) || Same(type, types.RelationalQueryableExtensions)
                    ? Library.Queryable
                    : Library.None;
            case "Enumerable" or "AsyncEnumerable":
                return Same(type, types.Enumerable) || type.ContainingNamespace?.ToDisplayString() == "System.Linq" ? Library.Enumerable : Library.None;
            case "DbSet" or "InternalDbSet":
                return queryTypes.IsDbSet(type) ? Library.DbSet : Library.None;
            case "EF":
                return method.Name is "CompileQuery" or "CompileAsyncQuery" && type.ContainingNamespace?.ToDisplayString() == "Microsoft.EntityFrameworkCore"
                    ? Library.CompiledQuery
                    : Library.None;
            case "RelationalDatabaseFacadeExtensions":
                return Library.None;
        }

        // Operators that providers add (temporal tables, for example) live in this namespace too.
        if (type.IsStatic && method.IsExtensionMethod && method.Parameters.Length > 0 && queryTypes.IsQueryable(method.Parameters[0].Type)
            && type.ContainingNamespace?.ToDisplayString() == "Microsoft.EntityFrameworkCore" && type.Locations.Length > 0 && !type.Locations[0].IsInSource)
        {
            return Library.Queryable;
        }

        return queryTypes.IsDbContext(type) && type.Locations.Length > 0 && (method.Name is "Set" or "Find" or "FindAsync")
            ? Library.DbContext
            : Library.None;
    }

    private static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);

    private Value? ContextCall(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (method.Name != "Set")
            return Find(call, scope);
        Evaluate(call.Instance, scope);
        if (method.TypeArguments.Length != 1)
            return Children(call, scope);
        var shared = call.Arguments.Length == 1 && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
        return new QueryValue(Root(method.TypeArguments[0], call.Instance?.Type, call, scope, shared));
    }

    private Value? DbSetCall(IInvocationOperation call, Scope scope)
    {
        switch (call.TargetMethod.Name)
        {
            case "Find" or "FindAsync":
                return Find(call, scope);
            case "AsQueryable":
                return call.Instance is null ? null : Evaluate(call.Instance, scope);
            case "AsAsyncEnumerable" when call.Instance is not null && ShapeOf(call.Instance, scope, isEf: true) is { } shape:
                Write(new Terminal(TerminalKind.List, "AsAsyncEnumerable") { IsAsync = true }, shape, call, scope);
                return MemoryValue.Instance;
            default:
                Evaluate(call.Instance, scope);
                Enumerate(call.Arguments, call, call.TargetMethod.Name, scope);
                return null;
        }
    }

    /// <summary>Enumerable's methods: on a query they read all of it and go on in memory.</summary>
    private Value? InMemory(IInvocationOperation call, Scope scope)
    {
        Value? first = null;
        if (call.TargetMethod.Name == "Aggregate" && call.Arguments.Length == 3 && FoldOf(call, scope) is { } folded)
            return folded;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var value = Evaluate(call.Arguments[i], scope);
            if (i == 0)
                first = value;
            else if (value is QueryValue other)
                Write(new Terminal(TerminalKind.List, call.TargetMethod.Name), other.Shape, call.Arguments[i], scope);
        }

        switch (first)
        {
            case QueryValue query:
                Write(new Terminal(TerminalKind.List, call.TargetMethod.Name) { IsAsync = IsAsync(call.TargetMethod) }, query.Shape, call, scope);
                return MemoryValue.Instance;
            case null when call.Arguments.Length > 0 && queryTypes.IsQueryable(Strip(call.Arguments[0].Value).Type)
                && ShapeOf(call.Arguments[0].Value, scope) is { } shape:
                Write(new Terminal(TerminalKind.List, call.TargetMethod.Name) { IsAsync = IsAsync(call.TargetMethod) }, shape, call, scope);
                return MemoryValue.Instance;
            case MemoryValue:
                return first;
            case ListValue list when call.TargetMethod.Name is "ToList" or "ToArray" or "AsEnumerable":
                return list;
            default:
                return null;
        }
    }

    /// <summary>
    /// <c>includes.Aggregate(query, (q, include) => q.Include(include))</c>: a query, composed on for each element of a list; null when it is not over a query.
    /// </summary>
    private Value? FoldOf(IInvocationOperation call, Scope scope)
    {
        if (!queryTypes.IsQueryable(call.Type) || Evaluate(call.Arguments[1], scope) is not QueryValue seed || Evaluate(call.Arguments[2], scope) is not LambdaValue step)
            return null;
        Value? current = seed;
        if (Evaluate(call.Arguments[0], scope) is ListValue { IsCertain: true } list)
        {
            foreach (var item in list.Items)
                current = Run(step, [current!, item], scope) ?? new UnknownValue("what Aggregate does cannot be followed", At(call));
            return current;
        }

        // How often is not known: none, or some.
        return Run(step, [seed], scope) is QueryValue once
            ? Merge(seed, once, call)
            : new UnknownValue("what Aggregate does cannot be followed", At(call));
    }

    /// <summary>A delegate or expression that is called: <c>orderBy(query)</c>.</summary>
    private Value? Invoke(IInvocationOperation call, Scope scope)
    {
        var function = Evaluate(call.Instance, scope);
        var arguments = new Value?[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Evaluate(call.Arguments[i], scope);
        if (function is LambdaValue lambda)
            return Run(lambda, arguments, scope);
        foreach (var argument in arguments)
        {
            if (argument is QueryValue query && queryTypes.IsQueryable(call.Type))
                return new QueryValue(Opaque(query.Shape, QueryParts.All, $"`{Text(call.Instance ?? call)}` is called on the query and cannot be followed", call));
        }

        // A set handed out by a delegate is the whole set.
        return DbSetOf(call, scope);
    }

    /// <summary>Runs a lambda of ordinary code, in memory.</summary>
    private Value? Run(LambdaValue lambda, IReadOnlyList<Value?> arguments, Scope scope)
    {
        if (scope.Inlined >= MaxInlined)
            return null;
        var inner = new Scope(lambda.Closure) { Returns = [], Writes = false, Inlined = scope.Inlined + 1 };
        var parameters = lambda.Function.Symbol.Parameters;
        for (var i = 0; i < parameters.Length && i < arguments.Count; i++)
        {
            if (arguments[i] is { } value)
                inner.Values = inner.Values.SetItem(parameters[i], value);
        }

        Evaluate(lambda.Function.Body, inner);
        return MergeReturns(inner.Returns, lambda.Function);
    }

    private Value? MergeReturns(List<Value?> returns, IOperation at)
    {
        if (returns.Count == 0)
            return null;
        var result = returns[0];
        for (var i = 1; i < returns.Count; i++)
            result = Merge(result, returns[i], at);
        return result;
    }

    /// <summary>Arguments of a call that is not followed: a query given where a sequence is asked for is enumerated by it.</summary>
    private void Enumerate(ImmutableArray<IArgumentOperation> arguments, IOperation call, string name, Scope scope)
    {
        foreach (var argument in arguments)
        {
            var value = Evaluate(argument.Value, scope);
            if (argument.Parameter is not { } parameter || queryTypes.IsQueryable(parameter.Type) || !queryTypes.IsQueryable(Strip(argument.Value).Type))
                continue;
            if (IsSequence(parameter.Type) && (value as QueryValue)?.Shape is { } shape)
                Write(new Terminal(TerminalKind.List, name), shape, argument.Value, scope);
        }
    }

    private static bool IsSequence(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        return named.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_IEnumerable
            || named is { Name: "IAsyncEnumerable", TypeArguments.Length: 1 };
    }

    /// <summary>A call into code that is not followed.</summary>
    private Value? Outside(IInvocationOperation call, Scope scope)
    {
        Evaluate(call.Instance, scope);
        Enumerate(call.Arguments, call, call.TargetMethod.Name, scope);
        return Executed(call, scope);
    }

    private static IOperation? Argument(IInvocationOperation call, string name)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == name && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        }

        return null;
    }

    private static Shape Opaque(Shape shape, QueryParts parts, string reason, IOperation at)
    {
        var copy = shape.Clone();
        copy.AddGap(parts, reason, At(at));
        if ((parts & QueryParts.Projection) != 0)
            copy.Element = new UnknownValue(reason, At(at));
        return copy;
    }

    /// <summary>EF.CompileQuery: the lambda is the query, its parameters are parameters.</summary>
    private Value? Compiled(IInvocationOperation call, Scope scope)
    {
        foreach (var argument in call.Arguments)
        {
            if (Strip(argument.Value) is not IAnonymousFunctionOperation function)
                continue;
            var body = ReturnedBy(function);
            if (body is null)
                continue;
            var inner = new Scope(scope) { Returns = [] };
            var value = Evaluate(body, inner);
            if (value is QueryValue query)
                Write(new Terminal(TerminalKind.List, call.TargetMethod.Name) { IsAsync = call.TargetMethod.Name == "CompileAsyncQuery" }, query.Shape, body, scope);
        }

        return null;
    }

    /// <summary>The expression of a lambda; null when it is a block of statements.</summary>
    private static IOperation? ReturnedBy(IAnonymousFunctionOperation function)
    {
        var operations = function.Body.Operations;
        return operations.Length >= 1 && operations[0] is IReturnOperation { ReturnedValue: { } value }
            ? value
            : operations.Length >= 1 && operations[0] is IExpressionStatementOperation statement ? statement.Operation : null;
    }
}
