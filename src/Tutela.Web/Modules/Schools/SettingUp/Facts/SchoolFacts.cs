using System.Text.Json;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Schools.SettingUp.Facts;

/// <summary>The school's own words that the texts need. Pure.</summary>
public sealed record SchoolFacts(string Motto, string Vision, string Ethos, string Values, string Contact, string Authority, string Employer, string ItProvider,
    string RecordSystem, string SocialAccount, string LearningPlatform)
{
    public const int LineMaxLength = 200;
    public const int TextMaxLength = 2_000;

    public static SchoolFacts Of(PackSettings settings) => new(settings.Identity.Motto, settings.Identity.Vision, settings.Identity.Ethos, string.Join('\n', settings.Identity.Values), settings.Identity.Contact,
        settings.Vocabulary.Authority, settings.Vocabulary.Employer, settings.Vocabulary.ItProvider, settings.Vocabulary.RecordSystem, settings.Vocabulary.SocialAccount, settings.Vocabulary.LearningPlatform);

    public static SchoolFacts Read(string body) => JsonSerializer.Deserialize<SchoolFacts>(body)!;

    public string Write() => JsonSerializer.Serialize(this);

    public IReadOnlyList<KeyValuePair<string, object?>> ToSettings() =>
    [
        new("identity.motto", Motto), new("identity.vision", Vision), new("identity.ethos", Ethos), new("identity.contact", Contact),
        new("identity.values", Values.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        new("vocabulary.authority", Authority), new("vocabulary.employer", Employer), new("vocabulary.it-provider", ItProvider), new("vocabulary.record-system", RecordSystem),
        new("vocabulary.social-account", SocialAccount), new("vocabulary.learning-platform", LearningPlatform),
    ];
}
