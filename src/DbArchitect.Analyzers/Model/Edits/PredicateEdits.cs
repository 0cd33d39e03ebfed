using System.Collections.Generic;
using System.Collections.Immutable;

namespace DbArchitect.Analyzers.Model;

/// <summary>
/// Compare the column itself with a half-open range instead of comparing a part of its date: <c>x.At.Date == d</c> becomes
/// <c>x.At &gt;= d &amp;&amp; x.At &lt; d.AddDays(1)</c>. The diagnostic stands on the comparison.
/// </summary>
/// <param name="Part"><c>Date</c> or <c>Year</c>.</param>
/// <param name="ClrType">The column's C# type without nullability, in full; empty when not known.</param>
internal sealed record RewriteDatePart(string Part, string ClrType) : Edit(nameof(RewriteDatePart))
{
    /// <summary>PostgreSQL's <c>timestamp with time zone</c>: values made for the comparison have to be in UTC.</summary>
    public bool IsUtc { get; init; }

    public override bool IsSafe => true;

    public override string Title => "Compare with a range instead of ." + Part;

    protected override void Write(IDictionary<string, string?> properties)
    {
        properties["part"] = Part;
        properties["type"] = ClrType;
        properties["utc"] = IsUtc ? "1" : "0";
    }

    internal static RewriteDatePart Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "part"), Text(properties, "type")) { IsUtc = Text(properties, "utc") == "1" };
}

/// <summary>
/// Move a fixed interval to the other side: <c>x.At.AddDays(7) &gt; now</c> becomes <c>x.At &gt; now.AddDays(-7)</c>. Only for units of fixed
/// length (days and shorter). The diagnostic stands on the comparison.
/// </summary>
internal sealed record RewriteDateAdd() : Edit(nameof(RewriteDateAdd))
{
    public override bool IsSafe => true;

    public override string Title => "Move the interval to the other side";

    protected override void Write(IDictionary<string, string?> properties)
    {
    }
}

/// <summary>
/// Compare the column itself, whose collation already ignores case: <c>x.Email.ToLower() == e.ToLower()</c> becomes <c>x.Email == e</c>. The diagnostic
/// stands on the comparison.
/// </summary>
internal sealed record RemoveCaseFold() : Edit(nameof(RemoveCaseFold))
{
    /// <summary>A collation may treat more as equal than case alone.</summary>
    public override bool IsSafe => false;

    public override string Title => "Compare without changing case";

    protected override void Write(IDictionary<string, string?> properties)
    {
    }
}

/// <summary>
/// Send a value as a constant so that a filtered index can match: <c>x.Status == s</c> becomes <c>x.Status == EF.Constant(s)</c>. The diagnostic stands on
/// the comparison.
/// </summary>
/// <param name="Parameter">The variable as written.</param>
internal sealed record InlineConstant(string Parameter) : Edit(nameof(InlineConstant))
{
    /// <summary>Every value gets a statement and a plan of its own.</summary>
    public override bool IsSafe => false;

    public override string Title => "Send " + Parameter + " as a constant";

    protected override void Write(IDictionary<string, string?> properties) => properties["parameter"] = Parameter;

    internal static InlineConstant Read(ImmutableDictionary<string, string?> properties) => new(Text(properties, "parameter"));
}

/// <summary>Give a property's column a collation, where the entity is configured.</summary>
/// <param name="Entity">The entity class, as metadata name.</param>
/// <param name="Property">The property's path.</param>
/// <param name="Collation">The collation, for example <c>NOCASE</c>.</param>
internal sealed record SetCollation(string Entity, string Property, string Collation) : Edit(nameof(SetCollation))
{
    /// <summary>The context class as metadata name; empty when the entity is mapped by one context only.</summary>
    public string Context { get; init; } = "";

    /// <summary>Changes what counts as equal.</summary>
    public override bool IsSafe => false;

    public override string Title => "Use collation " + Collation + " for " + Property;

    protected override void Write(IDictionary<string, string?> properties)
    {
        properties["entity"] = Entity;
        properties["property"] = Property;
        properties["collation"] = Collation;
        properties["context"] = Context;
    }

    internal static SetCollation Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "entity"), Text(properties, "property"), Text(properties, "collation")) { Context = Text(properties, "context") };
}
