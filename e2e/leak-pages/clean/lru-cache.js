// A cache that is full from the start: each new tile takes the place of the oldest one.
import { onPress } from "../button.js";

class TileCache {
  #tiles = new Map();
  #limit;
  constructor(limit) {
    this.#limit = limit;
  }
  get(key) {
    const tile = this.#tiles.get(key) ?? { key, pixels: new Uint8Array(256) };
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    if (this.#tiles.size > this.#limit) this.#tiles.delete(this.#tiles.keys().next().value);
    return tile;
  }
}

const cache = new TileCache(60);
for (let x = 0; x < 60; x++) cache.get(`start/${x}`);

onPress("Pan the map", (round) => {
  for (let x = 0; x < 25; x++) cache.get(`${round}/${x}`);
});
