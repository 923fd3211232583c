using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform.Ui.Lists;

namespace Tutela.Web.Platform.Ui.Gallery;

/// <summary>Every part that pages are made of, on one page that really binds and validates. Served only where <c>Tutela:Gallery</c> is true.</summary>
public sealed class GalleryModel : PageModel
{
    public const string Hostile = "<script>alert(\"x\")</script> & 'quotes' \u202Edesrever";
    public static readonly DateTimeOffset Moment = new(2026, 9, 3, 8, 5, 0, TimeSpan.Zero);
    public static readonly string[] Months = ["September", "October", "November", "December"];
    public static readonly ChartSeries[] Series = [new("Content", [4, 6, 3, 2]), new("Contact", [2, 1, 4, 3]), new("Conduct", [1, 3, 2, null])];

    public static readonly SelectListItem[] Years =
        [.. "Reception,Year 1,Year 2,Year 3,Year 4,Year 5,Year 6".Split(',').Select((name, year) => new SelectListItem(name, $"{year}"))];

    [BindProperty] public GalleryInput Input { get; set; } = new();

    public void OnGet() { }

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid) return Page();
        TempData["Success"] = "Saved";
        return RedirectToPage();
    }
}

public sealed class GalleryInput
{
    [Required(ErrorMessage = "Enter the full name"), MaxLength(60, ErrorMessage = "The full name must be 60 characters or fewer")] public string? Name { get; set; }
    [Required(ErrorMessage = "Enter how many days"), Range(1, 90, ErrorMessage = "Days must be between 1 and 90")] public int? Days { get; set; }
    [Required(ErrorMessage = "Enter what happened"), MaxLength(200, ErrorMessage = "What happened must be 200 characters or fewer")] public string? Account { get; set; }
    [Display(Name = "The day it happened"), Required(ErrorMessage = "Enter the day it happened")] public DateOnly? HappenedOn { get; set; }
    [Display(Name = "The time")] public TimeOnly? HappenedAt { get; set; }
    [Required(ErrorMessage = "Choose the kind of risk")] public string? Kind { get; set; }
    public string? Other { get; set; }
    public string? Told { get; set; }
    public List<string> Where { get; set; } = [];
    [Required] public int? Year { get; set; }
    public string? Secret { get; set; }
    public IFormFile? Upload { get; set; }
    [Range(typeof(bool), "true", "true", ErrorMessage = "Tick to say that you have read the rules")] public bool Agreed { get; set; }
}
