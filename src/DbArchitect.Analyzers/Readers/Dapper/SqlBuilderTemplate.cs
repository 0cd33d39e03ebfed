using System.Collections.Generic;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Dapper;

/// <summary>
/// <c>builder.AddTemplate("select … /**where**/").RawSql</c>: the text of the template, and the clauses that the same body gives to the builder. A place of whose
/// clauses not all are seen stays open.
/// </summary>
/// <param name="Text">The template.</param>
/// <param name="Clauses">Null when there may be more than are seen.</param>
internal sealed record SqlBuilderTemplate(IOperation Text, IReadOnlyList<TemplateClause>? Clauses)
{
    public static SqlBuilderTemplate? Of(IOperation text)
    {
        if (LocalInitializer.Unconverted(text) is not IPropertyReferenceOperation { Property.Name: "RawSql", Instance: { } instance })
            return null;
        var value = LocalInitializer.Unconverted(instance);
        if (value is ILocalReferenceOperation local)
            value = LocalInitializer.Of(local);
        if (value is not IInvocationOperation { TargetMethod: { Name: "AddTemplate", ContainingType.Name: "SqlBuilder" } } add)
            return null;
        foreach (var argument in add.Arguments)
        {
            if (argument.Parameter?.Name != "sql")
                continue;
            var clauses = new List<TemplateClause>();
            var isComplete = add.Instance is ILocalReferenceOperation builder && Read(builder, clauses);
            return new SqlBuilderTemplate(argument.Value, isComplete ? clauses : null);
        }

        return null;
    }

    /// <summary>The clauses in their order; false when there may be more.</summary>
    private static bool Read(ILocalReferenceOperation builder, List<TemplateClause> clauses)
    {
        if (LocalInitializer.Of(builder) is not IObjectCreationOperation)
            return false;
        foreach (var use in LocalUses.Of(builder))
        {
            // builder.Where(…).OrderBy(…): each call returns the builder.
            IOperation link = use;
            var isCall = false;
            while (link.Parent is IInvocationOperation call && call.Instance == link)
            {
                isCall = true;
                if (call.TargetMethod.Name == "AddTemplate")
                    break;
                if (PlaceOf(call.TargetMethod.Name) is not { } place || IsRepeated(call))
                    return false;
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter?.Type.SpecialType == SpecialType.System_String)
                        clauses.Add(new TemplateClause(place, argument.Value, IsConditional(call)));
                }

                link = call;
            }

            if (!isCall && use.Parent is not (IVariableInitializerOperation or IAssignmentOperation))
                return false;
        }

        return true;
    }

    private static string? PlaceOf(string method) => method switch
    {
        "Where" or "OrderBy" or "GroupBy" or "Having" or "Select" or "Set" or "Join" or "InnerJoin" or "LeftJoin" or "RightJoin" => method.ToLowerInvariant(),
        "AddParameters" => "parameters",
        _ => null,
    };

    private static bool IsConditional(IOperation operation)
    {
        for (var up = operation.Parent; up is not null; up = up.Parent)
        {
            if (up is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or IConditionalAccessOperation)
                return true;
        }

        return false;
    }

    private static bool IsRepeated(IOperation operation)
    {
        for (var up = operation.Parent; up is not null; up = up.Parent)
        {
            if (up is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }
}
