using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tutela.Engine.Deciding;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Node.Serving;

/// <summary>
/// What a pupil sees in place of a refused site: what happened and why, in their words, and what they can do now. The name is decided anew
/// for whoever asks, so the page says what holds for them. One page, no script, nothing from elsewhere.
/// </summary>
internal sealed class BlockPage(Decider decider, Neighbours neighbours, TimeProvider clock)
{
    private static readonly HashSet<string> SelfHarm = new(StringComparer.Ordinal) { "self-harm", "selfharm", "self_harm", "suicide" };

    private static readonly Dictionary<string, string> InWords = new(StringComparer.Ordinal)
    {
        ["adult"] = "things that are only for grown-ups",
        ["mixed_adult"] = "things that are only for grown-ups",
        ["lingerie"] = "things that are only for grown-ups",
        ["gambling"] = "games that are played for money",
        ["games"] = "games that are not for school",
        ["violence"] = "people or animals being hurt",
        ["agressif"] = "people or animals being hurt",
        ["hate"] = "hate against people",
        ["drugs"] = "drugs",
        ["drogue"] = "drugs",
        ["alcohol"] = "alcohol",
        ["weapons"] = "weapons",
        ["dangerous_material"] = "dangerous things",
        ["malware"] = "programs that can harm your computer",
        ["phishing"] = "tricks to get your password or your money",
        ["social_networks"] = "social media, which is for older people",
        ["chat"] = "chatting with people you may not know",
        ["dating"] = "meeting people you do not know",
        ["vpn"] = "getting round the school's filter",
        ["proxy"] = "getting round the school's filter",
        ["doh"] = "getting round the school's filter",
        ["redirector"] = "getting round the school's filter",
        ["warez"] = "copying things that are not free",
        ["hacking"] = "breaking into computers",
        ["ads"] = "advertisements",
        ["publicite"] = "advertisements",
    };

    public async Task HandleAsync(HttpContext http)
    {
        var from = ClientAddress.From(http.Connection.RemoteIpAddress!);
        var page = Encoding.UTF8.GetBytes(PageFor(http.Request.Host.Host, from));
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(page, http.RequestAborted);
    }

    /// <summary>The page for a name and whoever asks for it.</summary>
    internal string PageFor(string host, ClientAddress from)
    {
        var help = decider.Current.Rules.Help;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        // An address, or what is no name at all, has no list and so no reason of its own.
        if (!DomainName.TryCanonical(host, name, out var length) || !DomainName.IsHostName(name[..length]) || IPAddress.TryParse(host, out _))
            return Render(help, null, "This site is not open here", "Your school has not opened this page.", helpline: false, canAsk: false);
        var decision = decider.Decide(new Query { Name = name[..length], Client = new Client(from, neighbours.DeviceAt(from)), Time = clock.GetUtcNow() });
        var site = DomainName.ToText(name[..length]);
        return decision.Reason switch
        {
            // Nothing that could tell one such site from another.
            DecisionReason.Sealed => Render(help, null, "This site is never open", "This site is against the law or unsafe, so it is closed to everyone. If you came here by accident, you have done nothing wrong.", helpline: false, canAsk: false),
            DecisionReason.NoAccess => Render(help, null, "The internet is switched off for you", "Ask your teacher what to do to have it switched on again.", helpline: false, canAsk: false),
            DecisionReason.Hours => Render(help, site, "The internet is closed at this time", "Try again later, or ask your teacher.", helpline: false, canAsk: true),
            DecisionReason.Category when SelfHarm.Contains(decision.Category!) => Render(help, null, "You are not alone",
                "We closed this page because it can make bad feelings worse. You are not in trouble. Whatever it is, someone will listen to you.", helpline: true, canAsk: false),
            DecisionReason.Category => Render(help, site, "This site is not for school", InWords.TryGetValue(decision.Category!, out var words)
                ? $"It is about {words}."
                : $"It is on a list that your school keeps closed ({decision.Category}).", helpline: false, canAsk: true),
            DecisionReason.DenyException => Render(help, site, "This site is not for school", "Your school has closed it.", helpline: false, canAsk: true),
            DecisionReason.Everything => Render(help, site, "This site is not open", "Here, only the sites that your school has chosen are open.", helpline: false, canAsk: true),
            _ => Render(help, site, "This page is closed", "Something that this page needs is closed at your school.", helpline: false, canAsk: true),
        };
    }

    private static string Render(Help help, string? site, string title, string why, bool helpline, bool canAsk)
    {
        var page = new StringBuilder(2048);
        page.Append("<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(Text(title)).Append("</title><style>")
            .Append("""
                body{margin:0;background:#f3f7f7;color:#12302f;font:1.25rem/1.5 "Atkinson Hyperlegible Next","Atkinson Hyperlegible",Verdana,sans-serif}
                main{max-width:36rem;margin:0 auto;padding:2.5rem 1.25rem}
                h1{font-size:2rem;line-height:1.2;margin:0 0 1rem}
                .site{font-weight:bold;overflow-wrap:anywhere}
                h2{font-size:1.25rem;margin:2rem 0 .5rem}
                ul{list-style:none;padding:0;margin:0}
                li{margin:0 0 .75rem}
                a.do{display:block;padding:.75rem 1rem;border-radius:.4rem;background:#0b4f4a;color:#fff;text-decoration:none;font-weight:bold}
                a.second{background:#fff;color:#0b4f4a;box-shadow:inset 0 0 0 2px #0b4f4a}
                a:focus{outline:4px solid #ffb81c;outline-offset:2px}
                .help{background:#fff;border-left:8px solid #b5541c;padding:1rem;margin:1.5rem 0}
                footer{margin-top:2.5rem;color:#3c5755;font-size:1rem}
                """)
            .Append("</style></head><body><main><h1>").Append(Text(title)).Append("</h1>");
        if (site is not null) page.Append("<p class=\"site\">").Append(Text(site)).Append("</p>");
        page.Append("<p>").Append(Text(why)).Append("</p>");
        if (helpline)
            page.Append("<div class=\"help\"><p><strong>Talk to someone now</strong></p><p>Tell a grown-up you trust at school or at home.</p>")
                .Append("<p>Or call Childline on <a href=\"tel:08001111\">0800 1111</a>. It is free, at any time, and it does not show on the phone bill.</p>")
                .Append("<p>If you are hurt or in danger, call <a href=\"tel:999\">999</a>.</p></div>");
        page.Append("<h2>What you can do</h2><ul>");
        if (help.Tell is { } tell) page.Append("<li><a class=\"do\" href=\"").Append(Text(tell.AbsoluteUri)).Append("\">Tell someone at school</a></li>");
        else page.Append("<li>If anything you saw worries you, tell a grown-up you trust.</li>");
        if (canAsk && site is not null)
        {
            if (help.Ask is { } ask)
                page.Append("<li><a class=\"do second\" href=\"").Append(Text(ask.AbsoluteUri + (ask.Query.Length == 0 ? "?name=" : "&name=") + Uri.EscapeDataString(site))).Append("\">Ask for this site to be opened</a></li><li>Or ask your teacher.</li>");
            else page.Append("<li>If you need this site for your work, ask your teacher to have it opened.</li>");
        }
        page.Append("</ul><footer>").Append(help.School is { } school ? Text(school) + ". " : "").Append("The school's filter keeps a note of sites that it closes.</footer></main></body></html>\n");
        return page.ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
