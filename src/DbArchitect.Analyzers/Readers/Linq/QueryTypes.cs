using System.Collections.Concurrent;
using System.Text;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>What the reader asks of types, remembered for each.</summary>
internal sealed class QueryTypes(KnownTypes types)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> interesting = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ITypeSymbol?> elements = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, CodeContext> contexts = new(SymbolEqualityComparer.Default);

    /// <summary>What kind of code a member is.</summary>
    public CodeContext ContextOf(ISymbol owner)
    {
        for (var member = owner; member is not null and not INamespaceSymbol; member = member.ContainingSymbol)
        {
            if (member is IMethodSymbol method && CodeContexts.OfMethod(method) is { } context)
                return context;
            if (member is INamedTypeSymbol type && contexts.GetOrAdd(type, CodeContexts.OfType) is var found && found != CodeContext.Unknown)
                return found;
        }

        return CodeContexts.IsOfTests(owner.ContainingAssembly) ? CodeContext.Test : CodeContext.Unknown;
    }

    /// <summary>The name that the schema knows a class by.</summary>
    public static string MetadataName(ITypeSymbol type)
    {
        var text = new StringBuilder();
        Append(type, text);
        return text.ToString();
    }

    private static void Append(ITypeSymbol type, StringBuilder text)
    {
        if (type is not ITypeParameterSymbol && type.ContainingType is { } outer)
        {
            Append(outer, text);
            text.Append('+');
        }
        else if (type is not ITypeParameterSymbol && type.ContainingNamespace is { IsGlobalNamespace: false } @namespace)
        {
            text.Append(@namespace.ToDisplayString()).Append('.');
        }

        text.Append(type.MetadataName);
    }

    /// <summary>Whether an expression of this type can take part in a query.</summary>
    public bool IsInteresting(ITypeSymbol? type) =>
        type is INamedTypeSymbol && interesting.GetOrAdd(type, static (t, self) => self.IsQueryable(t) || self.IsExpression(t) || self.IsDbContext(t), this);

    /// <summary>IQueryable, or a type that is one.</summary>
    public bool IsQueryable(ITypeSymbol? type) => ElementOf(type) is not null;

    /// <summary>T of IQueryable&lt;T&gt;; null when it is none.</summary>
    public ITypeSymbol? ElementOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } or ITypeParameterSymbol
            ? elements.GetOrAdd(type, static (t, self) => self.FindElement(t), this)
            : null;

    private ITypeSymbol? FindElement(ITypeSymbol type)
    {
        if (types.IQueryableOf is not { } queryable)
            return null;
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (constraint is INamedTypeSymbol && ElementOf(constraint) is { } element)
                    return element;
            }

            return null;
        }

        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, queryable))
            return named.TypeArguments[0];
        foreach (var @interface in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(@interface.OriginalDefinition, queryable))
                return @interface.TypeArguments[0];
        }

        return null;
    }

    public bool IsDbSet(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, types.DbSet))
                return types.DbSet is not null;
        }

        return false;
    }

    public bool IsDbContext(ITypeSymbol? type)
    {
        if (types.DbContext is not { } context)
            return false;
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (IsDbContext(constraint))
                    return true;
            }

            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, context))
                return true;
        }

        return false;
    }

    /// <summary>Expression&lt;…&gt;.</summary>
    public bool IsExpression(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            Name: "Expression" or "LambdaExpression",
            ContainingNamespace: { Name: "Expressions", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
        };

    public static ValueKind KindOf(ITypeSymbol? type)
    {
        if (type is null)
            return ValueKind.Unknown;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return KindOf(nullable.TypeArguments[0]);
        if (type.TypeKind == TypeKind.Enum)
            return ValueKind.Enum;
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return ValueKind.Boolean;
            case SpecialType.System_Byte or SpecialType.System_SByte:
                return ValueKind.Byte;
            case SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return ValueKind.Integer;
            case SpecialType.System_Decimal:
                return ValueKind.Decimal;
            case SpecialType.System_Single or SpecialType.System_Double:
                return ValueKind.Float;
            case SpecialType.System_String:
                return ValueKind.String;
            case SpecialType.System_Char:
                return ValueKind.Char;
            case SpecialType.System_DateTime:
                return ValueKind.DateTime;
        }

        if (type is IArrayTypeSymbol array)
            return array.ElementType.SpecialType == SpecialType.System_Byte ? ValueKind.Binary : ValueKind.Array;
        return type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            ? type.Name switch
            {
                "Guid" => ValueKind.Guid,
                "DateTimeOffset" => ValueKind.DateTime,
                "DateOnly" => ValueKind.Date,
                "TimeOnly" => ValueKind.Time,
                "TimeSpan" => ValueKind.Duration,
                _ => ValueKind.Other,
            }
            : ValueKind.Other;
    }

    /// <summary>The type without nullability.</summary>
    public static ITypeSymbol? Unwrap(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static readonly SymbolDisplayFormat Full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    public static string FullName(ITypeSymbol? type) => Unwrap(type)?.ToDisplayString(Full) ?? "";

    /// <summary>Whether a value of the type may be null; null when not known.</summary>
    public static bool? MayBeNull(ITypeSymbol? type)
    {
        if (type is null)
            return null;
        if (type.IsValueType)
            return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        return type.NullableAnnotation switch
        {
            NullableAnnotation.Annotated => true,
            NullableAnnotation.NotAnnotated => false,
            _ => null,
        };
    }
}
