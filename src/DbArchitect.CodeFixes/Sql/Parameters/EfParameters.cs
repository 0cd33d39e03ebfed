using System.Globalization;
using System.Linq;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.CodeFixes.Linq;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>Adds a value to a call of EF Core's raw methods: the text names it by its place, <c>{0}</c>.</summary>
internal static class EfParameters
{
    /// <summary>What stands in the text for the next value: the same in every call; null when they differ, or when the values are given in a way that is not followed.</summary>
    public static string? PlaceholderOf(ValueHole hole)
    {
        int? place = null;
        foreach (var call in hole.Calls)
        {
            if (CountOf(call) is not { } count || (place is not null && place != count))
                return null;
            place = count;
        }

        return place is { } next ? "{" + next.ToString(CultureInfo.InvariantCulture) + "}" : null;
    }

    public static bool Add(SqlCall call, SentValue value, Document document, FileEdits edits)
    {
        if (call.Text.Syntax.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax list } text)
            return false;
        var given = ValuesOf(call);
        if (given is { ArgumentKind: ArgumentKind.ParamArray })
        {
            if (list.Arguments.Any(static argument => argument.NameColon is not null))
                return false;
            edits.Insert(document, list.Arguments.Last().Span.End, ", " + value.Value);
            return true;
        }

        if (given is null)
        {
            // The overload that takes a token takes its values as one list.
            edits.Insert(document, text.Span.End, ", " + PassTokenFix.KeyValues(value.Value, text.SyntaxTree));
            return true;
        }

        if (LastElementOf(given.Value.Syntax) is not { } last)
            return false;
        edits.Insert(document, last.Span.End, ", " + value.Value);
        return true;
    }

    private static int? CountOf(SqlCall call) => ValuesOf(call) switch
    {
        null => 0,
        { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation array } => array.Initializer?.ElementValues.Length ?? 0,
        { Value: var value } => LocalInitializer.Unconverted(value) is IArrayCreationOperation { Initializer.ElementValues.Length: > 0 and var count } ? count : null,
    };

    private static IArgumentOperation? ValuesOf(SqlCall call) =>
        call.Call is IInvocationOperation invocation ? invocation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "parameters") : null;

    private static SyntaxNode? LastElementOf(SyntaxNode array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.LastOrDefault(),
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions.LastOrDefault(),
        _ => null,
    };
}
