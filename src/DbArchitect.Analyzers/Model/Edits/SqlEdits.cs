using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace DbArchitect.Analyzers.Model;

/// <summary>
/// An edit of SQL text inside a C# string. A rule says what is to stand there as SQL; the fix writes it in the form of the literal (escapes, doubled quotes and
/// braces, the indentation of raw strings), and refuses what lies in more than one literal or holds an interpolation.
/// </summary>
internal abstract record SqlEdit(string Kind) : Edit(Kind)
{
    /// <summary>What is changed is at the first additional location of the diagnostic, not at the diagnostic.</summary>
    public bool AtAdditional { get; init; }

    private const string AtKey = "at";

    protected override void Write(IDictionary<string, string?> properties)
    {
        if (AtAdditional)
            properties[AtKey] = "1";
    }

    protected static bool ReadAt(ImmutableDictionary<string, string?> properties) => Text(properties, AtKey) == "1";

    protected static Store ReadStore(ImmutableDictionary<string, string?> properties) =>
        int.TryParse(Text(properties, "store"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var store) ? (Store)store : Store.Unknown;

    protected static string TextOf(Store store) => ((int)store).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Replace a stretch of SQL text: the general case, for rules that know both texts. The diagnostic stands on the stretch.</summary>
/// <param name="Old">What stands there, as SQL. The fix refuses when it is anything else, as it is when the stretch goes on in another literal.</param>
/// <param name="New">What is to stand there, as SQL.</param>
/// <param name="Purpose">The title of the light bulb: imperative, naming the object.</param>
internal sealed record ReplaceSqlText(string Old, string New, string Purpose) : SqlEdit(nameof(ReplaceSqlText))
{
    /// <summary>Whether the statement does the same afterwards, only better.</summary>
    public bool KeepsMeaning { get; init; }

    public override bool IsSafe => KeepsMeaning;

    public override string Title => Purpose;

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["old"] = Old;
        properties["new"] = New;
        properties["purpose"] = Purpose;
        properties["safe"] = KeepsMeaning ? "1" : "0";
    }

    internal static ReplaceSqlText Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "old"), Text(properties, "new"), Text(properties, "purpose"))
        {
            KeepsMeaning = Text(properties, "safe") == "1",
            AtAdditional = ReadAt(properties),
        };
}

/// <summary>
/// Write another name for a column or table. Quotes stay; they are added where the engine would not find the name without. The diagnostic stands on the name,
/// or on the name with its qualifier, of which the last part is renamed.
/// </summary>
/// <param name="Name">The name that stands there, without quotes.</param>
/// <param name="NewName">The name in the schema.</param>
/// <param name="Store">The engine: it decides on quotes.</param>
internal sealed record RenameSqlName(string Name, string NewName, Store Store) : SqlEdit(nameof(RenameSqlName))
{
    /// <summary>The nearest name is a guess, unless only the case differs.</summary>
    public override bool IsSafe => string.Equals(Name, NewName, System.StringComparison.OrdinalIgnoreCase);

    public override string Title => Name == NewName ? "Quote " + Name : "Write " + NewName;

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["name"] = Name;
        properties["new"] = NewName;
        properties["store"] = TextOf(Store);
    }

    internal static RenameSqlName Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "name"), Text(properties, "new"), ReadStore(properties)) { AtAdditional = ReadAt(properties) };
}

/// <summary>Test for NULL instead of comparing with it. The diagnostic stands on the comparison.</summary>
internal sealed record TestForNull(bool IsNegated) : SqlEdit(nameof(TestForNull))
{
    /// <summary>The statement finds rows that it did not find.</summary>
    public override bool IsSafe => false;

    public override string Title => IsNegated ? "Write IS NOT NULL" : "Write IS NULL";

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["negated"] = IsNegated ? "1" : "0";
    }

    internal static TestForNull Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "negated") == "1") { AtAdditional = ReadAt(properties) };
}

/// <summary>
/// Send an expression as a parameter instead of as text: <c>$"… = {x}"</c> becomes <c>"… = @x"</c> with <c>new { x }</c>, in the style of the library that runs the
/// statement. The diagnostic stands on the expression.
/// </summary>
/// <param name="Expression">The expression as written.</param>
internal sealed record SendAsParameter(string Expression) : SqlEdit(nameof(SendAsParameter))
{
    /// <summary>A driver converts less than the engine does with text: it is certain where text is compared with text, and for numbers and dates.</summary>
    public bool FitsColumn { get; init; }

    public override bool IsSafe => FitsColumn;

    public override string Title => "Send " + Expression + " as a parameter";

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["expression"] = Expression;
        properties["fits"] = FitsColumn ? "1" : "0";
    }

    internal static SendAsParameter Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "expression")) { FitsColumn = Text(properties, "fits") == "1", AtAdditional = ReadAt(properties) };
}

/// <summary>Send a string as Dapper's <c>DbString</c> with <c>IsAnsi</c>. The diagnostic stands in the call, whose parameter object has the member.</summary>
/// <param name="Parameter">The member of the parameter object.</param>
/// <param name="Length">The column's length; 0 when it is not known.</param>
internal sealed record SendAsAnsiString(string Parameter, int Length) : SqlEdit(nameof(SendAsAnsiString))
{
    /// <summary>Characters outside of the column's code page were compared as they are, and are not now; the column cannot hold them either.</summary>
    public override bool IsSafe => true;

    public override string Title => "Send " + Parameter + " as an ANSI string";

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["parameter"] = Parameter;
        properties["length"] = Length.ToString(CultureInfo.InvariantCulture);
    }

    internal static SendAsAnsiString Read(ImmutableDictionary<string, string?> properties) =>
        new(Text(properties, "parameter"), int.TryParse(Text(properties, "length"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var length) ? length : 0)
        {
            AtAdditional = ReadAt(properties),
        };
}

/// <summary>
/// Compare the column itself: <c>DATE(at) = @d</c> becomes <c>at &gt;= @d AND at &lt; @d + 1 day</c>, <c>at + INTERVAL 7 DAY &gt; @d</c> becomes
/// <c>at &gt; @d - INTERVAL 7 DAY</c>, in the engine's words. The diagnostic stands on the comparison.
/// </summary>
/// <param name="Store">The engine.</param>
/// <param name="ColumnType">The column's type in the database, in lower case; empty when it is not known.</param>
internal sealed record RewriteSqlRange(Store Store, string ColumnType) : SqlEdit(nameof(RewriteSqlRange))
{
    public override bool IsSafe => true;

    public override string Title => "Compare the column itself";

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["store"] = TextOf(Store);
        properties["type"] = ColumnType;
    }

    internal static RewriteSqlRange Read(ImmutableDictionary<string, string?> properties) =>
        new(ReadStore(properties), Text(properties, "type")) { AtAdditional = ReadAt(properties) };
}

/// <summary>Continue after the last row seen instead of skipping pages, in SQL text that Dapper runs. The diagnostic stands on the call.</summary>
/// <param name="Store">The engine: it decides how two keys are compared together.</param>
/// <param name="Types">The C# types of the columns that the rows are ordered by, in order, as metadata names; the last is the primary key.</param>
internal sealed record PageSqlByKey(Store Store, EquatableArray<string> Types) : SqlEdit(nameof(PageSqlByKey))
{
    /// <summary>A page is then named by its first row's predecessor, not by a number: callers have to say it.</summary>
    public override bool IsSafe => false;

    public override string Title => "Continue after the last row";

    protected override void Write(IDictionary<string, string?> properties)
    {
        base.Write(properties);
        properties["store"] = TextOf(Store);
        properties["types"] = Join(Types);
    }

    internal static PageSqlByKey Read(ImmutableDictionary<string, string?> properties) =>
        new(ReadStore(properties), Split(properties, "types")) { AtAdditional = ReadAt(properties) };
}
