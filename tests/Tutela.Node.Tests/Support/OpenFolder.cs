namespace Tutela.Node.Tests.Support;

/// <summary>
/// A folder that every user of the machine may enter, with the program in it, for what runs as somebody else: a checkout may lie where only
/// its owner gets in.
/// </summary>
public sealed class OpenFolder : IDisposable
{
    private const UnixFileMode Entered = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public OpenFolder()
    {
        File.SetUnixFileMode(Path, Entered);
        Directory.CreateDirectory(Program, Entered);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(f => System.IO.Path.GetFileName(f) is var n && (n.StartsWith("Tutela.Node.", StringComparison.Ordinal) || n == "Tutela.Engine.dll")))
            File.Copy(file, System.IO.Path.Combine(Program, System.IO.Path.GetFileName(file)));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("tutela-open-").FullName;

    /// <summary>Where the program is.</summary>
    public string Program => this["program"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A folder in it that every user may write to.</summary>
    public string WritableByAll(string name)
    {
        Directory.CreateDirectory(this[name]);
        File.SetUnixFileMode(this[name], Entered | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        return this[name];
    }

    /// <summary>Puts a file in place whole, as writers of rules and indexes do.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name + ".new"], text);
        File.Move(this[name + ".new"], this[name], overwrite: true);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
