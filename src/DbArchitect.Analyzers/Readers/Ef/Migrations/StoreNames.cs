using System;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Conditions on the engine in a migration: <c>migrationBuilder.IsNpgsql()</c>, <c>ActiveProvider == "…SqlServer"</c>.</summary>
internal static class StoreNames
{
    /// <summary>Whether the condition holds for the engine; null when that cannot be told.</summary>
    public static bool? ComparedWith(ExpressionSyntax condition, Store store)
    {
        if (store == Store.Unknown)
            return null;
        var named = Store.Unknown;
        foreach (var token in condition.DescendantTokens())
        {
            switch (token.Kind())
            {
                case SyntaxKind.ExclamationToken or SyntaxKind.ExclamationEqualsToken or SyntaxKind.NotKeyword or SyntaxKind.AmpersandAmpersandToken:
                    return null;
                case SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken:
                    named |= Of(token.ValueText);
                    break;
            }
        }

        return named == Store.Unknown ? null : (named & store) != 0;
    }

    /// <summary>The engine that a name of a provider, method or constant contains.</summary>
    public static Store Of(string name)
    {
        if (Has(name, "npgsql") || Has(name, "postgre"))
            return Store.PostgreSql;
        if (Has(name, "sqlserver") || Has(name, "mssql"))
            return Store.SqlServer;
        if (Has(name, "sqlite"))
            return Store.Sqlite;
        if (Has(name, "mysql") || Has(name, "mariadb"))
            return Store.MySql;
        return Has(name, "oracle") ? Store.Oracle : Store.Unknown;
    }

    private static bool Has(string name, string part) => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
