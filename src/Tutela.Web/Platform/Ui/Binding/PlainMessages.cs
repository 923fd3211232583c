using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Tutela.Web.Platform.Ui.Binding;

/// <summary>Words for what a page author left unsaid. A message written on the model always wins.</summary>
public sealed class PlainMessages : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        var name = Braced(Name(context));
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (rule.ErrorMessage is not null || rule.ErrorMessageResourceName is not null) continue;
            rule.ErrorMessage = rule switch
            {
                RequiredAttribute => $"Enter {DateBinder.Lower(name)}",
                MaxLengthAttribute most => $"{name} must be {most.Length} characters or fewer",
                StringLengthAttribute { MinimumLength: > 0 } length => $"{name} must be between {length.MinimumLength} and {length.MaximumLength} characters",
                StringLengthAttribute most => $"{name} must be {most.MaximumLength} characters or fewer",
                MinLengthAttribute least => $"{name} must be {least.Length} characters or more",
                RangeAttribute range => $"{name} must be between {range.Minimum} and {range.Maximum}",
                EmailAddressAttribute => "Enter an email address in the correct format, like name@example.com",
                _ => null,
            };
        }
    }

    private static string Name(ValidationMetadataProviderContext context) =>
        context.Attributes.OfType<DisplayAttribute>().FirstOrDefault()?.GetName() ?? Words(context.Key.Name ?? "this");

    // YearGroup is read as "Year group".
    internal static string Words(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) && !char.IsUpper(name[at - 1]) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    // The message is a format string: a brace in a name is text.
    private static string Braced(string name) => name.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    internal static void Apply(MvcOptions options)
    {
        var says = options.ModelBindingMessageProvider;
        says.SetAttemptedValueIsInvalidAccessor((_, name) => $"{name} is not in the right form");
        says.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "That is not in the right form");
        says.SetValueIsInvalidAccessor(_ => "That is not in the right form");
        says.SetUnknownValueIsInvalidAccessor(name => $"{name} is not in the right form");
        says.SetNonPropertyUnknownValueIsInvalidAccessor(() => "That is not in the right form");
        says.SetValueMustBeANumberAccessor(name => $"{name} must be a number");
        says.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
        says.SetValueMustNotBeNullAccessor(_ => "Enter an answer");
        says.SetMissingBindRequiredValueAccessor(name => $"Enter {DateBinder.Lower(name)}");
        says.SetMissingKeyOrValueAccessor(() => "Enter an answer");
    }
}

internal sealed class DateAndTimeBinders : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var type = context.Metadata.UnderlyingOrModelType;
        return type == typeof(DateOnly) ? new DateBinder() : type == typeof(TimeOnly) ? new TimeBinder() : null;
    }
}
