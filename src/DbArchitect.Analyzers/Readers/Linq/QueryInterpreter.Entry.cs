using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>What the interpreter is asked for.</summary>
internal sealed partial class QueryInterpreter
{
    public IReadOnlyList<Query> Read(IOperation body, ISymbol owner)
    {
        codeContext = queryTypes.ContextOf(owner);
        var scope = new Scope(null) { Returns = [], Writes = true };
        Evaluate(body, scope);
        return queries;
    }

    public Predicate ReadPredicate(IOperation lambda, Entity entity, Schema schema, IReadOnlyDictionary<ISymbol, Constant> captured)
    {
        var scope = new Scope(null) { Returns = [] };
        foreach (var pair in captured)
            scope.Values = scope.Values.SetItem(pair.Key, new OperandValue(pair.Value, null));
        var shape = new Shape { Schema = schema };
        var id = NewId();
        shape.Sources.Add(Table(schema, entity, id, JoinKind.Root, At(lambda)));
        var value = Strip(lambda) is Microsoft.CodeAnalysis.Operations.IAnonymousFunctionOperation function ? new LambdaValue(function, scope) : Evaluate(lambda, scope);
        var predicate = PredicateOf(value, lambda, shape, scope, new EntityValue(entity, id));
        var must = new List<Predicate>();
        var optional = new List<Predicate>();
        Predicates.Split(predicate, must, optional);

        // A guard of parameters (`tenant == null || x.TenantId == tenant`) makes the rest hold sometimes only.
        foreach (var condition in optional)
            must.Add(new UnknownPredicate("it holds in some executions only") { Origin = condition.Origin });
        if (shape.Sources.Count == 1)
            return Predicates.And(must);
        for (var i = 0; i < must.Count; i++)
        {
            if (!IsOwn(must[i], id))
                must[i] = new UnknownPredicate("it depends on other tables") { Origin = must[i].Origin };
        }

        return Predicates.And(must);
    }

    private static bool IsOwn(Predicate predicate, int id)
    {
        if (Predicates.HasSubQuery(predicate))
            return false;
        var columns = new List<ColumnRef>();
        Predicates.CollectColumns(predicate, columns);
        foreach (var column in columns)
        {
            if (column.Source != id)
                return false;
        }

        return true;
    }
}
