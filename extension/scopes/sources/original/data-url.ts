const DATA_URL = /^data:[^,]*?(;base64)?,/i;

/** The text of a `data:` URL; `undefined` for anything else. Throws a `DOMException` or `URIError` if it is damaged. */
export function textOfDataUrl(url: string): string | undefined {
  const match = DATA_URL.exec(url);
  if (!match) return undefined;
  const data = url.slice(match[0].length);
  if (match[1] === undefined) return decodeURIComponent(data);
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new TextDecoder().decode(bytes);
}
