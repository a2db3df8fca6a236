// A slide that was shown is removed from the document, and kept in case that it comes again.
import { onPress } from "../button.js";

const shownSlides = [];

function showSlide(number) {
  const slide = document.createElement("section");
  slide.innerHTML = `<h2>Slide ${number}</h2><ul>${"<li>A point</li>".repeat(30)}</ul>`;
  document.body.append(slide);
  shownSlides.push(slide);
  return () => slide.remove();
}

onPress("Show and hide a slide", (round) => {
  const hide = showSlide(round);
  hide();
});
