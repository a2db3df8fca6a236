import { Session } from "node:inspector";

/** What one context says: the name of its function, and its variables with their values as text. */
export interface ContextText {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

interface Property {
  readonly name: string;
  readonly value?: RemoteValue;
}

interface RemoteValue {
  readonly type: string;
  readonly value?: unknown;
  readonly objectId?: string;
  readonly description?: string;
}

const KEPT = "derivedScopesTest";

/** The contexts of functions of this process, as the engine's debugger lists them, the innermost first; global ones are left out. */
export function contextsOfV8(functions: readonly unknown[]): ContextText[][] {
  const session = new Session();
  session.connect();
  Reflect.set(globalThis, KEPT, functions);
  try {
    return functions.map((_, index) => {
      const scopes = internal(session, objectOf(session, `${KEPT}[${index}]`), "[[Scopes]]");
      return propertiesOf(session, scopes)
        .flatMap(({ value }) => (value === undefined ? [] : [value]))
        .filter(({ description }) => description !== undefined && !/^(Global|Script)/.test(description))
        .map((scope) => contextText(session, scope));
    });
  } finally {
    Reflect.deleteProperty(globalThis, KEPT);
    session.disconnect();
  }
}

function post(session: Session, method: string, params: object): Record<string, unknown> {
  let answer: Record<string, unknown> = {};
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result as Record<string, unknown>;
  });
  return answer;
}

function objectOf(session: Session, expression: string): string {
  const { result } = post(session, "Runtime.evaluate", { expression }) as { result: RemoteValue };
  return result.objectId ?? "";
}

function internal(session: Session, objectId: string, name: string): string {
  const { internalProperties } = post(session, "Runtime.getProperties", { objectId, ownProperties: true }) as {
    internalProperties?: Property[];
  };
  return internalProperties?.find((property) => property.name === name)?.value?.objectId ?? "";
}

function propertiesOf(session: Session, objectId: string): Property[] {
  const { result } = post(session, "Runtime.getProperties", { objectId, ownProperties: true }) as {
    result: Property[];
  };
  return result.filter(({ name }) => name !== "length");
}

function contextText(session: Session, { description = "", objectId = "" }: RemoteValue): ContextText {
  const variables = propertiesOf(session, objectId).map(({ name, value }) => [name, remoteText(value)] as const);
  return { name: /\((.*)\)$/.exec(description)?.[1] ?? "", variables: Object.fromEntries(variables) };
}

function remoteText(value: RemoteValue | undefined): string {
  if (value === undefined) return "(no value yet)";
  if (value.type === "function") return "function";
  return value.type === "object" ? "object" : String(value.value);
}

export function valueText(value: unknown): string {
  return typeof value === "function" || (typeof value === "object" && value !== null) ? typeof value : String(value);
}
