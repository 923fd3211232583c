using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Tutela.Web.Platform.Ui.Binding;

/// <summary>Reads a <see cref="DateOnly"/> from three fields (<c>.Day</c>, <c>.Month</c>, <c>.Year</c>) or from one ISO value in a query.</summary>
public sealed class DateBinder : IModelBinder
{
    private static readonly string[] Parts = ["Day", "Month", "Year"];

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var (context, name) = (bindingContext, bindingContext.ModelName);
        var whole = context.ValueProvider.GetValue(name);
        if (whole != ValueProviderResult.None)
        {
            context.ModelState.SetModelValue(name, whole);
            if (DateOnly.TryParseExact(whole.FirstValue, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                context.Result = ModelBindingResult.Success(date);
            else if (!string.IsNullOrWhiteSpace(whole.FirstValue)) context.ModelState.TryAddModelError(name, $"{Name(context)} must be a real date");
            return Task.CompletedTask;
        }
        var values = Parts.Select(part => (Key: $"{name}.{part}", Value: context.ValueProvider.GetValue($"{name}.{part}"))).ToList();
        if (values.TrueForAll(part => part.Value == ValueProviderResult.None)) return Task.CompletedTask;
        foreach (var (key, value) in values)
        {
            context.ModelState.SetModelValue(key, value);
            context.ModelState.MarkFieldValid(key);
        }
        Bind(context, new DateParts(values[0].Value.FirstValue, values[1].Value.FirstValue, values[2].Value.FirstValue));
        return Task.CompletedTask;
    }

    private static void Bind(ModelBindingContext context, DateParts parts)
    {
        if (parts.Date is { } date) context.Result = ModelBindingResult.Success(date);
        else if (parts.Problem(Name(context)) is { } problem) context.ModelState.TryAddModelError(context.ModelName, problem);
        else if (!context.ModelMetadata.IsReferenceOrNullableType) context.ModelState.TryAddModelError(context.ModelName, $"Enter {Lower(Name(context))}");
        else context.Result = ModelBindingResult.Success(null);
    }

    internal static string Name(ModelBindingContext context) => context.ModelMetadata.DisplayName ?? "Date";

    internal static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
