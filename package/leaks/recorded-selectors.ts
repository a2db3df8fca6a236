import type { Frame, Locator } from "playwright";

/** Roles that a person can use something by; a selector of Recorder may have a name alone. */
const ROLES = [
  "button",
  "link",
  "textbox",
  "searchbox",
  "checkbox",
  "radio",
  "switch",
  "combobox",
  "listbox",
  "option",
  "menuitem",
  "menuitemcheckbox",
  "menuitemradio",
  "tab",
  "treeitem",
  "slider",
  "spinbutton",
  "heading",
  "img",
  "cell",
  "gridcell",
  "row",
  "listitem",
  "dialog",
] as const;

const ROLE = /^(.*)\[role="([^"]+)"\]$/s;

/** One part of a selector of Recorder, within what the parts before it found. */
function locatorIn(scope: Frame | Locator, part: string): Locator {
  const [, prefix = "", value = part] = /^(aria|xpath|pierce|text)\/(.*)$/s.exec(part) ?? [];
  switch (prefix) {
    case "aria":
      return byAccessibleName(scope, value);
    case "xpath":
      return scope.locator(`xpath=${value}`);
    case "text":
      return scope.getByText(value);
    default:
      /* Playwright looks into open shadow roots by itself. */
      return scope.locator(`css=${value}`);
  }
}

function byAccessibleName(scope: Frame | Locator, value: string): Locator {
  const [, name = value, role] = ROLE.exec(value) ?? [];
  const options = name === "" ? {} : { name, exact: true };
  if (role !== undefined) return scope.getByRole(role as (typeof ROLES)[number], options);
  const [first, ...others] = ROLES.map((one) => scope.getByRole(one, options));
  return others.reduce((found, other) => found.or(other), first as Locator);
}

/** The elements of a selector: each of its parts stands within the one before. */
export function locatorOf(frame: Frame, parts: readonly string[]): Locator {
  const [first = "", ...inner] = parts;
  return inner.reduce((scope, part) => locatorIn(scope, part), locatorIn(frame, first));
}
