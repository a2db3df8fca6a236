/**
 * How scripts are named among the roots: by their path, with the host in front where it is not the page's. A script that has the same address as another, such as two
 * inline scripts of one document, gets a number. Where the page is a folder of files, such as a project, paths begin there.
 */
export function scriptNamesOf(urls: readonly string[], pageUrl: string): readonly string[] {
  const page = parsed(pageUrl);
  const counts = new Map<string, number>();
  return urls.map((address) => {
    const url = parsed(address);
    const name = url === null ? address : shortOf(url, page);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

const MAX_DATA_LENGTH = 40;

function shortOf(url: URL, page: URL | null): string {
  if (url.protocol === "data:") return `${url.href.slice(0, MAX_DATA_LENGTH)}…`;
  const folder = page?.protocol === "file:" && page.pathname.endsWith("/") ? page.pathname : "/";
  const path = url.pathname.startsWith(folder) ? url.pathname.slice(folder.length) : url.pathname.replace(/^\//, "");
  const own = page !== null && url.host === page.host && url.protocol === page.protocol;
  const name = own ? path : `${url.host}/${path}`;
  return name === "" ? "(inline)" : name;
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
