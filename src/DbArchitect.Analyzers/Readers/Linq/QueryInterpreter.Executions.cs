using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Calls that send a query: of a method that executes what it is given, and of an entry of the change tracker.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>A call that takes a query or a predicate and executes it there: the query is sent from here, with what is given here.</summary>
    private Value? Executed(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (!scope.Writes || scope.Inlined >= MaxInlined || (!TakesQuery(call) && !IsGenericQuery(call, scope)))
            return null;
        var arguments = new Value?[call.Arguments.Length];
        var extended = ExtensionBlocks.Of(method) is null ? null : Evaluate(call.Instance, scope);
        var any = extended is QueryValue;
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

        InlineBody(targets[0], method, call, arguments, scope, writes: true, instance: extended);
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
        if (ExtensionBlocks.Of(call.TargetMethod) is not null && queryTypes.IsQueryable(call.Instance?.Type))
            return true;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && (queryTypes.IsQueryable(parameter.Type) || queryTypes.IsExpression(parameter.Type)))
                return true;
        }

        return false;
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
