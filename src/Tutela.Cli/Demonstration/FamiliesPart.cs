using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Languages;
using Tutela.Web.Modules.Agreements.Questions;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Files;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>What families and agreements are like beside the plain signature: two parents who differ, forms on paper, a document in another
/// language, a question, and rules that were broken.</summary>
internal static class FamiliesPart
{
    private const string Pupils = "pupil-parent", Parents = "parent";
    private const int PaperClass = 11, DifferingClass = 6;

    public static void Plan(Timeline timeline, Cast cast)
    {
        timeline.Add(Timeline.At(timeline.Ago(9), 10, 5), acting => TranslateAsync(acting, cast));
        timeline.Add(Timeline.At(timeline.Ago(5), 8, 40), acting => PaperAsync(acting, cast));
        timeline.Add(Timeline.At(timeline.Ago(4), 17, 10), acting => DifferAsync(acting, cast));
        timeline.Add(Timeline.At(timeline.Ago(3), 18, 30), acting => AskAsync(acting, cast));
        timeline.Add(Timeline.At(timeline.Ago(2), 13, 20), acting => BreachesAsync(acting, cast));
    }

    private static Task<List<AgreementAssignment>> OfClassAsync(Acting acting, Cast cast, int one)
    {
        var pupils = cast.PupilsOfClass[cast.Classes[one % cast.Classes.Count].Id].ToList();
        return acting.Db.Set<AgreementAssignment>().AsNoTracking().Where(a => a.Document == Pupils && a.Status != AgreementStatus.Ended && pupils.Contains(a.PersonId)).OrderBy(a => a.PersonId).ToListAsync();
    }

    private static async Task PaperAsync(Acting acting, Cast cast)
    {
        var teacher = cast["headteacher"];
        acting.As(teacher);
        var words = (await acting.Get<AgreementReading>().WordsAsync(Pupils))!;
        foreach (var assignment in (await OfClassAsync(acting, cast, PaperClass)).Where(a => a.Waits(SignedAs.Parent) && cast.ParentsOfPupil[a.PersonId].Any()).Take(2))
        {
            var parent = cast.ById[cast.ParentsOfPupil[assignment.PersonId].Order().First()];
            var scan = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
            var file = await acting.Get<FileDesk>().KeepAsync(new FormFile(new MemoryStream(scan), 0, scan.Length, "scan", "signed form.pdf"), "Input.Scan");
            await acting.Get<AgreementDesk>().SignAsync([(assignment, words)],
                _ => new NewSignature(SignedAs.Parent, parent.Id, parent.Name, HasRead: true, SignatureWay.Paper, teacher.Id, assignment.AssignedOn, ChildAgrees: true, ScanId: file.Id));
        }
    }

    private static async Task DifferAsync(Acting acting, Cast cast)
    {
        foreach (var assignment in (await OfClassAsync(acting, cast, DifferingClass)).Where(a => a.ParentSigned && a.Status == AgreementStatus.InForce))
        {
            var signed = await acting.Db.Set<Signature>().Where(s => s.AssignmentId == assignment.Id && s.SignedAs == SignedAs.Parent).Select(s => s.SignerId).ToListAsync();
            if (cast.ParentsOfPupil[assignment.PersonId].Order().FirstOrDefault(p => !signed.Contains(p)) is var other && other == Guid.Empty) continue;
            acting.As(cast.ById[other]);
            await acting.Get<AgreementDesk>().RefuseAsync([assignment], SignedAs.Parent, other, "I was not asked before this was signed, and I want to know more about how websites are recorded.");
            return;
        }
    }

    private static async Task AskAsync(Acting acting, Cast cast)
    {
        var waiting = (await OfClassAsync(acting, cast, DifferingClass)).FirstOrDefault(a => a.Waits(SignedAs.Parent) && cast.ParentsOfPupil[a.PersonId].Any());
        if (waiting is null) return;
        var parent = cast.ById[cast.ParentsOfPupil[waiting.PersonId].Order().First()];
        acting.As(parent);
        await acting.Get<QuestionDesk>().AskAsync(waiting, parent.Id, "Does the rule about games also hold for the maths games that come as homework?");
    }

    private static async Task BreachesAsync(Acting acting, Cast cast)
    {
        acting.As(cast["teacher"]);
        var desk = acting.Get<BreachDesk>();
        var pupil = cast[InventedPeople.PupilId(4, 1, 5)];
        var terms = await desk.TermsForAsync(pupil);
        if (terms.FirstOrDefault(t => t.Item.Clauses.Contains("WED-A1.9")) is { } language)
            await desk.RecordAsync(pupil, new NewBreach(language, "Wrote unkind words to another pupil in the class document, twice, after being asked to stop.",
                acting.Clock.GetUtcNow().Day(), BreachPlace.InSchool, BreachDevice.School, null, RaiseConcern: true));
        if ((await desk.TermsForAsync(cast["assistant-3-1"])).FirstOrDefault(t => t.Item.Clauses.Contains("WED-A2.5")) is { } software)
            await desk.RecordAsync(cast["assistant-3-1"], new NewBreach(software, "Installed a screen recorder on a school laptop without asking.",
                acting.Clock.GetUtcNow().Day(), BreachPlace.WorkDeviceOutside, BreachDevice.School, null, RaiseConcern: false));
    }

    private static DateOnly Day(this DateTimeOffset at) => DateOnly.FromDateTime(at.Date);

    // The demonstration's own translation: a school has one made by somebody who speaks the language well.
    private static readonly string[] Polish =
    [
        "Szkoła i dom wspólnie dbają o bezpieczeństwo dzieci w internecie. Ta umowa mówi, o co prosimy Państwa. Nasza polityka bezpieczeństwa w internecie mówi, czego mogą Państwo oczekiwać od nas.",
        "Zobowiązuję się",
        "rozmawiać z dzieckiem o bezpieczeństwie w internecie i przejść z nim przez umowę dla uczniów;",
        "z obawą dotyczącą internetu zwracać się najpierw do dyrekcji lub osoby odpowiedzialnej za ochronę dzieci;",
        "mówić, gdy coś w zasadach szkoły mnie niepokoi albo jest niejasne;",
        "pisać uprzejmie do pracowników szkoły i o nich, o innych rodzinach i uczniach, a skargi kierować do szkoły, nie do mediów społecznościowych;",
        "kontaktować się z pracownikami tylko drogami, które wskazuje szkoła;",
        "powiadomić szkołę, a nie inne rodziny, gdy zobaczę w internecie coś, co może skrzywdzić ucznia.",
        "Nie będę",
        "umieszczać zdjęć ani filmów ze szkolnych uroczystości w mediach społecznościowych ani upubliczniać ich w inny sposób;",
        "komentować tego, co robią na nich inne dzieci;",
        "wysyłać dziecka do szkoły z telefonem, jeśli umowa o telefonie nie jest podpisana.",
    ];

    private static async Task TranslateAsync(Acting acting, Cast cast)
    {
        acting.As(cast["headteacher"]);
        var reading = acting.Get<AgreementReading>();
        if (await reading.WordsAsync(Parents) is not { } words || Translation.SourceItems(words).Count != Polish.Length) return;
        var now = acting.Clock.GetUtcNow();
        acting.Db.Add(new Translation
        {
            Id = Guid.CreateVersion7(now),
            Document = Parents,
            Language = "pl",
            Title = "Umowa o internecie dla rodziców i opiekunów",
            Items = Translation.ToItems(Polish),
            Translator = "A parent of the school, read by a second",
            SourceVersion = acting.Get<PackInForce>().Version,
            SourceDigest = Translation.DigestOf(reading.Text(Parents)!),
            AddedById = cast["headteacher"].Id,
            At = now,
        });
    }
}
