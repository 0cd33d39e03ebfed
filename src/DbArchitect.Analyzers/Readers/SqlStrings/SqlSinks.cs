using System;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// Libraries whose methods and constructors take SQL text, as data. Dapper, ADO.NET and EF Core, which tell more, have readers of their own.
/// </summary>
internal static class SqlSinks
{
    /// <param name="Namespace">Of the library's types; those below it count too.</param>
    /// <param name="Parameter">The name of the parameter that takes the text: one of those that <see cref="Read"/> looks for.</param>
    /// <param name="CompletesText">Text may begin at WHERE or FROM: the library puts the SELECT of the row type before it.</param>
    private readonly record struct Sink(string Namespace, string Parameter, bool CompletesText);

    private static readonly Sink[] Sinks =
    [
        new("LinqToDB", "sql", false),
        new("LinqToDB.Data", "commandText", false),
        new("NPoco", "sql", true),
        new("PetaPoco", "sql", true),
        new("RepoDb", "commandText", false),
        new("ServiceStack.OrmLite", "sql", false),
    ];

    /// <summary>Whether the compilation references one of the libraries.</summary>
    public static bool IsReferenced(Compilation compilation)
    {
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (assembly.Name is "linq2db" or "NPoco" or "PetaPoco" or "PetaPoco.Compiled" or "RepoDb" or "ServiceStack.OrmLite")
                return true;
        }

        return false;
    }

    public static SqlCall? Read(IOperation operation)
    {
        var (method, arguments) = operation switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null || arguments.IsDefaultOrEmpty)
            return null;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { Name: "sql" or "commandText" } parameter || !IsText(parameter.Type))
                continue;
            foreach (var sink in Sinks)
            {
                if (parameter.Name == sink.Parameter && IsIn(method.ContainingNamespace, sink.Namespace))
                    return Call(sink, operation, method, argument);
            }
        }

        return null;
    }

    private static SqlCall Call(Sink sink, IOperation operation, IMethodSymbol method, IArgumentOperation text)
    {
        var row = method.TypeArguments.Length == 0 ? null : method.TypeArguments[method.TypeArguments.Length - 1];
        return new SqlCall(FrontEnd.Ado, text.Value, new Terminal(KindOf(method), method.Name)
        {
            IsAsync = method.Name.EndsWith("Async", StringComparison.Ordinal),
            Origin = new Origin(OriginKind.SqlText, operation.Syntax.GetLocation()),
        })
        {
            Call = operation,
            ResultType = row,
            HolesAreParameters = text.Parameter!.Type.Name == "FormattableString",
            IsStoredProcedure = method.Name.Contains("Proc"),
            ImplicitStart = sink.CompletesText && row is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } ? Start(method.Name) + TableOf(row) + " " : "",
        };
    }

    private static string Start(string method) =>
        method.StartsWith("Delete", StringComparison.Ordinal) ? "DELETE FROM " : method.StartsWith("Update", StringComparison.Ordinal) ? "UPDATE " : "SELECT * FROM ";

    /// <summary>The table that the library maps a class to: as its attribute says, else of its name.</summary>
    private static string TableOf(ITypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "TableNameAttribute", ConstructorArguments: [{ Value: string name }, ..] })
                return name;
        }

        return type.Name;
    }

    private static TerminalKind KindOf(IMethodSymbol method)
    {
        var name = method.Name;
        if (method.MethodKind == MethodKind.Constructor || Begins("FromSql"))
            return TerminalKind.Deferred;
        if (Begins("First") || Begins("Single") || Begins("ExecuteScalar") || Begins("SqlScalar"))
            return TerminalKind.Single;
        return Begins("Query") || Begins("Fetch") || Begins("Page") || Begins("SkipTake") || Begins("SqlList") || Begins("SqlColumn") || Begins("Select") || Begins("ExecuteQuery")
            ? TerminalKind.List
            : TerminalKind.Unknown;

        bool Begins(string start) => name.StartsWith(start, StringComparison.Ordinal);
    }

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.Name is "FormattableString" or "RawSqlString";

    private static bool IsIn(INamespaceSymbol? space, string name)
    {
        if (space is null or { IsGlobalNamespace: true })
            return false;
        var full = space.ToDisplayString();
        return full.StartsWith(name, StringComparison.Ordinal) && (full.Length == name.Length || full[name.Length] == '.');
    }
}
