using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Dapper;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// The program's own methods that hand a text to a driver as they got it: <c>Query(string sql, object p) => connection.Query(sql, p)</c>. Their texts are read where they are
/// called, as if the driver were called there. Each method is looked into once, and only one whose syntax says that it hands a string on.
/// </summary>
internal sealed class SqlHelpers(KnownTypes types, SourceOperations source)
{
    /// <summary>A repository's method that calls its base's that calls a session's.</summary>
    public const int MaxSteps = 3;

    private static readonly string[] Words = ["sql", "query", "command", "cmd", "statement", "script", "exec"];

    /// <summary>By how many methods may still stand between.</summary>
    private readonly ConcurrentDictionary<IMethodSymbol, Helper?>[] known =
        [new(SymbolEqualityComparer.Default), new(SymbolEqualityComparer.Default), new(SymbolEqualityComparer.Default)];

    /// <param name="Call">What the method does with the text.</param>
    /// <param name="Text">The parameter that takes it.</param>
    /// <param name="Sent">The parameter whose members are sent; null when the method sends none of its own.</param>
    /// <param name="Trees">Where this was read.</param>
    private sealed record Helper(SqlCall Call, IParameterSymbol Text, IParameterSymbol? Sent, IReadOnlyCollection<SyntaxTree> Trees);

    /// <summary>What a call of such a method does; null when it is none.</summary>
    public SqlCall? Read(IInvocationOperation invocation, int steps, CancellationToken cancellation)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        if (steps == 0 || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, types.Compilation.Assembly) || !TakesText(method))
            return null;
        if (!known[steps - 1].TryGetValue(method, out var helper))
            helper = known[steps - 1].GetOrAdd(method, Find(method, steps, cancellation));
        if (helper is null)
            return null;
        // Asked for again by each caller: what a caller's queries depend on is recorded.
        foreach (var tree in helper.Trees)
            source.ModelOf(tree);
        return At(invocation, helper);
    }

    private static bool TakesText(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType == SpecialType.System_String)
                return true;
        }

        return false;
    }

    private Helper? Find(IMethodSymbol method, int steps, CancellationToken cancellation)
    {
        if (!method.IsAbstract)
            return Look(method, steps, cancellation);
        // Behind an interface stands the class that implements it.
        if (method.ContainingType.IsGenericType || !Array.Exists([.. method.Parameters], static parameter => IsSqlWord(parameter.Name)))
            return null;
        foreach (var symbol in types.Compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member, cancellation))
        {
            if (symbol is IMethodSymbol { IsAbstract: false } candidate && Implements(candidate, method) && Look(candidate, steps, cancellation) is { } helper)
                return helper;
        }

        return null;
    }

    private static bool Implements(IMethodSymbol candidate, IMethodSymbol member) =>
        SymbolEqualityComparer.Default.Equals(candidate.OverriddenMethod, member)
        || (member.ContainingType.TypeKind == TypeKind.Interface
            && SymbolEqualityComparer.Default.Equals(candidate.ContainingType.FindImplementationForInterfaceMember(member), candidate));

    private Helper? Look(IMethodSymbol method, int steps, CancellationToken cancellation)
    {
        if (source.DeclarationOf(method, cancellation) is not { } declaration || !HandsOn(declaration, method))
            return null;
        var found = source.Record(() => Sink(declaration, method, steps, cancellation), out var trees);
        return found is null ? null : found with { Trees = trees };
    }

    private Helper? Sink(SyntaxNode declaration, IMethodSymbol method, int steps, CancellationToken cancellation)
    {
        if (source.OperationOf(declaration, cancellation) is not { } body)
            return null;
        foreach (var call in new SqlCallReader(types, [], this, steps - 1).Read(body, cancellation))
        {
            if (OwnParameter(call.Text, method) is { } text && !IsWritten(text, body) && !IsComposed(call))
                return new Helper(call, text, OwnParameter(call.Sent, method), []);
        }

        return null;
    }

    /// <summary>LINQ goes on from the rows: what is asked is not the text.</summary>
    private static bool IsComposed(SqlCall call) => call.FrontEnd == FrontEnd.EfSql && call.Terminal.Kind == TerminalKind.Deferred;

    private static IParameterSymbol? OwnParameter(IOperation? value, IMethodSymbol method) =>
        LocalInitializer.Unconverted(value) is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
            ? parameter
            : null;

    private static bool IsWritten(IParameterSymbol parameter, IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            var written = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            if (written is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
                return true;
        }

        return false;
    }

    /// <summary>Whether a string parameter is an argument, or is assigned, under names that may be those of SQL. Of most methods, this is all that is looked at.</summary>
    private static bool HandsOn(SyntaxNode declaration, IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType != SpecialType.System_String)
                continue;
            var isSql = IsSqlWord(parameter.Name);
            foreach (var node in declaration.DescendantNodes())
            {
                if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != parameter.Name)
                    continue;
                var taker = name.Parent switch
                {
                    ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call.Expression,
                    ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax creation } => creation.Type,
                    ArgumentSyntax { Parent.Parent: ImplicitObjectCreationExpressionSyntax creation } => creation,
                    AssignmentExpressionSyntax assignment when assignment.Right == name => assignment.Left,
                    _ => (SyntaxNode?)null,
                };
                if (taker is not null && (isSql || IsSqlWord(taker.GetLastToken().Text) || IsSqlWord(taker.ToString())))
                    return true;
            }
        }

        return false;
    }

    private static bool IsSqlWord(string name)
    {
        foreach (var word in Words)
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The driver's call as it stands at the caller: with the caller's text, parameters and types.</summary>
    private static SqlCall? At(IInvocationOperation invocation, Helper helper)
    {
        IOperation? text = null, sent = null;
        var store = helper.Call.Store;
        var isProcedure = helper.Call.IsStoredProcedure;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                if (argument.Parameter?.Ordinal == helper.Text.Ordinal)
                    text = argument.Value;
                else if (argument.Parameter?.Ordinal == helper.Sent?.Ordinal)
                    sent = argument.Value;
                if (store == Store.Unknown)
                    store = Drivers.StoreOf(argument.Value);
            }

            isProcedure |= LocalInitializer.Unconverted(argument.Value) is IFieldReferenceOperation { Field.Name: "StoredProcedure" };
        }

        if (text is null)
            return null;
        var parameters = helper switch
        {
            { Sent: not null, Call.FrontEnd: FrontEnd.Dapper } => DapperParameters.Read(sent),
            { Call: { KnowsParameters: true, Parameters.IsEmpty: true } } => new SentParameters(default, true, ParameterForm.None),
            _ => new SentParameters(default, false, ParameterForm.None),
        };
        var row = RowOf(helper.Call.ResultType, invocation.TargetMethod);
        var name = invocation.TargetMethod.Name;
        return new SqlCall(helper.Call.FrontEnd, text, helper.Call.Terminal with
        {
            Name = name,
            IsAsync = helper.Call.Terminal.IsAsync || name.EndsWith("Async", StringComparison.Ordinal),
            Origin = new Origin(OriginKind.SqlText, invocation.Syntax.GetLocation()),
        })
        {
            Call = invocation,
            Store = store,
            Context = helper.Call.Context,
            ResultType = row,
            MapsRows = helper.Call.MapsRows && row is not null,
            Parameters = parameters.Parameters,
            KnowsParameters = parameters.IsComplete,
            ParameterForm = parameters.Form,
            Sent = sent,
            IsStoredProcedure = isProcedure,
        };
    }

    /// <summary>The type of the rows: the helper's own type parameter is what the caller says; null when it is more than that.</summary>
    private static ITypeSymbol? RowOf(ITypeSymbol? type, IMethodSymbol called) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } own => own.Ordinal < called.TypeArguments.Length ? called.TypeArguments[own.Ordinal] : null,
        ITypeParameterSymbol own => own.Ordinal < called.ContainingType.TypeArguments.Length ? called.ContainingType.TypeArguments[own.Ordinal] : null,
        INamedTypeSymbol { IsGenericType: true } => null,
        _ => type,
    };
}
