import { WATCHED_URL } from "../../../core/graph/watched.ts";
import { wrap } from "../../../core/natives/wrap.ts";
import { forEachMapEntry, nativeGetter } from "../../../core/realm/introspect.ts";
import { createSafeMap } from "../../../core/realm/safe-collections.ts";
import type { CallSites } from "./call-sites.ts";
import type { AddWatched } from "./tally.ts";

const sizeOf = nativeGetter(Blob.prototype, "size") as (blob: object) => number;

interface ObjectUrl {
  readonly site: number;
  readonly size: number;
}

/** Object URLs that were made and not revoked. The browser keeps what each is of until then, whoever has the text. */
export class UrlWatch {
  readonly #urls = createSafeMap<string, ObjectUrl>();

  constructor(sites: CallSites) {
    wrap(URL, "createObjectURL", "value", (url, _self, args, trap) => {
      if (typeof url === "string") this.#urls.set(url, { site: sites.siteAbove(trap), size: bytesOf(args[0]) });
    });
    wrap(URL, "revokeObjectURL", "value", (_result, _self, args) => {
      if (typeof args[0] === "string") this.#urls.delete(args[0]);
    });
  }

  addTo(add: AddWatched): void {
    forEachMapEntry(this.#urls, (value) => {
      const { site, size } = value as ObjectUrl;
      add(WATCHED_URL, site, "", "", size);
    });
  }
}

/** 0 of what is no Blob: the bytes of a MediaSource are not known. */
function bytesOf(source: unknown): number {
  try {
    return sizeOf(source as object);
  } catch {
    return 0;
  }
}
