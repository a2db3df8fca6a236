import { UsageError } from "../cli/parse-command.ts";

const PROTOCOLS = ["http:", "https:", "file:"];

/** The URL as Chromium takes it. Others than these have no DevTools extensions. @throws UsageError */
export function toPageUrl(text: string): string {
  if (!URL.canParse(text)) throw new UsageError(`"${text}" is not a URL, such as http://127.0.0.1:8080/.`);
  const url = new URL(text);
  if (!PROTOCOLS.includes(url.protocol)) {
    throw new UsageError(`${url.protocol} pages cannot be measured; the URL can start with: ${PROTOCOLS.join(", ")}.`);
  }
  return url.href;
}
