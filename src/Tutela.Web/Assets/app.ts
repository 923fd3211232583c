import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, Tabs } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, Tabs])
  createAll(component);

// GOV.UK Frontend's own reveal puts aria-expanded on radios, which ARIA does not allow there; this does the rest of what it does.
for (const group of document.querySelectorAll<HTMLElement>('[data-module="govuk-radios"]')) {
  const radios = [...group.querySelectorAll<HTMLInputElement>("input[data-aria-controls]")];
  const sync = () => {
    for (const radio of radios)
      document.getElementById(radio.dataset.ariaControls ?? "")?.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
  };
  group.addEventListener("change", sync);
  addEventListener("pageshow", sync);
  sync();
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const input of document.querySelectorAll<HTMLInputElement>("[data-find-input]")) void import("./find").then(find => find.findAsYouType(input));

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keep]")) void import("./keep").then(keep => keep.keepAsTyped(form));

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) void import("./passkey").then(passkey => passkey.offer(form));

if (document.querySelector("[data-chart]")) void import("./chart").then(charts => charts.drawAll());
