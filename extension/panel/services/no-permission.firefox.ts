import type { PageAccess } from "./no-permission.ts";

const PERMISSIONS = "On Firefox’s page about:addons, open Allocative, then Permissions and data";

const OWN_PAGE =
  "This is one of Firefox’s own pages, the source of a page, or a site that Firefox keeps from all extensions, such as addons.mozilla.org. Open DevTools on another page instead.";

const OWN_VIEW =
  "Firefox shows a view of its own at this address, such as an error, or a file of JSON: there is no page with objects to measure. If the page did not load, reload it, then click Snapshot again.";

const NO_FILES = `Allocative may not look into local files yet. ${PERMISSIONS}, and switch on “Access local files on your computer”. Then reload the page.`;

const NO_ACCESS = `Allocative has no permission for this site. ${PERMISSIONS}, and switch on “Access your data for all websites”. Then click Snapshot again.`;

/** Firefox has the same words for all of it. It shows the address of what the user allowed. */
export function noPermissionSentence({ address, hasAllSites }: PageAccess): string {
  if (address?.startsWith("file:")) return NO_FILES;
  if (address !== undefined) return OWN_VIEW;
  return hasAllSites ? OWN_PAGE : NO_ACCESS;
}
