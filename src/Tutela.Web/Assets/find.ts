// Names as one types. Without this the "Find" button does the same.
export function findAsYouType(input: HTMLInputElement): void {
  const target = document.querySelector(input.closest<HTMLElement>("[data-find]")?.dataset.find ?? "#found");
  if (!target) return;
  let wait = 0;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = window.setTimeout(async () => {
      const mine = ++asked;
      const words = input.value.trim();
      if (words.length < 2) {
        target.replaceChildren();
        return;
      }
      const answer = await fetch(`${location.pathname}${input.dataset.findInput}&q=${encodeURIComponent(words)}`, { credentials: "same-origin" }).catch(() => null);
      if (answer?.ok && mine === asked) target.innerHTML = await answer.text();
    }, 200);
  });
}
