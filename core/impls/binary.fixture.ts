export const binaryFixtures = (): Record<string, unknown> => {
  const shared = new ArrayBuffer(1000);
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
    "buffer of Node": Object.create(Uint8Array.prototype),
  };
};
