using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Modules.Training.SelfAudit;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training.Contract;

/// <summary>How many of those asked have what is asked. Names nobody; where fewer than five are asked no share is told.</summary>
public sealed record TrainingFigure(string Title, string Whom, int Have, int Asked)
{
    public const int FewestTold = 5;

    public bool IsTold => Asked >= FewestTold;
    public int? Percent => IsTold ? (int)Math.Floor(100.0 * Have / Asked) : null;
    public string Text => Asked == 0 ? "nobody is asked" : IsTold ? $"{Percent} %" : "too few people to tell";
}

/// <summary>Training in percentages, for governors. Scoped.</summary>
public sealed class TrainingFigures(TutelaDb db, TrainingRecords records, TimeProvider clock)
{
    public const string InDate = "Safeguarding training that includes online safety, in date";
    public const string Confirmed = "Confirmed what is expected of them in filtering and monitoring";
    public const string KnowFiltering = "Say that they know how the school filters and monitors";
    public const string KnowOwnPart = "Say that they understand their own part in it";

    public async Task<IReadOnlyList<TrainingFigure>> LoadAsync()
    {
        var (people, today) = (await records.LoadAsync(), clock.Today());
        var staff = people.Where(p => p.Person.IsStaff).ToList();
        var year = today.AcademicYear();
        var confirmed = (await db.Set<FilteringConfirmation>().Where(c => c.AcademicYear == year).Select(c => c.PersonId).ToListAsync()).ToHashSet();
        var figures = new List<TrainingFigure>
        {
            new(InDate, "Staff", staff.Count(p => HasSafeguarding(p, today)), staff.Count),
            new(Confirmed, "Staff", staff.Count(p => confirmed.Contains(p.Person.Id)), staff.Count),
        };
        figures.AddRange(from requirement in RequirementWords.All
                         let asked = people.Select(p => p.Of(requirement)).OfType<Standing>().ToList()
                         where asked.Count > 0
                         select new TrainingFigure(requirement.Title(), requirement.Whom(), asked.Count(s => s.Holds), asked.Count));
        var answers = await AnswersAsync();
        figures.Add(Yes(KnowFiltering, SelfAuditForm.Filtering, answers));
        figures.Add(Yes(KnowOwnPart, SelfAuditForm.OwnPart, answers));
        return figures;
    }

    /// <summary>In-date safeguarding training that covers at least one point of online safety. One that does not run out holds for a year.</summary>
    internal static bool HasSafeguarding(TraineeStanding person, DateOnly today) =>
        person.Person.Done.Any(d => d.Is(CoursePurpose.Safeguarding) && (d.ExpiresOn is null ? d.On > today.AddYears(-1) : d.InDate(today))
            && d.Topics.Any(t => t.StartsWith("point:", StringComparison.Ordinal)));

    // Of the newest round that somebody has answered.
    private async Task<List<(int Question, bool Yes, int Count)>> AnswersAsync()
    {
        var latest = await db.Set<AuditRound>().Where(r => db.Set<AuditSheet>().Any(s => s.RoundId == r.Id && s.AnsweredAt != null)).OrderByDescending(r => r.OpenedOn).ThenByDescending(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync();
        if (latest is null) return [];
        var rows = await (from answer in db.Set<AuditAnswer>()
                          join sheet in db.Set<AuditSheet>() on answer.AuditId equals sheet.Id
                          where sheet.RoundId == latest && (answer.Question == SelfAuditForm.Filtering || answer.Question == SelfAuditForm.OwnPart)
                          group answer by new { answer.Question, answer.Yes } into g
                          select new { g.Key.Question, g.Key.Yes, Count = g.Count() }).ToListAsync();
        return [.. rows.Select(r => (r.Question, r.Yes, r.Count))];
    }

    private static TrainingFigure Yes(string title, int question, List<(int Question, bool Yes, int Count)> answers) =>
        new(title, "Those who answered the latest self-audit", answers.Where(a => a.Question == question && a.Yes).Sum(a => a.Count), answers.Where(a => a.Question == question).Sum(a => a.Count));
}
