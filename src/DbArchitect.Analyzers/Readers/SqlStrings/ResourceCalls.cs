using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Recognises where a program takes a text out of its assembly: an embedded file read through a stream, a string of a resource manager.</summary>
internal static class ResourceCalls
{
    /// <summary>Whether a method reads embedded files: what it gives back depends on the name that it is given.</summary>
    public static bool OpensResource(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "GetManifestResourceStream", ContainingType: { Name: "Assembly" } } };

    /// <summary>The expression that names the embedded file which <c>new StreamReader(assembly.GetManifestResourceStream(name)).ReadToEnd()</c> reads; null when the call is no such.</summary>
    public static IOperation? FileOf(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "ReadToEnd" or "ReadToEndAsync", ContainingType.Name: "StreamReader" or "TextReader" }, Instance: { } reader }
        && Value(reader) is IObjectCreationOperation { Arguments: { IsEmpty: false } arguments }
        && Value(arguments[0].Value) is IInvocationOperation stream && OpensResource(stream)
            ? stream.Arguments[stream.Arguments.Length - 1].Value
            : null;

    /// <summary>
    /// The end of the resource's name in <c>assembly.GetManifestResourceNames().Single(name => name.EndsWith(end))</c>, a common way not to spell out the namespace; null when the call is no such.
    /// </summary>
    public static IOperation? EndOf(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault", ContainingType.Name: "Enumerable" }, Arguments.Length: 2 }
            || Value(call.Arguments[0].Value) is not IInvocationOperation { TargetMethod: { Name: "GetManifestResourceNames", ContainingType.Name: "Assembly" } }
            || LocalInitializer.Unconverted(call.Arguments[1].Value) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } test }] } })
        {
            return null;
        }

        return test is IInvocationOperation { TargetMethod: { Name: nameof(string.EndsWith), ContainingType.SpecialType: SpecialType.System_String }, Instance: IParameterReferenceOperation, Arguments: { IsEmpty: false } arguments }
            ? arguments[0].Value
            : null;
    }

    /// <summary>The key and the base name of <c>manager.GetString(key)</c>; null when it is no such call or is told only at run time.</summary>
    public static (string BaseName, string Key)? StringOf(IInvocationOperation call, SourceOperations source, CancellationToken cancellation)
    {
        if (call is not { TargetMethod: { Name: "GetString", ContainingType: { Name: "ResourceManager", ContainingNamespace: { Name: "Resources", ContainingNamespace.Name: "System" } } } }
            || call.Arguments.IsEmpty || call.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: string key })
        {
            return null;
        }

        return Manager(call.Instance, source, cancellation) is { } creation && BaseName(creation) is { } name ? (name, key) : null;
    }

    private static string? BaseName(IObjectCreationOperation manager) => manager.Arguments.IsEmpty ? null : manager.Arguments[0].Value switch
    {
        { ConstantValue: { HasValue: true, Value: string name } } => name,
        ITypeOfOperation { TypeOperand: var type } => type.ToDisplayString(),
        _ => null,
    };

    /// <summary>Where the manager is made: in place, in a local's or a field's initializer, or in the getter of a property, as the tools of .resx files write it.</summary>
    private static IObjectCreationOperation? Manager(IOperation? instance, SourceOperations source, CancellationToken cancellation)
    {
        ISymbol? member = instance switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        if (member is null)
            return instance is null ? null : Value(instance) as IObjectCreationOperation;
        if (source.DeclarationOf(member, cancellation) is not { } declaration)
            return null;
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is BaseObjectCreationExpressionSyntax && source.OperationOf(node, cancellation) is IObjectCreationOperation { Type.Name: "ResourceManager" } creation)
                return creation;
        }

        return null;
    }

    private static IOperation? Value(IOperation operation)
    {
        var value = LocalInitializer.Unconverted(operation);
        if (value is ILocalReferenceOperation local)
            value = LocalInitializer.Of(local);
        // stream ?? throw …
        return value is ICoalesceOperation { WhenNull: IConversionOperation { Operand: IThrowOperation } or IThrowOperation } checkedForNull ? LocalInitializer.Unconverted(checkedForNull.Value) : value;
    }
}
