using System.Collections.Generic;
using System.Text;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;

namespace DbArchitect.Analyzers.Hosting.Explain;

/// <summary>The table of an entity as it was read, where each index came from, and what is unknown and why.</summary>
internal static class SchemaExplanation
{
    public static Explanation Of(Entity entity, Table table, Schema schema)
    {
        var text = new StringBuilder();
        text.Append(table.Name).Append(" (").Append(schema.Store == Store.Unknown ? "engine unknown" : schema.Store.ToString()).Append("): ");
        for (var i = 0; i < table.Columns.Count; i++)
            text.Append(i == 0 ? "" : ", ").Append(OfColumn(table.Columns[i]));
        if (table.PrimaryKey is { } key)
            text.Append(" | ").Append(IndexText.Of(key));
        foreach (var index in table.Indexes)
            text.Append(" | ").Append(IndexText.Of(index)).Append(" by ").Append(SourceOf(index));
        foreach (var foreignKey in table.ForeignKeys)
            text.Append(" | FK(").Append(foreignKey.Columns).Append(") to ").Append(foreignKey.Principal);
        if (entity.QueryFilter.IsKnown)
            text.Append(" | has a query filter");
        foreach (var unknown in UnknownOf(table, schema))
            text.Append(" | unknown ").Append(unknown.Aspects).Append(": ").Append(unknown.Reason);
        return new(text.ToString(), Json(entity, table, schema));
    }

    private static string OfColumn(Column column) =>
        column.Name + (column.StoreType.IsKnown ? " " + column.StoreType.Value : "") + (column.IsNullable == true ? "?" : "");

    private static string SourceOf(TableIndex index) => index.IsConvention
        ? "convention"
        : index.Origin.Kind switch
        {
            OriginKind.Attribute => "attribute",
            OriginKind.Fluent => "HasIndex",
            OriginKind.Snapshot => "the model snapshot",
            OriginKind.Migration => "a migration",
            OriginKind.Reference => "a referenced assembly",
            OriginKind.File => "a schema file",
            _ => "convention",
        };

    private static IEnumerable<UnknownFact> UnknownOf(Table table, Schema schema)
    {
        foreach (var unknown in table.Unknown)
            yield return unknown;
        foreach (var unknown in schema.Unknown)
            yield return unknown;
    }

    private static string Json(Entity entity, Table table, Schema schema)
    {
        var json = new JsonWriter();
        json.BeginObject().Key("version").Value(Explanation.Version).Key("entity").Value(entity.Name).Key("table").Value(table.Name.ToString());
        json.Key("context").Value(schema.Context).Key("store").Value(schema.Store.ToString());
        json.Key("columns").BeginArray();
        foreach (var column in table.Columns)
        {
            json.BeginObject().Key("name").Value(column.Name).Key("property").Value(column.Property).Key("type").Value(column.StoreType.Value);
            json.Key("nullable").Value(column.IsNullable?.ToString().ToLowerInvariant()).EndObject();
        }

        json.EndArray().Key("primaryKey").Value(table.PrimaryKey is { } key ? IndexText.Of(key) : null).Key("indexes").BeginArray();
        foreach (var index in table.Indexes)
            json.BeginObject().Key("index").Value(IndexText.Of(index)).Key("name").Value(index.Name).Key("from").Value(SourceOf(index)).EndObject();
        json.EndArray().Key("unknown").BeginArray();
        foreach (var unknown in UnknownOf(table, schema))
            json.BeginObject().Key("aspects").Value(unknown.Aspects.ToString()).Key("reason").Value(unknown.Reason).EndObject();
        return json.EndArray().EndObject().ToString();
    }
}
