using DbArchitect.Benchmarks;

// A subcommand is a class of its own; this file only dispatches.
return args switch
{
    ["real", var directory, .. var options] => await RealCode.RunAsync(directory, options),
    ["speed", .. var options] => await Speed.RunAsync(options),
    ["keystroke", .. var options] => await Speed.RunKeystrokesAsync(options),
    ["sql", .. var options] => SqlCoverage.Run(options),
    ["sql-time", ..] => SqlTiming.Run(),
    ["sql-cold", .. var which] => SqlTiming.RunCold(which),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage:
          real <directory> [--findings] [--gaps N] [--silent N] [--rule DBA1001] [--project NAME]
                                    the analyzers over every project below a directory: contexts, query shapes, findings
          speed [rounds] [sizes…]   CPU and allocations against the compiler alone, a no-op analyzer and a well-known package
          keystroke [entities]      CPU of one keystroke in a file of queries, also where every file queries one table
          sql <corpus> [--failures N] [--only TEXT]
                                    what the SQL parser reads of a corpus, with the worst offenders, then sql-time
          sql-time                  time and allocations of the SQL parser and of ScriptDom
        """);
    return 2;
}
