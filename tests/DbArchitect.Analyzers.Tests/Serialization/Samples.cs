using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Serialization;

/// <summary>
/// Builds values of the model by reflection, with every property away from its default: who adds a property that the JSON form forgets makes the round
/// trip fail, without having to know of it.
/// </summary>
internal static class Samples
{
    /// <summary>Nested predicates and the like stop here.</summary>
    private const int MaxDepth = 6;

    private static readonly Type[] Predicates = Concrete(typeof(Predicate));
    private static readonly Type[] Operands = Concrete(typeof(Operand));

    public static T Of<T>() => (T)Create(typeof(T), typeof(T).Name, 0)!;

    public static IEnumerable<Predicate> EveryPredicate() => Predicates.Select(static type => (Predicate)Create(type, type.Name, 0)!);

    public static IEnumerable<Operand> EveryOperand() => Operands.Select(static type => (Operand)Create(type, type.Name, 0)!);

    /// <summary>The settable properties and constructor parameters that are facts of the model.</summary>
    public static IEnumerable<PropertyInfo> FactsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType != typeof(Origin)
                && property.GetIndexParameters().Length == 0
                && (property.SetMethod is not null || IsConstructed(type, property)));

    private static bool IsConstructed(Type type, PropertyInfo property) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter =>
            string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Those of the model: a reader may have others for its own use.</summary>
    private static Type[] Concrete(Type type) =>
        [.. type.Assembly.GetTypes().Where(other => !other.IsAbstract && other.IsSubclassOf(type) && other.Namespace == type.Namespace).OrderBy(static other => other.Name)];

    private static object? Create(Type type, string name, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Create(underlying, name, depth);
        if (type == typeof(string))
            return name + "\"\\\n é\u2028 \ud83d\ude00 " + depth;
        if (type == typeof(int))
            return 40 + depth;
        if (type == typeof(long))
            return 5_000_000_000L;
        if (type == typeof(bool))
            return true;
        if (type == typeof(Origin))
            return Origin.None;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>))
            return type.GetMethod("Of")!.Invoke(null, [Create(type.GetGenericArguments()[0], name, depth)]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            return CreateArray(type, name, depth);
        if (type == typeof(Predicate))
            return depth >= MaxDepth ? new UnknownPredicate("deep") : Create(typeof(Comparison), name, depth + 1);
        if (type == typeof(Operand))
            return Create(typeof(Parameter), name, depth + 1);
        return CreateRecord(type, depth);
    }

    private static object CreateArray(Type type, string name, int depth)
    {
        var element = type.GetGenericArguments()[0];
        var items = Array.CreateInstance(element, 2);
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Create(element, name + i, depth + 1), i);
        return Activator.CreateInstance(type, typeof(ImmutableArray).GetMethods()
            .Single(static method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true } only] && only.IsDefined(typeof(ParamArrayAttribute)))
            .MakeGenericMethod(element).Invoke(null, [items]))!;
    }

    private static object CreateRecord(Type type, int depth)
    {
        var constructor = type.GetConstructors().OrderByDescending(static constructor => constructor.GetParameters().Length).First();
        var record = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Create(parameter.ParameterType, parameter.Name!, depth + 1))]);
        foreach (var property in FactsOf(type))
        {
            if (property.SetMethod is not null && !IsConstructed(type, property))
                property.SetValue(record, Create(property.PropertyType, property.Name, depth + 1));
        }

        return record;
    }

    /// <summary>Fails with the path of the first property that differs; places in source are no facts.</summary>
    public static void AssertSame(object? expected, object? actual, string path = "")
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{path}: expected {expected ?? "null"}, was {actual ?? "null"}");
            return;
        }

        var type = expected.GetType();
        Assert.True(type == actual.GetType(), $"{path}: expected {type.Name}, was {actual.GetType().Name}");
        if (type == typeof(TableName))
        {
            Assert.True(expected.ToString() == actual.ToString(), $"{path}: expected {expected}, was {actual}");
            return;
        }

        if (type.IsPrimitive || type.IsEnum || type == typeof(string))
        {
            Assert.True(expected.Equals(actual), $"{path}: expected {expected}, was {actual}");
            return;
        }

        if (expected is IEnumerable left and not string)
        {
            var lefts = left.Cast<object>().ToArray();
            var rights = ((IEnumerable)actual).Cast<object>().ToArray();
            Assert.True(lefts.Length == rights.Length, $"{path}: expected {lefts.Length} items, were {rights.Length}");
            for (var i = 0; i < lefts.Length; i++)
                AssertSame(lefts[i], rights[i], $"{path}[{i}]");
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var property in FactsOf(type))
            AssertSame(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
    }
}
