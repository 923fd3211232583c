using Tutela.Web.Modules.Agreements.Contract;

namespace Tutela.Web.Modules.Curriculum.Classes;

/// <summary>One class on the headteacher's page: what is there, and what is missing. Pure.</summary>
public sealed record ClassState(Guid Id, string Title, ClassFigure Figure, int Lessons, DateOnly? LastLesson, DateOnly Today, int MostWeeks)
{
    public IReadOnlyList<string> Gaps =>
    [
        .. Figure.Outstanding > 0 ? new[] { Figure.Outstanding == 1 ? "1 agreement is outstanding" : $"{Figure.Outstanding} agreements are outstanding" } : [],
        .. LastLesson is not { } last ? new[] { "No lesson is recorded this school year" } : last.AddDays(7 * MostWeeks) < Today ? [$"No lesson for more than {MostWeeks} weeks"] : [],
        .. Figure.OpenBreaches > 0 ? new[] { Figure.OpenBreaches == 1 ? "1 breach is open" : $"{Figure.OpenBreaches} breaches are open" } : [],
    ];
}
