using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A file that <c>npm ci</c> or <c>npm run build</c> makes. Its absence is a failure that says what to do, never a pass.</summary>
    public static string Made(params string[] path)
    {
        var file = Path.Combine([Root, "src", "Tutela.Web", .. path]);
        Assert.True(File.Exists(file), $"{Path.Combine(path)} is missing: run 'npm ci && npm run build' in src/Tutela.Web first (./test does).");
        return file;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Tutela.slnx"))) return folder.FullName;
        throw new InvalidOperationException("Tutela.slnx is not above the test's folder.");
    }
}
