using System;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Recognises SQL text given to EF Core: FromSql*, SqlQuery*, ExecuteSql*, and migrationBuilder.Sql.</summary>
internal static class EfSqlCalls
{
    public static SqlCall? Read(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var isMigration = method.Name == "Sql" && method.ContainingType.Name == "MigrationBuilder";
        if (!isMigration && !(method.Name.StartsWith("FromSql", StringComparison.Ordinal) || method.Name.StartsWith("SqlQuery", StringComparison.Ordinal)
            || method.Name.StartsWith("ExecuteSql", StringComparison.Ordinal)))
        {
            return null;
        }

        if (!IsEntityFramework(method.ContainingNamespace))
            return null;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { Name: "sql" } parameter)
                continue;
            var isText = parameter.Type.SpecialType == SpecialType.System_String;
            var sent = isText && !isMigration ? Values(invocation) : new SentParameters(default, false, ParameterForm.None);
            return new SqlCall(FrontEnd.EfSql, argument.Value, new Terminal(KindOf(method.Name), method.Name)
            {
                IsAsync = method.Name.EndsWith("Async", StringComparison.Ordinal),
                Origin = new Origin(OriginKind.SqlText, invocation.Syntax.GetLocation()),
            })
            {
                Call = invocation,
                Context = ContextOf(invocation),
                ResultType = method.TypeArguments.Length == 1 ? method.TypeArguments[0] : null,
                HolesAreParameters = !isText,
                IsToldByLibrary = isMigration || IsToldByEntityFramework(method, argument.Value),
                MapsRows = !isMigration && !method.Name.StartsWith("ExecuteSql", StringComparison.Ordinal),
                Parameters = sent.Parameters,
                KnowsParameters = sent.IsComplete,
                ParameterForm = sent.Form,
            };
        }

        return null;
    }

    /// <summary>
    /// What EF Core's analyzer says of its raw methods: EF1002 of an interpolated argument since version 8, EF1003 of a concatenated one since version 10. It looks no further than
    /// the argument, and at no other method.
    /// </summary>
    private static bool IsToldByEntityFramework(IMethodSymbol method, IOperation text)
    {
        var version = method.ContainingAssembly.Identity.Version.Major;
        return method.Name is "FromSqlRaw" or "SqlQueryRaw" or "ExecuteSqlRaw" or "ExecuteSqlRawAsync" && text switch
        {
            IInterpolatedStringOperation => version >= 8,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => version >= 10,
            _ => false,
        };
    }

    /// <summary>The values of <c>{0}</c>, <c>{1}</c>, …, numbered; complete when each is written here and none is a parameter object with a name of its own.</summary>
    private static SentParameters Values(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Name != "parameters")
                continue;
            if (argument.Value is not IArrayCreationOperation array)
                return new SentParameters(default, false, ParameterForm.None);
            if (array.Initializer is null)
                return new SentParameters(default, argument.ArgumentKind == ArgumentKind.ParamArray, ParameterForm.Positional);
            var values = new System.Collections.Generic.List<SqlParameter>();
            var isComplete = true;
            foreach (var element in array.Initializer.ElementValues)
            {
                var value = LocalInitializer.Unconverted(element);
                isComplete &= value?.Type is { } type && !IsDbParameter(type) && type.SpecialType != SpecialType.System_Object;
                values.Add(new SqlParameter(values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), value?.Type) { Value = value });
            }

            return new SentParameters(values, isComplete, ParameterForm.Positional);
        }

        return new SentParameters(default, false, ParameterForm.None);
    }

    private static bool IsDbParameter(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "DbParameter" or "IDbDataParameter")
                return true;
        }

        return false;
    }

    /// <summary>A FromSql or SqlQuery is composed on by LINQ: what it is executed for is not seen here.</summary>
    private static TerminalKind KindOf(string name) =>
        name.StartsWith("ExecuteSql", StringComparison.Ordinal) || name == "Sql" ? TerminalKind.Unknown : TerminalKind.Deferred;

    private static bool IsEntityFramework(INamespaceSymbol? space)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name == "EntityFrameworkCore")
                return true;
        }

        return false;
    }

    /// <summary>The context that the DbSet or Database facade belongs to; empty when not visible.</summary>
    private static string ContextOf(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        for (var depth = 0; receiver is not null && depth < 20; depth++)
        {
            receiver = receiver switch
            {
                IConversionOperation conversion => conversion.Operand,
                IPropertyReferenceOperation property => property.Instance,
                IInvocationOperation call => call.Instance,
                _ => null,
            };
            for (var type = receiver?.Type as INamedTypeSymbol; type is not null; type = type.BaseType)
            {
                if (type.Name == "DbContext" && IsEntityFramework(type.ContainingNamespace))
                    return MetadataName(receiver!.Type!);
            }
        }

        return "";
    }

    private static string MetadataName(ITypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }
}
