using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>How often a piece of code runs when the member around it runs once: the innermost loop, or lambda that is called per element.</summary>
internal static class Repetitions
{
    /// <summary>Loops of fewer turns than this are no matter.</summary>
    private const int SmallBound = 10;

    /// <summary>What a query's variables are traced through.</summary>
    private const int MaxTraced = 64;

    /// <param name="at">The call that is executed.</param>
    /// <param name="captured">Variables that it depends on besides those it names itself.</param>
    public static Repetition Of(IOperation at, IReadOnlyCollection<ISymbol> captured)
    {
        var from = at;
        for (var parent = at.Parent; parent is not null; from = parent, parent = parent.Parent)
        {
            var repetition = parent switch
            {
                IForEachLoopOperation each when !ReferenceEquals(each.Collection, from) => ForEach(each, at, captured),
                IForLoopOperation @for => For(@for, from, at, captured),
                IWhileLoopOperation => new Repetition(RepetitionKind.Loop, "while"),
                IAnonymousFunctionOperation function => Lambda(function, at, captured),
                ILocalFunctionOperation => Repetition.Once,
                _ => null,
            };
            if (repetition is not null)
                return repetition.Kind == RepetitionKind.Once ? repetition : repetition with { Origin = new Origin(OriginKind.Linq, OriginOf(parent)) };
        }

        return Repetition.Once;
    }

    private static Location OriginOf(IOperation operation) => operation.Syntax switch
    {
        CommonForEachStatementSyntax each => each.ForEachKeyword.GetLocation(),
        ForStatementSyntax @for => @for.ForKeyword.GetLocation(),
        WhileStatementSyntax @while => @while.WhileKeyword.GetLocation(),
        DoStatementSyntax @do => @do.DoKeyword.GetLocation(),
        var syntax => syntax.GetLocation(),
    };

    private static Repetition ForEach(IForEachLoopOperation each, IOperation at, IReadOnlyCollection<ISymbol> captured)
    {
        var collection = Strip(each.Collection);
        if (ConstantCount(collection) is { } count && count < SmallBound)
            return new Repetition(RepetitionKind.Loop, Text(collection));

        // Chunks are what one does instead of a query per element.
        if (IsChunked(collection))
            return new Repetition(RepetitionKind.Loop, Text(collection));
        return new Repetition(RepetitionKind.PerElement, Text(collection)) { DependsOnElement = Depends(each.Locals, each.Body, at, captured) };
    }

    private static Repetition? For(IForLoopOperation loop, IOperation from, IOperation at, IReadOnlyCollection<ISymbol> captured)
    {
        foreach (var before in loop.Before)
        {
            if (ReferenceEquals(before, from))
                return null;
        }

        // Over indexes of a list, a turn is an element; any other bound may be pages, tries or a constant.
        if (loop.Condition is IBinaryOperation { RightOperand: var bound } && Strip(bound) is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } list })
            return new Repetition(RepetitionKind.PerElement, Text(list)) { DependsOnElement = Depends(loop.Locals, loop.Body, at, captured) };
        return new Repetition(RepetitionKind.Loop, "for");
    }

    private static Repetition? Lambda(IAnonymousFunctionOperation function, IOperation at, IReadOnlyCollection<ISymbol> captured)
    {
        var parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        if (parent is not IArgumentOperation { Parent: IInvocationOperation call })
            return Repetition.Once;
        var method = call.TargetMethod;
        var type = method.ContainingType?.Name;
        var repeats = type is "Enumerable" or "Queryable" or "Parallel" or "AsyncEnumerable" or "ParallelEnumerable"
            || method is { Name: "ForEach" or "ConvertAll" or "FindAll" or "RemoveAll" or "Exists", ContainingType.Name: "List" or "Array" };
        if (!repeats)
            return Keeps(method.Name) ? Repetition.Once : null;
        if (type == "Parallel" && method.Name == "Invoke")
            return Repetition.Once;
        var source = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (source is not null && IsChunked(Strip(source)))
            return new Repetition(RepetitionKind.Loop, Text(source));
        return new Repetition(RepetitionKind.PerElement, source is null ? "" : Text(Strip(source)))
        {
            DependsOnElement = Depends(function.Symbol.Parameters, function.Body, at, captured),
        };
    }

    /// <summary>Wrappers that run their lambda once where they stand: the loop around them is the one that counts. Others run it at a time of their own.</summary>
    private static bool Keeps(string name) =>
        name is "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch" or "Map" or "AddHostedService" or "Configure" or "AddScoped" or "AddSingleton" or "AddTransient";

    private static bool IsChunked(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Chunk" or "Batch" or "Buffer" or "Paginate" } => true,
        _ => false,
    };

    private static int? ConstantCount(IOperation operation) => operation switch
    {
        IArrayCreationOperation { Initializer.ElementValues.Length: var length } => length,
        IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" }, Arguments: [_, { Value.ConstantValue: { HasValue: true, Value: int count } }] } => count,
        _ => null,
    };

    /// <summary>Whether the query depends on a variable that changes with each turn, directly or by locals of the loop's body.</summary>
    private static bool Depends(IEnumerable<ISymbol> variables, IOperation body, IOperation at, IReadOnlyCollection<ISymbol> captured)
    {
        var changing = new HashSet<ISymbol>(variables, SymbolEqualityComparer.Default);
        if (changing.Count == 0)
            return false;
        var rounds = 0;
        var grows = true;
        while (grows && rounds++ < 4 && changing.Count < MaxTraced)
        {
            grows = false;
            foreach (var operation in body.Descendants())
            {
                var (target, value) = operation switch
                {
                    IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator => ((ISymbol)declarator.Symbol, initial),
                    ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment => (local.Local, assignment.Value),
                    _ => (null, null!),
                };
                if (target is not null && !changing.Contains(target) && Uses(value, changing))
                    grows |= changing.Add(target);
            }
        }

        foreach (var symbol in captured)
        {
            if (changing.Contains(symbol))
                return true;
        }

        return Uses(at, changing);
    }

    private static bool Uses(IOperation operation, HashSet<ISymbol> symbols)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            switch (inner)
            {
                case ILocalReferenceOperation local when symbols.Contains(local.Local):
                case IParameterReferenceOperation parameter when symbols.Contains(parameter.Parameter):
                    return true;
            }
        }

        return false;
    }

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation or IAwaitOperation or IArgumentOperation)
        {
            operation = operation switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IAwaitOperation await => await.Operation,
                _ => ((IArgumentOperation)operation).Value,
            };
        }

        return operation;
    }

    private static string Text(IOperation operation)
    {
        const int maxLength = 60;
        var text = operation.Syntax.ToString();
        var line = text.IndexOf('\n');
        if (line >= 0)
            text = text.Substring(0, line).TrimEnd() + "…";
        return text.Length > maxLength ? text.Substring(0, maxLength) + "…" : text;
    }
}
