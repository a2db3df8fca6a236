// Each chart observes the size of the body, and is never disconnected.
import { onPress } from "../button.js";

class Chart {
  constructor(title) {
    this.title = title;
    this.points = Array.from({ length: 300 }, (_, x) => ({ x, y: Math.sin(x) * 100 }));
    this.canvas = document.createElement("canvas");
    const observer = new ResizeObserver(([entry]) => this.fit(entry.contentRect.width));
    observer.observe(document.body);
    document.body.append(this.canvas);
  }
  fit(width) {
    this.canvas.style.width = `${width / 2}px`;
  }
  close() {
    this.canvas.remove();
  }
}

onPress("Show and hide the chart", (round) => {
  const chart = new Chart(`Load on day ${round}`);
  chart.close();
});
