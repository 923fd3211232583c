// Keeps a half-written form in its draft while one types, so that a flat battery loses nothing. Without this the draft is kept at each page.
export function keepAsTyped(form: HTMLFormElement): void {
  let wait = 0;
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = window.setTimeout(() => {
      void fetch(`${location.pathname}?handler=Keep`, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error" }).catch(() => null);
    }, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(wait));
}
