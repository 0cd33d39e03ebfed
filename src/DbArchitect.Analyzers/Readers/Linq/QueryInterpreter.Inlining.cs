using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Methods, properties and fields whose source is known that make queries or predicates: read in place, with what they are given.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>Calls within calls that are followed.</summary>
    private const int MaxInlined = 8;

    private readonly HashSet<ISymbol> inlining = new(SymbolEqualityComparer.Default);

    /// <summary>A call whose result may be a query or a predicate.</summary>
    private Value? Followed(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (Marked(call, scope) is { } marked)
            return marked;
        var instance = call.Instance is null ? null : Evaluate(call.Instance, scope);
        var arguments = new Value?[call.Arguments.Length];
        QueryValue? given = instance as QueryValue;
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Evaluate(call.Arguments[i].Value, scope);
            given ??= arguments[i] as QueryValue;
        }

        if (queryTypes.IsDbSet(method.ReturnType))
            return DbSetOf(call, scope);
        var result = Inline(method, call, arguments, scope, instance);
        var isOperator = given is not null && queryTypes.IsQueryable(method.ReturnType);
        var unknown = result as UnknownValue;
        if (result is not null && !(isOperator && unknown is not null))
            return result;

        // An operator of a library, or one of ours that is not understood: the query goes on, but what it did is not known.
        if (isOperator)
        {
            var parts = unknown is null ? PartsOf(method.Name) : QueryParts.All;
            var shape = parts == QueryParts.None ? given!.Shape : Opaque(given!.Shape, parts, unknown?.Reason ?? $"`{method.Name}` cannot be followed", call);
            if (queryTypes.ElementOf(method.ReturnType) is { } element && queryTypes.ElementOf(call.Arguments.Length > 0 ? Strip(call.Arguments[0].Value).Type : null) is { } before
                && !Same(element, before) && !shape.IsProjected)
            {
                shape = Opaque(shape, QueryParts.Projection, $"`{method.Name}` projects", call);
                shape.IsProjected = true;
            }

            return new QueryValue(shape);
        }

        if (queryTypes.ElementOf(method.ReturnType) is { } row && method.Name is "SqlQuery" or "SqlQueryRaw" && method.ContainingType?.Name == "RelationalDatabaseFacadeExtensions")
        {
            var raw = new Shape();
            raw.Sources.Add(new ShapeSource(NewId(), new Source(null, JoinKind.Root) { IsRawSql = true, Origin = At(call), Entity = QueryTypes.MetadataName(row) }, null, null));
            raw.AddGap(QueryParts.Source | QueryParts.Filter, "the rows come from SQL text", At(call));
            raw.Element = new UnknownValue("the rows come from SQL text", At(call));
            return new QueryValue(raw);
        }

        return new UnknownValue(
            IsDeclaredElsewhere(method) ? $"`{method.Name}` is declared in another project" : $"`{method.Name}` cannot be followed", At(call));
    }

    /// <summary>
    /// An operator of one's own that only marks the query, for a provider or an interceptor to find (<c>AsCaching()</c>): <c>source.Provider.CreateQuery(Expression.Call(null,
    /// method, source.Expression, Expression.Constant(policy)))</c>. A call with a lambda, or of a method by its name, is more than that.
    /// </summary>
    private QueryValue? Marked(IInvocationOperation call, Scope scope)
    {
        if (call is not { TargetMethod: { Name: "CreateQuery", ContainingType.Name: "IQueryProvider" }, Instance: IPropertyReferenceOperation { Instance: { } query }, Arguments: [var argument] }
            || Strip(argument.Value) is not IInvocationOperation { TargetMethod: { Name: "Call", ContainingType.Name: "Expression" } } made)
        {
            return null;
        }

        foreach (var given in made.Arguments)
        {
            var value = Strip(given.Value);
            var isMark = given.Parameter?.Type.Name == "MethodInfo" || value.ConstantValue is { HasValue: true, Value: null }
                || value is IPropertyReferenceOperation { Property: { Name: "Expression", ContainingType.Name: "IQueryable" } }
                || value is IInvocationOperation { TargetMethod: { Name: "Constant", ContainingType.Name: "Expression" } };
            if (!isMark)
                return null;
        }

        return Evaluate(query, scope) as QueryValue;
    }

    private bool IsDeclaredElsewhere(ISymbol symbol) => !Same(symbol.ContainingAssembly, types.Compilation.Assembly);

    private Value? Inline(IMethodSymbol method, IInvocationOperation call, IReadOnlyList<Value?> arguments, Scope scope, Value? instance)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return InlineLocal(method, call, arguments, scope);
        Value? result = null;
        var any = false;
        var self = instance as InstanceValue;
        foreach (var target in self is null ? Targets(call, scope) : implementations.Of(method, self.Type, cancellation))
        {
            var value = InlineBody(target, method, call, arguments, scope, instance: instance);
            if (value is null)
                return null;
            result = any ? Agree(result!, value, method, call) : value;
            any = true;
        }

        return result;
    }

    /// <summary>The methods that a call may reach; <c>base.M()</c> reaches M itself.</summary>
    private ImmutableArray<IMethodSymbol> Targets(IInvocationOperation call, Scope scope) =>
        call is { IsVirtual: false, TargetMethod.IsAbstract: false, Instance: IInstanceReferenceOperation }
            ? ImmutableArray.Create(call.TargetMethod)
            : implementations.Of(call.TargetMethod, ReceiverOf(call, scope), cancellation);

    /// <summary>Several implementations of one member: fine when they make the same query.</summary>
    private static Value Agree(Value left, Value right, ISymbol member, IOperation at)
    {
        if (left is QueryValue a && right is QueryValue b && QueryText.Of(QueryWriter.Write(new Terminal(TerminalKind.List, ""), a.Shape, default)) ==
            QueryText.Of(QueryWriter.Write(new Terminal(TerminalKind.List, ""), b.Shape, default)))
        {
            return left;
        }

        return new UnknownValue($"`{member.Name}` has several implementations", At(at));
    }

    private INamedTypeSymbol? ReceiverOf(IInvocationOperation call, Scope scope) => call.Instance switch
    {
        IInstanceReferenceOperation => scope.Receiver ?? call.Instance.Type as INamedTypeSymbol,
        { Type: INamedTypeSymbol named } => scope.Resolve(named) as INamedTypeSymbol,
        _ => null,
    };

    private Value? InlineLocal(IMethodSymbol method, IInvocationOperation call, IReadOnlyList<Value?> arguments, Scope scope)
    {
        if (scope.Inlined >= MaxInlined || source.DeclarationOf(method, cancellation) is not { } declaration
            || source.OperationOf(declaration, cancellation) is not ILocalFunctionOperation { Body: { } body } || !inlining.Add(method.OriginalDefinition))
        {
            return null;
        }

        try
        {
            var inner = new Scope(scope) { Returns = [], Writes = false, Inlined = scope.Inlined + 1 };
            Bind(inner, method.OriginalDefinition, call, arguments, scope);
            Evaluate(body, inner);
            return MergeReturns(inner.Returns, call);
        }
        finally
        {
            inlining.Remove(method.OriginalDefinition);
        }
    }

    private Value? InlineBody(IMethodSymbol target, IMethodSymbol called, IInvocationOperation call, IReadOnlyList<Value?> arguments, Scope scope, bool writes = false,
        Value? instance = null)
    {
        var self = instance as InstanceValue;
        var definition = source.Declared(target.OriginalDefinition, cancellation);
        if (scope.Inlined >= MaxInlined || BodyOf(definition) is not { } body || !inlining.Add(definition))
            return null;
        try
        {
            var inner = new Scope(null)
            {
                Returns = [],
                Writes = writes && scope.Writes,
                CallSite = writes ? scope.CallSite ?? call : null,
                Inlined = scope.Inlined + 1,
                Receiver = self?.Type ?? (ReceiverOf(call, scope) is { TypeKind: TypeKind.Class } receiver ? receiver : target.ContainingType),
                This = self,
                Types = Substitution(target, called, scope),
            };
            Bind(inner, definition, call, arguments, scope);
            if (ExtensionBlocks.Of(target) is not null && call.Instance is { } extended)
            {
                // Handed on by another project, the member is a static method.
                var name = ExtensionBlocks.Of(definition) ?? (definition.Parameters.Length > 0 ? definition.Parameters[0] : (ISymbol)definition);
                inner.Values = inner.Values.SetItem(name, instance ?? Given(extended, extended.Type, scope));
            }

            var saved = depth;
            depth = 0;
            Evaluate(body, inner);
            depth = saved;
            return MergeReturns(inner.Returns!, call);
        }
        finally
        {
            inlining.Remove(definition);
        }
    }

    private IOperation? BodyOf(IMethodSymbol method)
    {
        if (source.DeclarationOf(method, cancellation) is not { } declaration)
            return null;
        SyntaxNode? body = declaration switch
        {
            MethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
            BaseMethodDeclarationSyntax => declaration,
            AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
            AccessorDeclarationSyntax => declaration,
            ArrowExpressionClauseSyntax => declaration,
            _ => null,
        };
        return body is null ? null : source.OperationOf(body, cancellation);
    }

    /// <summary>What the type parameters of a method and of its class stand for in a call.</summary>
    private ImmutableDictionary<ISymbol, ITypeSymbol> Substitution(ISymbol target, IMethodSymbol? called, Scope scope)
    {
        var map = ImmutableDictionary.CreateBuilder<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        if (target is IMethodSymbol method)
        {
            var arguments = called is { TypeArguments.Length: > 0 } && called.TypeArguments.Length == method.TypeParameters.Length ? called.TypeArguments : method.TypeArguments;
            var parameters = source.Declared(method.OriginalDefinition, cancellation).TypeParameters;
            // A static method that stands for one of an extension block has the block's type parameters first.
            if (parameters.Length > arguments.Length && ExtensionBlocks.Of(method) is not null)
                arguments = method.ContainingType.TypeArguments.AddRange(arguments);
            for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
                map[parameters[i]] = scope.Resolve(arguments[i]);
        }

        for (var type = target.ContainingType; type is not null; type = type.ContainingType)
            AddArguments(type, map, scope);

        // Members of base classes are written with the base's own type parameters.
        for (var type = scope.Receiver ?? target.ContainingType; type is not null; type = type.BaseType)
            AddArguments(type, map, scope);
        return map.ToImmutable();
    }

    private void AddArguments(INamedTypeSymbol type, ImmutableDictionary<ISymbol, ITypeSymbol>.Builder map, Scope scope)
    {
        if (type.TypeArguments.IsEmpty)
            return;
        var parameters = source.Declared(type.OriginalDefinition, cancellation).TypeParameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (!map.ContainsKey(parameter) && !Same(type.TypeArguments[i], parameter))
                map[parameter] = scope.Resolve(type.TypeArguments[i]);
        }
    }

    /// <summary>Gives parameters the values of a call's arguments.</summary>
    private void Bind(Scope inner, IMethodSymbol definition, IInvocationOperation call, IReadOnlyList<Value?> arguments, Scope scope)
    {
        var shift = ExtensionBlocks.Of(call.TargetMethod) is not null && ExtensionBlocks.Of(definition) is null ? 1 : 0;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            if (argument.Parameter is not { } parameter || parameter.Ordinal + shift >= definition.Parameters.Length)
                continue;
            var value = arguments[i];
            if (value is null && argument.ArgumentKind == ArgumentKind.DefaultValue)
                value = Plain(argument.Value);
            value ??= Given(argument.Value, parameter.Type, scope);
            inner.Values = inner.Values.SetItem(definition.Parameters[parameter.Ordinal + shift], value);
        }
    }

    /// <summary>What a called body is given where it is not known to be a query or predicate.</summary>
    private Value Given(IOperation argument, ITypeSymbol? type, Scope scope) =>
        queryTypes.IsInteresting(type) && !Strip(argument).ConstantValue.HasValue ? new UnknownValue(Unfollowed(Strip(argument)), At(argument))
        : scope.IsRow ? Inner(argument, scope)
        : Plain(argument);
}
