/** The last part of an address; of one that has no file, its kind, such as `blob`. */
export function fileNameOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) return address;
  if (!/^(https?|file):$/.test(url.protocol)) return url.protocol.slice(0, -1);
  return url.pathname.split("/").at(-1) || url.host;
}
