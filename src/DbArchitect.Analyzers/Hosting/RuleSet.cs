using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>Every rule of the assembly, found once by reflection and ordered by id. Rules have no state, so one instance serves all compilations.</summary>
internal static class RuleSet
{
    public static ImmutableArray<Rule> All { get; } = Find();

    public static ImmutableArray<SchemaRule> SchemaRules { get; } = Of<SchemaRule>();

    public static ImmutableArray<QueryRule> QueryRules { get; } = Of<QueryRule>();

    public static ImmutableArray<UnitOfWorkRule> UnitOfWorkRules { get; } = Of<UnitOfWorkRule>();

    /// <summary>Every documented option: the shared ones and those of rules, by key in lower case, as <c>.editorconfig</c> delivers keys.</summary>
    public static ImmutableDictionary<string, Option> Options { get; } = CollectOptions();

    private static ImmutableArray<Rule> Find()
    {
        var rules = new List<Rule>();
        foreach (var type in typeof(RuleSet).GetTypeInfo().Assembly.GetTypes())
        {
            if (!type.IsAbstract && typeof(Rule).IsAssignableFrom(type))
                rules.Add((Rule)Activator.CreateInstance(type)!);
        }

        rules.Sort(static (a, b) => string.CompareOrdinal(a.Descriptor.Id, b.Descriptor.Id));
        return rules.ToImmutableArray();
    }

    private static ImmutableArray<T> Of<T>()
        where T : Rule
    {
        var rules = ImmutableArray.CreateBuilder<T>();
        foreach (var rule in All)
        {
            if (rule is T match)
                rules.Add(match);
        }

        return rules.ToImmutable();
    }

    private static ImmutableDictionary<string, Option> CollectOptions()
    {
        var options = ImmutableDictionary.CreateBuilder<string, Option>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in SharedOptions.All)
            options[option.Key] = option;
        foreach (var rule in All)
        {
            foreach (var option in rule.Options)
                options[option.Key] = option;
        }

        return options.ToImmutable();
    }

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = CollectDescriptors();

    private static ImmutableArray<DiagnosticDescriptor> CollectDescriptors()
    {
        var descriptors = ImmutableArray.CreateBuilder<DiagnosticDescriptor>();
        foreach (var rule in All)
            descriptors.Add(rule.Descriptor);
        descriptors.AddRange(OwnDiagnostics.All);
        return descriptors.ToImmutable();
    }
}
