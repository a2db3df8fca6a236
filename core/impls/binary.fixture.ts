/* Younger than the language that the project is compiled for. */
type ResizableBufferConstructor = new (byteLength: number, options: { maxByteLength: number }) => ArrayBuffer;

export const binaryFixtures = (): Record<string, unknown> => {
  const shared = new ArrayBuffer(1000);
  const detached = new ArrayBuffer(1000);
  const viewOnDetached = new Uint8Array(new ArrayBuffer(1000));
  structuredClone([detached, viewOnDetached], { transfer: [detached, viewOnDetached.buffer] });
  return {
    buffer: new ArrayBuffer(100),
    "empty buffer": new ArrayBuffer(0),
    "shared buffer": new SharedArrayBuffer(64),
    "small typed array": new Uint8Array(10),
    "large typed array": new Float64Array(100),
    "empty typed array": new Int32Array(0),
    "view on a buffer": new DataView(new ArrayBuffer(16)),
    "views on one buffer": [new Uint8Array(shared, 8), new Uint16Array(shared), new DataView(shared)],
    "small view that starts further in": new Uint8Array(new ArrayBuffer(500), 100, 4),
    "large buffer": new ArrayBuffer(3_000_000_000),
    resizable: new (ArrayBuffer as unknown as ResizableBufferConstructor)(100, { maxByteLength: 1000 }),
    growable: new (SharedArrayBuffer as unknown as ResizableBufferConstructor)(100, { maxByteLength: 1000 }),
    "length-tracking views": (() => {
      const buffer = new (ArrayBuffer as unknown as ResizableBufferConstructor)(200, { maxByteLength: 1000 });
      return [new Uint8Array(buffer), new DataView(buffer)];
    })(),
    "detached buffer": detached,
    "view on a detached buffer": viewOnDetached,
    "small view at the start of a buffer": new Uint8Array(new ArrayBuffer(500), 0, 4),
    "buffer with a field": Object.assign(new ArrayBuffer(8), { owner: "me" }),
    "buffer of Node": Object.create(Uint8Array.prototype),
  };
};
