import type { Session } from "./session.ts";

/** An object of the page, as the debugger refers to it. */
export interface RemoteObject {
  readonly type: string;
  readonly objectId?: string;
  readonly value?: unknown;
  /** Of numbers that JSON has not, and of bigints. */
  readonly unserializableValue?: string;
}

export interface RemoteProperty {
  readonly name: string;
  readonly value?: RemoteObject;
}

export interface RemoteProperties {
  readonly result: readonly RemoteProperty[];
  readonly internalProperties?: readonly RemoteProperty[];
  readonly privateProperties?: readonly RemoteProperty[];
}

interface Evaluation {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/** What our own code in the page threw, or the debugger refused. */
export class RemotePageError extends Error {
  override readonly name = "RemotePageError";
}

/** The questions that are put to a page, over its session. Objects belong to a group until it is released. */
export class RemotePage {
  readonly #session: Session;
  readonly #groups = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** In the context of the page, or in that of another document of its process. */
  async evaluate(expression: string, group: string, context?: number): Promise<RemoteObject> {
    this.#groups.add(group);
    const where = context === undefined ? {} : { contextId: context };
    return resultOf(
      await this.#session.send("Runtime.evaluate", { expression, objectGroup: group, silent: true, ...where }),
    );
  }

  /** Bytes of the heap in use. */
  async usedHeapSize(): Promise<number> {
    return ((await this.#session.send("Runtime.getHeapUsage")) as { readonly usedSize: number }).usedSize;
  }

  /** Calls the method of that name of an object of ours in the page, and resolves to what it returns, which is plain data. */
  async call<Result>(object: string, method: string, args: readonly CallArgument[] = []): Promise<Result> {
    return (await this.#call(object, method, args, { returnByValue: true })).value as Result;
  }

  /** The same for a method that returns an object of the page. */
  async callForObject(object: string, method: string, args: readonly CallArgument[], group: string): Promise<string> {
    this.#groups.add(group);
    const { objectId } = await this.#call(object, method, args, {
      objectGroup: group,
      serializationOptions: { serialization: "idOnly" },
    });
    if (objectId === undefined) throw new RemotePageError(`expected an object of ${method}; got none`);
    return objectId;
  }

  async #call(object: string, method: string, args: readonly CallArgument[], more: object): Promise<RemoteObject> {
    const called = await this.#session.send("Runtime.callFunctionOn", {
      objectId: object,
      functionDeclaration: callerOf(method, args.length),
      arguments: args,
      silent: true,
      ...more,
    });
    return resultOf(called);
  }

  /** The properties of an object; what they refer to joins the group of the object. */
  async propertiesOf(objectId: string): Promise<RemoteProperties> {
    return (await this.#session.send("Runtime.getProperties", { objectId, ownProperties: true })) as RemoteProperties;
  }

  /** The items of a list of objects. */
  async itemsOf(list: string): Promise<readonly string[]> {
    const { result } = await this.propertiesOf(list);
    return result.flatMap(({ name, value }) =>
      /^\d+$/.test(name) && value?.objectId !== undefined ? [value.objectId] : [],
    );
  }

  /** What the items of a list have, in its order. */
  async propertiesOfItems(list: string): Promise<readonly RemoteProperties[]> {
    return await Promise.all((await this.itemsOf(list)).map((item) => this.propertiesOf(item)));
  }

  /** An array of all objects that inherit from a prototype. Collects garbage first. */
  async objectsWithPrototype(prototype: string, group: string): Promise<string> {
    this.#groups.add(group);
    const found = (await this.#session.send("Runtime.queryObjects", {
      prototypeObjectId: prototype,
      objectGroup: group,
    })) as { readonly objects: RemoteObject };
    return found.objects.objectId ?? "";
  }

  /** Has the debugger forget the objects of a group. A page that is gone has forgotten them. */
  async release(group: string): Promise<void> {
    this.#groups.delete(group);
    await this.#session.send("Runtime.releaseObjectGroup", { objectGroup: group }).catch(() => {});
  }

  /** The groups that are not released yet. */
  get groups(): readonly string[] {
    return [...this.#groups];
  }
}

/** Each argument by a name of its own: the spread of a list would call the page's iterator. */
function callerOf(method: string, count: number): string {
  const names = Array.from({ length: count }, (_, i) => `a${i}`).join();
  return `function(${names}){return this.${method}(${names})}`;
}

/** A value, or an object of the page. */
export type CallArgument =
  | { readonly value: unknown }
  | { readonly objectId: string }
  | { readonly unserializableValue: string };

export const NO_ARGUMENT: CallArgument = { value: null };

/** An object of the page, or a value of it, handed back to the page. */
export function argumentOf({ objectId, unserializableValue, value }: RemoteObject): CallArgument {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value } : { unserializableValue };
}

/** The object behind an internal property such as `[[Scopes]]`; NO_ARGUMENT where there is none. */
export function internalOf({ internalProperties = [] }: RemoteProperties, wanted: string): CallArgument {
  const found = internalProperties.find(({ name }) => name === wanted)?.value;
  return found === undefined ? NO_ARGUMENT : argumentOf(found);
}

function resultOf(evaluated: unknown): RemoteObject {
  const { result, exceptionDetails } = evaluated as Evaluation;
  if (exceptionDetails !== undefined) {
    throw new RemotePageError(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result;
}
