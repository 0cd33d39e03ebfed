using DbArchitect.Benchmarks;

// A subcommand is a class of its own; this file only dispatches.
return args switch
{
    ["real", var directory, .. var options] => await RealCode.RunAsync(directory, options),
    ["speed", .. var options] => await Speed.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage:
          real <directory> [--findings] [--gaps N] [--silent N] [--rule DBA1001] [--project NAME]
                                    the analyzers over every project below a directory: contexts, query shapes, findings
          speed [rounds] [sizes…]   CPU and allocations against the compiler alone, a no-op analyzer and a well-known package
        """);
    return 2;
}
