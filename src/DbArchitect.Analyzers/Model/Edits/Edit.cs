using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace DbArchitect.Analyzers.Model;

/// <summary>
/// What a code fix should do, as data: the contract between a rule and a fix. It travels in the diagnostic's properties and is read back by the
/// provider for its kind. Values are single-line text.
/// </summary>
/// <param name="Kind">The kind of edit: the name of the record.</param>
internal abstract record Edit(string Kind)
{
    /// <summary>Whether the edit keeps what the program does, so that Fix All may apply it everywhere.</summary>
    public abstract bool IsSafe { get; }

    /// <summary>The title of the light bulb: imperative, naming the object.</summary>
    public abstract string Title { get; }

    private const string KindKey = "edit";

    protected abstract void Write(IDictionary<string, string?> properties);

    public ImmutableDictionary<string, string?> ToProperties()
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[KindKey] = Kind;
        Write(properties);
        return properties.ToImmutable();
    }

    /// <summary>The edit that the properties of a diagnostic describe; null when there is none.</summary>
    public static Edit? FromProperties(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(KindKey, out var kind)
            ? kind switch
            {
                nameof(AddIndex) => AddIndex.Read(properties),
                nameof(RemoveIndex) => RemoveIndex.Read(properties),
                nameof(RewriteDatePart) => RewriteDatePart.Read(properties),
                nameof(RewriteDateAdd) => new RewriteDateAdd(),
                nameof(RemoveCaseFold) => new RemoveCaseFold(),
                nameof(InlineConstant) => InlineConstant.Read(properties),
                nameof(SetCollation) => SetCollation.Read(properties),
                nameof(MoveSaveAfterLoop) => new MoveSaveAfterLoop(),
                nameof(AddInclude) => new AddInclude(Text(properties, "subject")),
                nameof(RemoveInclude) => new RemoveInclude(Text(properties, "subject")),
                nameof(AddSplitQuery) => new AddSplitQuery(),
                nameof(AddNoTracking) => new AddNoTracking(),
                nameof(MoveBeforeMaterialization) => new MoveBeforeMaterialization(Text(properties, "subject")),
                nameof(ReplaceCountByAny) => new ReplaceCountByAny(Text(properties, "subject") == "1"),
                nameof(AddThenBy) => new AddThenBy(Text(properties, "subject")),
                nameof(ReplaceOrderByThenBy) => new ReplaceOrderByThenBy(),
                nameof(ReplaceByExecuteDelete) => new ReplaceByExecuteDelete(),
                nameof(HoistQuery) => HoistQuery.Read(properties),
                nameof(PassToken) => new PassToken(Text(properties, "subject")),
                nameof(AddOrderBy) => new AddOrderBy(Text(properties, "subject")),
                nameof(TrackEntities) => new TrackEntities(Text(properties, "subject") == "1"),
                nameof(LeaveQuery) => new LeaveQuery(Text(properties, "subject")),
                nameof(UseFind) => new UseFind(Text(properties, "subject")),
                nameof(TakeTimeBefore) => new TakeTimeBefore(Text(properties, "subject")),
                nameof(EscapePattern) => new EscapePattern(Text(properties, "subject")),
                nameof(UseInnerJoin) => new UseInnerJoin(),
                nameof(ReplaceByExecuteUpdate) => new ReplaceByExecuteUpdate(),
                nameof(SelectUsed) => new SelectUsed(Text(properties, "subject")),
                nameof(PageByKey) => new PageByKey(Text(properties, "subject")),
                nameof(AwaitInSequence) => new AwaitInSequence(),
                nameof(ExecuteBeforeDisposal) => new ExecuteBeforeDisposal(),
                nameof(AwaitBeforeDisposal) => new AwaitBeforeDisposal(),
                nameof(MarkRows) => new MarkRows(Text(properties, "subject")),
                nameof(StampRows) => new StampRows(Text(properties, "subject")),
                nameof(MakeAsync) => new MakeAsync(Text(properties, "subject")),
                nameof(WriteScript) => WriteScript.Read(properties),
                nameof(ReplaceSqlText) => ReplaceSqlText.Read(properties),
                nameof(RenameSqlName) => RenameSqlName.Read(properties),
                nameof(TestForNull) => TestForNull.Read(properties),
                nameof(SendAsParameter) => SendAsParameter.Read(properties),
                nameof(SendAsAnsiString) => SendAsAnsiString.Read(properties),
                nameof(PageSqlByKey) => PageSqlByKey.Read(properties),
                nameof(RewriteSqlRange) => RewriteSqlRange.Read(properties),
                _ => null,
            }
            : null;

    protected static string Join(EquatableArray<string> values) => string.Join("|", values);

    protected static EquatableArray<string> Split(ImmutableDictionary<string, string?> properties, string key) =>
        properties.TryGetValue(key, out var text) && !string.IsNullOrEmpty(text) ? text!.Split('|') : default(EquatableArray<string>);

    protected static string Text(ImmutableDictionary<string, string?> properties, string key) =>
        properties.TryGetValue(key, out var text) ? text ?? "" : "";
}

/// <summary>An index of an entity, named by properties: the terms in which model code declares it.</summary>
/// <param name="Entity">The entity class, as metadata name.</param>
/// <param name="Properties">The key properties' paths, in order.</param>
internal sealed record IndexDeclaration(string Entity, EquatableArray<string> Properties)
{
    /// <summary>The context class as metadata name; empty when the entity is mapped by one context only.</summary>
    public string Context { get; init; } = "";

    /// <summary>The name given in the model; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which keys are descending, by position; empty when none is.</summary>
    public EquatableArray<bool> Descending { get; init; }

    public bool IsUnique { get; init; }

    /// <summary>The filter's SQL; empty for none.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Operator classes by position; empty for none.</summary>
    public EquatableArray<string> OperatorClasses { get; init; }

    /// <summary>Properties that the index carries along without sorting by them.</summary>
    public EquatableArray<string> Included { get; init; }

    /// <summary>The class that owns the entity, as metadata name, and by which navigation; empty for an entity that nobody owns.</summary>
    public string Owner { get; init; } = "";

    public string Navigation { get; init; } = "";

    internal static IndexDeclaration Read(ImmutableDictionary<string, string?> properties, string prefix)
    {
        string Get(string key) => properties.TryGetValue(prefix + key, out var text) ? text ?? "" : "";
        EquatableArray<string> List(string key) => Get(key) is { Length: > 0 } text ? text.Split('|') : default(EquatableArray<string>);
        return new IndexDeclaration(Get("entity"), List("properties"))
        {
            Context = Get("context"),
            Name = Get("name"),
            Descending = Array.ConvertAll(Get("descending").Split(['|'], StringSplitOptions.RemoveEmptyEntries), static text => text == "1"),
            IsUnique = Get("unique") == "1",
            Filter = Get("filter"),
            OperatorClasses = List("operators"),
            Included = List("included"),
            Owner = Get("owner"),
            Navigation = Get("navigation"),
        };
    }

    internal void Write(IDictionary<string, string?> properties, string prefix)
    {
        properties[prefix + "entity"] = Entity;
        properties[prefix + "properties"] = string.Join("|", Properties);
        properties[prefix + "context"] = Context;
        properties[prefix + "name"] = Name;
        properties[prefix + "descending"] = string.Join("|", Array.ConvertAll([.. Descending], static value => value ? "1" : "0"));
        properties[prefix + "unique"] = IsUnique ? "1" : "0";
        properties[prefix + "filter"] = Filter;
        properties[prefix + "operators"] = string.Join("|", OperatorClasses);
        properties[prefix + "included"] = string.Join("|", Included);
        properties[prefix + "owner"] = Owner;
        properties[prefix + "navigation"] = Navigation;
    }
}

/// <summary>Declare an index where the entity is already configured, in that style; when <see cref="Replaced"/> is set, change that declaration instead.</summary>
internal sealed record AddIndex(IndexDeclaration Index) : Edit(nameof(AddIndex))
{
    /// <summary>The declared index that the new one makes superfluous (extended, reordered); null to add.</summary>
    public IndexDeclaration? Replaced { get; init; }

    /// <summary>Adding an index, or keys at the end of one, takes nothing away. Another order or direction does, from queries that are not seen here.</summary>
    public override bool IsSafe => Replaced is null || Extends(Replaced);

    public override string Title =>
        (Replaced is null ? "Add" : "Change to") + " index on (" + string.Join(", ", Index.Properties) + ")";

    protected override void Write(IDictionary<string, string?> properties)
    {
        Index.Write(properties, "");
        Replaced?.Write(properties, "replaced.");
    }

    private bool Extends(IndexDeclaration shorter)
    {
        if (shorter.Properties.Count >= Index.Properties.Count || shorter.Filter != Index.Filter)
            return false;
        for (var i = 0; i < shorter.Properties.Count; i++)
        {
            if (shorter.Properties[i] != Index.Properties[i] || IsDescending(shorter, i) != IsDescending(Index, i))
                return false;
        }

        return true;
    }

    private static bool IsDescending(IndexDeclaration index, int position) => position < index.Descending.Count && index.Descending[position];

    internal static AddIndex Read(ImmutableDictionary<string, string?> properties) => new(IndexDeclaration.Read(properties, ""))
    {
        Replaced = properties.ContainsKey("replaced.entity") ? IndexDeclaration.Read(properties, "replaced.") : null,
    };
}

/// <summary>Remove the declaration of an index.</summary>
internal sealed record RemoveIndex(IndexDeclaration Index) : Edit(nameof(RemoveIndex))
{
    public override bool IsSafe => true;

    public override string Title => "Remove index on (" + string.Join(", ", Index.Properties) + ")";

    protected override void Write(IDictionary<string, string?> properties) => Index.Write(properties, "");

    internal static RemoveIndex Read(ImmutableDictionary<string, string?> properties) => new(IndexDeclaration.Read(properties, ""));
}
