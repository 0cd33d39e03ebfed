namespace DbArchitect.Analyzers.Tests.SchemaFiles;

/// <summary>A test that needs a database server: skipped where the variable with its connection string is not set. CI sets all.</summary>
internal sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute(string variable)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            Skip = variable + " is not set to a connection string";
    }
}
