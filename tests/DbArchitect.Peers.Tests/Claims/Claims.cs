using DbArchitect.Peers.Tests.Measuring;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>Everything that the analyzers are compared by.</summary>
internal static class Claims
{
    public static Claim[] All { get; } =
    [
        .. RoundTrips.All, .. Loading.All, .. Rows.All, .. Order.All, .. Translation.All, .. SqlText.All, .. Indexes.All, .. Contexts.All,
    ];
}
