using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>What Model.GetEntityTypes() and the metadata behind it answer, and the setters of the mutable metadata.</summary>
internal sealed partial class Interpreter
{
    private Value MetadataProperty(Value receiver, string name)
    {
        switch (receiver)
        {
            case EntityTypeValue { Entity: { } entity }:
                return name switch
                {
                    "ClrType" => entity.ClrType is { } type ? new TypeValue(type) : new TypeValue(types.Compilation.ObjectType),
                    "Name" => Value.Of(entity.Name),
                    "BaseType" => entity.BaseType is { } parent ? new EntityTypeValue(parent) : Value.Null,
                    "IsKeyless" => Value.Of(entity.IsKeyless),
                    "Model" => new ModelValue(),
                    "HasSharedClrType" => Value.Of(entity.IsShared),
                    _ => Value.Unknown,
                };
            case PropertyValue { Property: { } property }:
                return name switch
                {
                    "ClrType" => property.Type is { } type ? new TypeValue(ScalarTypes.IsNullableValue(type) ? type : ScalarTypes.Unwrap(type)) : Value.Unknown,
                    "Name" => Value.Of(property.Name),
                    "IsNullable" => Value.Of(ForeignKeyProperties.IsNullable(property)),
                    "DeclaringEntityType" or "DeclaringType" => new EntityTypeValue(property.DeclaringType.ContainingEntityType),
                    "IsConcurrencyToken" => Value.Of(property.ConcurrencyToken.Value == true),
                    "PropertyInfo" => property.Member is IPropertySymbol member ? Reflected(member) : Value.Null,
                    _ => Value.Unknown,
                };
            case ForeignKeyValue { Key: { } key }:
                return name switch
                {
                    "DeclaringEntityType" => new EntityTypeValue(key.Dependent),
                    "PrincipalEntityType" => new EntityTypeValue(key.Principal),
                    "IsOwnership" => Value.Of(key.IsOwnership),
                    "IsUnique" => Value.Of(key.IsUnique),
                    "IsRequired" => Value.Of(key.IsRequired),
                    "DeleteBehavior" => Value.Of((int)(key.OnDelete.Value ?? (key.IsRequired ? DeleteBehavior.Cascade : DeleteBehavior.ClientSetNull))),
                    "Properties" => new ListValue([.. (key.Properties ?? []).Select(static property => new PropertyValue(property))]),
                    "DependentToPrincipal" => key.ToPrincipal is null ? Value.Null : new NavigationValue(key, true),
                    "PrincipalToDependent" => key.ToDependent is null ? Value.Null : new NavigationValue(key, false),
                    "PrincipalKey" => key.PrincipalKey is { } principal ? new KeyValue(principal) : Value.Unknown,
                    _ => Value.Unknown,
                };
            case KeyValue { Key: { } key }:
                return name switch
                {
                    "Properties" => new ListValue([.. key.Properties.Select(static property => new PropertyValue(property))]),
                    "DeclaringEntityType" => new EntityTypeValue(key.DeclaringType),
                    _ => Value.Unknown,
                };
            case IndexValue { Index: { } index }:
                return name switch
                {
                    "Properties" => new ListValue([.. index.Properties.Select(static property => new PropertyValue(property))]),
                    "DeclaringEntityType" => new EntityTypeValue(index.DeclaringType),
                    "IsUnique" => Value.Of(index.Unique.Value == true),
                    "Name" => Value.Of(index.Name),
                    _ => Value.Unknown,
                };
            case NavigationValue navigation:
                return name switch
                {
                    "Name" => Value.Of(navigation.OnDependent ? navigation.Key.ToPrincipal : navigation.Key.ToDependent),
                    "ForeignKey" => new ForeignKeyValue(navigation.Key),
                    "IsCollection" => Value.Of(!navigation.OnDependent && !navigation.Key.IsUnique),
                    "TargetEntityType" => new EntityTypeValue(navigation.OnDependent ? navigation.Key.Principal : navigation.Key.Dependent),
                    "DeclaringEntityType" => new EntityTypeValue(navigation.OnDependent ? navigation.Key.Dependent : navigation.Key.Principal),
                    _ => Value.Unknown,
                };
            default:
                return Value.Unknown;
        }
    }

    private Value Reflected(IPropertySymbol member) =>
        types.Get("System.Reflection.PropertyInfo") is { } reflected
            ? new ObjectValue(reflected) { Fields = { ["Name"] = Value.Of(member.Name), ["PropertyType"] = new TypeValue(member.Type) } }
            : Value.Unknown;

    private Value OnMetadata(CallSite call, Value receiver)
    {
        if (receiver is ModelValue)
            return OnModelMetadata(call);
        if (call.Name.StartsWith("Set", StringComparison.Ordinal) && call.Name.Length > 3)
        {
            Set(call, receiver);
            return Value.Ignored;
        }

        return receiver switch
        {
            EntityTypeValue entity => OnEntityType(call, entity.Entity),
            PropertyValue property => OnPropertyMetadata(call, property.Property),
            ForeignKeyValue key => call.Name switch
            {
                "GetConstraintName" or "GetDefaultName" => Value.Of(key.Key.ConstraintName.Value ?? DefaultNames.Of(key.Key)),
                _ => Value.Unknown,
            },
            KeyValue key => call.Name switch
            {
                "GetName" or "GetDefaultName" => Value.Of(key.Key.Name.Value ?? DefaultNames.Of(key.Key)),
                "IsPrimaryKey" => Value.Of(key.Key.IsPrimary),
                _ => Value.Unknown,
            },
            IndexValue index => call.Name switch
            {
                "GetDatabaseName" or "GetDefaultDatabaseName" or "GetName" => Value.Of(index.Index.DatabaseName.Value ?? index.Index.Name ?? DefaultNames.Of(index.Index)),
                _ => Value.Unknown,
            },
            _ => Value.Unknown,
        };
    }

    private Value OnModelMetadata(CallSite call)
    {
        switch (call.Name)
        {
            case "GetEntityTypes":
                if (TypeOf(call.First, call.Frame) is { } type)
                    return new ListValue([.. model.EntityTypes.Where(entity => Members.IsSame(entity.ClrType, type)).Select(static entity => new EntityTypeValue(entity))]);
                return new ListValue([.. model.EntityTypes.Where(entity => entity.Sequence <= sequence).OrderBy(static entity => entity.Name, StringComparer.Ordinal)
                    .Select(static entity => new EntityTypeValue(entity))]);
            case "FindEntityType":
                var found = TypeOf(call.First, call.Frame) is { } wanted ? model.Find(wanted) : Text(call.First, call.Frame) is { } name ? model.Find(name) : null;
                return found is null ? Value.Null : new EntityTypeValue(found);
            case "SetDefaultSchema":
                model.DefaultSchema.Set(Text(call.First, call.Frame), Explicit, sequence);
                return Value.Ignored;
            case "GetDefaultSchema":
                return Value.Of(model.DefaultSchema.Value);
            case "RemoveEntityType":
                if (call.First is { } removed && Evaluate(removed, call.Frame) is EntityTypeValue victim)
                    model.Remove(victim.Entity);
                return Value.Ignored;
            default:
                return Value.Ignored;
        }
    }

    private Value OnEntityType(CallSite call, EfEntityType entity)
    {
        switch (call.Name)
        {
            case "GetProperties":
                return new ListValue([.. entity.AllProperties().Select(static property => new PropertyValue(property))]);
            case "GetDeclaredProperties":
                return new ListValue([.. entity.Properties.Select(static property => new PropertyValue(property))]);
            case "GetForeignKeys":
                return new ListValue([.. Hierarchy(entity).SelectMany(static type => type.ForeignKeys).Select(static key => new ForeignKeyValue(key))]);
            case "GetDeclaredForeignKeys":
                return new ListValue([.. entity.ForeignKeys.Select(static key => new ForeignKeyValue(key))]);
            case "GetReferencingForeignKeys":
                return new ListValue([.. model.EntityTypes.SelectMany(static type => type.ForeignKeys).Where(key => key.Principal.IsAssignableFrom(entity))
                    .Select(static key => new ForeignKeyValue(key))]);
            case "GetKeys":
                return new ListValue([.. entity.Keys().Select(static key => new KeyValue(key))]);
            case "GetDeclaredKeys":
                return new ListValue([.. entity.Keys().Where(key => key.DeclaringType == entity).Select(static key => new KeyValue(key))]);
            case "GetIndexes":
                return new ListValue([.. Hierarchy(entity).SelectMany(static type => type.Indexes).Select(static index => new IndexValue(index))]);
            case "GetDeclaredIndexes":
                return new ListValue([.. entity.Indexes.Select(static index => new IndexValue(index))]);
            case "GetNavigations" or "GetDeclaredNavigations":
                return new ListValue([.. Navigations(entity)]);
            case "GetDerivedTypes":
                return new ListValue([.. entity.DerivedInclusive().Skip(1).Select(static type => new EntityTypeValue(type))]);
            case "FindProperty" or "GetProperty" or "FindDeclaredProperty":
                return Text(call.First, call.Frame) is not { } property ? Value.Unknown : entity.FindProperty(property) is { } found ? new PropertyValue(found) : Value.Null;
            case "FindNavigation":
                return Text(call.First, call.Frame) is not { } navigation ? Value.Unknown
                    : entity.FindNavigation(navigation, out var onDependent) is { } key ? new NavigationValue(key, onDependent) : Value.Null;
            case "FindPrimaryKey":
                return entity.PrimaryKey is { } primary ? new KeyValue(primary) : Value.Null;
            case "GetTableName" or "GetDefaultTableName" or "GetSchemaQualifiedTableName":
                return Value.Of(Tables.TableOf(entity) is { } table ? call.Name == "GetSchemaQualifiedTableName" ? table.ToString() : table.Name : null);
            case "GetSchema" or "GetDefaultSchema":
                return Value.Of(Tables.SchemaOf(entity));
            case "GetViewName":
                return Value.Of(entity.ViewName.Value);
            case "IsOwned":
                return Value.Of(entity.IsOwned);
            case "IsKeyless":
                return Value.Of(entity.IsKeyless);
            case "IsMappedToJson":
                return Value.Of(Tables.IsJson(entity));
            case "DisplayName" or "ShortName":
                return Value.Of(entity.ShortName);
            case "IsAbstract":
                return Value.Of(entity.ClrType?.IsAbstract == true);
            case "GetRootType":
                return new EntityTypeValue(entity.Root);
            case "AddProperty":
                entity.AddUnknown(TableAspects.Columns, "a property is added through the metadata", OriginOf(call.Operation));
                return Value.Unknown;
            case "AddIndex":
                return AddIndex(call, entity);
            case "GetQueryFilter" or "GetDeclaredQueryFilters":
                return entity.QueryFilters.Count == 0 ? Value.Null : Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    private Value AddIndex(CallSite call, EfEntityType entity)
    {
        if (!Certain(entity, TableAspects.Indexes, call.Operation))
            return Value.Ignored;
        var properties = call.First is { } argument
            ? Evaluate(argument, call.Frame) switch
            {
                PropertyValue single => [single.Property],
                ListValue list when list.Items.TrueForAll(static item => item is PropertyValue) => list.Items.ConvertAll(static item => ((PropertyValue)item).Property),
                _ => null,
            }
            : null;
        if (properties is null)
        {
            entity.AddUnknown(TableAspects.Indexes, "an index is added through the metadata", OriginOf(call.Operation));
            return Value.Unknown;
        }

        return new IndexValue(ModelConventions.FindOrAdd(entity, properties, null, properties.ConvertAll(static property => property.Name), Explicit, OriginOf(call.Operation)));
    }

    private static IEnumerable<EfEntityType> Hierarchy(EfEntityType entity)
    {
        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
            yield return type;
    }

    private IEnumerable<NavigationValue> Navigations(EfEntityType entity)
    {
        foreach (var key in ForeignKeyProperties.All(model))
        {
            if (key.ToPrincipal is not null && key.Dependent.IsAssignableFrom(entity))
                yield return new NavigationValue(key, true);
            if (key.ToDependent is not null && key.Principal.IsAssignableFrom(entity))
                yield return new NavigationValue(key, false);
        }
    }

    private Value OnPropertyMetadata(CallSite call, EfProperty property) => call.Name switch
    {
        "GetColumnName" or "GetColumnBaseName" or "GetDefaultColumnName" or "GetDefaultColumnBaseName" => Value.Of(DefaultNames.ColumnOf(property)),
        "GetColumnType" => property.ColumnType.IsSet ? Value.Of(property.ColumnType.Value) : Value.Of(DefaultNames.StoreTypeOf(property)),
        "GetMaxLength" => new ConstantValue(property.MaxLength.Value, null),
        "GetPrecision" => new ConstantValue(property.Precision.Value, null),
        "GetScale" => new ConstantValue(property.Scale.Value, null),
        "IsUnicode" => new ConstantValue(property.Unicode.Value, null),
        "IsPrimaryKey" => Value.Of(property.DeclaringType is EfEntityType owner && owner.PrimaryKey?.Properties.Contains(property) == true),
        "IsKey" => Value.Of(ForeignKeyProperties.IsInKey(property)),
        "IsForeignKey" => Value.Of(property.DeclaringType is EfEntityType entity && entity.Root.DerivedInclusive().Any(type => type.ForeignKeys.Exists(key => key.Properties?.Contains(property) == true))),
        "IsIndex" => Value.Of(property.DeclaringType is EfEntityType holder && holder.Root.DerivedInclusive().Any(type => type.Indexes.Exists(index => index.Properties.Contains(property)))),
        "IsShadowProperty" => Value.Of(property.IsShadow),
        "IsColumnNullable" => Value.Of(ForeignKeyProperties.IsNullable(property)),
        "GetValueConverter" or "GetProviderClrType" => property.Conversion.Value == true ? Value.Unknown : Value.Null,
        _ => Value.Unknown,
    };

    private void Set(CallSite call, Value receiver)
    {
        var argument = call.First;
        var value = argument is null ? Value.Unknown : Evaluate(argument, call.Frame);
        switch (receiver)
        {
            case EntityTypeValue { Entity: { } entity }:
                SetEntity(call, entity, value);
                break;
            case PropertyValue { Property: { } property }:
                SetProperty(call, property, value);
                break;
            case ForeignKeyValue { Key: { } key } when call.Name == "SetConstraintName":
                if (value is ConstantValue { Constant: string constraint } && Certain(key.Dependent, TableAspects.Name, call.Operation))
                    key.ConstraintName.Set(constraint, Explicit, sequence);
                break;
            case KeyValue { Key: { } key } when call.Name == "SetName":
                if (value is ConstantValue { Constant: string name } && uncertain == 0)
                    key.Name.Set(name, Explicit, sequence);
                break;
            case IndexValue { Index: { } index } when call.Name is "SetDatabaseName" or "SetName":
                if (value is ConstantValue { Constant: string database } && uncertain == 0)
                    index.DatabaseName.Set(database, Explicit, sequence);
                break;
            case IndexValue { Index: { } index } when call.Name == "SetFilter":
                if (value is ConstantValue { Constant: string or null } filter)
                    index.Filter.Set(filter.Constant as string, Explicit, sequence);
                else
                    index.FilterIsUnknown = true;
                break;
        }
    }

    private void SetEntity(CallSite call, EfEntityType entity, Value value)
    {
        switch (call.Name)
        {
            case "SetTableName":
                if (!Certain(entity, TableAspects.Name, call.Operation))
                    break;
                if (value is ConstantValue { Constant: string or null } table)
                    entity.TableName.Set(table.Constant as string, Explicit, sequence);
                else
                    entity.AddUnknown(TableAspects.Name, "its name is not constant", OriginOf(call.Operation));
                break;
            case "SetSchema":
                if (!Certain(entity, TableAspects.Name, call.Operation))
                    break;
                if (value is ConstantValue { Constant: string or null } schema)
                    entity.TableSchema.Set(schema.Constant as string, Explicit, sequence);
                else
                    entity.AddUnknown(TableAspects.Name, "its schema is not constant", OriginOf(call.Operation));
                break;
            case "SetViewName":
                if (value is ConstantValue { Constant: string view } && uncertain == 0)
                    entity.ViewName.Set(view, Explicit, sequence);
                break;
            case "SetQueryFilter":
                entity.QueryFilters.RemoveAll(static filter => filter.Key.Length == 0);
                if (value is not ConstantValue { Constant: null })
                    entity.QueryFilters.Add(new EfQueryFilter("", uncertain > 0 ? null : value, OriginOf(call.Operation)));
                break;
            case "SetPrimaryKey":
                entity.AddUnknown(TableAspects.Keys, "its key is set through the metadata", OriginOf(call.Operation));
                break;
        }
    }

    private void SetProperty(CallSite call, EfProperty property, Value value)
    {
        var entity = property.DeclaringType.ContainingEntityType;
        if (!Certain(entity, TableAspects.Columns, call.Operation))
            return;
        switch (call.Name, value)
        {
            case ("SetColumnName", ConstantValue { Constant: string name }):
                property.ColumnName.Set(name, Explicit, sequence);
                break;
            case ("SetColumnType", ConstantValue { Constant: string or null } type):
                property.ColumnType.Set(type.Constant as string, Explicit, sequence);
                break;
            case ("SetMaxLength", ConstantValue { Constant: int length }):
                property.MaxLength.Set(length, Explicit, sequence);
                break;
            case ("SetPrecision", ConstantValue { Constant: int precision }):
                property.Precision.Set(precision, Explicit, sequence);
                break;
            case ("SetScale", ConstantValue { Constant: int scale }):
                property.Scale.Set(scale, Explicit, sequence);
                break;
            case ("SetIsUnicode", ConstantValue { Constant: bool unicode }):
                property.Unicode.Set(unicode, Explicit, sequence);
                break;
            case ("SetIsFixedLength", ConstantValue { Constant: bool isFixed }):
                property.FixedLength.Set(isFixed, Explicit, sequence);
                break;
            case ("SetDefaultValueSql", ConstantValue { Constant: string sql }):
                property.DefaultSql.Set(sql, Explicit, sequence);
                break;
            case ("SetDefaultValue", ConstantValue constant):
                property.DefaultValue.Set(Constant(constant.Constant), Explicit, sequence);
                break;
            case ("SetCollation", ConstantValue { Constant: string collation }):
                property.Collation.Set(collation, Explicit, sequence);
                break;
            case ("SetProviderClrType", TypeValue type):
                property.Conversion.Set(true, Explicit, sequence);
                property.ProviderType.Set(type.Type, Explicit, sequence);
                break;
            case ("SetValueConverter", _):
                SetConversion(call, property);
                break;
            case ("SetColumnName", _):
                property.HasUnknownFacets = true;
                entity.AddUnknown(TableAspects.Columns, $"the column name of {property.Name} is not constant", OriginOf(call.Operation));
                break;
            case ("SetColumnType" or "SetMaxLength" or "SetPrecision" or "SetScale" or "SetIsUnicode" or "SetDefaultValueSql" or "SetDefaultValue", _):
                Unclear(call, property);
                break;
        }
    }
}
