using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private const ConfigurationSource Explicit = ConfigurationSource.Explicit;

    private static readonly HashSet<string> HarmlessOnProperty =
    [
        "HasComment", "HasColumnOrder", "HasField", "HasValueGenerator", "HasValueGeneratorFactory", "HasAnnotation", "UsePropertyAccessMode", "HasSentinel",
        "HasJsonPropertyName", "ElementType", "IsSparse", "HasRuntimeAnnotation", "HasDefaultConstraintName", "HasCharSet", "HasSrid", "HasIdentityOptions",
        "HasPostgresArrayConversion", "UseCompressionMethod", "ToJsonProperty", "HasSpatialReferenceSystem", "ForMySqlHasCharset",
        "ToString", "GetHashCode", "Equals", "HasIdentity", "UseJetIdentityColumn", "HasElementConversion",
    ];

    private Value OnProperty(CallSite call, PropertyBuilderValue builder)
    {
        var property = builder.Property;
        if (!Certain(property.DeclaringType.ContainingEntityType, TableAspects.Columns, call.Operation))
            return builder;
        switch (call.Name)
        {
            case "IsRequired":
                if (Flag(call.First, call.Frame) is { } required)
                    property.Required.Set(required, Explicit, sequence);
                else
                    Unclear(call, property);
                break;
            case "HasMaxLength" or "AreUnicodeMaxLength":
                SetNumber(call, property, ref property.MaxLength);
                break;
            case "HasPrecision":
                if (Number(call.Argument("precision"), call.Frame) is { } precision)
                {
                    property.Precision.Set(precision, Explicit, sequence);
                    if (call.Argument("scale") is { } scale)
                        property.Scale.Set(Number(scale, call.Frame), Explicit, sequence);
                }
                else
                    Unclear(call, property);

                break;
            case "IsUnicode" or "AreUnicode":
                property.Unicode.Set(Flag(call.First, call.Frame), Explicit, sequence);
                break;
            case "IsFixedLength" or "AreFixedLength":
                property.FixedLength.Set(Flag(call.First, call.Frame), Explicit, sequence);
                break;
            case "HasColumnName":
                SetText(call, property, ref property.ColumnName, TableAspects.Columns);
                break;
            case "HasColumnType" or "HaveColumnType":
                SetText(call, property, ref property.ColumnType, TableAspects.None);
                break;
            case "HaveMaxLength":
                SetNumber(call, property, ref property.MaxLength);
                break;
            case "HavePrecision":
                property.Precision.Set(Number(call.Argument("precision"), call.Frame), Explicit, sequence);
                if (call.Argument("scale") is { } digits)
                    property.Scale.Set(Number(digits, call.Frame), Explicit, sequence);
                break;
            case "UseCollation":
                SetText(call, property, ref property.Collation, TableAspects.None);
                break;
            case "HasDefaultValueSql":
                property.DefaultSql.Set(call.First is null ? "" : Text(call.First, call.Frame) ?? EfProperty.UnknownText, Explicit, sequence);
                break;
            case "HasDefaultValue":
                var given = call.Argument("value");
                property.DefaultValue.Set(
                    given is null ? EfProperty.UnknownText : Evaluate(given, call.Frame) is ConstantValue value ? Constant(value.Constant) : EfProperty.UnknownText, Explicit, sequence);
                break;
            case "HasComputedColumnSql":
                property.ComputedSql.Set(call.Argument("sql") is { } sql ? Text(sql, call.Frame) ?? EfProperty.UnknownText : "", Explicit, sequence);
                if (call.Argument("stored") is { } stored)
                    property.Stored.Set(Flag(stored, call.Frame), Explicit, sequence);
                break;
            case "HasConversion" or "HaveConversion":
                SetConversion(call, property);
                break;
            case "IsConcurrencyToken":
                property.ConcurrencyToken.Set(Flag(call.First, call.Frame), Explicit, sequence);
                break;
            case "IsRowVersion":
                property.RowVersion.Set(true, Explicit, sequence);
                property.ConcurrencyToken.Set(true, Explicit, sequence);
                break;
            case "ValueGeneratedOnAdd" or "ValueGeneratedOnUpdate" or "ValueGeneratedOnAddOrUpdate" or "ValueGeneratedNever" or "ValueGeneratedOnUpdateSometimes":
                property.GeneratedOnAdd.Set(call.Name is "ValueGeneratedOnAdd" or "ValueGeneratedOnAddOrUpdate", Explicit, sequence);
                property.GeneratedOnUpdate.Set(call.Name is "ValueGeneratedOnUpdate" or "ValueGeneratedOnAddOrUpdate", Explicit, sequence);
                break;
            case "UseIdentityColumn" or "UseIdentityByDefaultColumn" or "UseIdentityAlwaysColumn" or "UseSerialColumn" or "UseHiLo" or "UseSequence"
                or "UseMySqlIdentityColumn" or "UseAutoincrement":
                property.GeneratedOnAdd.Set(true, Explicit, sequence);
                break;
            case "IsGeneratedTsVectorColumn" or "UseMySqlComputedColumn":
                property.ComputedSql.Set(EfProperty.UnknownText, Explicit, sequence);
                break;
            default:
                if (!HarmlessOnProperty.Contains(call.Name))
                    Unclear(call, property);
                break;
        }

        return builder;
    }

    private void Unclear(CallSite call, EfProperty property)
    {
        property.HasUnknownFacets = true;
        property.DeclaringType.ContainingEntityType.AddUnknown(
            TableAspects.Columns, $"{call.Name} of {property.Name} cannot be followed", OriginOf(call.Operation));
    }

    private void SetNumber(CallSite call, EfProperty property, ref Setting<int?> setting)
    {
        if (call.First is { } argument && Evaluate(argument, call.Frame) is ConstantValue { Constant: int number })
            setting.Set(number > 0 ? number : null, Explicit, sequence);
        else
            Unclear(call, property);
    }

    private void SetText(CallSite call, EfProperty property, ref Setting<string> setting, TableAspects aspects)
    {
        if (call.First is { } argument && Evaluate(argument, call.Frame) is ConstantValue { Constant: string or null } text)
            setting.Set(text.Constant as string, Explicit, sequence);
        else
        {
            property.HasUnknownFacets = true;
            property.DeclaringType.ContainingEntityType.AddUnknown(
                aspects | TableAspects.Columns, $"{call.Name} of {property.Name} is not constant", OriginOf(call.Operation));
        }
    }

    /// <summary>HasConversion: the provider's type is a type argument, the lambda's result, or the converter's second type argument.</summary>
    private void SetConversion(CallSite call, EfProperty property)
    {
        ITypeSymbol? provider = null;
        var arguments = call.Arguments.Where(static argument => argument.ArgumentKind != Microsoft.CodeAnalysis.Operations.ArgumentKind.DefaultValue).ToList();
        var type = call.TypeArgument() ?? TypeOf(call.Argument("conversionType", "providerClrType"), call.Frame);
        if (type is not null && call.Method.TypeArguments.Length <= 2 && call.Argument("convertToProviderExpression") is null)
            provider = ProviderOf(type);
        else if (call.Argument("convertToProviderExpression") is not null && call.Method.TypeArguments.Length == 1)
            provider = call.TypeArgument();
        else if (call.Argument("converter") is { } converter)
        {
            provider = Evaluate(converter, call.Frame) switch
            {
                ObjectValue instance => ProviderOf(instance.Type),
                _ => converter.Type is { } declared ? ProviderOf(declared) : null,
            };
        }
        else if (arguments.Count > 0 && Evaluate(arguments[0].Value, call.Frame) is ConstantValue { Constant: null })
        {
            property.Conversion.Set(false, Explicit, sequence);
            property.ProviderType.Set(null, Explicit, sequence);
            return;
        }

        property.Conversion.Set(true, Explicit, sequence);
        property.ProviderType.Set(provider, Explicit, sequence);
        if (provider is null)
            property.HasUnknownFacets = true;
    }

    /// <summary>The type itself when EF can store it, or what a converter class converts to.</summary>
    private ITypeSymbol? ProviderOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol named)
        {
            foreach (var current in Members.TypeAndBases(named))
            {
                if (current is { Name: "ValueConverter", TypeArguments.Length: 2 } && IsEntityFramework(current))
                    return current.TypeArguments[1];
                if (IsEntityFramework(current) && current.Name is { } name)
                {
                    switch (name)
                    {
                        case "EnumToStringConverter" or "GuidToStringConverter" or "DateTimeToStringConverter" or "TimeSpanToStringConverter" or "UriToStringConverter"
                            or "BoolToStringConverter" or "CharToStringConverter" or "NumberToStringConverter" or "BytesToStringConverter":
                            return model.String;
                        case "EnumToNumberConverter" or "BoolToZeroOneConverter" or "BoolToTwoValuesConverter" when current.TypeArguments.Length > 0:
                            return current.TypeArguments[current.TypeArguments.Length - 1];
                        case "DateTimeToBinaryConverter" or "DateTimeToTicksConverter" or "TimeSpanToTicksConverter" or "DateTimeOffsetToBinaryConverter":
                            return types.Compilation.GetSpecialType(SpecialType.System_Int64);
                    }
                }
            }
        }

        return ScalarTypes.IsScalar(type, model.Options) ? type : null;
    }
}
