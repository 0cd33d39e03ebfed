using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ado;
using DbArchitect.Analyzers.Readers.Dapper;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Finds the places of a body where SQL text is handed to a driver: Dapper, ADO.NET, EF Core, and methods marked as taking SQL.</summary>
/// <param name="sqlMethods">Methods that the user says take SQL (<c>dbarchitect.sql_methods</c>), by name or <c>Type.Name</c>.</param>
internal sealed class SqlCallReader(KnownTypes types, IReadOnlyList<string> sqlMethods)
{
    public IReadOnlyList<SqlCall> Read(IOperation body, CancellationToken cancellation)
    {
        List<SqlCall>? calls = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            var call = operation switch
            {
                IInvocationOperation invocation => EfSqlCalls.Read(invocation) ?? DapperCalls.Read(invocation, types) ?? AdoCalls.Read(invocation, types) ?? Marked(invocation),
                IObjectCreationOperation or ISimpleAssignmentOperation => AdoCalls.Read(operation, types),
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
    private SqlCall? Marked(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { Type.SpecialType: SpecialType.System_String } parameter)
                continue;
            if (HasSqlSyntax(parameter) || IsNamed(invocation.TargetMethod))
            {
                return new SqlCall(FrontEnd.Ado, argument.Value, new Terminal(TerminalKind.Unknown, invocation.TargetMethod.Name)
                {
                    IsAsync = invocation.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal),
                    Origin = new Origin(OriginKind.SqlText, invocation.Syntax.GetLocation()),
                })
                {
                    Call = invocation,
                    Store = Drivers.StoreOf(invocation.Instance?.Type),
                };
            }
        }

        return null;
    }

    private static bool HasSqlSyntax(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
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
