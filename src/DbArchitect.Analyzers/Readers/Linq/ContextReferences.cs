using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Tells which context an expression or a query is of, where names alone tell it.</summary>
internal sealed class ContextReferences(SourceOperations source, QueryTypes types)
{
    private const int MaxHops = 64;
    private const int MaxGetters = 4;

    /// <summary>The context that a query is asked of; null when it cannot be told.</summary>
    /// <param name="query">The query, or a part of a context that commands are given to: its Database, an entry.</param>
    /// <param name="body">The body it stands in.</param>
    public ContextReference? OfQuery(IOperation query, Body body, CancellationToken cancellation)
    {
        for (var hops = 0; hops < MaxHops; hops++)
        {
            query = Strip(query);
            if (types.IsDbContext(query.Type))
                return Of(query, body, cancellation);
            switch (query)
            {
                case ITranslatedQueryOperation translated:
                    query = translated.Operation;
                    break;
                case IInvocationOperation call when Body.ReceiverOf(call) is { } receiver && (types.IsInteresting(receiver.Type) || IsPartOfContext(receiver.Type)):
                    query = receiver;
                    break;
                case IPropertyReferenceOperation { Instance: { } instance } property when types.IsDbSet(property.Type) || types.IsDbContext(instance.Type):
                    return Of(instance, body, cancellation);
                case ILocalReferenceOperation local when types.IsQueryable(local.Type) && InitialOf(local.Local, body) is { } initial:
                    query = initial;
                    break;
                case IParameterReferenceOperation or IFieldReferenceOperation when types.IsQueryable(query.Type):
                    return Of(query, body, cancellation);
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The object that an expression is; null when names do not tell.</summary>
    public ContextReference? Of(IOperation operation, Body body, CancellationToken cancellation) => Of(operation, body, 0, cancellation);

    private ContextReference? Of(IOperation operation, Body body, int depth, CancellationToken cancellation)
    {
        if (depth > MaxHops)
            return null;
        operation = Strip(operation);
        switch (operation)
        {
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return ContextReference.This;
            case IParameterReferenceOperation parameter:
                if (IsAssigned(parameter.Parameter, body))
                    return null;
                return IsOfPrimaryConstructor(parameter.Parameter, body) ? ContextReference.This.Member(parameter.Parameter.Name) : new ContextReference(parameter.Parameter, "");
            case ILocalReferenceOperation local:
                if (IsAssigned(local.Local, body))
                    return null;
                return (InitialOf(local.Local, body) is { } initial ? Of(initial, body, depth + 1, cancellation) : null) ?? new ContextReference(local.Local, "");
            case IFieldReferenceOperation { Instance: null } field:
                return new ContextReference(field.Field, "");
            case IFieldReferenceOperation { Instance: { } owner } field:
                return Of(owner, body, depth + 1, cancellation)?.Member(field.Field.Name);
            case IPropertyReferenceOperation { Instance: { } owner, Arguments.IsEmpty: true } property:
                return PathOf(property.Property, 0, cancellation) is { } path ? Of(owner, body, depth + 1, cancellation)?.Then(path) : null;
            default:
                return null;
        }
    }

    /// <summary>The field that a property gives each time: its own, or one of the object that its getter names.</summary>
    private string? PathOf(IPropertySymbol property, int depth, CancellationToken cancellation)
    {
        if (depth > MaxGetters || property.IsAbstract)
            return null;
        switch (source.DeclarationOf(property, cancellation))
        {
            case PropertyDeclarationSyntax { ExpressionBody.Expression: { } expression }:
                return PathIn(expression, depth, cancellation);
            case PropertyDeclarationSyntax { AccessorList.Accessors: { } accessors }:
                foreach (var accessor in accessors)
                {
                    if (accessor.ExpressionBody is { } arrow)
                        return PathIn(arrow.Expression, depth, cancellation);
                    if (accessor.Body is not null)
                        return null;
                }

                return "." + property.Name;
            case ParameterSyntax:
                return "." + property.Name;
            default:
                return null;
        }
    }

    private string? PathIn(ExpressionSyntax getter, int depth, CancellationToken cancellation) => source.OperationOf(getter, cancellation) switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field => "." + field.Field.Name,
        IParameterReferenceOperation parameter => "." + parameter.Parameter.Name,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } other => PathOf(other.Property, depth + 1, cancellation),
        _ => null,
    };

    /// <summary>A parameter of the class, which its members see as a field.</summary>
    private static bool IsOfPrimaryConstructor(IParameterSymbol parameter, Body body) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !SymbolEqualityComparer.Default.Equals(constructor, body.Owner);

    private static IOperation? InitialOf(ILocalSymbol local, Body body) =>
        body.DeclarationOf(local) is IVariableDeclaratorOperation declarator ? declarator.GetVariableInitializer()?.Value : null;

    private static bool IsAssigned(ISymbol symbol, Body body)
    {
        foreach (var use in body.UsesOf(symbol))
        {
            if (use.Parent is IAssignmentOperation assignment && assignment.Target == use || use.Parent is IArgumentOperation { Parameter.RefKind: not RefKind.None })
                return true;
        }

        return false;
    }

    /// <summary>The query that a sequence of rows comes from, behind AsEnumerable and what is done in memory then; null when it comes from none.</summary>
    public IOperation? QueryBehind(IOperation sequence)
    {
        for (var hops = 0; hops < MaxHops; hops++)
        {
            sequence = Strip(sequence);
            if (types.IsQueryable(sequence.Type))
                return sequence;
            if (sequence is not IInvocationOperation call || Body.ReceiverOf(call) is not { } receiver || !IsSequence(call.Type))
                return null;
            sequence = receiver;
        }

        return null;
    }

    private static bool IsSequence(ITypeSymbol? type) => type?.Name is "IEnumerable" or "IOrderedEnumerable" or "IAsyncEnumerable" or "ParallelQuery";

    /// <summary>The Database of a context, its change tracker, entries of it.</summary>
    private static bool IsPartOfContext(ITypeSymbol? type) =>
        type?.Name is "DatabaseFacade" or "ChangeTracker" or "EntityEntry" or "CollectionEntry" or "ReferenceEntry";

    /// <summary>The operand below conversions and parentheses; unlike <see cref="Body.Unwrap"/> not below an await, because here it matters which task is awaited.</summary>
    public static IOperation Strip(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }
}
