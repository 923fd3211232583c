// Makes or uses a passkey (WebAuthn level 3), then posts what the device answered with the form. A form that needs one stays hidden where
// the browser can't: an old browser, a page without https, or an address that is only numbers.
export function offer(form: HTMLFormElement): void {
  const isName = !/^[\d.]+$|:/.test(location.hostname);
  if (!("PublicKeyCredential" in window) || !("parseCreationOptionsFromJSON" in PublicKeyCredential) || !isSecureContext || !isName) return;
  form.hidden = false;
  document.querySelector<HTMLElement>("[data-passkey-cannot]")?.setAttribute("hidden", "");
  form.addEventListener("submit", event => {
    const credential = form.querySelector<HTMLInputElement>("[data-passkey-credential]")!;
    if (credential.value !== "") return;
    event.preventDefault();
    void ask(form).then(
      answer => {
        credential.value = answer;
        form.submit();
      },
      () => say(form, "The device did not give a passkey. Try again, or use your password."),
    );
  });
}

async function ask(form: HTMLFormElement): Promise<string> {
  const answer = await fetch(form.dataset.passkeyOptions!, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error("no options");
  const options: unknown = await answer.json();
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON) });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no credential");
  return JSON.stringify(credential);
}

function say(form: HTMLFormElement, text: string): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-error]")!;
  place.textContent = text;
  place.hidden = false;
}
