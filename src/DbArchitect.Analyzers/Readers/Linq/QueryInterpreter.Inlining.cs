using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Methods, properties and fields of the same compilation that make queries or predicates: read in place, with what they are given.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>Calls within calls that are followed.</summary>
    private const int MaxInlined = 8;

    private readonly HashSet<ISymbol> inlining = new(SymbolEqualityComparer.Default);

    /// <summary>A call whose result may be a query or a predicate.</summary>
    private Value? Followed(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
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
        if (Inline(method, call, arguments, scope, instance as InstanceValue) is { } result)
            return result;

        // A library's operator: the query goes on, but what it did is not known.
        if (given is not null && queryTypes.IsQueryable(method.ReturnType))
        {
            var parts = PartsOf(method.Name);
            var shape = parts == QueryParts.None ? given.Shape : Opaque(given.Shape, parts, $"`{method.Name}` cannot be followed", call);
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

    private bool IsDeclaredElsewhere(ISymbol symbol) => !Same(symbol.ContainingAssembly, types.Compilation.Assembly);

    private Value? Inline(IMethodSymbol method, IInvocationOperation call, IReadOnlyList<Value?> arguments, Scope scope, InstanceValue? self = null)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return InlineLocal(method, call, arguments, scope);
        Value? result = null;
        var any = false;
        foreach (var target in self is null ? Targets(call, scope) : implementations.Of(method, self.Type, cancellation))
        {
            var value = InlineBody(target, method, call, arguments, scope, self: self);
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
        InstanceValue? self = null)
    {
        var definition = target.OriginalDefinition;
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
    private static ImmutableDictionary<ISymbol, ITypeSymbol> Substitution(ISymbol target, IMethodSymbol? called, Scope scope)
    {
        var map = ImmutableDictionary.CreateBuilder<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        if (target is IMethodSymbol method)
        {
            var arguments = called is { TypeArguments.Length: > 0 } && called.TypeArguments.Length == method.TypeParameters.Length ? called.TypeArguments : method.TypeArguments;
            for (var i = 0; i < method.TypeParameters.Length; i++)
                map[method.OriginalDefinition.TypeParameters[i]] = scope.Resolve(arguments[i]);
        }

        for (var type = target.ContainingType; type is not null; type = type.ContainingType)
            AddArguments(type, map, scope);

        // Members of base classes are written with the base's own type parameters.
        for (var type = scope.Receiver ?? target.ContainingType; type is not null; type = type.BaseType)
            AddArguments(type, map, scope);
        return map.ToImmutable();
    }

    private static void AddArguments(INamedTypeSymbol type, ImmutableDictionary<ISymbol, ITypeSymbol>.Builder map, Scope scope)
    {
        for (var i = 0; i < type.TypeArguments.Length; i++)
        {
            var parameter = type.OriginalDefinition.TypeParameters[i];
            if (!map.ContainsKey(parameter) && !Same(type.TypeArguments[i], parameter))
                map[parameter] = scope.Resolve(type.TypeArguments[i]);
        }
    }

    /// <summary>Gives parameters the values of a call's arguments.</summary>
    private void Bind(Scope inner, IMethodSymbol definition, IInvocationOperation call, IReadOnlyList<Value?> arguments, Scope scope)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            if (argument.Parameter is not { } parameter || parameter.Ordinal >= definition.Parameters.Length)
                continue;
            var value = arguments[i];
            if (value is null && argument.ArgumentKind == ArgumentKind.DefaultValue)
                value = Plain(argument.Value);
            value ??= queryTypes.IsInteresting(parameter.Type) && !Strip(argument.Value).ConstantValue.HasValue
                ? new UnknownValue(Unfollowed(Strip(argument.Value)), At(argument.Value))
                : scope.IsRow ? Inner(argument.Value, scope) : Plain(argument.Value);
            inner.Values = inner.Values.SetItem(definition.Parameters[parameter.Ordinal], value);
        }
    }

    /// <summary>A property that gives a query or predicate.</summary>
    private Value? Inline(IPropertyReferenceOperation reference, Scope scope, InstanceValue? self = null)
    {
        var property = reference.Property;
        var receiver = self is not null ? self.Type : reference.Instance is IInstanceReferenceOperation ? scope.Receiver : reference.Instance?.Type as INamedTypeSymbol;
        foreach (var target in implementations.Of(property, receiver, cancellation))
        {
            if (target.GetMethod is { } getter && BodyOf(getter.OriginalDefinition) is { } body)
                return InlineMember(target, body, reference, scope, self);
            if (source.DeclarationOf(target.OriginalDefinition, cancellation) is PropertyDeclarationSyntax { Initializer.Value: { } initializer })
                return InlineInitializer(target, initializer, scope);
            return AssignedOnce(target.OriginalDefinition, scope);
        }

        return IsDeclaredElsewhere(property) && property.GetMethod is not null
            ? new UnknownValue($"`{property.Name}` is declared in another project", At(reference))
            : null;
    }

    private Value? Inline(IFieldReferenceOperation reference, Scope scope)
    {
        var field = reference.Field;
        return source.DeclarationOf(field.OriginalDefinition, cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            ? InlineInitializer(field, initializer, scope)
            : AssignedOnce(field.OriginalDefinition, scope);
    }

    private Value? InlineMember(ISymbol member, IOperation body, IOperation at, Scope scope, InstanceValue? self = null)
    {
        if (scope.Inlined >= MaxInlined || !inlining.Add(member.OriginalDefinition))
            return null;
        try
        {
            var inner = new Scope(null)
            {
                Returns = [], Inlined = scope.Inlined + 1, Receiver = self?.Type ?? scope.Receiver ?? member.ContainingType, This = self,
                Types = Substitution(member, null, scope),
            };
            Evaluate(body, inner);
            return MergeReturns(inner.Returns!, at);
        }
        finally
        {
            inlining.Remove(member.OriginalDefinition);
        }
    }

    private Value? InlineInitializer(ISymbol member, SyntaxNode initializer, Scope scope)
    {
        if (scope.Inlined >= MaxInlined || source.OperationOf(initializer, cancellation) is not { } operation || !inlining.Add(member.OriginalDefinition))
            return null;
        try
        {
            // The initializer's own conversion to Expression lies outside the expression's node.
            var inner = new Scope(null) { Returns = [], Inlined = scope.Inlined + 1, Receiver = scope.Receiver, Types = Substitution(member, null, scope) };
            return Strip(operation) is IAnonymousFunctionOperation function ? new LambdaValue(function, inner) : Evaluate(operation, inner);
        }
        finally
        {
            inlining.Remove(member.OriginalDefinition);
        }
    }

    /// <summary>A field or property without initializer: what the one assignment in the class's constructors gives it.</summary>
    private Value? AssignedOnce(ISymbol member, Scope scope)
    {
        if (scope.Inlined >= MaxInlined || member.ContainingType is not { } type || !inlining.Add(member))
            return null;
        try
        {
            Value? found = null;
            foreach (var constructor in type.InstanceConstructors)
            {
                if (BodyOf(constructor) is not { } body)
                    continue;
                foreach (var operation in body.Descendants())
                {
                    if (operation is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment || !Same(target.Member.OriginalDefinition, member))
                        continue;
                    if (found is not null)
                        return null;
                    var inner = new Scope(null) { Returns = [], Inlined = scope.Inlined + 1, Receiver = scope.Receiver, Types = Substitution(member, null, scope) };
                    found = Evaluate(assignment.Value, inner);
                }
            }

            return found;
        }
        finally
        {
            inlining.Remove(member);
        }
    }

    /// <summary>A call that takes a query or a predicate and executes it there: the query is sent from here, with what is given here.</summary>
    private Value? Executed(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (!scope.Writes || scope.Inlined >= MaxInlined || (!TakesQuery(call) && !IsGenericQuery(call, scope)))
            return null;
        var arguments = new Value?[call.Arguments.Length];
        var any = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Evaluate(call.Arguments[i].Value, scope);
            any |= arguments[i] is QueryValue or LambdaValue or ComposedLambdaValue;
        }

        if (!any && !IsGenericQuery(call, scope))
            return null;
        var targets = Targets(call, scope);
        if (targets.Length != 1)
        {
            foreach (var argument in arguments)
            {
                if (argument is QueryValue query && targets.Length == 0)
                {
                    var handed = Opaque(query.Shape, QueryParts.Composition | QueryParts.Paging | QueryParts.Projection, $"`{method.Name}` executes the query", call);
                    Write(new Terminal(TerminalKind.Unknown, method.Name) { IsAsync = IsAsync(method) }, handed, call, scope);
                }
            }

            return null;
        }

        InlineBody(targets[0], method, call, arguments, scope, writes: true);
        return null;
    }

    /// <summary>
    /// A call of a generic repository's method: read for itself it has a type parameter where this call has an entity. A repository that calls itself is as open.
    /// </summary>
    private bool IsGenericQuery(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (IsDeclaredElsewhere(method) || !(method.IsGenericMethod || method.ContainingType is { IsGenericType: true }))
            return false;
        foreach (var target in Targets(call, scope))
        {
            var map = Substitution(target, method, scope);
            foreach (var item in map)
            {
                if (item.Value is ITypeParameterSymbol)
                    return false;
            }

            if (map.Count == 0 || !bodies.TouchesQueries(target.OriginalDefinition, BodyOf))
                return false;
        }

        return true;
    }

    private bool TakesQuery(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && (queryTypes.IsQueryable(parameter.Type) || queryTypes.IsExpression(parameter.Type)))
                return true;
        }

        return false;
    }

    /// <summary>PredicateBuilder and its many relatives: <c>predicate.And(other)</c>, <c>Or</c>, <c>Not</c>, <c>PredicateBuilder.New</c>.</summary>
    private Value? Composition(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("And" or "AndAlso" or "Or" or "OrElse" or "Not" or "New" or "True" or "False") || !queryTypes.IsExpression(method.ReturnType)
            && method.ReturnType.Name != "ExpressionStarter")
        {
            return null;
        }

        var operands = new List<Value>();
        if (call.Instance is not null && Evaluate(call.Instance, scope) is { } instance)
            operands.Add(instance);
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Evaluate(argument.Value, scope) is { } value)
                operands.Add(value);
        }

        return (method.Name, operands.Count) switch
        {
            ("Not", 1) => new ComposedLambdaValue(operands[0], null, false),
            ("And" or "AndAlso", 2) => new ComposedLambdaValue(operands[0], operands[1], false),
            ("Or" or "OrElse", 2) => new ComposedLambdaValue(operands[0], operands[1], true),
            ("New", 1) => operands[0],
            _ => null,
        };
    }

    /// <summary><c>context.Entry(order).Collection(o => o.Lines).Query()</c> and Load: the rows of a navigation of one entity.</summary>
    private Value? EntryQuery(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("Query" or "Load" or "LoadAsync") || method.ContainingType?.Name is not ("CollectionEntry" or "ReferenceEntry" or "NavigationEntry")
            || call.Instance is not IInvocationOperation { TargetMethod.Name: "Collection" or "Reference", Arguments.Length: >= 1, Instance: { } entry } step)
        {
            return null;
        }

        Evaluate(entry, scope);
        if (entry.Type is not INamedTypeSymbol { TypeArguments: [var type] } || Strip(step.Arguments[0].Value) is not IAnonymousFunctionOperation function
            || ReturnedBy(function) is not { } body || Strip(body) is not IPropertyReferenceOperation property)
        {
            return null;
        }

        var owner = Root(type, null, call, scope);
        if (owner.Element is not EntityValue row || row.Entity.FindNavigation(property.Property.Name) is not { } navigation
            || Navigate(row, navigation, owner, At(call), row.Id) is not { } sub)
        {
            return null;
        }

        var conditions = new List<Predicate>();
        Predicates.Flatten(sub.Sources[0].Source.On, conditions);
        foreach (var condition in conditions)
        {
            if (condition is Comparison comparison)
                sub.Filters.Add(comparison with { Value = new Parameter(Text(entry)), Source = PredicateSource.User, Origin = At(call) });
        }

        sub.Replace(sub.Root, sub.Sources[0].Source with { Join = JoinKind.Root, On = Predicate.True, Parent = -1, Navigation = "", IsCollection = false });
        Capture(entry, sub);
        if (method.Name == "Query")
            return new QueryValue(sub);
        Write(new Terminal(TerminalKind.List, method.Name) { IsAsync = IsAsync(method) }, sub, call, scope);
        return MemoryValue.Instance;
    }
}
