using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>A property that a context sets by itself, and on what.</summary>
/// <param name="Of">The class or interface that the property is of; null for every entity that has it.</param>
internal sealed record SaveHook(ITypeSymbol? Of, SaveMark Mark);

/// <summary>What SaveChanges does to entries: it marks those that are to be deleted, and stamps those that have changed.</summary>
internal sealed record SaveHooks(IReadOnlyList<SaveHook> OnDelete, IReadOnlyList<SaveHook> OnUpdate)
{
    public static SaveHooks None { get; } = new([], []);

    public static List<SaveMark> Of(IReadOnlyList<SaveHook> hooks, EfEntityType entity)
    {
        var marks = new List<SaveMark>();
        foreach (var hook in hooks)
        {
            if (entity.ClrType is { } type && (hook.Of is null || Members.IsAssignableTo(type, hook.Of)) && Members.Find(type, hook.Mark.Property) is IPropertySymbol
                && !marks.Exists(mark => mark.Property == hook.Mark.Property))
            {
                marks.Add(hook.Mark);
            }
        }

        return marks;
    }
}

/// <summary>Reads the overrides of SaveChanges of a context, the interceptors of saving, and what both call.</summary>
internal sealed class SaveHookReader(KnownTypes types, SourceOperations source, CancellationToken cancellation)
{
    private const int MaxMethods = 32;

    private readonly List<SaveHook> onDelete = [];
    private readonly List<SaveHook> onUpdate = [];

    /// <param name="context">The context.</param>
    /// <param name="interceptors">Classes of this compilation that intercept its saves.</param>
    public SaveHooks Read(INamedTypeSymbol context, IReadOnlyList<INamedTypeSymbol> interceptors)
    {
        var roots = new List<INamedTypeSymbol>(interceptors);
        foreach (var type in Members.TypeAndBases(context))
        {
            if (!Members.IsSame(type, types.DbContext))
                roots.Add(type);
        }

        foreach (var root in roots)
            ReadMethods(EntriesOf(root));
        return onDelete.Count + onUpdate.Count == 0 ? SaveHooks.None : new SaveHooks(onDelete, onUpdate);
    }

    private static List<IMethodSymbol> EntriesOf(INamedTypeSymbol type)
    {
        var found = new List<IMethodSymbol>();
        foreach (var name in new[] { "SaveChanges", "SaveChangesAsync", "SavingChanges", "SavingChangesAsync" })
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IMethodSymbol method && (method.IsOverride || name.StartsWith("Saving", StringComparison.Ordinal)))
                    found.Add(method);
            }
        }

        return found;
    }

    /// <summary>The methods and what they call, as one piece of code.</summary>
    private void ReadMethods(List<IMethodSymbol> pending)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var bodies = new List<IOperation>();
        for (var i = 0; i < pending.Count && bodies.Count < MaxMethods; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var method = (pending[i].ReducedFrom ?? pending[i]).OriginalDefinition;
            if (!seen.Add(method) || source.DeclarationOf(method, cancellation) is not { } declaration || source.OperationOf(declaration, cancellation) is not { } body)
                continue;
            bodies.Add(body);
            foreach (var each in body.Descendants())
            {
                if (each is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } callee })
                    pending.Add(callee);
            }
        }

        if (Mentions(bodies, "Deleted"))
            bodies.ForEach(ReadDeletes);
        if (Mentions(bodies, "Modified"))
            bodies.ForEach(ReadUpdates);
    }

    private static bool Mentions(List<IOperation> bodies, string state)
    {
        foreach (var body in bodies)
        {
            foreach (var each in body.Descendants())
            {
                if (IsState(each, state))
                    return true;
            }
        }

        return false;
    }

    private static bool IsState(IOperation operation, string state) =>
        operation is IFieldReferenceOperation { Field: { ContainingType.Name: "EntityState" } field } && field.Name == state;

    /// <summary>An entry is given back its state, and something on it is set in the same block: it stays, with a mark.</summary>
    private void ReadDeletes(IOperation body)
    {
        foreach (var each in body.Descendants())
        {
            if (each is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "State", ContainingType.Name: "EntityEntry" } } } kept
                || !IsState(kept.Value, "Modified") && !IsState(kept.Value, "Unchanged"))
            {
                continue;
            }

            foreach (var sibling in BlockAround(kept).Descendants())
            {
                if (sibling is ISimpleAssignmentOperation assignment && HookOf(assignment, body) is { } hook && !IsOfChange(hook.Mark.Property))
                    onDelete.Add(hook);
            }
        }
    }

    private static IOperation BlockAround(IOperation operation)
    {
        var block = operation;
        while (block.Parent is { } parent && block is not IBlockOperation and not ISwitchCaseOperation)
            block = parent;
        return block;
    }

    /// <summary>The time of a change: by its name, because of other times of the entity the same code may set each.</summary>
    private void ReadUpdates(IOperation body)
    {
        foreach (var each in body.Descendants())
        {
            if (each is ISimpleAssignmentOperation assignment && IsTime(Strip(assignment.Value).Type) && HookOf(assignment, body) is { } hook && IsOfChange(hook.Mark.Property))
                onUpdate.Add(hook);
        }
    }

    private static bool IsOfChange(string property)
    {
        return Has("Updated") || Has("Modified") || Has("Changed") || Has("Edited");

        bool Has(string word) => property.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>
    /// <c>entry.Entity.IsDeleted = true</c>, <c>entry.CurrentValues["IsDeleted"] = true</c>, <c>entry.Property("IsDeleted").CurrentValue = true</c>: a constant or a time.
    /// </summary>
    private static SaveHook? HookOf(ISimpleAssignmentOperation assignment, IOperation body)
    {
        if (assignment.Target is not IPropertyReferenceOperation target)
            return null;
        var value = Strip(assignment.Value);
        var isConstant = value.ConstantValue is { HasValue: true, Value: not null };
        if (!isConstant && !IsTime(value.Type))
            return null;
        var mark = !isConstant ? ClockOf(value, body)
            : value is IFieldReferenceOperation { Field: { ContainingType.Name: var type } constant } ? type + "." + constant.Name
            : value.Syntax.ToString();
        switch (target)
        {
            case { Property.IsIndexer: true, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }], Instance: { Type.Name: "PropertyValues" } values }:
                return new SaveHook(EntityOf((values as IPropertyReferenceOperation)?.Instance), new SaveMark(name, mark));
            case { Property.Name: "CurrentValue", Instance: IInvocationOperation { TargetMethod.Name: "Property", Arguments: [var argument, ..] } property }:
                return NameIn(argument.Value) is { } named ? new SaveHook(EntityOf(property.Instance), new SaveMark(named, mark)) : null;
            case { Property: { IsIndexer: false, ContainingType: { } owner } own } when !owner.Name.EndsWith("Entry", StringComparison.Ordinal):
                return new SaveHook(owner.OriginalDefinition, new SaveMark(own.Name, mark));
            default:
                return null;
        }
    }

    private static ITypeSymbol? EntityOf(IOperation? entry) => entry?.Type is INamedTypeSymbol { Name: "EntityEntry", TypeArguments: [INamedTypeSymbol entity] } ? entity : null;

    private static string? NameIn(IOperation argument)
    {
        var inner = Strip(argument);
        if (inner.ConstantValue is { HasValue: true, Value: string name })
            return name;
        foreach (var each in inner.DescendantsAndSelf())
        {
            if (each is IPropertyReferenceOperation { Instance: IParameterReferenceOperation } property)
                return property.Property.Name;
        }

        return null;
    }

    private static bool IsTime(ITypeSymbol? type) => type?.Name is "DateTime" or "DateTimeOffset" or "DateOnly" or "Instant"
        || type is INamedTypeSymbol { Name: "Nullable", TypeArguments: [var inner] } && IsTime(inner);

    /// <summary>A clock that any code can read, as code: <c>DateTime.UtcNow</c>, also behind a variable. Empty for another.</summary>
    private static string ClockOf(IOperation value, IOperation body)
    {
        if (value is ILocalReferenceOperation local)
        {
            foreach (var each in body.Descendants())
            {
                if (each is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local) && declarator.GetVariableInitializer() is { } initial)
                    value = Strip(initial.Value);
            }
        }

        return value is IPropertyReferenceOperation { Instance: null, Property: { Name: "UtcNow" or "Now" or "Today", ContainingType.Name: var type } property } ? type + "." + property.Name : "";
    }

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }
}
