// Each view subscribes to the bus of the app, and leaves its handler there.
import { onPress } from "../button.js";

class Bus {
  handlers = {};
  on(type, handler) {
    this.handlers[type] ??= [];
    this.handlers[type].push(handler);
  }
  emit(type, data) {
    for (const handler of this.handlers[type] ?? []) handler(data);
  }
}

const bus = new Bus();

function mountCartView() {
  const view = { lines: Array.from({ length: 80 }, (_, i) => ({ sku: `A-${i}`, quantity: i % 3 })), total: 0 };
  bus.on("price-changed", (price) => {
    view.total = view.lines.length * price;
  });
  return view;
}

onPress("Open and leave the cart", (round) => {
  mountCartView();
  bus.emit("price-changed", round);
});
