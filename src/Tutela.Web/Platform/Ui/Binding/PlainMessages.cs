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
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (rule.ErrorMessage is not null || rule.ErrorMessageResourceName is not null) continue;
            rule.ErrorMessage = rule switch
            {
                RequiredAttribute => "Enter {0}",
                MaxLengthAttribute => "{0} must be {1} characters or fewer",
                StringLengthAttribute { MinimumLength: > 0 } => "{0} must be between {2} and {1} characters",
                StringLengthAttribute => "{0} must be {1} characters or fewer",
                MinLengthAttribute => "{0} must be {1} characters or more",
                RangeAttribute => "{0} must be between {1} and {2}",
                EmailAddressAttribute => "Enter an email address in the correct format, like name@example.com",
                _ => null,
            };
        }
    }

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
