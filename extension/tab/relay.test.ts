import { beforeEach, expect, test, vi } from "vitest";

/** Both sides of a port, as the browser makes them. */
function createPorts(name: string, sender?: { readonly url: string }) {
  const create = (at: object) => {
    const messages = new Set<(message: unknown) => void>();
    const ends = new Set<() => void>();
    return {
      ...at,
      name,
      other: undefined as unknown as { hear(message: unknown): void; end(): void },
      postMessage(message: unknown) {
        this.other.hear(message);
      },
      disconnect() {
        this.other.end();
      },
      hear: (message: unknown) => messages.forEach((listener) => void listener(message)),
      end: () => ends.forEach((listener) => void listener()),
      onMessage: { addListener: (listener: (message: unknown) => void) => messages.add(listener) },
      onDisconnect: { addListener: (listener: () => void) => ends.add(listener) },
    };
  };
  const [near, far] = [create({}), create({ sender })];
  near.other = far;
  far.other = near;
  return [near, far] as const;
}

const PANEL = { url: "moz-extension://id/extension/panel/panel.html" };
const PAGE = { url: "https://shop.example/" };

type Port = ReturnType<typeof createPorts>[number];
type OnMessage = (message: unknown, sender: object) => Promise<unknown> | undefined;

const world = {
  onMessage: undefined as unknown as OnMessage,
  onConnect: undefined as unknown as (port: Port) => void,
  navigated: undefined as unknown as () => void,
  askedFor: [] as string[],
  bridges: [] as { readonly where: object; readonly bridge: Port }[],
  status: "complete",
};

vi.mock("webextension-polyfill", () => ({
  default: {
    runtime: {
      getURL: () => "moz-extension://id/",
      onMessage: { addListener: (listener: OnMessage) => Object.assign(world, { onMessage: listener }) },
      onConnect: { addListener: (listener: (port: Port) => void) => Object.assign(world, { onConnect: listener }) },
      sendMessage: (message: unknown) => world.onMessage(message, PANEL),
      connect({ name }: { readonly name: string }) {
        const [near, far] = createPorts(name, PANEL);
        world.onConnect(far);
        return near;
      },
    },
    devtools: { network: { onNavigated: { addListener: (l: () => void) => Object.assign(world, { navigated: l }) } } },
    tabs: {
      async get(id: number) {
        if (id === 404) throw new Error("Invalid tab ID: 404");
        world.askedFor.push("state");
        return { id, url: PAGE.url, status: world.status, incognito: false, title: "not asked for" };
      },
      query: async () => [{ id: 1 }, {}, { id: 7 }],
      connect(tabId: number, where: object) {
        const [near, far] = createPorts("bridge");
        world.bridges.push({ where: { tabId, ...where }, bridge: far });
        return near;
      },
    },
    permissions: { contains: async ({ origins }: { readonly origins: string[] }) => origins[0] === "<all_urls>" },
    scripting: {
      async executeScript(injection: { readonly target: { readonly frameIds?: number[] } }) {
        world.askedFor.push(JSON.stringify(injection));
        return injection.target.frameIds === undefined ? [null] : [{ frameId: 0, documentId: "d" }];
      },
    },
  },
}));

const { relayedTab } = await import("./relayed-tab.ts");
await import("./relay.ts");

beforeEach(() => {
  Object.assign(world, { askedFor: [], bridges: [], status: "complete" });
});

test("what the panel asks of its tab is answered by the background script", async () => {
  const tab = relayedTab(7);
  expect(await tab.state()).toEqual({ url: PAGE.url, status: "complete", incognito: false });
  expect(await tab.openTabs()).toEqual([1, 7]);
  expect(await tab.mayAccess("<all_urls>")).toBe(true);
  expect(await tab.mayAccess("https://shop.example/*")).toBe(false);
  const file = { world: "MAIN", file: "/agent.js" } as const;
  expect(await tab.inject({ frameIds: [0] }, file)).toEqual([{ frameId: 0, documentId: "d" }]);
  expect(world.askedFor.at(-1)).toBe(
    JSON.stringify({
      target: { tabId: 7, frameIds: [0] },
      world: "MAIN",
      injectImmediately: true,
      files: ["/agent.js"],
    }),
  );
});

test("a refusal has the browser's words; that a page gives no result is one", async () => {
  await expect(relayedTab(404).state()).rejects.toThrow("Invalid tab ID: 404");
  const file = { world: "MAIN", file: "/agent.js" } as const;
  await expect(relayedTab(7).inject({ allFrames: true }, file)).rejects.toThrow("Missing host permission for the tab");
});

test("nothing but a page of the extension is answered, and nothing but what the panel needs is asked", () => {
  const question = { tabId: 7, method: "state", args: [] };
  expect(world.onMessage(question, PANEL)).toBeInstanceOf(Promise);
  expect(world.onMessage(question, PAGE)).toBeUndefined();
  expect(world.onMessage(question, {})).toBeUndefined();
  for (const method of ["openPort", "onUpdated", "constructor", 1])
    expect(world.onMessage({ ...question, method }, PANEL)).toBeUndefined();
  expect(world.onMessage("state", PANEL)).toBeUndefined();
  const [, ofPage] = createPorts(JSON.stringify({ tabId: 7, name: "allocative 1", documentId: "d" }), PAGE);
  world.onConnect(ofPage);
  expect(world.bridges).toEqual([]);
});

test("a port reaches the bridge, both ways, and ends with either side", () => {
  const tab = relayedTab(7);
  const port = tab.openPort("allocative 1", "d");
  const [{ where, bridge }] = world.bridges as [(typeof world.bridges)[number]];
  expect(where).toEqual({ tabId: 7, name: "allocative 1", documentId: "d" });
  const heard: unknown[] = [];
  bridge.onMessage.addListener((message) => heard.push(["bridge", message]));
  port.onMessage.addListener((message) => heard.push(["panel", message]));
  port.onDisconnect.addListener(() => heard.push("the bridge went"));
  bridge.onDisconnect.addListener(() => heard.push("the panel went"));
  port.postMessage("a");
  bridge.postMessage(new Uint8Array([1]));
  bridge.disconnect();
  expect(heard).toEqual([["bridge", "a"], ["panel", new Uint8Array([1])], "the bridge went"]);

  tab.openPort("allocative 2", "d").disconnect();
  let isOver = false;
  world.bridges[1]?.bridge.onDisconnect.addListener(() => {
    isOver = true;
  });
  tab.openPort("allocative 3", "d");
  const last = tab.openPort("allocative 4", "d");
  world.bridges[3]?.bridge.onDisconnect.addListener(() => {
    isOver = true;
  });
  last.disconnect();
  expect(isOver).toBe(true);
});

test("the background script is kept awake as long as a port is open", () => {
  vi.useFakeTimers();
  try {
    const tab = relayedTab(7);
    const ports = [tab.openPort("allocative 1", "d"), tab.openPort("allocative 2", "d")];
    vi.advanceTimersByTime(60_000);
    expect(world.askedFor.length).toBe(4);
    for (const port of ports) port.disconnect();
    vi.advanceTimersByTime(60_000);
    expect(world.askedFor.length).toBe(4);
  } finally {
    vi.useRealTimers();
  }
});

test("a page that was navigated to is reported once it has loaded", async () => {
  vi.useFakeTimers();
  try {
    const heard: unknown[] = [];
    const tab = relayedTab(7);
    tab.onUpdated((status) => heard.push(["one", status]));
    tab.onUpdated((status) => heard.push(["other", status]));
    world.askedFor.length = 0;
    world.status = "loading";
    world.navigated();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual([]);
    world.status = "complete";
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual([
      ["one", "complete"],
      ["other", "complete"],
    ]);
    expect(world.askedFor.length).toBe(7);
  } finally {
    vi.useRealTimers();
  }
});
