namespace DbArchitect.Peers.Tests.Measuring;

/// <summary>Every program is run: what the table says of it is what happened.</summary>
public sealed class TruthTests
{
    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var claim in Claims.Claims.All)
        {
            foreach (var program in claim.Programs)
                data.Add(claim.Title, program.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Program_ShowsItsTruth(string claim, string name)
    {
        var program = Claims.Claims.All.Single(one => one.Title == claim).Programs.Single(one => one.Name == name);
        await program.Truth.CheckAsync(new ProgramRun(program));
    }
}
