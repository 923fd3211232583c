using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Tutela.Web.Platform.Ui.Binding;

/// <summary>Reads a <see cref="TimeOnly"/> as people write times: 9am, 9:05am, 9.05 pm, 14:05, 1405, midday, midnight.</summary>
public sealed partial class TimeBinder : IModelBinder
{
    [GeneratedRegex(@"^(?<h>[0-9]{1,2})(?:[:.\s]?(?<m>[0-9]{2}))?\s*(?<half>[ap])?(?:\.?m\.?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var (context, name) = (bindingContext, bindingContext.ModelName);
        var value = context.ValueProvider.GetValue(name);
        if (value == ValueProviderResult.None) return Task.CompletedTask;
        context.ModelState.SetModelValue(name, value);
        var title = context.ModelMetadata.DisplayName ?? "Time";
        if (string.IsNullOrWhiteSpace(value.FirstValue))
        {
            if (context.ModelMetadata.IsReferenceOrNullableType) context.Result = ModelBindingResult.Success(null);
            else context.ModelState.TryAddModelError(name, $"Enter {DateBinder.Lower(title)}");
        }
        else if (Read(value.FirstValue) is { } time) context.Result = ModelBindingResult.Success(time);
        else context.ModelState.TryAddModelError(name, $"{title} must be a time, like 9:05am or 14:05");
        return Task.CompletedTask;
    }

    /// <summary>The time, or null when the text is none. A lone number from 0 to 23 is an hour.</summary>
    public static TimeOnly? Read(string text)
    {
        var typed = text.Trim();
        if (typed.Length > 12) return null;
        if (typed.Equals("midday", StringComparison.OrdinalIgnoreCase) || typed.Equals("noon", StringComparison.OrdinalIgnoreCase)) return new TimeOnly(12, 0);
        if (typed.Equals("midnight", StringComparison.OrdinalIgnoreCase)) return new TimeOnly(0, 0);
        if (Clock().Match(typed) is not { Success: true } match) return null;
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"].Success ? int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"].Success)
        {
            if (hour is < 1 or > 12) return null;
            hour = hour % 12 + (match.Groups["half"].Value is "p" or "P" ? 12 : 0);
        }
        else if (typed.EndsWith('m') || typed.EndsWith('M')) return null;
        return hour <= 23 && minute <= 59 ? new TimeOnly(hour, minute) : null;
    }
}
