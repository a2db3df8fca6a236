// A catalogue is fetched and counted; nothing of the answer is kept but its length.
import { onPress } from "../button.js";

const catalogue = { lines: 0 };

onPress("Load and close the catalogue", async () => {
  const response = await fetch(new URL("./parts/catalogue.json", import.meta.url));
  const { products } = await response.json();
  catalogue.lines = products.length;
});
