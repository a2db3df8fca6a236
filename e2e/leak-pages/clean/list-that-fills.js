// A list of recent places with room for 50: it takes 20 in the first two rounds, and then has room for ten.
import { onPress } from "../button.js";

const recent = { places: [], limit: 50 };

function visit(place) {
  recent.places.push(place);
  if (recent.places.length > recent.limit) recent.places.shift();
}

onPress("Visit 20 places", (round) => {
  for (let i = 0; i < 20; i++) visit({ name: `Place ${i} of round ${round}`, latitude: i / 3, longitude: i / 7 });
});
