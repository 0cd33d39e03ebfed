using System.Diagnostics;
using System.Text;

namespace DbArchitect.Package.Tests;

/// <summary>The result of one run of the <c>dotnet</c> command.</summary>
internal sealed record DotnetResult(int ExitCode, string Output)
{
    public DotnetResult AssertSucceeded()
    {
        Assert.True(ExitCode == 0, "Exit code " + ExitCode + "\n" + Output);
        return this;
    }
}

/// <summary>Runs the command as a user does: in a folder, with the environment of the machine and not that of the test host.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static async Task<DotnetResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var key in start.Environment.Keys.Where(IsOfTheTestHost).ToList())
            start.Environment.Remove(key);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        void Collect(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new(-1, $"Took longer than {Limit}\n{output}");
        }

        return new(process.ExitCode, output.ToString());
    }

    /// <summary>What <c>dotnet test</c> sets for its own MSBuild leads another one astray.</summary>
    private static bool IsOfTheTestHost(string key) =>
        key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || key is "CI" or "DOTNET_HOST_PATH" or "TESTINGPLATFORM_UI_LANGUAGE";
}
