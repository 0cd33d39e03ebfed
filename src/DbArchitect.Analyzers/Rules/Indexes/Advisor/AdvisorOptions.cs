using System.Globalization;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>The options of the index rules.</summary>
internal static class AdvisorOptions
{
    /// <summary>Key columns that an advised index may have; one more when it leads with the tenant.</summary>
    public static readonly Option<int> MaxColumns = new("DBA1001.max_columns", 3, "a whole number from 1 to 16", ParseColumns);

    /// <summary>Whether the engine can skip a leading key column of few values: MySQL 8.0.13, Oracle and PostgreSQL 18 can.</summary>
    public static readonly Option<SkipScan> SkipScans = new("DBA1003.skip_scan", SkipScan.ByEngine, "by_engine, always or never", ParseSkipScan);

    /// <summary>Whether skip scans are to be expected: as the user says, else where the engine has had them for years.</summary>
    public static bool CanSkip(Options options, Store store) => options.Get(SkipScans) switch
    {
        SkipScan.Always => true,
        SkipScan.Never => false,
        _ => store.MayBe(Store.MySql | Store.Oracle),
    };

    private static bool ParseColumns(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= 16;

    private static bool ParseSkipScan(string text, out SkipScan value)
    {
        SkipScan? parsed = text.Trim().ToLowerInvariant() switch
        {
            "by_engine" or "byengine" => SkipScan.ByEngine,
            "always" => SkipScan.Always,
            "never" => SkipScan.Never,
            _ => null,
        };
        value = parsed ?? SkipScan.ByEngine;
        return parsed is not null;
    }
}

/// <summary>Whether a leading key column of few values is no obstacle.</summary>
internal enum SkipScan : byte
{
    /// <summary>On MySQL and Oracle.</summary>
    ByEngine,
    Always,
    Never,
}
