// The script of Watch in a plain page: what it wraps behaves as the natives do, whatever the page does to them; no DevTools.
import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { repositoryPath } from "../scripts/repository-path.ts";
import { expect, test } from "./fixtures/test.ts";

test.use({ launchOptions: { executablePath: process.env.CHROME_PATH ?? "" } });

const PAGE = { path: "/", html: "<!doctype html><title>page</title><p>a page</p>" };
const TOKEN = "0123456789abcdef";

/** As the panel prepares the script. */
function watchScript(): string {
  const script = readFileSync(repositoryPath("dist/extension/allocative-watch.js"), "utf8");
  return `(function(){${script.replace("allocative-watch-token", TOKEN)}\n})()`;
}

/** Before all scripts of the page. */
async function openWatched(page: Page, url: string): Promise<void> {
  await page.addInitScript({ content: watchScript() });
  await page.goto(url);
}

/** Rows of what is counted, as the agent asks for them: `kind event target count size functionName`. */
async function readRows(page: Page): Promise<string[]> {
  return page.evaluate((token) => {
    const box: { handle?: never } = {};
    performance.dispatchEvent(new CustomEvent(`allocative:watch:${token}`, { detail: box }));
    const handle = box.handle as unknown as {
      rows(read: undefined): Record<number, Record<string, unknown>> & { length: number };
      framesOf(site: number): Record<number, { functionName: string }>;
    };
    const names = ["interval", "timeout", "frame", "listener", "observer", "port", "url"];
    const rows: string[] = [];
    const all = handle.rows(undefined);
    for (let i = 0; i < all.length; i++) {
      const { kind, event, target, count, size, site } = all[i]!;
      const where = handle.framesOf(site as number)[0]?.functionName ?? "?";
      rows.push([names[kind as number], event, target, count, size, where].filter((part) => part !== "").join(" "));
    }
    return rows.sort();
  }, TOKEN);
}

/** Runs in the page: what can be seen of the functions, and of what they do, as texts. */
async function describeNatives(): Promise<string[]> {
  const seen: string[] = [];
  const members: [string, object, string][] = [
    ...[
      "setTimeout",
      "setInterval",
      "clearTimeout",
      "clearInterval",
      "requestAnimationFrame",
      "cancelAnimationFrame",
    ].map((key): [string, object, string] => ["window", window, key]),
    ["EventTarget", EventTarget.prototype, "addEventListener"],
    ["EventTarget", EventTarget.prototype, "removeEventListener"],
    ["MessagePort", MessagePort.prototype, "onmessage"],
    ["MessagePort", MessagePort.prototype, "close"],
    ["URL", URL, "createObjectURL"],
    ["URL", URL, "revokeObjectURL"],
    ["Function", Function.prototype, "toString"],
  ];
  for (const type of [ResizeObserver, IntersectionObserver, MutationObserver, PerformanceObserver])
    for (const key of ["observe", "unobserve", "disconnect"]) members.push([type.name, type.prototype, key]);
  const note = (what: string, work: () => unknown): void => {
    try {
      seen.push(`${what}: ${String(work())}`);
    } catch (thrown) {
      const { name, message, stack } = thrown as Error;
      const steps = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
      seen.push(
        `${what}: ${name}: ${message}; ${Object.prototype.toString.call(thrown)}; ${steps.length} steps, ${steps[0]}`,
      );
    }
  };
  for (const [owner, object, key] of members) {
    const property = Object.getOwnPropertyDescriptor(object, key);
    seen.push(`${owner}.${key} is ${JSON.stringify(property)} ${Object.keys(property ?? {})}`);
    seen.push(`among the keys: ${Reflect.ownKeys(object).indexOf(key)}`);
    for (const f of [property?.value, property?.get, property?.set] as (
      | ((...args: unknown[]) => unknown)
      | undefined
    )[]) {
      if (f === undefined) continue;
      const own = Object.getOwnPropertyDescriptors(f);
      seen.push(`${f.name} ${f.length} ${JSON.stringify(own)} ${Reflect.ownKeys(f).map(String)}`);
      seen.push(`${f} ${`${f.bind(1)}`} ${Function.prototype.toString.call(f)} ${typeof f}`);
      seen.push(`${Object.getPrototypeOf(f) === Function.prototype} ${"prototype" in f} ${Object.isExtensible(f)}`);
      note("as a constructor", () => Reflect.construct(f, []));
      note("of nothing", () => Reflect.apply(f, undefined, []));
      note("of a wrong this", () => Reflect.apply(f, {}, [1, 2]));
      note("of a symbol", () => Reflect.apply(f, window, [Symbol("s"), Symbol("s")]));
      note("of null", () => Reflect.apply(f, null, [null, null]));
    }
  }
  note("no callback", () => addEventListener("a", 5 as never));
  note("no signal", () => addEventListener("a", () => {}, { signal: {} as never }));
  note("no node", () => new MutationObserver(() => {}).observe({} as never, { childList: true }));
  note("no options", () => new MutationObserver(() => {}).observe(document.body));
  note("no blob", () => URL.createObjectURL({} as never));
  note("toString of an object", () => Function.prototype.toString.call({}));
  note("a getter that throws", () =>
    addEventListener("a", () => {}, {
      get once(): boolean {
        throw new RangeError("of the page");
      },
    }),
  );
  return seen;
}

test("all that a page can ask of the wrapped functions is as without the watch", async ({ browser, page, serve }) => {
  const url = `${await serve(PAGE)}/`;
  const plain = await browser.newPage();
  await plain.goto(url);
  const expected = await plain.evaluate(describeNatives);
  await plain.close();
  await openWatched(page, url);
  const seen = await page.evaluate(describeNatives);
  expect(expected.length).toBeGreaterThan(100);
  /* The one difference: steps of the stack where an object was handed over, whose code may have run, and where the function of the language itself is a step. */
  const withoutSteps = (text: string): string =>
    /^(no (signal|node|options|blob)|a getter that throws)|Function\.prototype\.toString requires/.test(text)
      ? text.replace(/; \d+ steps.*/, "")
      : text;
  expect(seen.map(withoutSteps)).toEqual(expected.map(withoutSteps));
});

/** Runs in the page: what happens, in order. */
async function runNatives(): Promise<string[]> {
  const log: string[] = [];
  const target = new EventTarget();
  const fire = (type: string): void => void target.dispatchEvent(new Event(type));
  const listener = (event: Event): void => void log.push(`${event.type} ${event.currentTarget === target}`);
  const object = {
    handleEvent(event: Event) {
      log.push(`object ${event.type} ${this === object}`);
    },
  };
  target.addEventListener("a", listener);
  target.addEventListener("a", listener);
  target.addEventListener("a", listener, true);
  target.addEventListener("a", object as never, { once: true });
  target.addEventListener("a", null);
  fire("a");
  target.removeEventListener("a", listener, { capture: true });
  fire("a");
  target.removeEventListener("a", listener, false);
  fire("a");
  const abort = new AbortController();
  target.addEventListener("b", listener, { signal: abort.signal });
  fire("b");
  abort.abort();
  fire("b");
  const asked: string[] = [];
  const options = Object.defineProperties(
    {},
    Object.fromEntries(
      ["capture", "once", "passive", "signal"].map((key) => [key, { get: () => void asked.push(key) }]),
    ),
  );
  target.addEventListener("c", listener, options);
  log.push(`asked ${asked}`);
  /* As functions of the global object, and with this being nothing. */
  const { setTimeout: later, addEventListener: listen, removeEventListener: forget } = window;
  listen("d", listener);
  forget("d", listener);
  log.push(`no callback of ours: ${Object.getOwnPropertyNames(listener)}`);
  await new Promise<void>((done) => {
    later(
      function (this: unknown, ...args: unknown[]) {
        log.push(`timeout ${this === window} ${args} ${(new Error().stack ?? "").split("\n").length}`);
        done();
      },
      1,
      "x",
      2,
    );
  });
  await new Promise<void>((done) => {
    let rounds = 0;
    const id = setInterval(() => {
      log.push(`interval ${++rounds}`);
      if (rounds < 3) return;
      clearTimeout(id);
      done();
    });
  });
  const cancelled = requestAnimationFrame(() => log.push("cancelled"));
  cancelAnimationFrame(cancelled);
  await new Promise<void>((done) => {
    requestAnimationFrame((time) => {
      log.push(`frame ${typeof time}`);
      requestAnimationFrame(() => done());
    });
  });
  class Observer extends MutationObserver {
    get isOurs(): boolean {
      return this instanceof Observer && this.constructor === Observer;
    }
  }
  const records = await new Promise<MutationRecord[]>((done) => {
    const observer = new Observer(done);
    log.push(`class ${observer.isOurs} ${MutationObserver.prototype.constructor === MutationObserver}`);
    observer.observe(document.body, { attributes: true });
    document.body.setAttribute("a", "b");
  });
  log.push(`records ${records.length}`);
  const { port1, port2 } = new MessageChannel();
  const data = await new Promise((done) => {
    port1.onmessage = (event) => done(event.data);
    port2.postMessage("sent");
  });
  log.push(`port ${data} ${typeof port1.onmessage}`);
  const blobUrl = URL.createObjectURL(new Blob(["text"]));
  log.push(await (await fetch(blobUrl)).text());
  URL.revokeObjectURL(blobUrl);
  log.push(
    await fetch(blobUrl).then(
      () => "there",
      () => "revoked",
    ),
  );
  return log;
}

test("all that the wrapped functions do is as without the watch", async ({ browser, page, serve }) => {
  const url = `${await serve(PAGE)}/`;
  const plain = await browser.newPage();
  await plain.goto(url);
  const expected = await plain.evaluate(runNatives);
  await plain.close();
  await openWatched(page, url);
  expect(await page.evaluate(runNatives)).toEqual(expected);
  expect(expected).toContain("timeout true x,2 2");
});

/** Runs in the page: makes one of each kind that stays. It uses nothing else of the language, which a page may have replaced. */
function makeOfEach(): void {
  const page = globalThis as unknown as Record<string, unknown>;
  const nothing = (): void => {};
  const { blob } = page;
  (function interval() {
    setInterval(nothing, 1e6);
  })();
  (function listener() {
    addEventListener("keyup", nothing);
  })();
  (function observer() {
    const element = document.createElement("p");
    const observer = new ResizeObserver(nothing);
    page.element = element;
    page.observer = observer;
    observer.observe(element);
  })();
  (function port() {
    const channel = new MessageChannel();
    page.channel = channel;
    channel.port1.onmessage = nothing;
  })();
  (function url() {
    URL.createObjectURL(blob as Blob);
  })();
}
const MAKE_BLOB = 'globalThis.blob = new Blob(["text"]);';
const OF_EACH = [
  "interval 1 0 interval",
  "listener keyup window 1 0 listener",
  "observer ResizeObserver 1 0 observer",
  "port 1 0 port",
  "url 1 4 url",
];

/** Each a script that runs before the watched calls. */
const HOSTILE: Readonly<Record<string, string>> = {
  "wraps the functions itself": `
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...args) { return addEventListener.apply(this, args); };
    const interval = setInterval;
    window.setInterval = (...args) => interval(...args);`,
  "freezes what it can": `
    for (const type of [Map, WeakMap, WeakRef, Error, Array, Object, Function, EventTarget, URL, MessagePort, Proxy])
      { Object.freeze(type.prototype); if (type !== Error) Object.freeze(type); }
    Object.freeze(Reflect);`,
  "replaces what the language has": `
    const lie = () => { throw new Error("called"); };
    for (const type of [Map, WeakMap, WeakRef, String])
      for (const key of Reflect.ownKeys(type.prototype))
        if (key !== "constructor" && Object.getOwnPropertyDescriptor(type.prototype, key).writable) type.prototype[key] = lie;
    for (const key of ["apply", "getPrototypeOf", "getOwnPropertyDescriptor", "defineProperty", "get"]) Reflect[key] = lie;
    Object.getOwnPropertyDescriptor = Object.setPrototypeOf = Object.keys = lie;
    Function.prototype.call = Function.prototype.apply = Function.prototype.bind = lie;
    Performance.prototype.now = lie;
    Error.captureStackTrace = lie;
    Array.prototype[Symbol.iterator] = lie;`,
  "puts accessors where members are missing": `
    for (const key of ["get", "set", "value", "apply", "once", "capture", "signal", "0", "1", "2"])
      Object.defineProperty(Object.prototype, key, { __proto__: null, get() { calls++; }, set() { calls++; } });`,
  "prepares stacks itself": `
    Error.prepareStackTrace = () => { calls++; return "a lie"; };
    Error.stackTraceLimit = 0;`,
};
for (const [name, script] of Object.entries(HOSTILE)) {
  test(`a page that ${name} runs as before, and is counted`, async ({ page, serve }) => {
    const html = `<!doctype html><title>page</title><script>
      const say = console.log.bind(console);
      const { stringify } = JSON;
      const ask = performance.dispatchEvent.bind(performance);
      const box = { handle: undefined };
      const event = new CustomEvent("allocative:watch:${TOKEN}", { detail: box });
      var calls = 0;
      ${MAKE_BLOB}
      { ${script} }
      (${makeOfEach})();
      ask(event);
      say(stringify({ calls, rows: box.handle.rows(undefined) }));
    </script>`;
    await page.addInitScript({ content: watchScript() });
    /* The driver's own scripts need what the page replaced: none may run in it. */
    const said = page.waitForEvent("console", (message) => message.type() === "log");
    const failed = page.waitForEvent("pageerror").then((error) => {
      throw error;
    });
    await page.goto(`${await serve({ path: "/", html })}/`, { waitUntil: "commit" });
    const { calls, rows } = JSON.parse((await Promise.race([said, failed])).text()) as {
      calls: number;
      rows: { kind: number; count: number; site: number }[];
    };
    failed.catch(() => {});
    expect(calls).toBe(0);
    expect(rows.map(({ kind, count, site }) => [kind, count, site > 0])).toEqual(
      [0, 3, 4, 5, 6].map((kind) => [kind, 1, true]),
    );
  });
}

test("what is collected does not count, and the watch keeps nothing alive", async ({ page, serve }) => {
  await openWatched(page, `${await serve(PAGE)}/`);
  await page.evaluate(() => {
    const held: WeakRef<object>[] = [];
    Object.assign(globalThis, { held });
    for (let i = 0; i < 100; i++) {
      const element = document.createElement("p");
      const listener = (): number => i;
      element.addEventListener("click", listener);
      const observer = new ResizeObserver(() => {});
      observer.observe(element);
      const { port1 } = new MessageChannel();
      port1.onmessage = () => i;
      const once = (): number => i;
      window.addEventListener("never", once);
      window.removeEventListener("never", once);
      held.push(new WeakRef(element), new WeakRef(listener), new WeakRef(observer), new WeakRef(once));
    }
  });
  const session = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await session.send("HeapProfiler.collectGarbage");
      return page.evaluate("held.filter((one) => one.deref() !== undefined).length");
    })
    .toBe(0);
  await expect
    .poll(async () => {
      await session.send("HeapProfiler.collectGarbage");
      return readRows(page);
    })
    .toEqual([]);
});

test("one of each kind is counted where it was made", async ({ page, serve }) => {
  const html = `<!doctype html><title>page</title><script>${MAKE_BLOB} (${makeOfEach})();</script>`;
  await openWatched(page, `${await serve({ path: "/", html })}/`);
  const rows = await readRows(page);
  /* The driver's own script listens, too. */
  expect(rows.filter((row) => OF_EACH.includes(row))).toEqual(OF_EACH);
});
