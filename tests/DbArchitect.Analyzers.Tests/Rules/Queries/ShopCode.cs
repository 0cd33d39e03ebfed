using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>The checks of the rules over the shared model.</summary>
internal static partial class ShopCode
{
    /// <summary>Statements in an async method with a context <c>db</c> and a list <c>ids</c>; markup says what is reported.</summary>
    public static Task Check(string rule, string statements, DiagnosticSeverity? severity = null, string? message = null, string model = Model) =>
        CheckMembers(rule, Run(statements), severity, message, model);

    /// <summary>A whole file after the model.</summary>
    public static Task CheckMembers(string rule, string file, DiagnosticSeverity? severity = null, string? message = null, string model = Model) =>
        new Verify { Rules = [rule], Files = { ["Model.cs"] = model, ["Test.cs"] = file }, Severity = severity, Message = message }.RunAsync();

    public static Task Fix(string rule, string statements, string fixedStatements, bool all = false) =>
        new Verify { Rules = [rule], Files = { ["Model.cs"] = Model, ["Test.cs"] = Run(statements) }, Fixed = { ["Test.cs"] = Run(fixedStatements) }, FixAll = all }.RunAsync();
}
