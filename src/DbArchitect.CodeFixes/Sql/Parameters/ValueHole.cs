using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>An expression that stands in SQL text in the place of a value, with the calls that run the text.</summary>
internal sealed class ValueHole
{
    private ValueHole(ExpressionSyntax expression) => Expression = expression;

    public ExpressionSyntax Expression { get; }

    /// <summary>The calls whose text has it.</summary>
    public List<SqlCall> Calls { get; } = [];

    /// <summary>The names of the parameters that the text has already.</summary>
    public HashSet<string> Taken { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What parameters begin with in this text.</summary>
    public string Sign { get; private set; } = "";

    /// <summary>The text names its values by their places, <c>{0}</c>: EF Core.</summary>
    public bool IsNumbered { get; private set; }

    /// <summary>The text before and after it, in its own literals; null at the end of a text, or beside another hole.</summary>
    public SyntaxToken? Before { get; private set; }

    public SyntaxToken? After { get; private set; }

    /// <summary>How much of <see cref="Before"/> belongs to the value: from the opening quote on.</summary>
    public int LengthBefore { get; private set; }

    /// <summary>How much of <see cref="After"/> belongs to the value: as far as the closing quote.</summary>
    public int LengthAfter { get; private set; }

    /// <summary>The text between the opening quote and the hole, as a value; empty when there are no quotes.</summary>
    public string Prefix { get; private set; } = "";

    public string Suffix { get; private set; } = "";

    /// <summary>The hole of an expression; null when a text that has it cannot be followed, or nothing but text can stand there.</summary>
    public static ValueHole? Find(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (BodyOf(expression, model, cancellation) is not { } body)
            return null;
        var found = new ValueHole(expression);
        var source = new SourceOperations(model.Compilation);
        foreach (var call in new SqlCallReader(new KnownTypes(model.Compilation), []).Read(body, cancellation))
        {
            var isIn = false;
            foreach (var text in new SqlTextReader(source).Read(call.Text, cancellation))
            {
                var at = found.IndexIn(text);
                if (at < 0)
                    continue;
                if (call.IsStoredProcedure || call.HolesAreParameters || !found.Read(text, at, call, cancellation))
                    return null;
                isIn = true;
            }

            if (isIn)
                found.Calls.Add(call);
        }

        return found.Calls.Count == 0 ? null : found;
    }

    private static IOperation? BodyOf(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        var operation = model.GetOperation(node, cancellation);
        while (operation?.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private int IndexIn(SqlText text)
    {
        for (var i = 0; i < text.Pieces.Count; i++)
        {
            if (LocalInitializer.Unconverted(text.Pieces[i].Operation)?.Syntax is { } syntax && syntax.Span == Expression.Span && syntax.SyntaxTree == Expression.SyntaxTree)
                return i;
        }

        return -1;
    }

    private bool Read(SqlText text, int index, SqlCall call, CancellationToken cancellation)
    {
        var store = call.Store;
        var isNumbered = call.FrontEnd == FrontEnd.EfSql;
        if (isNumbered != IsNumbered && Calls.Count > 0)
            return false;
        IsNumbered = isNumbered;
        var script = SqlParser.Parse(text.Source, SqlNames.DialectOf(store), cancellation);
        if (!SqlHoleReader.Read(script, text, call.Text).Exists(hole => hole.Origin.Location?.SourceSpan == Expression.Span))
            return false;
        var walker = new Walker(text.Source.Text);
        walker.Visit(script);
        // A text with numbered values has no braces but theirs.
        if (isNumbered ? walker.HasNamed || HasOtherBraces(text, walker.Names.Count) : walker.HasPositional)
            return false;
        if (Sign.Length > 0 && walker.Sign.Length > 0 && walker.Sign != Sign)
            return false;
        Sign = walker.Sign.Length > 0 ? walker.Sign : Sign.Length > 0 ? Sign : store == Store.Oracle ? ":" : "@";
        Taken.UnionWith(walker.Names);

        var start = 0;
        for (var i = 0; i < index; i++)
            start += text.Pieces[i].Length;
        var literal = walker.Strings.Find(literal => literal.Start < start && literal.End > start);
        return literal is null ? SetTokens(text, index) : SetQuoted(text, index, start, literal);
    }

    private static bool HasOtherBraces(SqlText text, int numbered)
    {
        if (numbered > 0)
            return false;
        foreach (var piece in text.Pieces)
        {
            if (piece.Value is { } value && value.IndexOfAny(['{', '}']) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The literal of SQL around the hole: it is to begin in the text before and to end in the text after.</summary>
    private bool SetQuoted(SqlText text, int index, int start, Syntax.Literal literal)
    {
        if (index == 0 || index + 1 >= text.Pieces.Count || text.Pieces[index - 1].Value is not { } before || text.Pieces[index + 1].Value is not { } after)
            return false;
        var lengthBefore = start - literal.Start;
        var lengthAfter = literal.End - start - 1;
        if (lengthBefore > before.Length || lengthAfter > after.Length || lengthAfter < 1)
            return false;
        var opening = before.Substring(before.Length - lengthBefore);
        var closing = after.Substring(0, lengthAfter);
        // N'…' is a string as any other. An E'…' or a backslash may mean more.
        var quote = opening.StartsWith("N'", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (opening.Length <= quote || opening[quote] != '\'' || closing[closing.Length - 1] != '\'' || opening.IndexOf('\\') >= 0 || closing.IndexOf('\\') >= 0)
            return false;
        var prefix = opening.Substring(quote + 1).Replace("''", "'");
        var suffix = closing.Substring(0, closing.Length - 1).Replace("''", "'");
        if (Calls.Count > 0 && (prefix != Prefix || suffix != Suffix))
            return false;
        (Prefix, Suffix, LengthBefore, LengthAfter) = (prefix, suffix, lengthBefore, lengthAfter);
        return SetTokens(text, index) && Before is not null && After is not null;
    }

    private bool SetTokens(SqlText text, int index)
    {
        Before = index > 0 ? text.Pieces[index - 1].Token : null;
        After = index + 1 < text.Pieces.Count ? text.Pieces[index + 1].Token : null;
        return true;
    }

    private sealed class Walker(string text) : Syntax.SqlWalker
    {
        public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<Syntax.Literal> Strings { get; } = [];

        public string Sign { get; private set; } = "";

        /// <summary>Parameters that are told apart by their order alone.</summary>
        public bool HasPositional { get; private set; }

        /// <summary>Parameters that have names, or a form that EF Core does not number.</summary>
        public bool HasNamed { get; private set; }

        public override void Visit(Syntax.SqlNode? node)
        {
            switch (node)
            {
                case Syntax.Literal { IsString: true, HasHole: true } literal:
                    Strings.Add(literal);
                    break;
                case Syntax.Parameter { Form: not Syntax.ParameterForm.System } parameter:
                    HasPositional |= parameter.Name.Length == 0 || char.IsDigit(parameter.Name[0]) || text[parameter.Start] is not ('@' or ':');
                    HasNamed |= text[parameter.Start] != '{';
                    Names.Add(parameter.Name);
                    Sign = text.Substring(parameter.Start, 1);
                    break;
            }

            base.Visit(node);
        }
    }
}
