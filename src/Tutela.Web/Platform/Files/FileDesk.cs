using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Files;

/// <summary>Takes in files and gives them out again. The caller asks who may. Nothing is scanned for viruses yet: ClamAV comes later; until
/// then a file is only ever downloaded, never opened inside Tutela. Scoped.</summary>
public sealed class FileDesk(TutelaDb db, CurrentUser user, TimeProvider clock)
{
    /// <summary>Keeps the upload in the caller's transaction, or refuses it at <paramref name="field"/>.</summary>
    public async Task<StoredFile> KeepAsync(IFormFile upload, string field, CancellationToken ct = default)
    {
        if (upload.Length == 0) throw new Refused("The file is empty. Choose another", field);
        if (upload.Length > StoredFile.MaxBytes) throw new Refused("The file is larger than 10 MB. Scan it again in black and white or with fewer dots", field);
        using var buffer = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(buffer, ct);
        var content = buffer.ToArray();
        var type = FileKinds.Of(content) ?? throw new Refused("Choose a PDF, a JPEG or a PNG: this file is something else", field);
        var now = clock.GetUtcNow();
        var file = new StoredFile
        {
            Id = Guid.CreateVersion7(now),
            Name = NameOf(upload.FileName, type),
            MediaType = type,
            Size = content.Length,
            Digest = SHA256.HashData(content),
            Content = content,
            AddedById = user.PersonId,
            At = now,
        };
        db.Add(file);
        return file;
    }

    /// <summary>The file as a download: never shown inside the page, and never as another type than its content has.</summary>
    public async Task<FileContentResult> DownloadAsync(Guid id, CancellationToken ct = default)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) ?? throw new NotFound();
        return new FileContentResult(file.Content, file.MediaType) { FileDownloadName = file.Name };
    }

    // The sender's name is only a name: no folder, no control character, and the ending that the content has.
    private static string NameOf(string sent, string type)
    {
        var name = new string([.. Path.GetFileNameWithoutExtension(sent.Replace('\\', '/')).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.')]).Trim(' ', '.');
        var ending = type switch { FileKinds.Pdf => ".pdf", FileKinds.Jpeg => ".jpg", _ => ".png" };
        if (name.Length == 0) name = "scan";
        return (name.Length > StoredFile.NameMaxLength - 4 ? name[..(StoredFile.NameMaxLength - 4)] : name) + ending;
    }
}
