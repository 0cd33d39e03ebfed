using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Dapper;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.CodeFixes.Text;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Sql;

/// <summary>
/// Continues after the last row seen instead of skipping the pages before, in a SQL text that Dapper runs. The method gets the keys of that row as parameters; for the first page,
/// without them, the text has no condition: one that is true where a parameter is null would be searched by no index.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PageSqlByKeyFix))]
public sealed class PageSqlByKeyFix : ExpressionEditProvider
{
    internal override bool Handles(Edit edit) => edit is PageSqlByKey;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        var page = (PageSqlByKey)edit;
        if (at.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || !Signature.MayGrow(method, at.Model)
            || at.Model.GetOperation(at.Node, cancellation) is not IInvocationOperation invocation
            || DapperCalls.Read(invocation, new KnownTypes(at.Model.Compilation)) is not { } call
            || Paging.Read(call, page, at.Model, cancellation) is not { } paging)
        {
            return false;
        }

        var names = new FreeNames(method);
        var last = paging.Keys.Select(key => names.Take("last" + Words.Pascal(key.Name))).ToList();
        if (!Send(invocation, paging, last, at, edits))
            return false;
        paging.Rewrite(last, page.Store, at.Document, edits);
        var end = method.ParameterList.CloseParenToken.SpanStart;
        var added = new List<string>();
        for (var i = 0; i < last.Count; i++)
        {
            if (at.Model.Compilation.GetTypeByMetadataName(page.Types[i]) is not { } type)
                return false;
            var mayBeNull = type.IsValueType || (at.Model.GetNullableContext(end) & NullableContext.AnnotationsEnabled) != 0;
            added.Add($"{type.ToMinimalDisplayString(at.Model, end)}{(mayBeNull ? "?" : "")} {last[i]} = null");
        }

        edits.Insert(at.Document, end, (method.ParameterList.Parameters.Count == 0 ? "" : ", ") + string.Join(", ", added));
        return true;
    }

    /// <summary>The keys take the place of the offset among the values that are sent.</summary>
    private static bool Send(IInvocationOperation call, Paging paging, List<string> last, EditPlace at, FileEdits edits)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name != "param" || argument.Syntax is not ArgumentSyntax { Expression: AnonymousObjectCreationExpressionSyntax { Initializers: { Count: > 0 } members } })
                continue;
            var sent = string.Join(", ", last);
            foreach (var member in members)
            {
                var name = member.NameEquals?.Name.Identifier.ValueText ?? Parameters.SentValue.NameOf(member.Expression);
                if (string.Equals(name, paging.OffsetParameter, StringComparison.OrdinalIgnoreCase))
                {
                    edits.Replace(at.Document, member.Span, sent);
                    return true;
                }
            }

            edits.Insert(at.Document, members[members.Count - 1].Span.End, ", " + sent);
            return true;
        }

        return false;
    }

    /// <summary>The parts of a text that pages, in the one literal that it is written in.</summary>
    private sealed class Paging
    {
        private readonly SyntaxToken token;
        private readonly Syntax.SelectQuery query;
        private readonly string text;
        private readonly bool isInterpolated;
        private readonly CancellationToken cancellation;

        private Paging(SyntaxToken token, bool isInterpolated, Syntax.SelectQuery query, string text, List<(string Name, string Text, bool IsDescending)> keys, CancellationToken cancellation)
        {
            this.token = token;
            this.isInterpolated = isInterpolated;
            this.query = query;
            this.text = text;
            this.cancellation = cancellation;
            Keys = keys;
            OffsetParameter = OffsetOnly();
        }

        /// <summary>The columns of ORDER BY: their names, and as the text writes them.</summary>
        public List<(string Name, string Text, bool IsDescending)> Keys { get; }

        /// <summary>The parameter that only the offset uses; null when there is none.</summary>
        public string? OffsetParameter { get; }

        /// <summary>Null when the text is not one literal, or its statement is not one that this can change.</summary>
        public static Paging? Read(SqlCall call, PageSqlByKey page, SemanticModel model, CancellationToken cancellation)
        {
            var texts = new SqlTextReader(new SourceOperations(model.Compilation)).Read(call.Text, cancellation);
            if (texts is not [{ Pieces: [{ Value: { } text, Token: { } token }] } read] || call.Text.Syntax is not (LiteralExpressionSyntax or InterpolatedStringExpressionSyntax)
                || !call.Text.Syntax.Span.Contains(token.Span) || text.IndexOfAny(['{', '}']) >= 0)
            {
                return null;
            }

            if (SqlParser.Parse(read.Source, SqlNames.DialectOf(page.Store), cancellation) is not { Errors.Length: 0, Statements: [Syntax.SelectStatement { Query: Syntax.SelectQuery query }] }
                || query is not { OrderBy: { } order, Limit: { Offset: not null, Form: not Syntax.LimitForm.Top, IsPercent: false, WithTies: false }, GroupBy: null, Having: null, From: not null }
                || order.Items.Length != page.Types.Count)
            {
                return null;
            }

            var keys = new List<(string, string, bool)>();
            foreach (var item in order.Items)
            {
                if (item is not { Expression: Syntax.ColumnReference column, Nulls: Syntax.NullsOrder.Unspecified })
                    return null;
                keys.Add((column.Column.Text, text.Substring(column.Start, column.Length), item.IsDescending));
            }

            return new Paging(token, call.Text.Syntax is InterpolatedStringExpressionSyntax, query, text, keys, cancellation);
        }

        public void Rewrite(List<string> last, Store store, Document document, FileEdits edits)
        {
            var condition = Condition(last, store);
            var test = $"{last[0]} is null ? \"\" : ";
            if (query.Where is { Condition: var filter })
            {
                var isOr = filter is Syntax.LogicalExpression { Operator: Syntax.LogicalOperator.Or };
                if (isOr)
                    edits.Insert(document, At(filter.Start).Start, "(");
                edits.Insert(document, At(filter.End - 1).End, (isOr ? ")" : "") + "{(" + test + SymbolDisplay.FormatLiteral(" " + Word("AND") + " " + condition, quote: true) + ")}");
            }
            else
            {
                edits.Insert(document, At(query.From!.End - 1).End, "{(" + test + SymbolDisplay.FormatLiteral(" " + Word("WHERE") + " " + condition, quote: true) + ")}");
            }

            var limit = query.Limit!;
            var offset = limit.Offset!;
            // After LIMIT it can go; elsewhere the engine may want one, and none is also a number.
            if (limit is { Form: Syntax.LimitForm.Limit, Count: { } count } && count.End < offset.Start && text.Substring(count.End, offset.Start - count.End).Trim().Equals("OFFSET", StringComparison.OrdinalIgnoreCase))
                edits.Replace(document, TextSpan.FromBounds(At(count.End - 1).End, At(offset.End - 1).End), "");
            else
                edits.Replace(document, TextSpan.FromBounds(At(offset.Start).Start, At(offset.End - 1).End), "0");
            if (!isInterpolated)
                edits.Insert(document, token.SpanStart, "$");
        }

        /// <summary>The rows after the last one: as a row where the engine searches an index by it, else so that the first key alone is a range.</summary>
        private string Condition(List<string> last, Store store)
        {
            string After(int i) => Keys[i].Text + (Keys[i].IsDescending ? " < " : " > ") + Sign + last[i];
            string Same(int i) => Keys[i].Text + " = " + Sign + last[i];
            if (Keys.Count == 1)
                return After(0);
            if (store is Store.PostgreSql or Store.Sqlite && Keys.TrueForAll(key => key.IsDescending == Keys[0].IsDescending))
                return $"({string.Join(", ", Keys.Select(static key => key.Text))}) {(Keys[0].IsDescending ? "<" : ">")} ({string.Join(", ", last.Select(name => Sign + name))})";
            var or = " " + Word("OR") + " ";
            var and = " " + Word("AND") + " ";
            if (Keys.Count == 2)
                return $"{Keys[0].Text} {(Keys[0].IsDescending ? "<=" : ">=")} {Sign}{last[0]}{and}({After(0)}{or}{After(1)})";
            return "(" + string.Join(or, Keys.Select((_, i) => "(" + string.Join(and, Enumerable.Range(0, i).Select(Same).Append(After(i))) + ")")) + ")";
        }

        /// <summary>What the text writes before the names of its parameters.</summary>
        private string Sign
        {
            get
            {
                var all = new ParameterWalker(null);
                all.Visit(query);
                return all.FirstStart is { } start && text[start] == ':' ? ":" : "@";
            }
        }

        /// <summary>A keyword in the case of the text's own.</summary>
        private string Word(string keyword) => text.Substring(query.Start, 1) == "s" ? keyword.ToLowerInvariant() : keyword;

        private TextSpan At(int index) => LiteralMap.Locate(token, index, 1, cancellation)!.SourceSpan;

        private string? OffsetOnly()
        {
            var inOffset = new ParameterWalker(null);
            inOffset.Visit(query.Limit!.Offset);
            var elsewhere = new ParameterWalker(query.Limit.Offset);
            elsewhere.Visit(query);
            inOffset.Names.ExceptWith(elsewhere.Names);
            return inOffset.Names.Count == 1 ? inOffset.Names.First() : null;
        }

        private sealed class ParameterWalker(Syntax.SqlNode? except) : Syntax.SqlWalker
        {
            public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

            public int? FirstStart { get; private set; }

            public override void Visit(Syntax.SqlNode? node)
            {
                if (node is null || ReferenceEquals(node, except))
                    return;
                if (node is Syntax.Parameter { Name: { Length: > 0 } name })
                {
                    FirstStart ??= node.Start;
                    Names.Add(name);
                }

                base.Visit(node);
            }
        }
    }
}
