using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Where queries start: DbSets, Set&lt;T&gt;(), SQL text, and what is handed in from outside.</summary>
internal sealed partial class QueryInterpreter
{
    private const QueryParts Composed =
        QueryParts.Filter | QueryParts.Sort | QueryParts.Paging | QueryParts.Projection | QueryParts.Includes | QueryParts.Composition;

    /// <summary>An expression of type DbSet&lt;T&gt; is T's table, whatever way it came.</summary>
    private QueryValue? DbSetOf(IOperation operation, Scope scope) =>
        queryTypes.IsInteresting(operation.Type) && queryTypes.IsDbSet(operation.Type) && queryTypes.ElementOf(operation.Type) is { } element
            ? new QueryValue(Root(element, ContextOf(operation), operation, scope))
            : null;

    private ITypeSymbol? ContextOf(IOperation operation)
    {
        var instance = operation switch
        {
            IPropertyReferenceOperation property => property.Instance,
            IFieldReferenceOperation field => field.Instance,
            IInvocationOperation call => call.Instance,
            _ => null,
        };
        if (instance is null)
            return null;
        return queryTypes.IsDbContext(instance.Type) ? instance.Type : null;
    }

    /// <summary>A query for all rows of an entity.</summary>
    private Shape Root(ITypeSymbol type, ITypeSymbol? context, IOperation at, Scope scope, string? sharedType = null)
    {
        var resolved = scope.Resolve(type);
        var origin = At(at);
        var shape = new Shape { Context = context is null ? "" : QueryTypes.MetadataName(context) };
        var name = sharedType ?? QueryTypes.MetadataName(resolved);
        var schema = SchemaOf(context, name);
        var entity = schema?.FindEntityOfType(name) ?? schema?.FindEntity(name);
        var id = NewId();
        if (schema is null || entity is null)
        {
            shape.Sources.Add(new ShapeSource(id, new Source(null, JoinKind.Root) { Entity = name, Origin = origin }, null, null));
            var reason = resolved is ITypeParameterSymbol ? $"`{resolved.Name}` is a type parameter" : $"`{resolved.Name}` is not in the model as read";
            shape.AddGap(QueryParts.Source, reason, origin);
            shape.Element = new UnknownValue(reason, origin);
            return shape;
        }

        shape.Schema = schema;
        if (schema.Context.Length > 0)
            shape.Context = schema.Context;
        shape.Sources.Add(Table(schema, entity, id, JoinKind.Root, origin));
        shape.Element = new EntityValue(entity, id) { Origin = origin };
        return shape;
    }

    private Schema? SchemaOf(ITypeSymbol? context, string entity)
    {
        for (var type = context; type is not null; type = type.BaseType)
        {
            if (schemas.Value.OfContext(QueryTypes.MetadataName(type)) is { } schema)
                return schema.FindEntityOfType(entity) is not null || schema.FindEntity(entity) is not null ? schema : schemas.Value.MappingType(entity);
        }

        return schemas.Value.MappingType(entity);
    }

    private static ShapeSource Table(Schema schema, Entity entity, int id, JoinKind join, Origin origin) =>
        new(id, new Source(entity.Table, join) { Entity = entity.Name, Origin = origin }, entity, Discriminator(schema, entity, id, origin));

    /// <summary>The condition that selects a class among those of its table; null when the table holds no other.</summary>
    private static Predicate? Discriminator(Schema schema, Entity entity, int id, Origin origin)
    {
        if (entity.Base is null || entity.Inheritance != InheritanceMapping.TablePerHierarchy || entity.DiscriminatorColumn is not { } column)
            return null;
        var values = new List<string>();
        foreach (var other in schema.Entities)
        {
            if (other.DiscriminatorValue is { } value && DerivesFrom(schema, other, entity))
                values.Add(value);
        }

        if (values.Count == 0)
            return null;
        return values.Count == 1
            ? new Comparison(new ColumnRef(id, column), Comparator.Equal, new Constant(values[0]) { Kind = ValueKind.String })
            {
                Origin = origin, Source = PredicateSource.Discriminator,
            }
            : new Comparison(new ColumnRef(id, column), Comparator.In, new ListOperand(values.Count) { Constants = values, Kind = ValueKind.String })
            {
                Origin = origin, Source = PredicateSource.Discriminator,
            };
    }

    private static bool DerivesFrom(Schema schema, Entity entity, Entity ancestor)
    {
        const int maxLevels = 64;
        var current = entity;
        for (var i = 0; i < maxLevels && current is not null; i++)
        {
            if (current.Name == ancestor.Name)
                return true;
            current = current.Base is null ? null : schema.FindEntity(current.Base);
        }

        return false;
    }

    /// <summary>
    /// The query that an expression is. One that cannot be followed is known by its element type alone, and incomplete. Null when it is certainly none, or when
    /// nothing tells that it is one of a database.
    /// </summary>
    /// <param name="isEf">The operator that asks is one of EF: so the query goes to a database, whatever its type.</param>
    private Shape? ShapeOf(IOperation operation, Scope scope, bool isEf = false)
    {
        var value = Evaluate(operation, scope);
        switch (value)
        {
            case QueryValue query:
                return query.Shape;
            case MemoryValue or ListValue or GroupValue:
                return null;
        }

        var inner = Strip(operation);
        var element = queryTypes.ElementOf(scope.Resolve(operation.Type ?? inner.Type!)) ?? queryTypes.ElementOf(inner.Type);
        if (element is null || operation.Type is null)
            return null;
        element = scope.Resolve(element);
        if (!isEf && schemas.Value.MappingType(QueryTypes.MetadataName(element)) is null && SchemasMapping(element) == 0)
            return null;
        var shape = Root(element, null, operation, scope);
        var reason = value is UnknownValue unknown ? unknown.Reason : Unfollowed(inner);
        shape.AddGap(value is UnknownValue { MayBeInMemory: true } ? Composed | QueryParts.Source : Composed, reason, value is UnknownValue { Origin: var origin } ? origin : At(operation));
        return shape;
    }

    private int SchemasMapping(ITypeSymbol element)
    {
        var name = QueryTypes.MetadataName(element);
        var count = 0;
        foreach (var schema in schemas.Value.Schemas)
        {
            if (schema.FindEntityOfType(name) is not null)
                count++;
        }

        return count;
    }

    private static string Unfollowed(IOperation operation) => operation switch
    {
        IParameterReferenceOperation parameter => $"`{parameter.Parameter.Name}` is a parameter: callers may compose it",
        ILocalReferenceOperation local => $"`{local.Local.Name}` is assigned in a way that cannot be followed",
        IInvocationOperation call => $"`{call.TargetMethod.Name}` cannot be followed",
        IPropertyReferenceOperation property => $"`{property.Property.Name}` cannot be followed",
        IFieldReferenceOperation field => $"`{field.Field.Name}` cannot be followed",
        _ => "the query comes from an expression that cannot be followed",
    };

    private Value? Property(IPropertyReferenceOperation property, Scope scope)
    {
        var instance = Evaluate(property.Instance, scope);
        foreach (var argument in property.Arguments)
            Evaluate(argument, scope);
        if (instance is TupleValue tuple && tuple.Find(property.Property.Name) is { } member)
            return member;
        if (instance is InstanceValue self && MemberOf(self, property.Property) is { } held)
            return held;
        if (!queryTypes.IsInteresting(property.Type))
            return null;
        if (instance is InstanceValue owner)
            return Inline(property, scope, owner);
        if (DbSetOf(property, scope) is { } root)
            return root;
        if (property.Property is { Name: "Users", ContainingType: { Name: "UserManager" or "SignInManager" } } or { Name: "Roles", ContainingType.Name: "RoleManager" }
            && queryTypes.ElementOf(property.Type) is { } element && SchemasMapping(scope.Resolve(element)) > 0)
        {
            return new QueryValue(Root(element, null, property, scope));
        }

        return Inline(property, scope, extended: instance);
    }

    private Value? Field(IFieldReferenceOperation field, Scope scope)
    {
        Evaluate(field.Instance, scope);
        if (!queryTypes.IsInteresting(field.Type))
            return null;
        return DbSetOf(field, scope) ?? Inline(field, scope);
    }

    /// <summary>Find and FindAsync: the row with this key.</summary>
    private Value? Find(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        Shape? shape;
        if (queryTypes.IsDbSet(method.ContainingType))
            shape = call.Instance is null ? null : ShapeOf(call.Instance, scope, isEf: true);
        else if (method.TypeArguments.Length == 1)
            shape = Root(method.TypeArguments[0], call.Instance?.Type, call, scope);
        else
            return Children(call, scope);
        var keys = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            Evaluate(argument, scope);
            if (argument.Parameter?.Name == "keyValues")
                KeyValues(argument.Value, keys);
        }

        if (shape is null)
            return MemoryValue.Instance;
        shape = shape.Clone();
        if (shape.Element is EntityValue entity)
        {
            var key = entity.Entity.Key;
            for (var i = 0; i < key.Count; i++)
            {
                if (Column(entity, key[i], shape) is { } column)
                {
                    var value = i < keys.Count && keys.Count == key.Count
                        ? Plain(keys[i]).Operand
                        : new Parameter(key[i]);
                    shape.Filters.Add(new Comparison(column, Comparator.Equal, value) { Origin = At(i < keys.Count ? keys[i] : call) });
                }
            }

            foreach (var value in keys)
                Capture(value, shape);
        }

        Write(new Terminal(TerminalKind.Single, method.Name) { IsAsync = IsAsync(method) }, shape, call, scope);
        return MemoryValue.Instance;
    }

    private static void KeyValues(IOperation operation, List<IOperation> keys)
    {
        operation = Strip(operation);
        if (operation is IArrayCreationOperation { Initializer: { } initializer })
        {
            foreach (var element in initializer.ElementValues)
                keys.Add(element);
        }
        else if (operation.Syntax.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.CollectionExpression))
        {
            foreach (var element in operation.ChildOperations)
                keys.Add(element);
        }
        else
        {
            keys.Add(operation);
        }
    }

    /// <summary>The variables that an expression of the code depends on.</summary>
    private static void Capture(IOperation operation, Shape shape)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                shape.Capture(local.Local);
                return;
            case IParameterReferenceOperation parameter:
                shape.Capture(parameter.Parameter);
                return;
        }

        foreach (var child in operation.ChildOperations)
            Capture(child, shape);
    }

    private static bool IsAsync(IMethodSymbol method) => method.Name.EndsWith("Async", System.StringComparison.Ordinal) || method.Name == "AsAsyncEnumerable";
}
