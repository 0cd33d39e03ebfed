using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Finds the holes of a text that stand where a value does: compared with, listed, inserted, assigned, or between quotes.</summary>
internal sealed class SqlHoleReader : Syntax.SqlWalker
{
    private readonly SqlText text;
    private readonly List<TextHole> holes = [];

    /// <summary>What an expression is compared with or given to, when that is a column.</summary>
    private readonly Dictionary<Syntax.SqlExpression, string> columns = [];

    /// <summary>The expression that gives the text to the call.</summary>
    private readonly IOperation given;

    private SqlHoleReader(SqlText text, IOperation given)
    {
        this.text = text;
        this.given = given;
    }

    public static List<TextHole> Read(Syntax.SqlScript script, SqlText text, IOperation given)
    {
        var reader = new SqlHoleReader(text, given);
        if (text.Source.Holes.Count > 0)
            reader.Visit(script);
        return reader.holes;
    }

    public override void Visit(Syntax.SqlNode? node)
    {
        switch (node)
        {
            case Syntax.BinaryExpression { IsComparison: true } comparison:
                Note(comparison.Left, comparison.Right);
                Note(comparison.Right, comparison.Left);
                Add(comparison.Left);
                Add(comparison.Right);
                break;
            case Syntax.InExpression { HasParentheses: true } membership:
                foreach (var element in membership.List)
                {
                    Note(membership.Operand, element);
                    Add(element);
                }

                break;
            case Syntax.LikeExpression like:
                Note(like.Operand, like.Pattern);
                Add(like.Pattern);
                break;
            case Syntax.BetweenExpression between:
                Add(between.Low);
                Add(between.High);
                break;
            case Syntax.Assignment { Value: { } value }:
                Add(value);
                break;
            case Syntax.ValuesQuery values:
                foreach (var row in values.Rows)
                {
                    foreach (var item in row.Items)
                        Add(item);
                }

                break;
            case Syntax.Literal { IsString: true, HasHole: true } literal:
                foreach (var hole in text.Source.Holes)
                {
                    if (hole.Start >= literal.Start && hole.End <= literal.End)
                        Add(hole.Id, isQuoted: true, literal);
                }

                break;
        }

        base.Visit(node);
    }

    private void Add(Syntax.SqlExpression expression)
    {
        if (expression is Syntax.HoleExpression { HoleId: >= 0 and var id })
            Add(id, isQuoted: false, expression);
    }

    private void Note(Syntax.SqlExpression column, Syntax.SqlExpression value)
    {
        if (column is Syntax.ColumnReference { Name.HasHole: false } reference && value is Syntax.HoleExpression or Syntax.Literal { HasHole: true })
            columns[value] = reference.Column.Text;
    }

    private void Add(int id, bool isQuoted, Syntax.SqlExpression expression)
    {
        if (text.HoleExpression(id) is not { } operation)
            return;
        while (operation is IConversionOperation or ISimpleAssignmentOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((ISimpleAssignmentOperation)operation).Value;
        var isHere = IsInBody(operation.Syntax);
        holes.Add(new TextHole(OneLine(operation.Syntax.ToString()), At(isHere ? operation : given))
        {
            Elsewhere = isHere ? Origin.None : At(operation),
            IsQuoted = isQuoted,
            Column = columns.TryGetValue(expression, out var column) ? column : "",
            IsHarmless = IsHarmless(operation),
            IsInput = IsInput(operation),
        });
    }

    private static Origin At(IOperation operation) => new(OriginKind.SqlText, operation.Syntax.GetLocation());

    private bool IsInBody(SyntaxNode expression)
    {
        var body = given;
        while (body.Parent is { } parent)
            body = parent;
        return body.Syntax.SyntaxTree == expression.SyntaxTree && body.Syntax.Span.Contains(expression.Span);
    }

    private static bool IsHarmless(IOperation operation) => operation switch
    {
        // The text of a number is as harmless as the number; so is a list of them.
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => IsHarmless(instance.Type),
        IInvocationOperation { TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } } join => JoinsHarmless(join),
        _ => IsHarmless(operation.Type) || IsConfiguration(operation),
    };

    /// <summary>
    /// A setting of the program: <c>options.Value.Schema</c>, <c>configuration["Schema"]</c>. Whoever sets it gives the connection too, and it makes one plan.
    /// </summary>
    private static bool IsConfiguration(IOperation operation)
    {
        var value = operation;
        while (value is IPropertyReferenceOperation { Instance: { } instance } property)
        {
            if (property.Property.ContainingType is { Name: "IOptions" or "IOptionsMonitor" or "IOptionsSnapshot" or "IConfiguration" or "IConfigurationSection", ContainingNamespace.Name: "Options" or "Configuration" })
                return true;
            value = instance;
        }

        return false;
    }

    /// <summary>For messages, which have one line.</summary>
    private static string OneLine(string expression)
    {
        var end = expression.IndexOfAny(['\r', '\n']);
        return end < 0 ? expression : expression.Substring(0, end).TrimEnd() + " …";
    }

    private static bool JoinsHarmless(IInvocationOperation join)
    {
        var value = join.Arguments[join.Arguments.Length - 1].Value;
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" or "Distinct", Arguments: [{ Value: var list }] }:
                    value = list;
                    continue;
                // Select(x => x.ToString()): the texts of the elements.
                case IInvocationOperation { TargetMethod: { Name: "Select", TypeArguments: [var from, { SpecialType: SpecialType.System_String }] }, Arguments: [_, { Value: var selector }] } when IsToString(selector):
                    return IsHarmless(from);
            }

            break;
        }

        return value.Type switch
        {
            IArrayTypeSymbol array => IsHarmless(array.ElementType),
            INamedTypeSymbol { TypeArguments: [var element] } => IsHarmless(element),
            _ => false,
        };
    }

    private static bool IsToString(IOperation selector)
    {
        foreach (var operation in selector.Descendants())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value })
                return LocalInitializer.Unconverted(value) is IInvocationOperation { TargetMethod.Name: "ToString", Instance: IParameterReferenceOperation };
        }

        return false;
    }

    private static bool IsHarmless(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            type = inner;
        return type is { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Char }
            or { SpecialType: SpecialType.System_DateTime } or { Name: "Guid" or "DateOnly" or "DateTimeOffset" or "TimeSpan", ContainingNamespace.Name: "System" };
    }

    private static bool IsInput(IOperation operation)
    {
        while (operation is IPropertyReferenceOperation { Instance: { } instance })
            operation = instance;
        return operation is IParameterReferenceOperation;
    }
}
