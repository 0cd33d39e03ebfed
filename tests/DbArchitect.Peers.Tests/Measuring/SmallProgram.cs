namespace DbArchitect.Peers.Tests.Measuring;

/// <summary>A program of a few lines, and what running it must show.</summary>
/// <param name="Name">What it does, in a few words; one of its claim.</param>
/// <param name="IsFlawed">The claim is true of it: an analyzer should report it. Otherwise it only looks so, and is right.</param>
/// <param name="Truth">What running it shows.</param>
/// <param name="Source">A file of C#, with a class <c>Service</c> in the namespace <c>Shop</c> that has a method <c>Run</c>.</param>
internal sealed record SmallProgram(string Name, bool IsFlawed, Truth Truth, string Source)
{
    /// <summary>The entities and the context.</summary>
    public string Model { get; init; } = Shop.Model;

    public static SmallProgram Flawed(string name, Truth truth, string statements) => new(name, true, truth, Shop.Service(Shop.Method(statements)));

    public static SmallProgram Right(string name, Truth truth, string statements) => new(name, false, truth, Shop.Service(Shop.Method(statements)));

    /// <summary>The members of the service, <c>Run</c> among them.</summary>
    public static SmallProgram FlawedMembers(string name, Truth truth, string members) => new(name, true, truth, Shop.Service(members));

    public static SmallProgram RightMembers(string name, Truth truth, string members) => new(name, false, truth, Shop.Service(members));

    /// <summary>A whole file after its namespace.</summary>
    public static SmallProgram FlawedFile(string name, Truth truth, string file) => new(name, true, truth, "namespace Shop;\n\n" + file + "\n");

    public static SmallProgram RightFile(string name, Truth truth, string file) => new(name, false, truth, "namespace Shop;\n\n" + file + "\n");
}

/// <summary>One thing that analyzers say of programs, and the programs to see whether they say it rightly.</summary>
/// <param name="Title">The claim.</param>
/// <param name="Ids">The rules that make it, of all analyzers.</param>
internal sealed record Claim(string Title, string[] Ids)
{
    public required SmallProgram[] Programs { get; init; }

    /// <summary>What a reader of the table should know.</summary>
    public string? Remark { get; init; }

    public override string ToString() => Title;
}
