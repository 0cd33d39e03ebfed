using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>A parameter that a program sends with SQL text.</summary>
/// <param name="Name">Without prefix character.</param>
/// <param name="Type">The C# type; null when unknown.</param>
internal sealed record SqlParameter(string Name, ITypeSymbol? Type)
{
    /// <summary>The expression that gives the value; null when there is none to see.</summary>
    public IOperation? Value { get; init; }

    /// <summary>The store type is named (DbType, DbString, the driver's own enum); otherwise the driver infers it from the C# type.</summary>
    public bool HasStoreType { get; init; }
}

/// <summary>How a program hands parameters over.</summary>
internal enum ParameterForm : byte
{
    None,

    /// <summary>Dapper: an object of an anonymous type, written for this text.</summary>
    Anonymous,

    /// <summary>Dapper: an object of a declared type, which may serve other texts too.</summary>
    Object,

    /// <summary>Dapper's DynamicParameters, or the parameters of a command: added one by one.</summary>
    Collection,

    /// <summary>EF Core: values in the order of <c>{0}</c>.</summary>
    Positional,
}

/// <summary>Text that is put into a template: <c>builder.Where("a = @a")</c>.</summary>
/// <param name="Place">The place in the template that it fills: <c>where</c> for <c>/**where**/</c>.</param>
/// <param name="Text">The expression that gives its text.</param>
/// <param name="IsConditional">It stands under a condition.</param>
internal sealed record TemplateClause(string Place, IOperation Text, bool IsConditional);

/// <summary>A place where a program hands SQL text to a driver.</summary>
/// <param name="FrontEnd">The library.</param>
/// <param name="Text">The expression that gives the text.</param>
/// <param name="Terminal">What it is executed for; the statement itself may say more.</param>
internal sealed record SqlCall(FrontEnd FrontEnd, IOperation Text, Terminal Terminal)
{
    /// <summary>The engine, from the connection's type; unknown when only an interface is visible.</summary>
    public Store Store { get; init; }

    /// <summary>The DbContext's metadata name for EF's raw SQL; empty otherwise.</summary>
    public string Context { get; init; } = "";

    /// <summary>The type that rows are mapped to; null when there is none.</summary>
    public ITypeSymbol? ResultType { get; init; }

    /// <summary>Rows are mapped to <see cref="ResultType"/> as a whole, by the names of their columns.</summary>
    public bool MapsRows { get; init; }

    /// <summary>The parameters when all of them are visible; <see cref="KnowsParameters"/> tells.</summary>
    public EquatableArray<SqlParameter> Parameters { get; init; }

    public bool KnowsParameters { get; init; }

    /// <summary>The expression whose members are sent as parameters; null when none is given.</summary>
    public IOperation? Sent { get; init; }

    public ParameterForm ParameterForm { get; init; }

    /// <summary>What a text that begins in the middle of a statement begins with: <c>SELECT * FROM Orders </c>; empty when the library adds nothing.</summary>
    public string ImplicitStart { get; init; } = "";

    /// <summary>All clauses that are put into the template which the text is; null when it is none, or when there may be more.</summary>
    public IReadOnlyList<TemplateClause>? Clauses { get; init; }

    /// <summary>The text is the name of a stored procedure.</summary>
    public bool IsStoredProcedure { get; init; }

    /// <summary>Interpolated values are sent as parameters (FormattableString): holes are values, and safe.</summary>
    public bool HolesAreParameters { get; init; }

    /// <summary>The library's own analyzer reports this text, which is put together in the argument itself; or a migration sends it, whose text nobody but its author gives.</summary>
    public bool IsToldByLibrary { get; init; }

    /// <summary>The list that the statement is sent once for each element of (Dapper's Execute), as written; empty when it is sent once.</summary>
    public string SentPerElementOf { get; init; } = "";

    /// <summary>The whole call.</summary>
    public IOperation Call { get; init; } = Text;
}
