using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ado;
using DbArchitect.Analyzers.Readers.Dapper;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Finds the places of a body where SQL text is handed to a driver: Dapper, ADO.NET, EF Core, other libraries, and methods marked as taking SQL.</summary>
/// <param name="sqlMethods">Methods that the user says take SQL (<c>dbarchitect.sql_methods</c>), by name or <c>Type.Name</c>.</param>
/// <param name="helpers">The program's own methods that hand a text on; null to leave them out.</param>
/// <param name="steps">How many such methods may stand between a call and the driver.</param>
internal sealed class SqlCallReader(KnownTypes types, IReadOnlyList<string> sqlMethods, SqlHelpers? helpers = null, int steps = SqlHelpers.MaxSteps)
{
    public IReadOnlyList<SqlCall> Read(IOperation body, CancellationToken cancellation)
    {
        List<SqlCall>? calls = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            var call = operation switch
            {
                IInvocationOperation invocation => EfSqlCalls.Read(invocation) ?? DapperCalls.Read(invocation, types) ?? AdoCalls.Read(invocation, types)
                    ?? SqlSinks.Read(invocation) ?? Marked(invocation.TargetMethod, invocation.Arguments, invocation) ?? helpers?.Read(invocation, steps, cancellation),
                IObjectCreationOperation { Constructor: { } constructor } creation =>
                    AdoCalls.Read(creation, types) ?? SqlSinks.Read(creation) ?? Marked(constructor, creation.Arguments, creation),
                ISimpleAssignmentOperation assignment => AdoCalls.Read(assignment, types) ?? Marked(assignment),
                _ => null,
            };
            if (call is null)
                continue;
            cancellation.ThrowIfCancellationRequested();
            (calls ??= []).Add(call);
        }

        return calls ?? (IReadOnlyList<SqlCall>)[];
    }

    /// <summary>A parameter with <c>[StringSyntax("sql")]</c>, or the first string of a method that the user names.</summary>
    private SqlCall? Marked(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation call)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { Type.SpecialType: SpecialType.System_String } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            if (HasSqlSyntax(parameter) || IsNamed(method))
                return Marked(argument.Value, method.Name, call, (call as IInvocationOperation)?.Instance?.Type);
        }

        return null;
    }

    /// <summary>A property or field with <c>[StringSyntax("sql")]</c>.</summary>
    private static SqlCall? Marked(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target.Type?.SpecialType != SpecialType.System_String)
            return null;
        ISymbol? target = assignment.Target switch
        {
            IPropertyReferenceOperation property => property.Property,
            IFieldReferenceOperation field => field.Field,
            _ => null,
        };
        return target is not null && HasSqlSyntax(target) ? Marked(assignment.Value, target.Name, assignment, null) : null;
    }

    private static SqlCall Marked(IOperation text, string name, IOperation call, ITypeSymbol? receiver) =>
        new(FrontEnd.Ado, text, new Terminal(TerminalKind.Unknown, name)
        {
            IsAsync = name.EndsWith("Async", StringComparison.Ordinal),
            Origin = new Origin(OriginKind.SqlText, call.Syntax.GetLocation()),
        })
        {
            Call = call,
            Store = Drivers.StoreOf(receiver),
        };

    private static bool HasSqlSyntax(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "StringSyntaxAttribute" && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is string syntax && syntax.Equals("sql", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNamed(IMethodSymbol method)
    {
        foreach (var name in sqlMethods)
        {
            var dot = name.LastIndexOf('.');
            if (method.Name == name.Substring(dot + 1) && (dot < 0 || method.ContainingType.Name == name.Substring(0, dot)))
                return true;
        }

        return false;
    }
}
