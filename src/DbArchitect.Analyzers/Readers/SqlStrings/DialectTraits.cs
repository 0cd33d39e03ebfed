using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Sql;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Finds words of one engine in text for another. The engine must be certain from the connection itself: one code base may serve several.</summary>
internal static class DialectTraits
{
    public static void Read(Syntax.SqlScript script, SqlSource source, Store store, List<QueryTrait> traits, Func<int, int, Origin> at, CancellationToken cancellation)
    {
        if (!store.IsSingle() || !store.IsRelational())
            return;
        // What its own engine cannot read is read as any engine's.
        var read = script.Errors.Length == 0 ? script : SqlParser.Parse(source, SqlDialect.Unknown, cancellation);
        if (read.Errors.Length == 0)
            new Walker(source.Text, store, traits, at).Visit(read);
    }

    private sealed class Walker(string text, Store store, List<QueryTrait> traits, Func<int, int, Origin> at) : Syntax.SqlWalker
    {
        public override void Visit(Syntax.SqlNode? node)
        {
            switch (node)
            {
                case Syntax.LimitClause { Form: Syntax.LimitForm.Limit, Count: not null } limit when Starts(limit, "LIMIT"):
                    Note(limit.Start, 5, "LIMIT", Store.PostgreSql | Store.MySql | Store.Sqlite, store == Store.SqlServer ? "TOP or OFFSET … FETCH" : "FETCH FIRST … ROWS ONLY");
                    break;
                case Syntax.LimitClause { Form: Syntax.LimitForm.Top } top when Starts(top, "TOP"):
                    Note(top.Start, 3, "TOP", Store.SqlServer, store == Store.Oracle ? "FETCH FIRST … ROWS ONLY" : "LIMIT");
                    break;
                case Syntax.LikeExpression { LikeKind: Syntax.LikeKind.ILike } like:
                    Note(like.Start, like.Length, "ILIKE", Store.PostgreSql, "LIKE with a collation, or over LOWER(…)");
                    break;
                case Syntax.CastExpression cast when text.IndexOf("::", cast.Operand.End, Math.Max(0, cast.End - cast.Operand.End), StringComparison.Ordinal) is >= 0 and var colons:
                    Note(colons, 2, "::", Store.PostgreSql, "CAST(… AS …)");
                    break;
                case Syntax.FunctionCall { Target: null, Name: { Count: 1, HasHole: false } name } call:
                    if (OwnersOf(name.Last.Text, call.Arguments.Length) is var (owners, instead))
                        Note(name.Last.Start, name.Last.Length, name.Last.Text.ToUpperInvariant(), owners, instead);
                    break;
            }

            base.Visit(node);
        }

        private bool Starts(Syntax.SqlNode node, string word) => string.Compare(text, node.Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

        private void Note(int start, int length, string word, Store owners, string instead)
        {
            if ((owners & store) == 0)
                traits.Add(new QueryTrait(QueryTraitKind.ForeignDialect, word + "|" + instead, at(start, length)) { Text = text.Substring(start, length) });
        }

        /// <summary>The engines that have a function, and what the others have; null for a name that is not judged.</summary>
        private (Store Owners, string Instead)? OwnersOf(string name, int arguments)
        {
            switch (name.ToUpperInvariant())
            {
                case "GETDATE" or "GETUTCDATE" or "SYSDATETIME" or "SYSUTCDATETIME":
                    return (Store.SqlServer, "CURRENT_TIMESTAMP");
                case "ISNULL" when arguments == 2:
                    return (Store.SqlServer, "COALESCE");
                case "IFNULL":
                    return (Store.MySql | Store.Sqlite, "COALESCE");
                case "NVL":
                    return (Store.Oracle, "COALESCE");
                case "NOW" when arguments == 0:
                    return (Store.PostgreSql | Store.MySql, "CURRENT_TIMESTAMP");
                case "LEN":
                    return (Store.SqlServer, "LENGTH");
                case "CHARINDEX":
                    return (Store.SqlServer, store == Store.PostgreSql ? "POSITION" : "INSTR");
                case "SCOPE_IDENTITY":
                    return (Store.SqlServer, store == Store.Sqlite ? "last_insert_rowid()" : store == Store.MySql ? "LAST_INSERT_ID()" : "RETURNING");
                case "LAST_INSERT_ID":
                    return (Store.MySql, store == Store.Sqlite ? "last_insert_rowid()" : store == Store.SqlServer ? "OUTPUT inserted" : "RETURNING");
                case "LAST_INSERT_ROWID":
                    return (Store.Sqlite, store == Store.SqlServer ? "OUTPUT inserted" : "RETURNING");
                case "GROUP_CONCAT":
                    return (Store.MySql | Store.Sqlite, "STRING_AGG");
                case "NEWID" when arguments == 0:
                    return (Store.SqlServer, store == Store.PostgreSql ? "gen_random_uuid()" : "UUID()");
                default:
                    return null;
            }
        }
    }
}
