import { createSafeList, createSafeWeakMap, type SafeList } from "../realm/safe-collections.ts";
import { Room } from "./room.ts";
import { heldBy, isObject, weakly } from "./weak.ts";
import { type NoteOfCall, wrap } from "./wrap.ts";

interface OpenPort<Note> {
  readonly port: WeakRef<object>;
  readonly note: Note;
  isOver: boolean;
}

/** Ports with an `onmessage`, until they are closed. */
export class PortLedger<Note> {
  readonly #noteOf: NoteOfCall<Note>;
  readonly #known = createSafeWeakMap<object, OpenPort<Note>>();
  #ports: SafeList<OpenPort<Note>> = createSafeList();
  readonly #room = new Room(() => this.#dropOver());

  constructor(noteOf: NoteOfCall<Note>) {
    this.#noteOf = noteOf;
    const { MessagePort } = globalThis as { readonly MessagePort?: { readonly prototype: object } };
    if (MessagePort === undefined) return;
    wrap(MessagePort.prototype, "onmessage", "set", (_result, self, args, trap) => {
      const port = self as object;
      if (!isObject(args[0])) this.ignore(port);
      else if (this.#known.get(port)?.isOver !== false) this.#add(port, trap, args[0]);
    });
    wrap(MessagePort.prototype, "close", "value", (_result, self) => this.ignore(self as object));
  }

  /** Does not count the port any more. */
  ignore(port: object): void {
    const known = this.#known.get(port);
    if (known !== undefined) known.isOver = true;
  }

  listTo(add: (port: object, note: Note) => void): void {
    this.#dropOver();
    for (let i = 0; i < this.#ports.length; i++) {
      const port = heldBy(this.#ports[i].port);
      if (port !== undefined) add(port, this.#ports[i].note);
    }
  }

  #add(port: object, trap: () => unknown, callback: object): void {
    this.#room.make(this.#ports.length);
    const opened: OpenPort<Note> = { port: weakly(port), note: this.#noteOf(trap, callback), isOver: false };
    this.#known.set(port, opened);
    this.#ports[this.#ports.length] = opened;
  }

  #dropOver(): number {
    const left: SafeList<OpenPort<Note>> = createSafeList();
    for (let i = 0; i < this.#ports.length; i++) {
      const opened = this.#ports[i];
      if (!opened.isOver && heldBy(opened.port) !== undefined) left[left.length] = opened;
    }
    this.#ports = left;
    return left.length;
  }
}
