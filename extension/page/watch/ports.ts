import { WATCHED_PORT } from "../../../core/graph/watched.ts";
import { Room } from "../../../core/natives/room.ts";
import { heldBy, isObject, weakly } from "../../../core/natives/weak.ts";
import { wrap } from "../../../core/natives/wrap.ts";
import { createSafeList, createSafeWeakMap, type SafeList } from "../../../core/realm/introspect.ts";
import type { CallSites } from "./call-sites.ts";
import type { AddWatched } from "./tally.ts";

interface OpenPort {
  readonly port: WeakRef<object>;
  readonly site: number;
  isOver: boolean;
}

/** Ports with an `onmessage`, until they are closed. */
export class PortWatch {
  readonly #sites: CallSites;
  readonly #known = createSafeWeakMap<object, OpenPort>();
  #ports: SafeList<OpenPort> = createSafeList();
  readonly #room = new Room(() => this.#dropOver());

  constructor(sites: CallSites) {
    this.#sites = sites;
    wrap(MessagePort.prototype, "onmessage", "set", (_result, self, args, trap) => {
      const port = self as object;
      if (!isObject(args[0])) this.ignore(port);
      else if (this.#known.get(port)?.isOver !== false) this.#add(port, trap);
    });
    wrap(MessagePort.prototype, "close", "value", (_result, self) => this.ignore(self as object));
  }

  /** Does not count the port any more. */
  ignore(port: object): void {
    const known = this.#known.get(port);
    if (known !== undefined) known.isOver = true;
  }

  addTo(add: AddWatched): void {
    this.#dropOver();
    for (let i = 0; i < this.#ports.length; i++) add(WATCHED_PORT, this.#ports[i].site, "", "", 0);
  }

  #add(port: object, trap: () => unknown): void {
    this.#room.make(this.#ports.length);
    const opened: OpenPort = { port: weakly(port), site: this.#sites.siteAbove(trap), isOver: false };
    this.#known.set(port, opened);
    this.#ports[this.#ports.length] = opened;
  }

  #dropOver(): number {
    const left: SafeList<OpenPort> = createSafeList();
    for (let i = 0; i < this.#ports.length; i++) {
      const opened = this.#ports[i];
      if (!opened.isOver && heldBy(opened.port) !== undefined) left[left.length] = opened;
    }
    this.#ports = left;
    return left.length;
  }
}
