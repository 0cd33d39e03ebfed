using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

/// <summary>The calls: FluentMigrator's own, and methods of this compilation.</summary>
internal sealed partial class MigrationInterpreter
{
    private object? Call(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var isExtension = method is { IsExtensionMethod: true, ReducedFrom: null } && invocation.Instance is null;
        if (IsFluent(method) && source.DeclarationOf(method, cancellation) is null)
        {
            var receiver = Evaluate(isExtension && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : invocation.Instance);
            var arguments = new List<object?>();
            IArgumentOperation? first = null;
            for (var i = isExtension ? 1 : 0; i < invocation.Arguments.Length; i++)
            {
                first ??= invocation.Arguments[i];
                arguments.Add(invocation.Arguments[i].ArgumentKind == ArgumentKind.DefaultValue ? null : Evaluate(invocation.Arguments[i].Value));
            }

            if (method.Name == "IfDatabase")
                return new MigrationRoot("IIfDatabaseExpressionRoot", IsOther(arguments));
            if (method.Name == "Delegate" && receiver is MigrationRoot { IsForOtherStore: false } && first is not null)
                RunLambda(first.Value);
            var at = new Origin(OriginKind.Migration, (first?.Value.Syntax ?? invocation.Syntax).GetLocation());
            return receiver switch
            {
                MigrationRoot root => Begin(root, method.Name, arguments, first?.Value, at),
                MigrationStep step => StepCalls.Apply(step, method.Name, arguments, at),
                _ => null,
            };
        }

        return Own(invocation);
    }

    /// <summary>A method of the migration or a helper. Where it cannot be followed, what it was given is not known any more.</summary>
    private object? Own(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (invocation.Instance is IInstanceReferenceOperation && method is { Parameters.IsEmpty: true } && (method.IsVirtual || method.IsOverride || method.IsAbstract))
            method = Find(migration, method.Name) ?? method;
        var arguments = new List<(IParameterSymbol, object?)>();
        var steps = new List<MigrationStep>();
        var concerns = invocation.Instance is null or IInstanceReferenceOperation;
        if (invocation.Instance is not null && Evaluate(invocation.Instance) is MigrationStep instance)
            steps.Add(instance);
        foreach (var argument in invocation.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (value is MigrationStep step)
                steps.Add(step);
            if (argument.Parameter is { } parameter)
                arguments.Add((parameter.OriginalDefinition, value));
        }

        var definition = method.ReducedFrom ?? method.OriginalDefinition;
        if (concerns && source.DeclarationOf(definition, cancellation) is not null)
            return Follow(definition, arguments);
        foreach (var step in steps)
            step.IsUnknown = true;
        return null;
    }

    private void RunLambda(IOperation value)
    {
        while (value is IConversionOperation or IDelegateCreationOperation)
            value = value is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)value).Target;
        if (value is IAnonymousFunctionOperation lambda)
            Execute(lambda.Body);
        else if (value is IMethodReferenceOperation { Method: { Parameters.IsEmpty: true } method })
            Follow(method, []);
    }

    /// <summary>Whether an IfDatabase names other engines only.</summary>
    private bool IsOther(List<object?> arguments)
    {
        if (store == Store.Unknown)
            return false;
        var named = Store.Unknown;
        foreach (var argument in arguments)
        {
            foreach (var name in argument as List<object?> ?? [argument])
            {
                if (name is not string text)
                    return false;
                named |= StoreNames.Of(text);
            }
        }

        return named != Store.Unknown && (named & store) == 0;
    }

    private MigrationStep? Begin(MigrationRoot root, string method, List<object?> arguments, IOperation? first, Origin at)
    {
        StepKind? kind = (root.Type, method) switch
        {
            ("ICreateExpressionRoot", "Table") => StepKind.CreateTable,
            ("ICreateExpressionRoot" or "IAlterExpressionRoot", "Column") => StepKind.Column,
            ("ICreateExpressionRoot", "Index") => StepKind.CreateIndex,
            ("ICreateExpressionRoot", "ForeignKey") => StepKind.CreateForeignKey,
            ("ICreateExpressionRoot", "PrimaryKey") => StepKind.CreatePrimaryKey,
            ("ICreateExpressionRoot", "UniqueConstraint") => StepKind.CreateUnique,
            ("IAlterExpressionRoot", "Table") => StepKind.AlterTable,
            ("IDeleteExpressionRoot", "Table") => StepKind.DeleteTable,
            ("IDeleteExpressionRoot", "Column") => StepKind.DeleteColumn,
            ("IDeleteExpressionRoot", "Index") => StepKind.DeleteIndex,
            ("IDeleteExpressionRoot", "ForeignKey" or "PrimaryKey" or "UniqueConstraint") => StepKind.DeleteConstraint,
            ("IRenameExpressionRoot", "Table") => StepKind.RenameTable,
            ("IRenameExpressionRoot", "Column") => StepKind.RenameColumn,
            ("IExecuteExpressionRoot", "Sql") => StepKind.Sql,
            _ => null,
        };
        if (kind is null)
            return null;
        var step = new MigrationStep(kind.Value, at) { IsConditional = isConditional, IsForOtherStore = root.IsForOtherStore };
        var name = arguments.Count > 0 ? arguments[0] as string : null;
        // Without a name FluentMigrator makes one; with one that is not known it could be any.
        step.IsUnknown = name is null && arguments.Count > 0 && kind != StepKind.Sql;
        switch (kind)
        {
            case StepKind.CreateTable or StepKind.AlterTable or StepKind.DeleteTable or StepKind.RenameTable:
                step.Table = name;
                break;
            case StepKind.Column when name is not null:
                step.Definitions.Add(new MigrationColumn(name, at));
                break;
            case StepKind.DeleteColumn when name is not null:
                step.Columns.Add(name);
                break;
            case StepKind.Sql:
                step.Text = name;
                step.TextOperation = first;
                break;
            default:
                step.Name = name ?? "";
                break;
        }

        steps.Add(step);
        return step;
    }
}
