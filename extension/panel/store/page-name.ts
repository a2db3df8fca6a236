/** Longer names are cut: they are for people, and become part of file names. */
const MAX_LENGTH = 120;
const MAX_FILE_PART_LENGTH = 40;

/**
 * What the page at `url` is called in the list of snapshots: `shop.example/cart`. Query and credentials are left out, for they may hold secrets; a fragment stays only
 * if it is the route of an app (`#/orders`). `null` for what is not a URL.
 */
export function pageNameOf(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  const { protocol, host, pathname, hash } = parsed;
  if (protocol === "file:") return pathname.slice(pathname.lastIndexOf("/") + 1).slice(0, MAX_LENGTH) || null;
  if (host === "") return protocol === "about:" ? `about:${pathname}` : protocol;
  const path = pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
  const route = /^#!?\//.test(hash) ? hash : "";
  return `${host}${path}${route}`.slice(0, MAX_LENGTH);
}

/** The host of a page's name: pages of one host are compared, others are not of one app. */
export function siteOf(pageName: string): string {
  return pageName.split(/[/#]/, 1)[0];
}

/** The name as a part of a file's name: `shop.example-cart`. */
export function filePartOf(pageName: string): string {
  return pageName
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .slice(0, MAX_FILE_PART_LENGTH)
    .replace(/^[-.]+|[-.]+$/g, "");
}
