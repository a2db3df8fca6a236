/** What the browser lets an extension know about a page. */
export interface PageAccess {
  /** `undefined` where the browser keeps it from the extension. */
  readonly address: string | undefined;
  /** Whether the user has given the extension all sites. */
  readonly hasAllSites: boolean;
}

const NO_SITE =
  "The address of this page belongs to no site: it is about:blank, a data: URL, or a page of the browser or of an extension. The browser lets no extension look into such a page. Open DevTools on a web page instead.";

const NO_ACCESS =
  "Allocative has no permission for this site. Allow it in the extension's details under “Site access”, then click Snapshot again.";

/** Why the browser says that the extension has no permission for a page, and what to do. With all sites allowed, it says the same of what is not a site. */
export function noPermissionSentence({ address, hasAllSites }: PageAccess): string {
  return hasAllSites && address === undefined ? NO_SITE : NO_ACCESS;
}
