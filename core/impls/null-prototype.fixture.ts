/* By a URL, because the test runner makes objects of its own of the modules that it finds by name. */
const MODULE =
  "data:text/javascript,export const list = [{ sku: 'a-1' }]; export const count = 3; export function run() {}";
const namespace: unknown = await import(/* @vite-ignore */ MODULE);

const frozenNamespace = Object.freeze(
  Object.assign(Object.create(null), { exported: { a: 1 }, [Symbol.toStringTag]: "Module" }),
);

export const nullPrototypeFixtures = (): Record<string, unknown> => ({
  dictionary: Object.assign(Object.create(null), { a: 1, b: { c: 2 } }),
  "dictionary with a tag": Object.assign(Object.create(null), { [Symbol.toStringTag]: "Anything", a: 1 }),
  "namespace of a module": namespace,
  "what a bundler makes of a namespace": frozenNamespace,
});
