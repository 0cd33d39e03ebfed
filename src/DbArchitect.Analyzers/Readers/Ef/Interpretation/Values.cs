using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>What an expression of configuring code evaluates to, as far as it can be told.</summary>
internal abstract record Value
{
    public static Value Unknown { get; } = new UnknownValue("");

    /// <summary>The receiver of calls that do not touch the schema.</summary>
    public static Value Ignored { get; } = new IgnoredValue();

    public static Value Null { get; } = new ConstantValue(null, null);

    public static Value Of(object? constant) => new ConstantValue(constant, null);
}

internal sealed record UnknownValue(string Reason) : Value;

internal sealed record IgnoredValue : Value;

internal sealed record ConstantValue(object? Constant, ITypeSymbol? Type) : Value;

internal sealed record TypeValue(ITypeSymbol Type) : Value;

internal sealed record AssemblyValue(IAssemblySymbol Assembly) : Value;

internal sealed record LambdaValue(IAnonymousFunctionOperation Lambda, Frame Frame) : Value;

/// <summary>A method or local function as a value.</summary>
internal sealed record MethodValue(IMethodSymbol Method, Value? Instance, Frame Frame) : Value;

internal sealed record ListValue(List<Value> Items) : Value;

/// <summary>An instance of a class of the project: the context, a configuration, an options object.</summary>
internal sealed record ObjectValue(INamedTypeSymbol Type) : Value
{
    public Dictionary<string, Value> Fields { get; } = [];

    public bool Equals(ObjectValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>An anonymous object or dictionary: only its member names matter.</summary>
internal sealed record AnonymousValue(List<(string Name, Value Value)> Members) : Value;

// Builders of the fluent API
internal sealed record ModelBuilderValue : Value;

internal sealed record ModelConfigurationValue : Value;

/// <summary>ConfigureConventions: Properties&lt;T&gt;() and DefaultTypeMapping&lt;T&gt;().</summary>
internal sealed record TypeConfigurationValue(EfProperty Defaults) : Value;

internal sealed record ConventionsValue : Value;

/// <summary>EntityTypeBuilder or OwnedNavigationBuilder.</summary>
internal sealed record EntityBuilderValue(EfEntityType Entity) : Value;

internal sealed record ComplexBuilderValue(EfComplexProperty Complex) : Value;

internal sealed record PropertyBuilderValue(EfProperty Property) : Value;

/// <summary>HasOne or HasMany, before its other end is given.</summary>
internal sealed record NavigationBuilderValue(EfEntityType Entity, EfEntityType Target, string? Navigation, bool IsCollection, EfForeignKey? Key) : Value;

internal sealed record RelationshipBuilderValue(EfForeignKey Key) : Value;

internal sealed record ManyToManyBuilderValue(EfSkipNavigation Navigation) : Value;

internal sealed record KeyBuilderValue(EfKey Key) : Value;

internal sealed record IndexBuilderValue(EfIndex Index) : Value;

internal sealed record TableBuilderValue(EfEntityType Entity, EfTableFragment? Fragment) : Value;

internal sealed record SplitColumnValue(EfTableFragment Fragment, string Property) : Value;

internal sealed record PeriodBuilderValue(EfEntityType Entity, bool IsStart) : Value;

internal sealed record CheckBuilderValue(EfCheck Check) : Value;

internal sealed record DiscriminatorBuilderValue(EfEntityType Root) : Value;

internal sealed record NavigationOptionsValue(EfEntityType Entity, string Navigation) : Value;

// Metadata: what Model.GetEntityTypes() and the like give
internal sealed record ModelValue : Value;

internal sealed record EntityTypeValue(EfEntityType Entity) : Value;

internal sealed record PropertyValue(EfProperty Property) : Value;

internal sealed record ForeignKeyValue(EfForeignKey Key) : Value;

internal sealed record KeyValue(EfKey Key) : Value;

internal sealed record IndexValue(EfIndex Index) : Value;

internal sealed record NavigationValue(EfForeignKey Key, bool OnDependent) : Value;

/// <summary>The context's Database: which provider it has.</summary>
internal sealed record DatabaseValue : Value;

/// <summary>The locals and parameters of one activation of a method or lambda.</summary>
internal sealed class Frame(Frame? outer, Value? instance, int depth)
{
    private readonly Dictionary<ISymbol, Value> variables = new(SymbolEqualityComparer.Default);

    public Frame? Outer { get; } = outer;

    public Value? Instance { get; } = instance ?? outer?.Instance;

    public int Depth { get; } = depth;

    /// <summary>Locals that get their value only when the model is complete.</summary>
    public HashSet<ISymbol>? Late { get; set; }

    public bool HasReturned { get; set; }

    /// <summary>Where <c>continue</c> or <c>break</c> goes; null while statements follow one another.</summary>
    public ILabelSymbol? Jump { get; set; }

    /// <summary>Why the rest of the loop's body may not run for this element; null when it does.</summary>
    public string? MayHaveLeft { get; set; }

    public Value Returned { get; set; } = Value.Null;

    public Dictionary<ITypeParameterSymbol, ITypeSymbol>? TypeArguments { get; set; }

    public Value? Get(ISymbol symbol)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame.variables.TryGetValue(symbol, out var value))
                return value;
        }

        return null;
    }

    public void Set(ISymbol symbol, Value value)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame.variables.ContainsKey(symbol))
            {
                frame.variables[symbol] = value;
                return;
            }
        }

        variables[symbol] = value;
    }

    public void Declare(ISymbol symbol, Value value) => variables[symbol] = value;

    public bool IsLate(ISymbol symbol)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame.Late?.Contains(symbol) == true)
                return true;
        }

        return false;
    }

    public ITypeSymbol Substitute(ITypeSymbol type)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame.TypeArguments is { } map)
                type = Substitute(type, map, 0);
        }

        return type;
    }

    private static ITypeSymbol Substitute(ITypeSymbol type, Dictionary<ITypeParameterSymbol, ITypeSymbol> map, int depth)
    {
        if (type is ITypeParameterSymbol parameter)
            return map.TryGetValue(parameter, out var argument) ? argument : type;
        if (depth > 8 || type is not INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named)
            return type;
        var changed = false;
        var arguments = new ITypeSymbol[named.TypeArguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Substitute(named.TypeArguments[i], map, depth + 1);
            changed |= !SymbolEqualityComparer.Default.Equals(arguments[i], named.TypeArguments[i]);
        }

        return changed && named.ContainingType is null ? named.OriginalDefinition.Construct(arguments) : type;
    }
}
