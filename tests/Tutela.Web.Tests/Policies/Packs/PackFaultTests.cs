using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

/// <summary>One thing is broken in a copy of the shipped pack; the fault must name that file and that line.</summary>
public sealed class PackFaultTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tutela-pack-").FullName;
    private readonly string _folder;

    public PackFaultTests()
    {
        _folder = Path.Combine(_root, "whole-school-duty");
        foreach (var file in Directory.EnumerateFiles(Shipped.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(Shipped.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_copy_loads_before_it_is_broken() => Assert.Empty(Load().Missing(Shipped.Register));

    [Theory]
    [InlineData("    warn-days: 60", "    warn-days: sixty", "")]
    [InlineData("    warn-days: 60", "    warn-days: 0", "at least 1")]
    [InlineData("    warn-days: 60", "    warn-dayz: 60", "warn-dayz")]
    [InlineData("    next: 2027-09-24", "    next: 2027-02-30", "")]
    [InlineData("    next: 2027-09-24", "    next: 2025-09-24", "after the last")]
    [InlineData("    day-opens: 08:45", "    day-opens: quarter to nine", "")]
    [InlineData("    cascade: [dsl, deputy-dsl, headteacher]", "    cascade: [dsl, caretaker]", "'caretaker' is not one of the roles")]
    [InlineData("    cascade: [dsl, deputy-dsl, headteacher]", "    cascade: []", "reach somebody")]
    [InlineData("    review-months: 12", "    review-months: 13", "every 12 months")]
    [InlineData("    raw-days: 30", "    raw-days: 400", "not kept longer")]
    [InlineData("    pupil-passwords-set-by: any-teacher", "    pupil-passwords-set-by: anybody", "is not one of: own-class-teacher, any-teacher")]
    [InlineData("    pupil-passwords-set-by: any-teacher", "    pupil-passwords-set-by: 1", "is not one of")]
    [InlineData("    lock-out-attempts: 10", "    lock-out-attempts: 10\n    lock-out-attempts: 11", "")]
    [InlineData("name: whole-school-duty", "name: Whole School", "hyphens")]
    public void In_the_settings(string right, string wrong, string problem)
    {
        var line = Break("pack.yaml", right, wrong);
        var fault = Assert.Throws<PackFaultException>(Load);

        Assert.Equal("pack.yaml", fault.File);
        Assert.InRange(fault.Line, line, line + wrong.Count(c => c == '\n'));
        Assert.StartsWith($"pack.yaml:{fault.Line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Tutela.Web", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_left_out()
    {
        Break("pack.yaml", "    interval-months: 12 ", "    # interval-months: 12 ");
        var fault = Assert.Throws<PackFaultException>(Load);

        Assert.Contains("interval-months", fault.Message, StringComparison.Ordinal);
        var review = Array.FindIndex(File.ReadAllLines(Path.Combine(_folder, "pack.yaml")), line => line == "  review:") + 1;
        Assert.InRange(fault.Line, review, review + 10);
    }

    [Fact]
    public void A_key_that_nothing_reads_in_any_group_of_settings()
    {
        var path = Path.Combine(_folder, "pack.yaml");
        var lines = File.ReadAllLines(path);
        var groups = 0;
        for (var i = 0; i < lines.Length - 1; i++)
        {
            var code = lines[i].Split('#')[0].TrimEnd();
            var next = lines[i + 1].TrimStart();
            if (!code.EndsWith(':') || next.Length == 0 || next.StartsWith('-') || next.StartsWith('#'))
            {
                continue;
            }

            groups++;
            var indent = lines[i + 1].Length - next.Length;
            File.WriteAllLines(path, [.. lines[..(i + 1)], new string(' ', indent) + "nothing-reads-this: 1", .. lines[(i + 1)..]]);
            var fault = Assert.Throws<PackFaultException>(Load);
            Assert.Contains("nothing-reads-this", fault.Message, StringComparison.Ordinal);
            Assert.InRange(fault.Line, i + 1, i + 2);
        }

        Assert.True(groups > 20, $"{groups} groups");
    }

    [Theory]
    [InlineData("[WED-1.2]", "[WED-1.1]", "WED-1.1 stands here a second time")]
    [InlineData("[WED-1.2]", "[WED-99.1]", "WED-99.1 is not in the register")]
    [InlineData("[WED-1.2]", "[WEN-1.2]", "not a clause of source WED")]
    [InlineData("[WED-1.2]", "[WED-one]", "'WED-one' is not a clause id")]
    [InlineData("[WED-1.2]", "[WED-1.2, WED-1.3]", "one paragraph carries one clause")]
    [InlineData("[WED-1.2]", "See [WED-1.2]", "at the start")]
    [InlineData("(guidance:kcsie)", "(guidance:kcsi)", "'guidance:kcsi' points to nothing")]
    [InlineData("(linked:complaints)", "(linked:complaint)", "'linked:complaint' points to nothing")]
    [InlineData("(doc:training-self-audit)", "(doc:audit)", "'doc:audit' points to nothing")]
    [InlineData("(https://www.childnet.com/parents-and-carers/)", "(javascript:alert)", "points to nothing")]
    [InlineData("{{role:dsl}}", "{{role:caretaker}}", "{{role:caretaker}}")]
    [InlineData("{{setting:review.next}}", "{{setting:review.nexd}}", "{{setting:review.nexd}}")]
    [InlineData("{{school.motto}}", "{{school.mascot}}", "{{school.mascot}}")]
    public void In_the_policy_text(string right, string wrong, string problem)
    {
        var line = Break("policy.md", right, wrong);
        var fault = Assert.Throws<PackFaultException>(Load);

        Assert.Equal("policy.md", fault.File);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
        // A fault in a paragraph is named by the line on which its paragraph begins.
        Assert.InRange(fault.Line, line - 4, line);
    }

    [Theory]
    [InlineData("staff.md", "2. [WED-A2.2]", "3. [WED-A2.2]", "term 3 stands where term 2 belongs")]
    [InlineData("staff.md", "[WED-A2.2] ", "", "differ over WED-A2.2")]
    [InlineData("staff.md", "id: staff", "id: adults", "is not the file's name")]
    [InlineData("staff.md", "signers: self", "signers: parent", "differ from the settings")]
    [InlineData("staff.md", "signers: self", "signers: somebody", "is not one of: self, pupil-and-parent, parent")]
    [InlineData("staff.md", "signers: self", "signature: self", "signature")]
    [InlineData("pupil-easy.md", "easy-read-of: pupil-parent", "easy-read-of: pupils", "no agreement 'pupils'")]
    [InlineData("pupil-easy.md", "[as WED-A1.0]", "[as WED-A1.99]", "WED-A1.99 is not in the register")]
    public void In_an_agreement(string file, string right, string wrong, string problem)
    {
        Break(Path.Combine("agreements", file), right, wrong);
        var fault = Assert.Throws<PackFaultException>(Load);

        Assert.Equal(file, fault.File);
        Assert.InRange(fault.Line, 2, 60);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pack.yaml")]
    [InlineData("policy.md")]
    [InlineData("guidance.yaml")]
    public void A_missing_file(string file)
    {
        File.Delete(Path.Combine(_folder, file));

        Assert.Equal($"{file}:1: the file is missing", Assert.Throws<PackFaultException>(Load).Message);
    }

    [Fact]
    public void An_agreement_that_the_settings_ask_for()
    {
        File.Delete(Path.Combine(_folder, "agreements", "staff.md"));

        Assert.Equal("staff.md", Assert.Throws<PackFaultException>(Load).File);
    }

    [Fact]
    public void A_file_in_another_encoding()
    {
        File.WriteAllBytes(Path.Combine(_folder, "policy.md"), [(byte)'#', (byte)' ', 0xE9, (byte)'\n']);

        Assert.Equal("policy.md:1: the file is not UTF-8", Assert.Throws<PackFaultException>(Load).Message);
    }

    [Fact]
    public void A_clause_struck_out_is_no_fault_but_is_counted()
    {
        var path = Path.Combine(_folder, "policy.md");
        File.WriteAllText(path, File.ReadAllText(path).Replace("[WED-1.2] ", "", StringComparison.Ordinal));

        Assert.Equal(["WED-1.2"], Load().Missing(Shipped.Register).Select(clause => clause.Id.Value));
    }

    private PolicyPack Load() => PolicyPack.Load(_folder, Shipped.Register);

    private int Break(string file, string right, string wrong)
    {
        var path = Path.Combine(_folder, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{right}' is not in {file}");
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));
        return text.AsSpan(0, at).Count('\n') + 1;
    }
}
