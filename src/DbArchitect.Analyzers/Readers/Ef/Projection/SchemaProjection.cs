using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>The finished model as tables and entities.</summary>
internal sealed partial class SchemaProjection(EfModel model, FilterReader filters, CancellationToken cancellation)
{
    private readonly Dictionary<TableName, TableProjection> tables = [];
    private readonly List<TableProjection> order = [];
    private readonly HashSet<EfProperty> keysAndIndexes = [];

    private int Max => model.Options.MaxIdentifierLength;

    public Schema Build()
    {
        foreach (var entity in model.EntityTypes)
        {
            foreach (var key in entity.Keys())
                keysAndIndexes.UnionWith(key.Properties);
            foreach (var key in entity.ForeignKeys)
                keysAndIndexes.UnionWith(key.Properties ?? []);
            foreach (var index in entity.Indexes)
                keysAndIndexes.UnionWith(index.Properties);
        }

        var sorted = model.EntityTypes.OrderBy(static entity => entity.Name, StringComparer.Ordinal).ToList();
        foreach (var entity in sorted)
            Place(entity);
        foreach (var table in order)
            UniquifyColumns(table);
        foreach (var table in order)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entity in table.EntityTypes)
                AddColumns(table, entity);
        }

        NameConstraints();
        var built = new List<Table>();
        foreach (var table in order)
        {
            cancellation.ThrowIfCancellationRequested();
            built.Add(Build(table));
        }

        built.Sort(static (left, right) => string.CompareOrdinal(left.Name.ToString(), right.Name.ToString()));
        var entities = new List<Entity>();
        foreach (var entity in sorted)
            entities.Add(Project(entity));
        var options = model.Options;
        var schema = new Schema(options.Context is null ? "" : ScalarTypes.FullName(options.Context), options.Store, built, entities)
        {
            Unknown = model.Unknown,
            LazyLoading = options.LazyLoading == true ? true : InjectedLoading(options.LazyLoading),
            TracksByDefault = options.TracksByDefault,
            SplitsByDefault = options.SplitsByDefault,
            InterceptsSaves = options.InterceptsSaves,
            ParameterLists = options.ParameterLists,
            Origin = options.Context is null ? Origin.None : Members.OriginOf(options.Context),
        };
        return WithFilters(schema, sorted);
    }

    /// <summary>Filters are read last: they are conditions over entities whose columns are known.</summary>
    private Schema WithFilters(Schema schema, List<EfEntityType> types)
    {
        var entities = new List<Entity>();
        var any = false;
        for (var i = 0; i < types.Count; i++)
        {
            var entity = schema.Entities[i];
            var filter = filters.Read(types[i], entity, schema);
            any |= !filter.IsAbsent;
            entities.Add(filter.IsAbsent ? entity : entity with { QueryFilter = filter });
        }

        return any ? schema.With(schema.Store, schema.Tables, entities, schema.Unknown) : schema;
    }

    /// <summary>Lazy loading without proxies: the classes are given an ILazyLoader. True when all are, null when some are, what the options say when none is.</summary>
    private bool? InjectedLoading(bool? ofOptions)
    {
        var any = false;
        var all = true;
        foreach (var entity in model.EntityTypes)
        {
            if (entity.ClrType is not { } type || entity.IsShared || entity.Ownership is not null)
                continue;
            var has = HasLoader(type);
            any |= has;
            all &= has;
        }

        return !any ? ofOptions : all ? true : null;
    }

    private static bool HasLoader(INamedTypeSymbol type)
    {
        foreach (var current in Members.TypeAndBases(type))
        {
            foreach (var member in current.GetMembers())
            {
                switch (member)
                {
                    case IPropertySymbol { Type.Name: "ILazyLoader" } or IFieldSymbol { Type.Name: "ILazyLoader" }:
                        return true;
                    case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                        foreach (var parameter in constructor.Parameters)
                        {
                            if (parameter.Type.Name == "ILazyLoader" || parameter is { Name: "lazyLoader", Type.TypeKind: TypeKind.Delegate })
                                return true;
                        }

                        break;
                }
            }
        }

        return false;
    }

    private void Place(EfEntityType entity)
    {
        if (Tables.IsJson(entity))
        {
            // Stored in a JSON column of the owner's table.
            if (entity.Container is { IsSet: true } && Tables.ObjectOf(entity.Ownership?.Principal ?? entity) is { } owner)
                Get(owner.Name, owner.Kind);
            return;
        }

        foreach (var (name, kind) in PlacesOf(entity))
            Get(name, kind).Add(entity);
        foreach (var fragment in entity.Fragments)
            Get(fragment.Table, TableKind.Table).Add(entity);
    }

    /// <summary>The tables in which rows of exactly this type keep what the type declares.</summary>
    private static IEnumerable<(TableName Name, TableKind Kind)> PlacesOf(EfEntityType entity)
    {
        if (Tables.ObjectOf(entity) is { } place)
            yield return place;
    }

    private TableProjection Get(TableName name, TableKind kind)
    {
        if (tables.TryGetValue(name, out var table))
            return table;
        table = new TableProjection(name, kind);
        tables[name] = table;
        order.Add(table);
        return table;
    }

    /// <summary>The properties that an entity type stores in a table: TPT keeps inherited ones in the base's table, but for the key.</summary>
    private static IEnumerable<EfProperty> PropertiesIn(EfEntityType entity, TableProjection table)
    {
        var mapping = Inheritance.MappingOf(entity);
        var fragment = entity.Fragments.Find(candidate => candidate.Table == table.Name);
        foreach (var property in Flatten(entity, mapping))
        {
            var isKey = entity.PrimaryKey?.Properties.Contains(property) == true;
            if (fragment is not null ? !isKey && !fragment.Columns.ContainsKey(property.Name)
                : !isKey && entity.Fragments.Exists(candidate => candidate.Columns.ContainsKey(property.Name)))
                continue;
            yield return property;
        }
    }

    private static IEnumerable<EfProperty> Flatten(EfEntityType entity, InheritanceMapping mapping)
    {
        if (mapping == InheritanceMapping.TablePerType && entity.BaseType is not null)
        {
            foreach (var property in entity.PrimaryKey?.Properties ?? [])
                yield return property;
            // Base types without a table of their own are stored here.
            var stack = new List<EfEntityType>();
            for (var type = entity; type is not null && (type == entity || Tables.TableOf(type) is null); type = type.BaseType)
                stack.Insert(0, type);
            foreach (var property in stack.SelectMany(static type => type.Properties.Concat(Complex(type))))
                yield return property;
            yield break;
        }

        if (mapping == InheritanceMapping.TablePerConcreteType)
        {
            foreach (var property in entity.AllProperties())
                yield return property;
            for (EfEntityType? type = entity; type is not null; type = type.BaseType)
            {
                foreach (var property in Complex(type))
                    yield return property;
            }

            yield break;
        }

        foreach (var property in entity.Properties)
            yield return property;
        foreach (var property in Complex(entity))
            yield return property;
        if (mapping == InheritanceMapping.None || entity.BaseType is null)
            yield break;
        // A key column is there for each class of the hierarchy.
        foreach (var property in entity.PrimaryKey?.Properties ?? [])
            yield return property;
    }

    private static IEnumerable<EfProperty> Complex(EfTypeBase type)
    {
        foreach (var complex in type.ComplexProperties)
        {
            if (Tables.IsJson(complex.Type))
                continue;
            foreach (var property in complex.Type.Properties)
                yield return property;
            foreach (var property in Complex(complex.Type))
                yield return property;
        }
    }

    private void AddColumns(TableProjection table, EfEntityType entity)
    {
        var fragment = entity.Fragments.Find(candidate => candidate.Table == table.Name);
        var isDependent = Tables.RowInternal(entity, table.Name).Any();
        foreach (var property in PropertiesIn(entity, table))
        {
            var column = fragment is not null && fragment.Columns.TryGetValue(property.Name, out var split) && split is not null
                ? split
                : Tables.ColumnOf(property, table.Name, entity);
            if (column is null)
                continue;
            table.AddColumn(property, column, ColumnProjection.Of(property, column, entity, table.Name, keysAndIndexes), isDependent);
        }

        if (fragment is null)
            AddPeriod(table, entity);

        // A row-internal key of a sharing type is stored in its principal's column.
        foreach (var key in Tables.RowInternal(entity, table.Name))
        {
            for (var i = 0; i < key.Properties!.Count && i < key.PrincipalKey!.Properties.Count; i++)
            {
                if (Tables.ColumnOf(key.PrincipalKey.Properties[i], table.Name, key.Principal) is { } shared)
                    table.ColumnOf[key.Properties[i]] = shared;
            }
        }

        AddContainers(table, entity);
        AddComplexContainers(table, entity, entity);
    }

    /// <summary>SQL Server's temporal tables have two columns for the period in which a row held.</summary>
    private static void AddPeriod(TableProjection table, EfEntityType entity)
    {
        if (!entity.IsTemporal || entity.BaseType is not null)
            return;
        foreach (var name in new[] { entity.PeriodStart, entity.PeriodEnd })
        {
            if (table.Columns.ContainsKey(name))
                continue;
            table.ColumnOrder.Add(name);
            table.Columns[name] = Plain(name) with
            {
                StoreType = Fact<string>.Of("datetime2"),
                ClrType = "System.DateTime",
                Kind = ValueKind.DateTime,
                IsNullable = false,
                IsGeneratedOnAdd = true,
                IsShadow = true,
                Property = name,
                Origin = entity.Origin,
            };
        }
    }

    /// <summary>A column of which nothing else is configured.</summary>
    private static Column Plain(string name) => new(name)
    {
        MaxLength = Fact<int>.Absent,
        Precision = Fact<int>.Absent,
        Scale = Fact<int>.Absent,
        IsUnicode = Fact<bool>.Absent,
        IsFixedLength = Fact<bool>.Absent,
        Collation = Fact<string>.Absent,
        DefaultValue = Fact<string>.Absent,
        DefaultSql = Fact<string>.Absent,
        ComputedSql = Fact<string>.Absent,
    };

    /// <summary>The JSON columns of the owned types that an entity keeps in its row.</summary>
    private void AddContainers(TableProjection table, EfEntityType entity)
    {
        foreach (var owned in model.EntityTypes)
        {
            if (owned.Ownership?.Principal != entity || owned.Container is not { IsSet: true, Value: { } name })
                continue;
            var type = StoreTypes.Choose(model.Options.Store, new TypeRequest
            {
                IsJsonContainer = true,
                StoreType = owned.ContainerType.Value,
                HasNativeJson = model.Options.HasNativeJson,
                EfVersion = model.Options.EfVersion,
            });
            var column = Names.Rewrite(owned.Container.IsExplicit ? NamingConvention.None : model.Options.Naming, name);
            AddJson(table, column, type, nullable: owned.Ownership.RequiredDependent.Value != true || IsTphDerived(entity),
                owned.Ownership.ToDependent ?? "", owned.Origin);
        }
    }

    private static bool IsTphDerived(EfEntityType entity) => entity.BaseType is not null && Inheritance.IsTph(entity);

    private void AddComplexContainers(TableProjection table, EfTypeBase type, EfEntityType entity)
    {
        foreach (var complex in type.ComplexProperties)
        {
            if (!Tables.IsJson(complex.Type))
            {
                AddComplexContainers(table, complex.Type, entity);
                continue;
            }

            var choice = StoreTypes.Choose(model.Options.Store, new TypeRequest
            {
                IsJsonContainer = true,
                StoreType = complex.ContainerType.Value,
                HasNativeJson = model.Options.HasNativeJson,
                EfVersion = model.Options.EfVersion,
            });
            AddJson(table, complex.Container.Value ?? complex.Name, choice, complex.IsNullable || IsTphDerived(entity), complex.Name, complex.Origin);
        }
    }

    private static void AddJson(TableProjection table, string name, StoreTypeChoice type, bool nullable, string property, Origin origin)
    {
        if (table.Columns.ContainsKey(name))
            return;
        table.ColumnOrder.Add(name);
        table.Columns[name] = Plain(name) with
        {
            StoreType = type.Name is null ? Fact<string>.Unknown : Fact<string>.Of(type.Name),
            Kind = ValueKind.Json,
            IsNullable = nullable,
            Property = property,
            Origin = origin,
        };
    }

    /// <summary>Two properties of one table that would have the same column get different ones, as EF's shared table convention does.</summary>
    private void UniquifyColumns(TableProjection table)
    {
        var taken = new Dictionary<string, EfProperty>(StringComparer.OrdinalIgnoreCase);
        foreach (var entity in table.EntityTypes)
        {
            foreach (var property in PropertiesIn(entity, table))
            {
                if (Tables.ColumnOf(property, table.Name, entity) is not { } column)
                    continue;
                if (!taken.TryGetValue(column, out var other) || other == property)
                {
                    taken[column] = property;
                    continue;
                }

                if (MayShare(property, other, entity))
                    continue;
                var loser = property.ColumnName.IsExplicit ? other : property;
                if (loser.ColumnName.IsExplicit)
                    continue;
                var unique = Names.Uniquify(Prefix(loser, loser == property ? other : property) + "_" + column, taken.Keys, Max);
                loser.UniqueColumnName = Names.Rewrite(model.Options.Naming, unique);
                taken[loser.UniqueColumnName] = loser;
                if (loser == other)
                    taken[column] = property;
            }
        }
    }

    private static string Prefix(EfProperty property, EfProperty other)
    {
        EfTypeBase type = property.DeclaringType, otherType = other.DeclaringType;
        while (type.ShortName == otherType.ShortName && type is EfComplexType complex && otherType is EfComplexType otherComplex)
        {
            type = complex.Property.DeclaringType;
            otherType = otherComplex.Property.DeclaringType;
        }

        return type.ShortName;
    }

    private static bool MayShare(EfProperty property, EfProperty other, EfEntityType entity)
    {
        if (property.Member is not null && Members.IsSameMember(property.Member, other.Member)
            && property.DeclaringType is EfEntityType && !Members.IsSame(property.Member.ContainingType, property.DeclaringType.ClrType))
            return true;
        return (entity.PrimaryKey?.Properties.Contains(property) == true && ForeignKeyProperties.IsInKey(other))
            || (property.ConcurrencyToken.Value == true && other.ConcurrencyToken.Value == true)
            || (property.ColumnName.IsSet && other.ColumnName.IsSet);
    }
}
