declare module "govuk-frontend" {
  type Component = new (root: Element | null) => unknown;
  export function createAll(component: Component): void;
  export const Button: Component, CharacterCount: Component, Checkboxes: Component, ErrorSummary: Component, ExitThisPage: Component,
    NotificationBanner: Component, PasswordInput: Component, ServiceNavigation: Component,
    SkipLink: Component, Tabs: Component;
}
