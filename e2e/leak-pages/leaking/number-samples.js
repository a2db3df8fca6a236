// The times of all frames are kept for an average of the last 60.
import { onPress } from "../button.js";

class FrameClock {
  samples = [];
  measure(duration) {
    this.samples.push(duration);
    return this.samples.slice(-60).reduce((sum, one) => sum + one, 0) / 60;
  }
}

const clock = new FrameClock();
onPress("Play a hundred frames", () => {
  for (let frame = 0; frame < 100; frame++) clock.measure(16 + frame / 7);
});
