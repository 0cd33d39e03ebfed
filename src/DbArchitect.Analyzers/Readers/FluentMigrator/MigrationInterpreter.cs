using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

/// <summary>
/// Follows the Up method of one migration: statements, methods of the migration and helpers of the same compilation, loops over constant lists. What stands under
/// a condition that cannot be told is marked so.
/// </summary>
internal sealed partial class MigrationInterpreter(INamedTypeSymbol migration, SourceOperations source, Store store, CancellationToken cancellation)
{
    private const int MaxDepth = 16;

    /// <summary>More than any migration: a helper that calls itself ends here.</summary>
    private const int MaxCalls = 5000;

    private readonly List<MigrationStep> steps = [];
    private readonly HashSet<IMethodSymbol> chosen = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, object?> values = new(SymbolEqualityComparer.Default);
    private object? result;
    private int depth;
    private int calls;
    private bool isConditional;

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<MigrationStep> Run()
    {
        if (Find(migration, "Up") is { } up)
            Follow(up, []);
        return steps;
    }

    /// <summary>The most derived implementation of a method without parameters.</summary>
    private static IMethodSymbol? Find(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { IsAbstract: false, Parameters.IsEmpty: true } method)
                    return method;
            }
        }

        return null;
    }

    /// <summary>Runs a method of this compilation; gives what it returns, null when that is not known.</summary>
    private object? Follow(IMethodSymbol method, List<(IParameterSymbol Parameter, object? Value)> arguments)
    {
        if (depth >= MaxDepth || ++calls > MaxCalls || source.DeclarationOf(method, cancellation) is not { } declaration)
            return null;
        SyntaxNode? body = declaration switch
        {
            MethodDeclarationSyntax { Body: { } block } => block,
            MethodDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
            LocalFunctionStatementSyntax { Body: { } block } => block,
            LocalFunctionStatementSyntax { ExpressionBody: { } arrow } => arrow,
            _ => null,
        };
        if (body is null || source.OperationOf(body, cancellation) is not { } operation)
            return null;
        var outer = values;
        values = new Dictionary<ISymbol, object?>(values, SymbolEqualityComparer.Default);
        foreach (var (parameter, value) in arguments)
            values[parameter] = value;
        var before = result;
        result = null;
        depth++;
        Execute(operation);
        depth--;
        var returned = result;
        result = before;
        values = outer;
        return returned;
    }

    private void Execute(IOperation? statement)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                    Execute(inner);
                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IReturnOperation { ReturnedValue: { } returned }:
                result = Evaluate(returned) ?? result;
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                {
                    foreach (var declarator in declaration.Declarators)
                        values[declarator.Symbol] = declarator.GetVariableInitializer()?.Value is { } value ? Evaluate(value) : null;
                }

                break;
            case IConditionalOperation condition:
                Branch(condition);
                break;
            case ISwitchOperation choice:
                foreach (var section in choice.Cases)
                {
                    foreach (var inner in section.Body)
                        ExecuteSection(inner);
                }

                break;
            case IForEachLoopOperation loop:
                ForEach(loop);
                break;
            case ILoopOperation loop:
                Conditionally(loop.Body);
                break;
            case ITryOperation attempt:
                Execute(attempt.Body);
                break;
            case IUsingOperation use:
                Execute(use.Body);
                break;
        }
    }

    /// <summary>
    /// The cases of a switch. Where each calls a method of the migration (one for each database of the application), all of them happen, once.
    /// </summary>
    private void ExecuteSection(IOperation statement)
    {
        if (statement is IBlockOperation block)
        {
            foreach (var inner in block.Operations)
                ExecuteSection(inner);
        }
        else if (statement is IExpressionStatementOperation { Operation: IInvocationOperation { Arguments.IsEmpty: true, Instance: IInstanceReferenceOperation, TargetMethod: var method } call })
        {
            if (chosen.Add(method))
                Evaluate(call);
        }
        else
        {
            Conditionally(statement);
        }
    }

    private void Branch(IConditionalOperation condition)
    {
        var engine = condition.Condition.Syntax is ExpressionSyntax syntax ? StoreNames.ComparedWith(syntax, store) : null;
        if (engine is { } holds)
        {
            Execute(holds ? condition.WhenTrue : condition.WhenFalse);
        }
        else if (condition.WhenFalse is null && AsksForExistence(condition.Condition))
        {
            // if (!Schema.Table("x").Exists()): written to be run again.
            Execute(condition.WhenTrue);
        }
        else
        {
            Conditionally(condition.WhenTrue);
            Conditionally(condition.WhenFalse);
        }
    }

    private static bool AsksForExistence(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Exists" } exists && IsFluent(exists.TargetMethod))
                return true;
        }

        return false;
    }

    private void Conditionally(IOperation? statement)
    {
        var before = isConditional;
        isConditional = true;
        Execute(statement);
        isConditional = before;
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        ILocalSymbol? variable = null;
        foreach (var local in loop.Locals)
            variable = local;
        if (variable is not null && Evaluate(loop.Collection) is List<object?> elements && elements.Count <= 100)
        {
            foreach (var element in elements)
            {
                values[variable] = element;
                Execute(loop.Body);
            }

            return;
        }

        if (variable is not null)
            values[variable] = null;
        Conditionally(loop.Body);
    }

    /// <summary>A text or number, a list of them, a step, a root; null for everything else.</summary>
    private object? Evaluate(IOperation? operation)
    {
        if (operation is null || depth > MaxDepth + 50)
            return null;
        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
            return constant;
        switch (operation)
        {
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case ILocalReferenceOperation { Local: var local }:
                return values.TryGetValue(local, out var value) ? value : null;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return (values.TryGetValue(parameter, out var given) ? given : null) ?? RootOf(operation.Type, null);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                return values[target.Local] = isConditional ? null : Evaluate(assignment.Value);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return ListOf(initializer.ElementValues);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Evaluate(sum.LeftOperand) is string left && Evaluate(sum.RightOperand) is string right ? left + right : null;
            case IInterpolatedStringOperation interpolated:
                return Text(interpolated);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return Initial(field);
            case IPropertyReferenceOperation property:
                return RootOf(property.Type, Evaluate(property.Instance) as MigrationRoot) ?? Initial(property.Property);
            case IInvocationOperation invocation:
                return Call(invocation);
            default:
                return null;
        }
    }

    private object? Text(IInterpolatedStringOperation interpolated)
    {
        var text = "";
        foreach (var part in interpolated.Parts)
        {
            var value = part is IInterpolatedStringTextOperation literal ? literal.Text.ConstantValue.Value
                : part is IInterpolationOperation { FormatString: null } hole ? Evaluate(hole.Expression) : null;
            if (value is null)
                return null;
            text += System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        return text;
    }

    private List<object?> ListOf(IEnumerable<IOperation> elements)
    {
        var list = new List<object?>();
        foreach (var element in elements)
            list.Add(Evaluate(element));
        return list;
    }

    /// <summary>What a read-only field or property is declared with.</summary>
    private object? Initial(ISymbol member)
    {
        if (depth >= MaxDepth)
            return null;
        ExpressionSyntax? value = source.DeclarationOf(member, cancellation) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initializer } => initializer,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
            PropertyDeclarationSyntax { Initializer.Value: var initializer } => initializer,
            _ => null,
        };
        if (value is null)
            return null;
        depth++;
        var initial = Evaluate(source.OperationOf(value, cancellation));
        depth--;
        return initial;
    }

    private static MigrationRoot? RootOf(ITypeSymbol? type, MigrationRoot? outer) =>
        type is { Name: "ICreateExpressionRoot" or "IAlterExpressionRoot" or "IDeleteExpressionRoot" or "IRenameExpressionRoot" or "IExecuteExpressionRoot" or "IIfDatabaseExpressionRoot" }
            ? new MigrationRoot(type.Name, outer?.IsForOtherStore == true) : null;

    private static bool IsFluent(ISymbol member)
    {
        var space = member.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } up })
            space = up;
        return space?.Name == "FluentMigrator";
    }
}
