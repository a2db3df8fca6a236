// Particles move all the time. Those that have left the picture are used again.
import { onPress } from "../button.js";

const pool = [];
const flying = new Set();

function launch() {
  const particle = pool.pop() ?? { x: 0, y: 0, speed: 1 };
  particle.x = particle.y = 0.5;
  flying.add(particle);
}

function frame() {
  for (const particle of flying) {
    particle.y += particle.speed;
    if (particle.y > 8) {
      flying.delete(particle);
      pool.push(particle);
    }
  }
  if (flying.size < 30) launch();
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);

onPress("Let forty fly", async () => {
  for (let i = 0; i < 40; i++) launch();
  while (flying.size > 30) await new Promise((resolve) => requestAnimationFrame(resolve));
});
