using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.WebEncoders;
using Tutela.Web.Platform.Ui.Binding;

namespace Tutela.Web.Platform.Ui;

/// <summary>What the look needs of the host.</summary>
public static class UiServices
{
    /// <summary>Adds the page frame, the binders of dates and times, and plain words for errors. Call it beside AddRazorPages.</summary>
    public static IServiceCollection AddTutelaUi(this IServiceCollection services)
    {
        services.AddScoped<PageFrame>();
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<MvcOptions>(options =>
        {
            options.ModelBinderProviders.Insert(0, new DateAndTimeBinders());
            options.ModelMetadataDetailsProviders.Add(new PlainMessages());
            PlainMessages.Apply(options);
        });
        services.AddOptions<RazorPagesOptions>().Configure<IConfiguration>((options, configuration) =>
        {
            options.Conventions.Add(new BoundByName());
            if (!configuration.GetValue<bool>("Tutela:Gallery")) options.Conventions.Add(new NoGallery());
        });
        return services;
    }

    // A form of unanswered radios sends no field at all. Without a name of its own a bound property would then be read from the
    // empty prefix, and its errors would carry keys that no field has.
    private sealed class BoundByName : IPageApplicationModelConvention
    {
        public void Apply(PageApplicationModel model)
        {
            foreach (var property in model.HandlerProperties)
                if (property.BindingInfo is { BinderModelName: null } binding) binding.BinderModelName = property.PropertyName;
        }
    }

    // The gallery is for those who build pages: elsewhere it has no address.
    private sealed class NoGallery : IPageRouteModelConvention
    {
        public void Apply(PageRouteModel model)
        {
            if (model.ViewEnginePath.StartsWith("/Platform/Ui/Gallery/", StringComparison.Ordinal)) model.Selectors.Clear();
        }
    }
}
