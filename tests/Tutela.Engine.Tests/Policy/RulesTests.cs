using System.Reflection;
using System.Text;
using System.Text.Json;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests.Policy;

public sealed class RulesTests
{
    private const string Minimal = """{"groups":[{"name":"pupils","networks":["0.0.0.0/0"],"block":["adult"]}]}""";

    [Fact]
    public void The_minimal_document_is_enough()
    {
        var rules = Workshop.Rules(Minimal);
        var group = Assert.Single(rules.Groups);
        Assert.Equal("pupils", group.Name);
        Assert.Equal(["adult"], group.Block);
        Assert.StartsWith("sha256-", rules.Version, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("{", "$")]
    [InlineData("""{"groups":[]}""", "$.groups")]
    [InlineData("""{}""", "$")]
    [InlineData("""{"groups":null}""", "$.groups")]
    [InlineData("""{"groups":[null]}""", "$.groups[0]")]
    [InlineData("""{"groups":[{}]}""", "$.groups[0]")]
    [InlineData("""{"groups":[{"name":""}]}""", "$.groups[0].name")]
    [InlineData("""{"groups":[{"name":"Pupils"}]}""", "$.groups[0].name")]
    [InlineData("""{"groups":[{"name":"a/b"}]}""", "$.groups[0].name")]
    [InlineData("""{"groups":[{"name":7}]}""", "$.groups[0].name")]
    [InlineData("""{"groups":[{"name":"a"},{"name":"a"}]}""", "$.groups[1].name")]
    [InlineData("""{"groups":[{"name":"no-access"}]}""", "$.groups")]
    [InlineData("""{"groups":[{"name":"a","blokc":["adult"]}]}""", "$.groups[0].blokc")]
    [InlineData("""{"groups":[{"name":"a","block":["adult"],"block":[]}]}""", "$.groups[0].block")]
    [InlineData("""{"groups":[{"name":"a","block":"adult"}]}""", "$.groups[0].block")]
    [InlineData("""{"groups":[{"name":"a","block":["Adult Sites"]}]}""", "$.groups[0].block[0]")]
    [InlineData("""{"groups":[{"name":"a","block":["adult",null]}]}""", "$.groups[0].block[1]")]
    [InlineData("""{"groups":[{"name":"a","networks":["10.0.0.1/8"]}]}""", "$.groups[0].networks[0]")]
    [InlineData("""{"groups":[{"name":"a","networks":["10.0.0.0/33"]}]}""", "$.groups[0].networks[0]")]
    [InlineData("""{"groups":[{"name":"a","networks":["10.1/16"]}]}""", "$.groups[0].networks[0]")]
    [InlineData("""{"groups":[{"name":"a","networks":["fd00::1/8"]}]}""", "$.groups[0].networks[0]")]
    [InlineData("""{"groups":[{"name":"a","networks":["school"]}]}""", "$.groups[0].networks[0]")]
    [InlineData("""{"groups":[{"name":"a","networks":["10.0.0.0/8"]},{"name":"b","networks":["10.0.0.0/8"]}]}""", "$.groups[1].networks[0]")]
    [InlineData("""{"groups":[{"name":"a","users":["x"]},{"name":"b","users":["X"]}]}""", "$.groups[1].users[0]")]
    [InlineData("""{"groups":[{"name":"a","devices":["AA-BB-CC-DD-EE-FF"]},{"name":"b","devices":["aabb.ccdd.eeff"]}]}""", "$.groups[1].devices[0]")]
    [InlineData("""{"groups":[{"name":"a","devices":[""]}]}""", "$.groups[0].devices[0]")]
    [InlineData("""{"groups":[{"name":"a","allow":["not a name"]}]}""", "$.groups[0].allow[0]")]
    [InlineData("""{"groups":[{"name":"a","allow":[{"until":"2026-01-01T00:00:00Z"}]}]}""", "$.groups[0].allow[0]")]
    [InlineData("""{"groups":[{"name":"a","allow":[{"name":"a.example","until":"soon"}]}]}""", "$.groups[0].allow[0].until")]
    [InlineData("""{"groups":[{"name":"a","allow":[{"name":"a.example","untill":"2026-01-01T00:00:00Z"}]}]}""", "$.groups[0].allow[0].untill")]
    [InlineData("""{"groups":[{"name":"a","deny":["a.example","A.example."]}]}""", "$.groups[0].deny[1]")]
    [InlineData("""{"groups":[{"name":"a","deny":[7]}]}""", "$.groups[0].deny[0]")]
    [InlineData("""{"groups":[{"name":"a","hours":[{"from":"9:00","to":"10:00"}]}]}""", "$.groups[0].hours[0].from")]
    [InlineData("""{"groups":[{"name":"a","hours":[{"from":"24:00","to":"10:00"}]}]}""", "$.groups[0].hours[0].from")]
    [InlineData("""{"groups":[{"name":"a","hours":[{"from":"09:00","to":"09:00"}]}]}""", "$.groups[0].hours[0].to")]
    [InlineData("""{"groups":[{"name":"a","hours":[{"from":"09:00","to":"24:01"}]}]}""", "$.groups[0].hours[0].to")]
    [InlineData("""{"groups":[{"name":"a","hours":[{"from":"09:00","to":"10:00","days":["monday"]}]}]}""", "$.groups[0].hours[0].days[0]")]
    [InlineData("""{"groups":[{"name":"a","hours":[{"from":"09:00","to":"10:00","allow":["*"]}]}]}""", "$.groups[0].hours[0].allow[0]")]
    [InlineData("""{"groups":[{"name":"a"},{"name":"no-access","hours":[{"from":"09:00","to":"10:00"}]}]}""", "$.groups[1].hours")]
    [InlineData("""{"groups":[{"name":"a","safeSearch":"yes"}]}""", "$.groups[0].safeSearch")]
    [InlineData("""{"groups":[{"name":"a","safeSearch":{"yahoo":true}}]}""", "$.groups[0].safeSearch.yahoo")]
    [InlineData("""{"groups":[{"name":"a","safeSearch":{"youTube":"hard"}}]}""", "$.groups[0].safeSearch.youTube")]
    [InlineData("""{"groups":[{"name":"a","blockPage":"10.0.0"}]}""", "$.groups[0].blockPage[0]")]
    [InlineData("""{"groups":[{"name":"a","blockPage":["10.0.0.1","10.0.0.2"]}]}""", "$.groups[0].blockPage[1]")]
    [InlineData("""{"groups":[{"name":"a","monitoring":"none"}]}""", "$.groups[0].monitoring")]
    [InlineData("""{"version":"","groups":[{"name":"a"}]}""", "$.version")]
    [InlineData("""{"groups":[{"name":"a"}],"extra":1}""", "$.extra")]
    [InlineData("""{"groups":[{"name":"a"}]} trailing""", "$")]
    public void A_bad_document_is_refused_whole_with_path_and_reason(string json, string path)
    {
        Assert.False(RuleSet.TryRead(Encoding.UTF8.GetBytes(json), out var rules, out var faults));
        Assert.Null(rules);
        var fault = Assert.Single(faults);
        Assert.NotEqual("", fault.Reason);
        Assert.Equal(path, fault.Path);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Assert.False(RuleSet.TryRead("""{"groups":[{"name":"A","block":["X"]},{"name":"b","networks":["x","y"]}]}"""u8, out _, out var faults));
        Assert.Equal(["$.groups[0].name", "$.groups[0].block[0]", "$.groups[1].networks[0]", "$.groups[1].networks[1]"], faults.Select(f => f.Path));
    }

    [Fact]
    public void Any_cut_of_a_document_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Minimal);
        for (var i = 0; i < bytes.Length; i++) Assert.False(RuleSet.TryRead(bytes.AsSpan(0, i), out _, out _));
    }

    [Fact]
    public void A_document_that_is_written_reads_back()
    {
        var document = new RulesDocument
        {
            Version = "2026-11-21.3",
            Groups =
            [
                new GroupDocument
                {
                    Name = "pupils",
                    Owner = "Computing lead",
                    Networks = ["10.1.0.0/16", "fd00::/8"],
                    Devices = ["AA-BB-CC-DD-EE-FF"],
                    Users = ["A.Pupil"],
                    Profiles = ["year-4"],
                    Block = ["adult"],
                    Allow = [new ExceptionDocument { Name = "bbc.co.uk", Until = Workshop.MondayMorning, Reason = "lesson" }],
                    Deny = [new ExceptionDocument { Name = "deny.example" }],
                    Hours = [new HoursDocument { Days = ["mon"], From = "12:00", To = "13:00", Block = ["games"], Allow = ["adult"] }],
                    SafeSearch = new SafeSearchDocument { Google = true, YouTube = "moderate" },
                    BlockPage = ["10.1.0.2", "fd00::2"],
                    Monitoring = "refusals",
                },
            ],
        };
        var rules = Workshop.Rules(Encoding.UTF8.GetString(document.ToJson()));
        var group = Assert.Single(rules.Groups);
        Assert.Equal("2026-11-21.3", rules.Version);
        Assert.Equal("Computing lead", group.Owner);
        Assert.Equal(2, group.Networks.Count);
        Assert.Equal(new NameException("bbc.co.uk", Workshop.MondayMorning, "lesson").ToString(), Assert.Single(group.Allow).ToString());
        Assert.Equal("deny.example", Assert.Single(group.Deny).Name);
        Assert.Equal(SafeSearch.Google | SafeSearch.YouTubeModerate, group.SafeSearch);
        Assert.Equal("10.1.0.2", group.BlockPageV4!.ToString());
        Assert.Equal("fd00::2", group.BlockPageV6!.ToString());
        Assert.True(group.RecordsRefusalsOnly);
        Assert.Same(group, rules.GroupOf(Workshop.At("192.0.2.1", device: "aa:bb:cc:dd:ee:ff")));
    }

    [Fact]
    public void The_published_schema_names_every_property_and_no_other()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "rules.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");
        Same(typeof(RulesDocument), schema.RootElement);
        Same(typeof(GroupDocument), definitions.GetProperty("group"));
        Same(typeof(ExceptionDocument), definitions.GetProperty("exception").GetProperty("oneOf")[1]);
        Same(typeof(HoursDocument), definitions.GetProperty("hours"));
        Same(typeof(HelpDocument), definitions.GetProperty("help"));
        Same(typeof(SafeSearchDocument), definitions.GetProperty("safeSearch").GetProperty("oneOf")[1]);

        static void Same(Type type, JsonElement schema)
        {
            var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(p => p.Name == "Schema" ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(p.Name));
            Assert.Equal(properties.Order(StringComparer.Ordinal), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
            Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        }
    }
}
