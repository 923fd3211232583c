namespace Tutela.Web.Modules.Agreements.Languages;

/// <summary>A language that families at English schools speak: its code, its English name and its own.</summary>
public sealed record Language(string Code, string Name, string OwnName, bool RightToLeft = false)
{
    public static readonly IReadOnlyList<Language> All =
    [
        new("sq", "Albanian", "Shqip"), new("ar", "Arabic", "العربية", true), new("bn", "Bengali", "বাংলা"), new("bg", "Bulgarian", "Български"),
        new("zh", "Chinese", "中文"), new("cs", "Czech", "Čeština"), new("nl", "Dutch", "Nederlands"), new("fa", "Farsi", "فارسی", true), new("fr", "French", "Français"),
        new("de", "German", "Deutsch"), new("el", "Greek", "Ελληνικά"), new("gu", "Gujarati", "ગુજરાતી"), new("hi", "Hindi", "हिन्दी"), new("hu", "Hungarian", "Magyar"),
        new("it", "Italian", "Italiano"), new("ku", "Kurdish", "Kurdî"), new("lv", "Latvian", "Latviešu"), new("lt", "Lithuanian", "Lietuvių"), new("ml", "Malayalam", "മലയാളം"),
        new("ne", "Nepali", "नेपाली"), new("ps", "Pashto", "پښتو", true), new("pl", "Polish", "Polski"), new("pt", "Portuguese", "Português"), new("pa", "Punjabi", "ਪੰਜਾਬੀ"),
        new("ro", "Romanian", "Română"), new("ru", "Russian", "Русский"), new("sk", "Slovak", "Slovenčina"), new("so", "Somali", "Soomaali"), new("es", "Spanish", "Español"),
        new("ta", "Tamil", "தமிழ்"), new("te", "Telugu", "తెలుగు"), new("ti", "Tigrinya", "ትግርኛ"), new("tr", "Turkish", "Türkçe"), new("uk", "Ukrainian", "Українська"),
        new("ur", "Urdu", "اردو", true), new("vi", "Vietnamese", "Tiếng Việt"), new("cy", "Welsh", "Cymraeg"), new("yo", "Yoruba", "Yorùbá"),
    ];

    public static Language? Find(string? code) => All.FirstOrDefault(l => l.Code == code);
}
