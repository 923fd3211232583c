using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Tutela.Engine.Index;

namespace Tutela.Node.Verbs;

/// <summary><c>lists compile</c>: lists in, one index file out.</summary>
internal static class ListsCompile
{
    public static int Run(Arguments arguments)
    {
        var began = Stopwatch.GetTimestamp();
        var output = arguments.Required("--out");
        using var errors = new StreamWriter(Console.OpenStandardError(), bufferSize: 1 << 16) { AutoFlush = false };
        var builder = new IndexBuilder(note => errors.WriteLine($"{note.File}:{note.Line}: {note.Reason}"));
        foreach (var text in arguments.All("--list")) Add(builder, "--list", text, isSealed: false);
        foreach (var text in arguments.All("--sealed")) Add(builder, "--sealed", text, isSealed: true);
        foreach (var directory in arguments.All("--ut1"))
        {
            if (!Directory.Exists(directory)) throw new UsageException($"--ut1 {directory}: no such folder");
            if (builder.AddUt1(directory) == 0) throw new UsageException($"--ut1 {directory}: holds no lists (CATEGORY/domains or CATEGORY.domains.txt)");
        }
        Span<byte> key = stackalloc byte[16];
        RandomNumberGenerator.Fill(key);
        var bytes = builder.Write(output, key);
        using (var index = DomainIndex.Open(output))
            if (index.SealedWarning is { } warning) errors.WriteLine(warning);
        errors.Flush();
        Console.Out.WriteLine($"domains={builder.Names}");
        Console.Out.WriteLine($"bytes={bytes}");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seconds={Stopwatch.GetElapsedTime(began).TotalSeconds:F3}"));
        Console.Out.WriteLine($"skipped={builder.Skipped}");
        return 0;
    }

    private static void Add(IndexBuilder builder, string option, string text, bool isSealed)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0 || equals == text.Length - 1) throw new UsageException($"{option} {text}: CATEGORY=FILE");
        var (category, file) = (text[..equals], text[(equals + 1)..]);
        if (!IndexBuilder.IsCategoryName(category)) throw new UsageException($"{option} {text}: a category is named with a-z, 0-9, '-' and '_'");
        if (!File.Exists(file)) throw new UsageException($"{option} {text}: no such file");
        builder.AddFile(category, file, sealedCategory: isSealed);
    }
}
