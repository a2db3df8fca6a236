// Images observe whether they are in sight, and stop when they have been seen.
import { onPress } from "../button.js";

function observeOnce(image, sources) {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      image.dataset.source = sources[0];
      observer.disconnect();
      resolve();
    });
    observer.observe(image);
  });
}

onPress("Show and hide an image", async (round) => {
  const image = document.createElement("figure");
  document.body.append(image);
  await observeOnce(
    image,
    Array.from({ length: 60 }, (_, i) => `picture-${round}@${i}x.png`),
  );
  image.remove();
});
