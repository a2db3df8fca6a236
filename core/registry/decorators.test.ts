import { afterEach, expect, expectTypeOf, describe as suite, test } from "vitest";
import {
  allocative,
  DecoratorError,
  describe,
  FlameGraphBuilder,
  root,
  skip,
  takeSnapshot,
  type Visitor,
  visit,
  visitWith,
} from "../index.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("allocative.registry"));
});

function folded(roots: Record<string, unknown>): string {
  const snapshot = takeSnapshot({ layout: "chrome", roots });
  expect(snapshot.warnings).toEqual([]);
  return snapshot.toFolded();
}

const tellLength = (list: readonly unknown[], visitor: Visitor): void =>
  visitor.visitSimple("native", 100 * list.length);

@allocative
class Session {
  readonly user = { name: "Ann" };
  @skip readonly socket = { buffer: "not followed" };
  @visitWith(tellLength) readonly frames = [1, 2, 3];
  @allocative readonly #token = "a private text";
  @visitWith(tellLength) readonly #pages = ["not followed"];
  @skip readonly #cache = ["not followed"];
  readonly #unseen = 1;
  @allocative accessor theme = { dark: true };
  @skip accessor scratch = ["not followed"];
  @visitWith(tellLength) accessor #tiles = ["not followed"];
  @visitWith(tellLength) get visible(): readonly unknown[] {
    return this.#pages;
  }
  sum(): number {
    return this.#token.length + this.#cache.length + this.#unseen + this.#tiles.length;
  }
}

suite("@allocative", () => {
  test("tells decorated private fields and accessors beside the properties, and skips what is to be skipped", () => {
    expect(new Session().sum()).toBe(17);
    const text = folded({ session: new Session() });
    expect(text).toBe(
      [
        "session;Session 12",
        "session;Session;#cache 4",
        "session;Session;#pages 4",
        "session;Session;#pages;native 100",
        "session;Session;#tiles 4",
        "session;Session;#tiles;native 100",
        "session;Session;#token 4",
        "session;Session;#token;string 28",
        "session;Session;frames 4",
        "session;Session;frames;native 300",
        "session;Session;scratch 4",
        "session;Session;socket 4",
        "session;Session;theme 4",
        "session;Session;theme;Object 12",
        "session;Session;theme;Object;dark 4",
        "session;Session;user 4",
        "session;Session;user;Object 12",
        "session;Session;user;Object;name 4",
        "session;Session;user;Object;name;string 16",
        "session;Session;visible 4",
        "session;Session;visible;native 100",
        "",
      ].join("\n"),
    );
  });

  test("gives the class a [visit], which a FlameGraphBuilder calls", () => {
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitRoot(new Session());
    const { flamegraph, warnings } = builder.finish();
    expect(warnings).toBe("");
    expect(flamegraph.write()).toBe(folded({ session: new Session() }).replaceAll("session;", ""));
    expect(Object.prototype.propertyIsEnumerable.call(Session.prototype, visit)).toBe(false);
  });

  test("is inherited; a subclass adds what it decorates", () => {
    class Guest extends Session {
      readonly note = "a note";
      readonly #unseen = 1;
      seen(): number {
        return this.#unseen;
      }
    }
    @allocative
    class Admin extends Session {
      @allocative readonly #rights = ["everything"];
      @skip override readonly frames = [1];
      rights(): number {
        return this.#rights.length;
      }
    }
    expect(new Guest().seen() + new Admin().rights()).toBe(2);
    const text = folded({ guest: new Guest(), admin: new Admin() });
    expect(text).toContain("guest;Guest;note;string 20\n");
    expect(text).toContain("guest;Guest;#token 4\n");
    expect(text).toContain("guest;Guest;frames;native 300\n");
    expect(text).toContain("admin;Admin;#token 4\n");
    expect(text).toContain("admin;Admin;#rights;Array;elements;string 24\n");
    expect(text).toContain("admin;Admin;frames 4\n");
    expect(text).not.toContain("admin;Admin;frames;");
  });

  test("keeps what a built-in type holds", () => {
    @allocative
    class Registry extends Map<string, string> {
      @allocative readonly #log = ["admin"];
      size2(): number {
        return this.#log.length;
      }
    }
    const text = folded({ registry: new Registry([["key 1", "entry"]]) });
    expect(text).toContain("registry;Registry;table;value;string 20\n");
    expect(text).toContain("registry;Registry;#log;Array;elements;string 20\n");
  });

  test("an object of the class without what is private is told by what it has", () => {
    @allocative
    class Half {
      @allocative readonly #token = "a private text";
      @allocative accessor theme = "dark";
      token(): string {
        return this.#token;
      }
    }
    const bare = Object.assign(Object.create(Half.prototype), { seen: "a text" });
    const text = folded({ bare, whole: new Half() });
    expect(text).toContain("bare;Half;seen;string 20\n");
    expect(text).not.toContain("bare;Half;theme");
    expect(text).toContain("whole;Half;theme;string 16\n");
  });

  test("tellers that throw cost a warning", () => {
    @allocative
    class Broken {
      readonly kept = "a text";
      @visitWith((): void => {
        throw new Error("no data");
      })
      readonly data = 1;
    }
    const snapshot = takeSnapshot({ layout: "chrome", roots: { broken: new Broken() } });
    expect(snapshot.warnings.map((warning) => warning.code)).toEqual(["visit-failed"]);
    expect(snapshot.toFolded()).toContain("broken;Broken;kept;string 20\n");
  });

  test("classes do not mix up their fields, also where the compiler gives no metadata", () => {
    const context = (kind: string, name: string) => ({ kind, name, static: false, private: false, access: {} });
    class First {
      a = ["skipped"];
      b = ["seen"];
    }
    class Second {
      a = ["seen"];
    }
    skip(undefined, context("field", "a") as never);
    allocative(First, { kind: "class", name: "First" } as never);
    allocative(Second, { kind: "class", name: "Second" } as never);
    const text = folded({ first: new First(), second: new Second() });
    expect(text).not.toContain("first;First;a;Array");
    expect(text).toContain("first;First;b;Array");
    expect(text).toContain("second;Second;a;Array");
  });

  test("what was noted for a class without @allocative is forgotten", async () => {
    skip(undefined, { kind: "field", name: "a", static: false, private: false, access: {} } as never);
    await Promise.resolve();
    class Later {
      a = ["seen"];
    }
    allocative(Later, { kind: "class", name: "Later" } as never);
    expect(folded({ later: new Later() })).toContain("later;Later;a;Array");
  });

  test("refuses what has no meaning", () => {
    const described = { kind: "class", name: "Described" } as never;
    class Described {
      [visit](): void {}
    }
    expect(() => allocative(Described, described)).toThrow("class Described has a [visit] of its own");
    expect(() => allocative(class {}, undefined as never)).toThrow("turn experimentalDecorators off");
    expect(() => skip({} as never, "name" as never)).toThrow(DecoratorError);
    const member = (kind: string, isStatic: boolean) =>
      ({ kind, name: "m", static: isStatic, private: false, access: {} }) as never;
    expect(() => skip(undefined, member("field", true))).toThrow("@skip on m: static members belong to the class");
    expect(() => visitWith(() => {})(undefined, member("method", false))).toThrow("got a method");
    expect(() => visitWith(7 as never)).toThrow("visitWith: expected a function; got number");
  });
});

suite("@root", () => {
  test("makes roots of static fields and accessors, by what they hold at each snapshot", () => {
    class App {
      @root("store") static store = { version: 1 } as Record<string, unknown>;
      @root("private store") static #hidden = ["secret"];
      @root("theme") static accessor theme = { dark: true };
      static hidden(): number {
        return App.#hidden.length;
      }
    }
    expect(App.hidden()).toBe(1);
    const before = takeSnapshot({ layout: "chrome" }).toFolded();
    expect(before).toContain("store;Object;version 4\n");
    expect(before).toContain("private store;Array;elements;string 20\n");
    expect(before).toContain("theme;Object;dark 4\n");
    App.store = { replaced: true };
    expect(takeSnapshot({ layout: "chrome" }).toFolded()).toContain("store;Object;replaced 4\n");
  });

  test("makes a root of a class, and of a field of the object made last", () => {
    @root("Config")
    class Config {
      static readonly defaults = ["one"];
      @root("current") readonly state: object;
      constructor(state: object) {
        this.state = state;
      }
    }
    const kept = [new Config({ first: 1 }), new Config({ second: 2 })];
    const text = takeSnapshot({ layout: "chrome" }).toFolded();
    expect(kept).toHaveLength(2);
    expect(text).toContain("Config;Function;defaults;Array");
    expect(text).toContain("current;Object;second 4\n");
    expect(text).not.toContain("first");
  });

  test("refuses what has no meaning", () => {
    expect(() => root("")).toThrow("root: the name must be a non-empty string; got an empty string");
    expect(() => root("m")(undefined, { kind: "method", name: "m" } as never)).toThrow("got a method");
  });
});

/** A class of a library, which nobody edits. */
class Socket {
  readonly url = "wss://example.org";
  readonly queue = ["a message"];
  readonly peer = { kept: "elsewhere" };
  readonly #received: readonly string[] = ["out of reach"];
  received(): readonly string[] {
    return this.#received;
  }
}

suite("describe", () => {
  test("skips fields of a class one cannot edit, and writes nothing to it", () => {
    const keys = Reflect.ownKeys(Socket.prototype);
    const stop = describe(Socket, { skip: ["peer"] });
    expect(Reflect.ownKeys(Socket.prototype)).toEqual(keys);
    const text = folded({ socket: new Socket() });
    expect(text).toContain("socket;Socket;peer 4\n");
    expect(text).not.toContain("peer;");
    expect(text).toContain("socket;Socket;queue;Array;elements;string 24\n");
    stop();
    expect(folded({ socket: new Socket() })).toContain("socket;Socket;peer;Object;kept;string 24\n");
  });

  test("tells single fields, or what there is beside them", () => {
    describe(Socket, { visit: { queue: (queue, visitor) => visitor.visitSimple("queued", queue.length * 10) } });
    expect(folded({ socket: new Socket() })).toContain("socket;Socket;queue;queued 10\n");
    describe(Socket, {
      skip: ["queue", "peer"],
      visit: (socket, visitor) => visitor.visitField("received", socket.received()),
    });
    const text = folded({ socket: new Socket() });
    expect(text).toContain("socket;Socket;received;Array;elements;string 24\n");
    expect(text).toContain("socket;Socket;url;string 32\n");
    expect(text).not.toContain("queue;");
  });

  test("counts for subclasses, and the last description counts", () => {
    class Secure extends Socket {
      readonly key = "secret";
    }
    const first = describe(Socket, { skip: ["peer"] });
    describe(Socket, { skip: ["queue"] });
    first();
    const text = folded({ secure: new Secure() });
    expect(text).toContain("secure;Secure;key;string 20\n");
    expect(text).toContain("secure;Secure;peer;Object");
    expect(text).not.toContain("secure;Secure;queue;");
    describe(Secure, { skip: ["key"] });
    expect(folded({ secure: new Secure() })).not.toContain("secure;Secure;queue;");
  });

  test("skips in objects of hundreds of fields, too", () => {
    class Wide {
      readonly skipped = ["not followed"];
      constructor() {
        for (let i = 0; i < 300; i++) Object.assign(this, { [`field${i}`]: i });
      }
    }
    describe(Wide, { skip: ["skipped"] });
    expect(folded({ wide: new Wide() })).not.toContain("string");
  });

  test.each([
    [7, {}, "describe: expected a class; got number"],
    [() => {}, {}, "describe: expected a class; got function"],
    [Socket, null, "expected an object with skip or visit; got null"],
    [Socket, { skip: "url" }, "expected a list of fields as skip; got string"],
    [Socket, { visit: 7 }, "as visit; got number"],
    [Socket, { visit: { url: 7 } }, "expected a function to visit url; got number"],
  ])("refuses %j, %j", (type, description, message) => {
    expect(() => describe(type as never, description as never)).toThrow(message);
  });
});

suite("types", () => {
  /* Checked by the compiler; nothing of it runs. */
  const never = (): boolean => false;

  test("a wrong field name, or a teller for another type, does not compile", () => {
    if (never()) {
      describe(Socket, { skip: ["url", "queue", "received"] });
      // @ts-expect-error no such field
      describe(Socket, { skip: ["urls"] });
      // @ts-expect-error no such field
      describe(Socket, { visit: { urls: () => {} } });
      // @ts-expect-error the field holds a text
      describe(Socket, { visit: { url: (_url: number) => {} } });
      // @ts-expect-error no class
      describe({}, {});
      describe(Socket, {
        visit(socket, visitor) {
          expectTypeOf(socket).toEqualTypeOf<Socket>();
          expectTypeOf(visitor).toEqualTypeOf<Visitor>();
        },
      });
      describe(Socket, {
        visit: {
          queue(queue) {
            expectTypeOf(queue).toEqualTypeOf<string[]>();
          },
        },
      });
    }
  });

  test("decorators stand where they have a meaning", () => {
    if (never()) {
      class Typed {
        @visitWith((list: readonly number[]) => void list) readonly #list = [1];
        // @ts-expect-error the field holds numbers
        @visitWith((list: readonly string[]) => void list) readonly numbers = [1];
        // @ts-expect-error a method holds nothing
        @skip method(): number {
          return this.#list.length;
        }
        // @ts-expect-error a root has a name
        @root() static store = {};
      }
      void Typed;
    }
  });
});
