using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// Runs configuring code on the mirror of EF's model: OnModelCreating, configurations, and what they call in this compilation. Statements that look
/// at the model (loops over its entity types) wait until it is complete. What cannot be followed is noted as unknown where it may have an effect.
/// </summary>
internal sealed partial class Interpreter(EfModel model, KnownTypes types, SourceOperations source, CancellationToken cancellation)
{
    private const int MaxCallDepth = 48;
    private const int MaxExpressionDepth = 160;
    private const int MaxSteps = 1_000_000;

    /// <summary>How often a method may be under way at a time: two that call each other twice are done after this many doublings.</summary>
    private const int MaxRecursion = 8;

    private const int MaxIterations = 20_000;

    private readonly Dictionary<IMethodSymbol, int> running = new(SymbolEqualityComparer.Default);
    private readonly List<(IOperation Statement, Frame Frame, int Sequence)> late = [];
    private readonly EntityDiscovery discovery = new(model);
    private int steps;
    private int expressionDepth;
    private int sequence;
    private bool isLate;

    /// <summary>How many conditions whose outcome is not known surround the code being run.</summary>
    private int uncertain;

    private string uncertainReason = "";

    public ObjectValue? Context { get; set; }

    private bool IsExhausted => steps > MaxSteps;

    /// <summary>Runs a method of the context, the configuration or the snapshot.</summary>
    public void Run(IMethodSymbol method, Value instance, params Value[] arguments) => Invoke(method, instance, arguments, null, 0);

    /// <summary>Runs what waited for the complete model.</summary>
    public void RunLate()
    {
        isLate = true;
        for (var i = 0; i < late.Count && i < MaxIterations; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (statement, frame, at) = late[i];
            sequence = at;
            frame.HasReturned = false;
            Execute(statement, frame);
        }
    }

    private Origin OriginOf(IOperation operation) => source.IsReferenced(operation.Syntax)
        ? new(OriginKind.Reference, null)
        : new(model.IsSnapshot ? OriginKind.Snapshot : OriginKind.Fluent, PreciseLocation(operation));

    /// <summary>The call itself, without the chain that it continues.</summary>
    private static Location PreciseLocation(IOperation operation)
    {
        if (operation.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } invocation)
        {
            return Location.Create(
                invocation.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(access.Name.SpanStart, invocation.Span.End));
        }

        return operation.Syntax.GetLocation();
    }

    private void ModelUnknown(TableAspects aspects, string reason, IOperation at) => model.AddUnknown(aspects, reason, OriginOf(at));

    /// <summary>Whether a change takes effect for certain; where it does not, the aspect becomes unknown.</summary>
    private bool Certain(EfEntityType? entity, TableAspects aspects, IOperation at)
    {
        if (uncertain == 0)
            return true;
        if (entity is null)
            ModelUnknown(aspects, uncertainReason, at);
        else
            entity.AddUnknown(aspects, uncertainReason, OriginOf(at));
        return false;
    }

    /// <summary>Keeps a statement for later when it looks at the model's metadata, or at a local that does.</summary>
    private bool Postpone(IOperation statement, IOperation looked, Frame frame)
    {
        if (isLate || model.IsSnapshot || !TouchesMetadata(looked, frame))
            return false;
        late.Add((statement, frame, sequence));
        foreach (var operation in Shallow(looked))
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator:
                    (frame.Late ??= new(SymbolEqualityComparer.Default)).Add(declarator.Symbol);
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation local }:
                    (frame.Late ??= new(SymbolEqualityComparer.Default)).Add(local.Local);
                    break;
            }
        }

        return true;
    }

    private static bool TouchesMetadata(IOperation operation, Frame frame)
    {
        foreach (var part in Shallow(operation))
        {
            if (part is IPropertyReferenceOperation { Property: { Name: "Model" or "Metadata" } property } && IsEntityFramework(property.ContainingType))
                return true;
            if (part is ILocalReferenceOperation local && frame.IsLate(local.Local))
                return true;
        }

        return false;
    }

    /// <summary>The operation and what it contains, without the bodies of lambdas.</summary>
    private static IEnumerable<IOperation> Shallow(IOperation operation)
    {
        var stack = new Stack<IOperation>();
        stack.Push(operation);
        while (stack.Count > 0)
        {
            var current = stack.Pop();
            yield return current;
            if (current is IAnonymousFunctionOperation)
                continue;
            foreach (var child in current.ChildOperations)
                stack.Push(child);
        }
    }

    public static bool IsEntityFramework(ITypeSymbol? type)
    {
        var space = type?.ContainingNamespace;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name == "EntityFrameworkCore" && space.ContainingNamespace is { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        }

        return false;
    }

    private void Declare(IVariableDeclarationGroupOperation? group, Frame frame)
    {
        if (group is null)
            return;
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var initializer = declarator.Initializer ?? declaration.Initializer;
                frame.Declare(declarator.Symbol, initializer is null ? Value.Null : Evaluate(initializer.Value, frame));
            }
        }
    }

    // Calls into source
    private Value Invoke(IMethodSymbol method, Value? instance, IReadOnlyList<Value> arguments, Frame? outer, int depth)
    {
        if (depth > MaxCallDepth || IsExhausted)
            return Value.Unknown;
        var times = running.TryGetValue(method.OriginalDefinition, out var known) ? known : 0;
        if (times == MaxRecursion || BodyOf(method) is not { } body)
            return Value.Unknown;
        var frame = new Frame(method.MethodKind == MethodKind.LocalFunction ? outer : null, instance, depth) { TypeArguments = TypeArguments(method, instance) };
        var definition = method.ReducedFrom ?? method;
        definition = source.Declared(definition.OriginalDefinition, cancellation);
        definition = definition.PartialImplementationPart ?? definition;
        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            var parameter = definition.Parameters[i];
            frame.Declare(parameter, i < arguments.Count ? arguments[i] : Default(parameter));
        }

        running[method.OriginalDefinition] = times + 1;
        Execute(body, frame);
        running[method.OriginalDefinition] = times;
        return frame.Returned;
    }

    private static Value Default(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? new ConstantValue(parameter.ExplicitDefaultValue, parameter.Type) : Value.Unknown;

    private Dictionary<ITypeParameterSymbol, ITypeSymbol>? TypeArguments(IMethodSymbol method, Value? instance)
    {
        Dictionary<ITypeParameterSymbol, ITypeSymbol>? map = null;
        Add(source.Declared(method.OriginalDefinition, cancellation).TypeParameters, method.TypeArguments);
        if (method.ReducedFrom is { } reduced)
            Add(source.Declared(reduced.OriginalDefinition, cancellation).TypeParameters, method.TypeArguments);
        if (instance is ObjectValue { Type: { } type })
        {
            foreach (var current in Members.TypeAndBases(type))
                AddOwner(current);
        }
        else if (method.ContainingType is { } owner)
            AddOwner(owner);
        return map;

        void AddOwner(INamedTypeSymbol owner)
        {
            if (owner.IsGenericType)
                Add(source.Declared(owner.OriginalDefinition, cancellation).TypeParameters, owner.TypeArguments);
        }

        void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments)
        {
            for (var i = 0; i < parameters.Count && i < arguments.Count; i++)
            {
                if (arguments[i] is not ITypeParameterSymbol)
                    (map ??= new(SymbolEqualityComparer.Default))[parameters[i]] = arguments[i];
            }
        }
    }

    /// <summary>The body of a method whose source is known; null for any other.</summary>
    private IOperation? BodyOf(IMethodSymbol method)
    {
        var definition = source.Declared((method.ReducedFrom ?? method).OriginalDefinition, cancellation);
        definition = definition.PartialImplementationPart ?? definition;
        if (source.DeclarationOf(definition, cancellation) is not { } declaration)
            return null;
        if (declaration is AccessorDeclarationSyntax or ArrowExpressionClauseSyntax && source.OperationOf(declaration, cancellation) is { } accessor)
            return accessor is IMethodBodyOperation body ? body.BlockBody ?? body.ExpressionBody : accessor;
        return source.OperationOf(declaration, cancellation) switch
        {
            IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
            IConstructorBodyOperation body => body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation function => function.Body,
            _ => null,
        };
    }

    /// <summary>Runs a lambda or method given as a value.</summary>
    private Value Call(Value callee, params Value[] arguments)
    {
        switch (callee)
        {
            case LambdaValue { Lambda: { } lambda, Frame: { } captured }:
                if (captured.Depth > MaxCallDepth)
                    return Value.Unknown;
                var frame = new Frame(captured, null, captured.Depth + 1);
                for (var i = 0; i < lambda.Symbol.Parameters.Length; i++)
                    frame.Declare(lambda.Symbol.Parameters[i], i < arguments.Length ? arguments[i] : Value.Unknown);
                Execute(lambda.Body, frame);
                return frame.Returned;
            case MethodValue { Method: { } method } value:
                return Invoke(method, value.Instance, arguments, value.Frame, value.Frame.Depth + 1);
            default:
                return Value.Unknown;
        }
    }
}
