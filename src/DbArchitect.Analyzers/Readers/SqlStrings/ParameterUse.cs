using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Compares the parameters that the texts of a call name with those that the call sends.</summary>
internal sealed class ParameterUse(SqlCall call, Store store)
{
    private readonly SqlCall call = call;
    private readonly Store store = store;
    private readonly HashSet<string> named = new(StringComparer.OrdinalIgnoreCase);
    private bool mayNameOthers;

    /// <summary>A variant of the text is not known at all.</summary>
    public void MissText() => mayNameOthers = true;

    /// <summary>What one variant of the text names that is not sent, and names in a way that cannot work.</summary>
    public List<QueryTrait> Read(Syntax.SqlScript script, SqlText text, Func<int, int, Origin> at)
    {
        var traits = new List<QueryTrait>();
        var source = text.Source.Text;
        mayNameOthers |= script.Errors.Length > 0 || (text.Source.Holes.Count > 0 && !call.HolesAreParameters);
        foreach (var parameter in call.Parameters)
        {
            if (IsNamed(source, parameter.Name))
                named.Add(parameter.Name);
        }

        var walker = new Walker(this, source, traits, at);
        walker.Visit(script);
        if (script.Errors.Length == 0)
            walker.AddMissing();
        return traits;
    }

    /// <summary>Parameters that no variant of the text names, each where its value is given.</summary>
    public List<QueryTrait> Unused()
    {
        var unused = new List<QueryTrait>();
        // An object of a declared type may serve several texts, and so may a command.
        if (mayNameOthers || !call.KnowsParameters || call.ParameterForm is not ParameterForm.Anonymous || call.IsStoredProcedure)
            return unused;
        foreach (var parameter in call.Parameters)
        {
            if (!named.Contains(parameter.Name) && parameter.Value is { } value)
                unused.Add(new QueryTrait(QueryTraitKind.UnusedParameter, parameter.Name, new Origin(OriginKind.SqlText, PlaceOf(value))));
        }

        return unused;
    }

    private static Location PlaceOf(IOperation value) =>
        (value.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.AnonymousObjectMemberDeclaratorSyntax declarator ? declarator : value.Syntax).GetLocation();

    /// <summary>Whether a text has the name behind one of the signs that make a parameter; in a comment or literal too.</summary>
    private static bool IsNamed(string text, string name)
    {
        if (name.Length == 0)
            return true;
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if (at > 0 && text[at - 1] is '@' or ':' or '?' or '$' or '=' or '{' && (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] == '_')))
                return true;
        }

        return false;
    }

    private SqlParameter? Sent(string name)
    {
        foreach (var parameter in call.Parameters)
        {
            if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
                return parameter;
        }

        return null;
    }

    private sealed class Walker(ParameterUse use, string text, List<QueryTrait> traits, Func<int, int, Origin> at) : Syntax.SqlWalker
    {
        private readonly HashSet<string> declared = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<Syntax.Parameter> parameters = [];

        public override void Visit(Syntax.SqlNode? node)
        {
            switch (node)
            {
                case Syntax.Parameter parameter:
                    parameters.Add(parameter);
                    return;
                case Syntax.OpaqueStatement opaque:
                    // DECLARE, SET, the body of a procedure: what they name is theirs.
                    AddNames(opaque);
                    return;
                case Syntax.SelectItem { AssignedTo: { } assigned }:
                    declared.Add(assigned.Name);
                    break;
                case Syntax.Assignment { Target: Syntax.Parameter target }:
                    declared.Add(target.Name);
                    break;
                case Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Assign or Syntax.BinaryOperator.NamedArgument, Left: Syntax.Parameter target }:
                    declared.Add(target.Name);
                    break;
                case Syntax.ExecuteStatement execute:
                    // @name = @value: the first is the procedure's own.
                    foreach (var argument in execute.Arguments)
                        Visit(argument is Syntax.BinaryExpression { Left: Syntax.Parameter } named ? named.Right : argument);
                    return;
                case Syntax.InExpression { List: [Syntax.Parameter list] } membership:
                    List(list, membership);
                    break;
                case Syntax.QuantifiedExpression { Array: Syntax.Parameter array } quantified:
                    if (use.call.FrontEnd == FrontEnd.Dapper && use.store.IsSingle() && !use.store.MayBe(Store.PostgreSql) && IsList(use.Sent(array.Name)))
                        Add(QueryTraitKind.ArrayAsList, array.Name, quantified);
                    break;
                case Syntax.BinaryExpression { IsComparison: true, Right: Syntax.Literal right }:
                    Literal(right);
                    break;
                case Syntax.LikeExpression { Pattern: Syntax.Literal pattern }:
                    Literal(pattern);
                    break;
            }

            base.Visit(node);
        }

        public void AddMissing()
        {
            if (!use.call.KnowsParameters || use.call.IsStoredProcedure)
                return;
            var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var parameter in parameters)
            {
                if (IsCertain(parameter) && !declared.Contains(parameter.Name) && use.Sent(parameter.Name) is null && told.Add(parameter.Name))
                    Add(QueryTraitKind.MissingParameter, parameter.Name, parameter);
            }
        }

        /// <summary>It is a parameter for certain, with a name of which no part comes at run time.</summary>
        private bool IsCertain(Syntax.Parameter parameter)
        {
            if (parameter.Name.Length == 0 || parameter.Name.IndexOf(SqlSourceBuilder.Placeholder) >= 0 || (parameter.End < text.Length && text[parameter.End] == SqlSourceBuilder.Placeholder)
                || (parameter.Start > 0 && text[parameter.Start - 1] == SqlSourceBuilder.Placeholder))
            {
                return false;
            }

            var isPositional = use.call.ParameterForm == ParameterForm.Positional;
            return parameter.Form switch
            {
                Syntax.ParameterForm.At => parameter.Name[0] != '@',
                // A trigger's :new and :old, a time, a JSON path: only Oracle and Dapper's users mean a parameter.
                Syntax.ParameterForm.Colon => use.store.IsOnly(Store.Oracle) && parameter.Name.ToLowerInvariant() is not ("new" or "old"),
                Syntax.ParameterForm.PseudoPositional or Syntax.ParameterForm.DapperLiteral => use.call.FrontEnd == FrontEnd.Dapper,
                Syntax.ParameterForm.Format => isPositional && use.call.Parameters.Count > 0,
                _ => false,
            };
        }

        private void List(Syntax.Parameter list, Syntax.InExpression membership)
        {
            if (use.call.FrontEnd != FrontEnd.Dapper || use.Sent(list.Name) is not { Type: { } type } sent)
                return;
            if (IsList(sent))
            {
                if (use.store.IsOnly(Store.PostgreSql))
                    Add(QueryTraitKind.ListAsArray, list.Name, membership);
                else if (membership.HasParentheses && use.store.IsSingle())
                    Add(QueryTraitKind.ListInParentheses, list.Name, membership);
            }
            else if (!membership.HasParentheses && IsScalar(type))
            {
                Add(QueryTraitKind.ValueAsList, list.Name, membership);
            }
        }

        private static bool IsList(SqlParameter? sent) =>
            sent is { HasStoreType: false, Type: { } type } && ScalarTypes.KindOf(type) == ValueKind.Array && type.Name != "DataTable";

        private static bool IsScalar(ITypeSymbol type) => ScalarTypes.KindOf(type) is ValueKind.Boolean or ValueKind.Enum or ValueKind.Byte or ValueKind.Integer or ValueKind.Decimal
            or ValueKind.Float or ValueKind.String or ValueKind.Guid or ValueKind.DateTime or ValueKind.Date;

        /// <summary>A literal that is nothing but a parameter's name, with wildcards: <c>'%@name%'</c>.</summary>
        private void Literal(Syntax.Literal literal)
        {
            if (!literal.IsString || literal.HasHole)
                return;
            var content = literal.Value.Trim('%', '_', ' ');
            if (content.Length > 1 && content[0] is '@' or ':' && use.Sent(content.Substring(1)) is { } sent)
                Add(QueryTraitKind.ParameterInLiteral, content[0] + sent.Name, literal);
        }

        private void AddNames(Syntax.SqlNode node)
        {
            for (var i = node.Start; i < node.End && i < text.Length; i++)
            {
                if (text[i] is not ('@' or ':'))
                    continue;
                var end = i + 1;
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '#' or '$'))
                    end++;
                declared.Add(text.Substring(i + 1, end - i - 1));
            }
        }

        private void Add(QueryTraitKind kind, string detail, Syntax.SqlNode node) => traits.Add(new QueryTrait(kind, detail, at(node.Start, node.Length))
        {
            Text = text.Substring(node.Start, node.Length),
        });
    }
}
