using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private Value Property(IPropertyReferenceOperation reference, Frame frame)
    {
        var property = reference.Property;
        if (property.IsStatic)
            return StaticProperty(property, frame);
        var receiver = reference.Instance is null ? Value.Unknown : Evaluate(reference.Instance, frame);
        switch (receiver)
        {
            case ModelBuilderValue when property.Name == "Model":
                return new ModelValue();
            case EntityBuilderValue builder when property.Name == "Metadata":
                return new EntityTypeValue(builder.Entity);
            case EntityBuilderValue { Entity.Ownership: { } ownership } when property.Name == "OwnedEntityType":
                return new EntityTypeValue(ownership.Dependent);
            case PropertyBuilderValue builder when property.Name == "Metadata":
                return new PropertyValue(builder.Property);
            case RelationshipBuilderValue builder when property.Name == "Metadata":
                return new ForeignKeyValue(builder.Key);
            case IndexBuilderValue builder when property.Name == "Metadata":
                return new IndexValue(builder.Index);
            case KeyBuilderValue builder when property.Name == "Metadata":
                return new KeyValue(builder.Key);
            case ModelConfigurationValue when property.Name == "Conventions":
                return new ConventionsValue();
            case ObjectValue instance:
                return InstanceProperty(instance, property, frame);
            case AnonymousValue anonymous:
                return anonymous.Members.Find(member => member.Name == property.Name).Value ?? Value.Unknown;
            case ModelValue or EntityTypeValue or PropertyValue or ForeignKeyValue or KeyValue or IndexValue or NavigationValue:
                return MetadataProperty(receiver, property.Name);
            case TypeValue type:
                return TypeProperty(type.Type, property.Name);
            case ListValue list:
                return property.Name is "Count" or "Length" ? Value.Of(list.Items.Count) : Value.Unknown;
            case ConstantValue { Constant: string text }:
                return property.Name == "Length" ? Value.Of(text.Length) : Value.Unknown;
            case DatabaseValue when property.Name == "ProviderName":
                return ProviderName() is { } name ? Value.Of(name) : Value.Unknown;
            case LambdaValue when property.Name == "Body":
                return receiver;
            case AssemblyValue assembly when property.Name is "FullName":
                return Value.Of(assembly.Assembly.Name);
            default:
                return Value.Unknown;
        }
    }

    private Value InstanceProperty(ObjectValue instance, IPropertySymbol property, Frame frame)
    {
        if (instance.Fields.TryGetValue(property.Name, out var stored))
            return stored;
        if (property.Name == "Database" && Members.Derives(instance.Type, types.DbContext))
            return new DatabaseValue();
        var member = Members.Find(instance.Type, property.Name) as IPropertySymbol ?? property;
        if (source.DeclarationOf(member.OriginalDefinition, cancellation) is PropertyDeclarationSyntax declaration && frame.Depth < MaxCallDepth)
        {
            if (declaration.ExpressionBody is { } arrow && source.OperationOf(arrow.Expression, cancellation) is { } value)
                return Evaluate(value, new Frame(null, instance, frame.Depth + 1) { TypeArguments = member.GetMethod is { } getter ? TypeArguments(getter, instance) : null });
            if (declaration.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.GetAccessorDeclaration)
                is { } get && (get.Body is not null || get.ExpressionBody is not null) && member.GetMethod is { } body)
                return Invoke(body, instance, [], null, frame.Depth + 1);
            return Initializer(member, frame.Depth) ?? Value.Unknown;
        }

        return Value.Unknown;
    }

    private Value StaticProperty(IPropertySymbol property, Frame frame)
    {
        if (source.DeclarationOf(property.OriginalDefinition, cancellation) is PropertyDeclarationSyntax declaration && frame.Depth < MaxCallDepth)
        {
            if (declaration.ExpressionBody is { } arrow && source.OperationOf(arrow.Expression, cancellation) is { } value)
                return Evaluate(value, new Frame(null, null, frame.Depth + 1));
            return property.SetMethod is null ? Initializer(property, frame.Depth) ?? Value.Unknown : Value.Unknown;
        }

        return Value.Unknown;
    }

    private void AssignProperty(Value receiver, IPropertySymbol property, Value value, IOperation at)
    {
        switch (receiver)
        {
            case ObjectValue instance:
                instance.Fields[property.Name] = value;
                break;
            case ForeignKeyValue { Key: { } key } when property.Name == "DeleteBehavior":
                if (!Certain(key.Dependent, TableAspects.ForeignKeys, at))
                    break;
                if (value is ConstantValue { Constant: int behavior and >= 0 and <= 6 })
                    key.OnDelete.Set((DeleteBehavior)behavior, Explicit, sequence);
                else
                    key.Dependent.AddUnknown(TableAspects.ForeignKeys, "its delete behaviour is not constant", OriginOf(at));
                break;
            case ForeignKeyValue { Key: { } key } when property.Name == "IsRequired":
                if (value is ConstantValue { Constant: bool required } && Certain(key.Dependent, TableAspects.Columns, at))
                    key.Required.Set(required, Explicit, sequence);
                break;
            case PropertyValue { Property: { } target } when property.Name == "IsNullable":
                if (value is ConstantValue { Constant: bool nullable } && Certain(target.DeclaringType.ContainingEntityType, TableAspects.Columns, at))
                    target.Required.Set(!nullable, Explicit, sequence);
                break;
            case PropertyValue { Property: { } target } when property.Name == "ValueGenerated":
                target.GeneratedOnAdd.Set(value is ConstantValue { Constant: int and 1 or 3 }, Explicit, sequence);
                break;
            case PropertyValue { Property: { } target } when property.Name == "IsConcurrencyToken":
                if (value is ConstantValue { Constant: bool token })
                    target.ConcurrencyToken.Set(token, Explicit, sequence);
                break;
            case IndexValue { Index: { } index } when property.Name == "IsUnique":
                if (value is ConstantValue { Constant: bool unique } && Certain(index.DeclaringType, TableAspects.Indexes, at))
                    index.Unique.Set(unique, Explicit, sequence);
                break;
        }
    }

    private Value TypeProperty(ITypeSymbol type, string name) => name switch
    {
        "Name" => Value.Of(type.MetadataName),
        "FullName" => Value.Of(ScalarTypes.FullName(type)),
        "Namespace" => Value.Of(type.ContainingNamespace?.ToDisplayString()),
        "IsAbstract" => Value.Of(type.IsAbstract),
        "IsClass" => Value.Of(type.TypeKind == TypeKind.Class),
        "IsInterface" => Value.Of(type.TypeKind == TypeKind.Interface),
        "IsEnum" => Value.Of(type.TypeKind == TypeKind.Enum),
        "IsValueType" => Value.Of(type.IsValueType),
        "IsGenericType" => Value.Of(type is INamedTypeSymbol { IsGenericType: true }),
        "IsPublic" => Value.Of(type.DeclaredAccessibility == Accessibility.Public),
        "BaseType" => type.BaseType is { } parent ? new TypeValue(parent) : Value.Null,
        "Assembly" => source.AssemblyOf(type) is { } assembly ? new AssemblyValue(assembly) : Value.Unknown,
        _ => Value.Unknown,
    };

    private Value OnType(CallSite call, ITypeSymbol type)
    {
        switch (call.Name)
        {
            case "IsAssignableFrom" when TypeOf(call.First, call.Frame) is { } other:
                return Value.Of(Members.IsAssignableTo(other, type));
            case "IsAssignableTo" when TypeOf(call.First, call.Frame) is { } target:
                return Value.Of(Members.IsAssignableTo(type, target));
            case "IsSubclassOf" when TypeOf(call.First, call.Frame) is { } parent:
                return Value.Of(!Members.IsSame(type, parent) && Members.IsAssignableTo(type, parent));
            case "Equals" when TypeOf(call.First, call.Frame) is { } same:
                return Value.Of(Members.IsSame(type, same));
            case "GetTypeInfo":
                return new TypeValue(type);
            case "GetInterfaces":
                return new ListValue([.. type.AllInterfaces.Select(static face => new TypeValue(face))]);
            case "GetInterface":
                var name = Text(call.First, call.Frame);
                return type.AllInterfaces.FirstOrDefault(face => face.MetadataName == name) is { } found ? new TypeValue(found) : Value.Null;
            case "GetGenericTypeDefinition" when type is INamedTypeSymbol named:
                return new TypeValue(named.OriginalDefinition);
            case "GetGenericArguments" when type is INamedTypeSymbol named:
                return new ListValue([.. named.TypeArguments.Select(static argument => new TypeValue(argument))]);
            case "MakeGenericType" when type is INamedTypeSymbol { IsGenericType: true } open:
                var arguments = Types(call);
                return arguments is not null && arguments.Count == open.TypeParameters.Length ? new TypeValue(open.OriginalDefinition.Construct([.. arguments])) : Value.Unknown;
            case "GetMethod":
                return Text(call.First, call.Frame) is { } method && type is INamedTypeSymbol owner
                    && Members.TypeAndBases(owner).SelectMany(one => one.GetMembers(method)).OfType<IMethodSymbol>().FirstOrDefault() is { } symbol
                    ? new MethodValue(symbol, null, call.Frame)
                    : Value.Unknown;
            case "GetProperty":
                return Text(call.First, call.Frame) is { } property && Members.Find(type as INamedTypeSymbol, property) is { } member
                    ? member is IPropertySymbol reflected ? Reflected(reflected) : Value.Unknown
                    : Value.Null;
            case "GetProperties" when type is INamedTypeSymbol named:
                return new ListValue([.. Members.PropertiesOf(named).Where(static property => property.DeclaredAccessibility == Accessibility.Public).Select(Reflected)]);
            default:
                return Value.Unknown;
        }
    }

    private List<ITypeSymbol>? Types(CallSite call)
    {
        var found = new List<ITypeSymbol>();
        foreach (var value in Values(call))
        {
            foreach (var item in value is ListValue list ? list.Items : [value])
            {
                if (item is not TypeValue type)
                    return null;
                found.Add(type.Type);
            }
        }

        return found;
    }

    private Value OnMethod(CallSite call, MethodValue value)
    {
        switch (call.Name)
        {
            case "MakeGenericMethod" when value.Method.TypeParameters.Length > 0:
                return Types(call) is { } arguments && arguments.Count == value.Method.TypeParameters.Length
                    ? value with { Method = value.Method.OriginalDefinition.Construct([.. arguments]) }
                    : Value.Unknown;
            case "Invoke":
                var given = Values(call);
                var instance = value.Instance ?? (given.Length > 0 && given[0] is ObjectValue ? given[0] : null);
                var passed = given.Length > 1 && given[given.Length - 1] is ListValue list ? [.. list.Items] : Array.Empty<Value>();
                if (BodyOf(value.Method) is null)
                {
                    foreach (var one in passed)
                        HandedOut(one, call);
                    return Value.Unknown;
                }

                return Invoke(value.Method, value.Method.IsStatic ? null : instance, passed, value.Frame, call.Frame.Depth + 1);
            default:
                return Value.Unknown;
        }
    }

    private static Value OnAssembly(CallSite call, IAssemblySymbol assembly) => call.Name switch
    {
        "GetTypes" or "GetExportedTypes" or "DefinedTypes" => new ListValue([.. DeclaredTypes.Of(assembly.GlobalNamespace, default).Select(static type => new TypeValue(type))]),
        _ => Value.Unknown,
    };

    /// <summary>Well-known static members of the framework.</summary>
    private Value? StaticValue(CallSite call)
    {
        switch (call.Method.ContainingType?.Name, call.Name)
        {
            case ("Assembly", "GetExecutingAssembly" or "GetCallingAssembly"):
                return new AssemblyValue(source.AssemblyOf(call.Operation.Syntax));
            case ("Assembly", "GetAssembly") when TypeOf(call.First, call.Frame) is { } member && source.AssemblyOf(member) is { } assembly:
                return new AssemblyValue(assembly);
            case ("Nullable", "GetUnderlyingType") when TypeOf(call.First, call.Frame) is { } nullable:
                return ScalarTypes.IsNullableValue(nullable) ? new TypeValue(ScalarTypes.Unwrap(nullable)) : Value.Null;
            case ("Activator", "CreateInstance"):
                return (call.TypeArgument() ?? TypeOf(call.First, call.Frame)) is INamedTypeSymbol { TypeKind: TypeKind.Class } created ? Construct(created) : Value.Unknown;
            case ("Enum", "GetValues") when (call.TypeArgument() ?? TypeOf(call.First, call.Frame)) is INamedTypeSymbol { TypeKind: TypeKind.Enum } type:
                return new ListValue([.. type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue)
                    .Select(field => new ConstantValue(field.ConstantValue, type))]);
            case ("Array", "Empty") or ("Enumerable", "Empty"):
                return new ListValue([]);
            case ("String", "IsNullOrEmpty" or "IsNullOrWhiteSpace"):
                return call.First is { } text && Evaluate(text, call.Frame) is ConstantValue { Constant: string or null } constant
                    ? Value.Of(call.Name == "IsNullOrEmpty" ? string.IsNullOrEmpty(constant.Constant as string) : string.IsNullOrWhiteSpace(constant.Constant as string))
                    : Value.Unknown;
            case ("String", "Concat" or "Join" or "Format") or ("Regex", "Replace"):
                return StaticText(call);
            case ("Object" or "String", "Equals" or "ReferenceEquals"):
                var pair = Values(call);
                return pair.Length == 2 && AreEqual(pair[0], pair[1]) is { } equal ? Value.Of(equal) : Value.Unknown;
            default:
                return Condition(call);
        }
    }

    private string? ProviderName() => model.Options.Store switch
    {
        Store.SqlServer => "Microsoft.EntityFrameworkCore.SqlServer",
        Store.Sqlite => "Microsoft.EntityFrameworkCore.Sqlite",
        Store.PostgreSql => "Npgsql.EntityFrameworkCore.PostgreSQL",
        Store.MySql => "Pomelo.EntityFrameworkCore.MySql",
        Store.Oracle => "Oracle.EntityFrameworkCore",
        _ => null,
    };

    private Value OnDatabase(CallSite call)
    {
        var asked = call.Name switch
        {
            "IsSqlite" => Store.Sqlite,
            "IsSqlServer" => Store.SqlServer,
            "IsNpgsql" => Store.PostgreSql,
            "IsMySql" => Store.MySql,
            "IsOracle" => Store.Oracle,
            "IsInMemory" => Store.InMemory,
            "IsCosmos" => Store.Cosmos,
            "IsRelational" => Store.PostgreSql | Store.MySql | Store.SqlServer | Store.Oracle | Store.Sqlite,
            _ => Store.Unknown,
        };
        if (asked == Store.Unknown || model.Options.Store == Store.Unknown)
            return Value.Unknown;
        if (model.Options.Store.IsOnly(asked))
            return Value.Of(true);
        return (model.Options.Store & asked) == 0 ? Value.Of(false) : Value.Unknown;
    }
}
