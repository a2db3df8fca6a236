/* (module (memory (export "memory") 1) (func (export "run"))) */
const MODULE = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1],
  ...[7, 16, 2, 6, 109, 101, 109, 111, 114, 121, 2, 0, 3, 114, 117, 110, 0, 0, 10, 4, 1, 2, 0, 11],
]);

export const webAssemblyFixtures = (): Record<string, unknown> => {
  const module = new WebAssembly.Module(MODULE);
  return {
    memory: new WebAssembly.Memory({ initial: 2 }),
    "shared memory": new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true }),
    table: new WebAssembly.Table({ initial: 10, element: "anyfunc" }),
    global: new WebAssembly.Global({ value: "i32", mutable: true }, 1),
    module,
    instance: new WebAssembly.Instance(module),
    "no memory at all": Object.create(WebAssembly.Memory.prototype),
  };
};
