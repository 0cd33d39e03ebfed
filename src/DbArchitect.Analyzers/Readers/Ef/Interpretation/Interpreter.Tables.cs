using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private Value? OnTableMapping(CallSite call, EfEntityType entity, EntityBuilderValue builder)
    {
        switch (call.Name)
        {
            case "ToTable":
                ToTable(call, entity);
                return builder;
            case "SplitToTable":
                Split(call, entity);
                return builder;
            case "ToView":
                if (Named(call, entity, out var view, out var viewSchema))
                {
                    entity.ViewName.Set(view, ConfigurationSource.Explicit, sequence);
                    entity.ViewSchema.Set(viewSchema, ConfigurationSource.Explicit, sequence);
                }

                return builder;
            case "ToSqlQuery":
                if (Certain(entity, TableAspects.Name, call.Operation))
                    entity.SqlQuery.Set(Text(call.First, call.Frame) ?? "", ConfigurationSource.Explicit, sequence);
                return builder;
            case "ToFunction":
                if (Certain(entity, TableAspects.Name, call.Operation))
                    entity.FunctionName.Set(Text(call.First, call.Frame) ?? entity.ShortName, ConfigurationSource.Explicit, sequence);
                return builder;
            case "ToJson":
                if (Certain(entity, TableAspects.Columns, call.Operation))
                {
                    var name = call.First is { } argument ? Text(argument, call.Frame) : entity.Ownership?.ToDependent ?? entity.ShortName;
                    if (name is null)
                        entity.AddUnknown(TableAspects.Columns, "the name of a JSON column is not constant", OriginOf(call.Operation));
                    entity.Container.Set(name ?? entity.ShortName, call.First is null ? ConfigurationSource.Convention : ConfigurationSource.Explicit, sequence);
                }

                return builder;
            case "HasColumnType" or "HasContainerColumnType":
                if (Text(call.First, call.Frame) is { } type && uncertain == 0)
                    entity.ContainerType.Set(type, ConfigurationSource.Explicit, sequence);
                return builder;
            default:
                return null;
        }
    }

    /// <summary>The name and schema that a call gives; false when they do not hold for certain.</summary>
    private bool Named(CallSite call, EfEntityType entity, out string? name, out string? schema)
    {
        name = null;
        schema = null;
        if (!Certain(entity, TableAspects.Name, call.Operation))
            return false;
        if (call.Argument("name") is { } given)
        {
            if (Evaluate(given, call.Frame) is not ConstantValue { Constant: string or null } constant)
            {
                entity.AddUnknown(TableAspects.Name, "its name is not constant: " + Shorten(given.Syntax.ToString()), OriginOf(call.Operation));
                return false;
            }

            name = constant.Constant as string;
        }

        if (call.Argument("schema") is { } space)
        {
            if (Evaluate(space, call.Frame) is not ConstantValue { Constant: string or null } constant)
            {
                entity.AddUnknown(TableAspects.Name, "its schema is not constant: " + Shorten(space.Syntax.ToString()), OriginOf(call.Operation));
                return false;
            }

            schema = constant.Constant as string;
        }

        return true;
    }

    private void ToTable(CallSite call, EfEntityType entity)
    {
        if (call.Argument("name") is not null)
        {
            if (Named(call, entity, out var name, out var schema))
            {
                entity.TableName.Set(name, ConfigurationSource.Explicit, sequence);
                if (call.Argument("schema") is not null)
                    entity.TableSchema.Set(schema, ConfigurationSource.Explicit, sequence);
            }
            else if (uncertain == 0)
                return;
        }

        RunConfigurator(call.Argument("buildAction"), call.Frame, new TableBuilderValue(entity, null));
    }

    private void Split(CallSite call, EfEntityType entity)
    {
        if (!Named(call, entity, out var name, out var schema) || name is null)
            return;
        var fragment = new EfTableFragment(new TableName(schema ?? model.DefaultSchema.Value, name));
        entity.Fragments.Add(fragment);
        RunConfigurator(call.Argument("buildAction"), call.Frame, new TableBuilderValue(entity, fragment));
    }

    private Value OnTable(CallSite call, TableBuilderValue builder)
    {
        switch (call.Name)
        {
            case "HasCheckConstraint":
                Check(call, builder.Entity);
                return builder.Entity.Checks.Count > 0 ? new CheckBuilderValue(builder.Entity.Checks[builder.Entity.Checks.Count - 1]) : Value.Ignored;
            case "IsTemporal":
                if (uncertain == 0)
                    builder.Entity.IsTemporal = Flag(call.Argument("temporal"), call.Frame) != false;
                RunConfigurator(call.Argument("buildAction"), call.Frame, builder);
                return builder;
            case "HasPeriodStart" or "HasPeriodEnd":
                if (Text(call.First, call.Frame) is { } period)
                {
                    if (call.Name == "HasPeriodStart")
                        builder.Entity.PeriodStart = period;
                    else
                        builder.Entity.PeriodEnd = period;
                }

                return new PeriodBuilderValue(builder.Entity, call.Name == "HasPeriodStart");
            case "Property":
                if (MemberNames(call, call.First) is not [var name])
                    return Value.Unknown;
                if (builder.Fragment is { } fragment)
                {
                    fragment.Columns[name] = null;
                    return new SplitColumnValue(fragment, name);
                }

                return builder.Entity.FindProperty(name) is { } property ? new PropertyBuilderValue(property) : Value.Ignored;
            case "HasTrigger":
                return Value.Ignored;
            default:
                return builder;
        }
    }
}
