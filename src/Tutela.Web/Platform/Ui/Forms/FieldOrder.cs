using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>The fields of the page in the order in which they stand, so that the error summary links in that order.</summary>
internal sealed class FieldOrder
{
    private readonly List<(string Key, string Focus)> _fields = [];

    public static FieldOrder Of(HttpContext http)
    {
        if (http.Items.TryGetValue(typeof(FieldOrder), out var known)) return (FieldOrder)known!;
        var order = new FieldOrder();
        http.Items[typeof(FieldOrder)] = order;
        return order;
    }

    public void Add(string key, string focus)
    {
        if (!_fields.Exists(field => Same(field.Key, key))) _fields.Add((key, focus));
    }

    /// <summary>Each error once: those of fields on the page first, in page order, with what to link to; then the others.</summary>
    public IEnumerable<(string Message, string? Focus)> Errors(ModelStateDictionary state)
    {
        foreach (var (key, focus) in _fields)
            if (state.TryGetValue(key, out var entry) && MessageOf(entry) is { } message) yield return (message, focus);
        foreach (var (key, entry) in state)
        {
            if (_fields.Exists(field => Same(field.Key, key))) continue;
            foreach (var error in entry.Errors.Where(error => error.ErrorMessage.Length > 0)) yield return (error.ErrorMessage, null);
        }
    }

    public static string? MessageOf(ModelStateEntry? entry)
    {
        if (entry is null || entry.Errors.Count == 0) return null;
        var message = entry.Errors[0].ErrorMessage;
        return message.Length > 0 ? message : "Enter this in another way: it could not be read";
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
