using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed partial class RegisterTests
{
    private const string Header = "id,source,section,audience,kind,gist,trigger_or_frequency,capability,software_must";

    // Digests, so that the names of real schools and councils do not stand here either.
    private static readonly HashSet<string> ForbiddenNames =
    [
        "0ac9a368f3d86642", "0bc5c6716e2df0dc", "1045263b9355cc99", "1e6422a95609ddfe", "29b1cd50f8a97468",
        "330a76b323b1d281", "3f3e95c43da4daae", "458214baffa9a072", "4fcfe6a621fbd169", "5dd1f1f386432970",
        "83ed1aa6801a2928", "886fe934281377bc", "94bfb82cead6b6b7", "a7e7271979ceed5a", "b3921d25aebd3838",
        "bf00ec72f71ed368", "cc0d2dd66b700df9", "e6c0a57f29081187", "e954e2ef69127010", "ea00e4c0a2dde628",
        "f3b0a37e88c97f02", "fb2878d6e6cb13fe",
    ];

    [Fact]
    public void It_holds_every_clause_of_five_sources()
    {
        var register = Shipped.Register;

        Assert.Equal(696, register.Clauses.Count);
        Assert.Equal(
            new Dictionary<string, int> { ["WEN"] = 59, ["WID"] = 109, ["CRO"] = 82, ["WED"] = 311, ["HAM"] = 135 },
            register.Clauses.GroupBy(clause => clause.Source).ToDictionary(group => group.Key, group => group.Count()));
        Assert.All(register.Clauses, clause => Assert.NotEqual("", clause.Gist));
        Assert.All(register.Clauses, clause => Assert.NotEqual("", clause.SoftwareMust));
        Assert.All(register.Clauses, clause => Assert.NotEqual("", clause.Capability));
    }

    [Fact]
    public void A_clause_is_read_whole()
    {
        var clause = Shipped.Register.Find(ClauseId.Parse("WED-3.1l"));

        Assert.NotNull(clause);
        Assert.Equal("WED", clause.Source);
        Assert.Equal("3.1 Governing board", clause.Section);
        Assert.Equal(["governors"], clause.Audiences);
        Assert.Equal("role", clause.Kind);
        Assert.Equal("-", clause.Trigger);
        Assert.Equal("roles-governance", clause.Capability);
        Assert.Contains("role register", clause.SoftwareMust, StringComparison.Ordinal);
        Assert.False(clause.IsCarriedInText);
        Assert.True(Shipped.Register.Find(ClauseId.Parse("WED-3.5b"))!.IsCarriedInText);
    }

    [Fact]
    public void No_real_name_stands_in_any_file_of_the_packs()
    {
        var named = Directory.EnumerateFiles(PackCatalogue.DefaultFolder, "*", SearchOption.AllDirectories)
            .SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(word => (file, word: word.Value.ToLowerInvariant())))
            .Distinct()
            .Where(found => ForbiddenNames.Contains(Digest(found.word)))
            .Select(found => $"{Path.GetFileName(found.file)}: {found.word}");

        Assert.Empty(named);
        Assert.Contains(Digest("forbiddenville"), ForbiddenNames);
    }

    [Theory]
    [InlineData("WED-3.1a")]
    [InlineData("WEN-2.3-1a")]
    [InlineData("CRO-A.0b")]
    [InlineData("WED-A1.13c")]
    [InlineData("HAM-0.2")]
    public void Ids_of_every_shape_are_read(string id) => Assert.Equal(id, ClauseId.Parse(id).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("WED")]
    [InlineData("wed-3.1a")]
    [InlineData("WED-3.1a ")]
    [InlineData("WED-3.1a\n")]
    [InlineData("WED-3.1ab")]
    public void What_is_no_id_is_refused(string text) => Assert.False(ClauseId.TryParse(text, out _));

    [Theory]
    [InlineData("WED-1.1,WED,1,all,duty,g,-,policy,m\nWED-1.1,WED,1,all,duty,g,-,policy,m\n", 3, "twice")]
    [InlineData("WED-1.1,WED,1,all,duty,g,-,policy,m\nnonsense,WED,1,all,duty,g,-,policy,m\n", 3, "not a clause id")]
    [InlineData("WED-1.1,HAM,1,all,duty,g,-,policy,m\n", 2, "stands under source 'HAM'")]
    public void A_fault_is_named_with_its_line(string rows, int line, string problem)
    {
        var fault = Assert.Throws<PackFaultException>(() => Register.Read(new StringReader(Header + "\n" + rows), "register.csv"));

        Assert.Equal(line, fault.Line);
        Assert.StartsWith($"register.csv:{line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WED-1.1,WED,1,all\n")]
    [InlineData("WED-1.1,WED,1,all,duty,g,-,policy,m,more\n")]
    [InlineData("WED-1.1,WED,1,all,duty,\"never closed,-,policy,m\n")]
    public void A_row_of_another_shape_is_refused(string row)
    {
        var fault = Assert.Throws<PackFaultException>(() => Register.Read(new StringReader(Header + "\n" + row), "register.csv"));

        Assert.Equal(2, fault.Line);
    }

    [Fact]
    public void Other_columns_are_refused() =>
        Assert.Equal(1, Assert.Throws<PackFaultException>(() => Register.Read(new StringReader("id,gist\n"), "register.csv")).Line);

    private static string Digest(string word) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tutela:" + word)))[..16];

    [GeneratedRegex("[A-Za-z]{4,}")]
    private static partial Regex Word();
}
