using DbArchitect.Benchmarks;

// A subcommand is a class of its own; this file only dispatches.
return args switch
{
    ["real", var directory, .. var options] => await RealCode.RunAsync(directory, options),
    ["snapshots", var directory, .. var options] => Snapshots.Run(directory, options),
    ["real-sql", var directory, .. var options] => RealSql.Run(
        directory, Array.IndexOf(options, "--scripts") is >= 0 and var at ? options[at + 1] : null, options.Contains("--joined"), options.Contains("--list")),
    ["speed", .. var options] => await Speed.RunAsync(options),
    ["inert", .. var options] => await Speed.RunInertAsync(options),
    ["keystroke", .. var options] => await Speed.RunKeystrokesAsync(options),
    ["repeat", var what, .. var options] => await Speed.RepeatAsync(what, options),
    ["price", .. var options] => await Price.RunAsync(options),
    ["sql", .. var options] => SqlCoverage.Run(options),
    ["sql-oracle", var corpus, .. var options] => SqlOracle.Run(
        corpus, Array.IndexOf(options, "--libpg") is >= 0 and var at ? options[at + 1] : null, Array.IndexOf(options, "--failures") is >= 0 and var count ? int.Parse(options[count + 1]) : 0),
    ["sql-fuzz", .. var options] => SqlFuzz.Run(options),
    ["sql-time", ..] => SqlTiming.Run(),
    ["sql-cold", .. var which] => SqlTiming.RunCold(which),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage:
          real <directory> [--findings] [--gaps N] [--gap TEXT] [--silent N] [--shapes] [--joined] [--fixes] [--rule DBA1001] [--project NAME] [--speed]
                                    the analyzers over every project below a directory: contexts, query shapes, findings;
                                    where a reason for incompleteness lies, every N-th silent query as explain mode puts it; all projects as one compilation;
                                    what each fix would change; CPU and allocations as speed measures them
          snapshots <directory> [--all]
                                    what the reader makes of the model code against what EF Core wrote into the snapshots; --all lists what differs
          real-sql <directory> [--scripts <directory>] [--joined] [--list]
                                    the SQL texts of every project below a directory: found, followed, parsed, complete
          speed [rounds] [sizes…]   CPU and allocations against the compiler alone, a no-op analyzer and a well-known package: the sample,
                                    generated solutions of so many entities, how the cost grows, a keystroke; then price
          inert [rounds] [methods]  CPU over code without data access, in projects with and without a library for it
          keystroke [entities]      CPU of one keystroke in a file of queries, also where every file queries one table
          repeat <sample|entities> [rounds] [embed]
                                    all our rules, or the schema's embedding, again and again, for a profiler
          price [entities]          what each step and each rule costs, over a generated solution and the sample
          sql <corpus> [--failures N] [--only TEXT]
                                    what the SQL parser reads of a corpus, with the worst offenders, then sql-time
          sql-oracle <corpus> [--libpg FOLDER] [--failures N]
                                    tables and WHERE columns against ScriptDom, and against libpg_query as installed in a folder (npm install libpg-query)
          sql-fuzz <corpus> [count]
                                    the parser over a million broken texts made of a corpus: exceptions, nodes outside the text, texts that take long
          sql-time                  time and allocations of the SQL parser and of ScriptDom
        """);
    return 2;
}
