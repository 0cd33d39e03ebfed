using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private Value Index(CallSite call, EfEntityType entity)
    {
        if (!Certain(entity, TableAspects.Indexes, call.Operation))
            return Value.Ignored;
        if (MemberNames(call, call.Argument("indexExpression", "propertyNames")) is not { Count: > 0 } names)
        {
            entity.AddUnknown(TableAspects.Indexes, "an index is configured whose properties cannot be told: " + Shorten(call.Operation.Syntax.ToString()), OriginOf(call.Operation));
            return Value.Unknown;
        }

        string? name = null;
        if (call.Argument("name") is { } given)
        {
            name = Text(given, call.Frame);
            if (name is null)
            {
                entity.AddUnknown(TableAspects.Indexes, "an index is configured whose name is not constant", OriginOf(call.Operation));
                return Value.Unknown;
            }
        }

        var properties = new List<EfProperty>();
        foreach (var member in names)
        {
            if (entity.FindProperty(member) is { } known)
                properties.Add(known);
            else if (Members.Find(entity.ClrType, member) is { } symbol && !member.Contains("."))
                properties.Add(entity.AddProperty(member, Members.TypeOf(symbol), symbol, Explicit, Members.OriginOf(symbol)));
        }

        return new IndexBuilderValue(ModelConventions.FindOrAdd(entity, properties, name, names, Explicit, OriginOf(call.Operation)));
    }

    private Value OnIndex(CallSite call, IndexBuilderValue builder)
    {
        var index = builder.Index;
        if (!Certain(index.DeclaringType, TableAspects.Indexes, call.Operation) || IsForAnotherStore(call))
            return builder;
        switch (call.Name)
        {
            case "IsUnique":
                if (Flag(call.First, call.Frame) is { } unique)
                    index.Unique.Set(unique, Explicit, sequence);
                else
                    index.DeclaringType.AddUnknown(TableAspects.Indexes, "whether an index is unique is not constant", OriginOf(call.Operation));
                break;
            case "HasDatabaseName" or "HasName":
                if (Text(call.First, call.Frame) is { } name)
                    index.DatabaseName.Set(name, Explicit, sequence);
                else
                    index.DatabaseName.Set(null, Explicit, sequence);
                break;
            case "HasFilter":
                if (call.First is { } filter && Evaluate(filter, call.Frame) is ConstantValue { Constant: string or null } sql)
                    index.Filter.Set(sql.Constant as string, Explicit, sequence);
                else
                    index.FilterIsUnknown = true;
                break;
            case "IsDescending":
                Descending(call, index);
                break;
            case "IncludeProperties":
                if (MemberNames(call, call.First) is { } included)
                    index.Included.Set(included, Explicit, sequence);
                else
                    index.DeclaringType.AddUnknown(TableAspects.Indexes, "the included columns of an index cannot be told", OriginOf(call.Operation));
                break;
            case "HasMethod" or "ForNpgsqlHasMethod":
                if (Text(call.First, call.Frame) is { } method)
                    index.Method.Set(method, Explicit, sequence);
                break;
            case "IsFullText":
                index.Method.Set("fulltext", Explicit, sequence);
                break;
            case "IsSpatial":
                index.Method.Set("spatial", Explicit, sequence);
                break;
            case "HasOperators":
                index.Operators.Set(Texts(call.First, call.Frame), Explicit, sequence);
                break;
            case "UseCollation":
                index.Collations.Set(Texts(call.First, call.Frame), Explicit, sequence);
                break;
            case "HasPrefixLength":
                if (call.First is { } lengths && Evaluate(lengths, call.Frame) is ListValue list)
                    index.PrefixLengths.Set([.. list.Items.Select(static item => item is ConstantValue { Constant: int length } ? length : 0)], Explicit, sequence);
                break;
            case "IsClustered":
                index.Clustered.Set(Flag(call.First, call.Frame), Explicit, sequence);
                break;
            case "IsTsVectorExpressionIndex":
                index.Method.Set("gin", Explicit, sequence);
                break;
        }

        return builder;
    }

    /// <summary>An extension of one provider says nothing on another.</summary>
    private bool IsForAnotherStore(CallSite call)
    {
        if (!model.Options.Store.IsSingle() || !call.Method.IsExtensionMethod || call.Method.ContainingType is not { Name: { } name })
            return false;
        var store = name.StartsWith("SqlServer", System.StringComparison.Ordinal) ? Store.SqlServer
            : name.StartsWith("Npgsql", System.StringComparison.Ordinal) ? Store.PostgreSql
            : name.StartsWith("MySql", System.StringComparison.Ordinal) ? Store.MySql
            : name.StartsWith("Sqlite", System.StringComparison.Ordinal) ? Store.Sqlite
            : model.Options.Store;
        return store != model.Options.Store;
    }

    private void Descending(CallSite call, EfIndex index)
    {
        if (call.First is null)
        {
            index.Descending.Set([], Explicit, sequence);
            return;
        }

        switch (Evaluate(call.First, call.Frame))
        {
            case ConstantValue { Constant: bool single }:
                index.Descending.Set([single], Explicit, sequence);
                break;
            case ListValue list when list.Items.TrueForAll(static item => item is ConstantValue { Constant: bool }):
                index.Descending.Set([.. list.Items.Select(static item => item is ConstantValue { Constant: true })], Explicit, sequence);
                break;
            case ConstantValue { Constant: null }:
                index.Descending.Set(null, Explicit, sequence);
                break;
            default:
                index.DeclaringType.AddUnknown(TableAspects.Indexes, "the sort direction of an index is not constant", OriginOf(call.Operation));
                break;
        }
    }

    // Many-to-many
    private Value OnManyToMany(CallSite call, ManyToManyBuilderValue builder)
    {
        if (call.Name != "UsingEntity")
            return builder;
        var navigation = builder.Navigation;
        if (!Certain(navigation.DeclaringType, TableAspects.All, call.Operation))
            return builder;
        EfEntityType? join = null;
        var type = call.TypeArgument() ?? TypeOf(call.Argument("joinEntityType"), call.Frame);
        var name = call.Argument("joinEntityName") is { } given ? Text(given, call.Frame) : null;
        if (name is not null)
            join = model.Find(name) ?? AddJoin(name, type as INamedTypeSymbol, call);
        else if (type is INamedTypeSymbol { Name: not "Dictionary" } named && EntityDiscovery.IsValid(named))
            join = FindOrAdd(named, call);
        join ??= navigation.ForeignKey?.Dependent ?? ManyToMany.CreateJoinType(model, navigation, JoinName(navigation));
        var entity = new EntityBuilderValue(join);
        // The right lambda leads to the navigation's target, the left one back to its declaring type.
        var right = Configured(call, "configureRight", entity);
        var left = Configured(call, "configureLeft", entity);
        if (right is not null && navigation.Inverse is { ForeignKey: null } inverse)
            Bind(inverse, right);
        if (left is not null && navigation.ForeignKey is null)
            Bind(navigation, left);
        navigation.Join = join;
        navigation.Inverse!.Join = join;
        RunConfigurator(call.Argument("configureJoinEntityType"), call.Frame, entity);
        return entity;
    }

    private EfEntityType AddJoin(string name, INamedTypeSymbol? type, CallSite call)
    {
        var join = model.Add(name, type is { Name: "Dictionary" } ? null : type, Explicit, OriginOf(call.Operation), sequence, isShared: true);
        return join;
    }

    private static string JoinName(EfSkipNavigation navigation)
    {
        var left = navigation.DeclaringType.ShortName;
        var right = navigation.Inverse?.DeclaringType.ShortName ?? "";
        return string.CompareOrdinal(left, right) < 0 ? left + right : right + left;
    }

    private static void Bind(EfSkipNavigation navigation, EfForeignKey key)
    {
        key.SkipNavigations.Add(navigation);
        navigation.ForeignKey = key;
        key.Required.Set(true, ConfigurationSource.Convention);
    }

    private EfForeignKey? Configured(CallSite call, string parameter, EntityBuilderValue join)
    {
        if (call.Argument(parameter) is not { } argument)
            return null;
        return Call(Evaluate(argument, call.Frame), join) is RelationshipBuilderValue relationship ? relationship.Key : null;
    }
}
