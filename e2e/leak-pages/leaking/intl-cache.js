// Formatters are cached by their options, and each row has options of its own.
import { onPress } from "../button.js";

const formatters = new Map();

function formatterOf(locale, options) {
  const key = `${locale}|${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.NumberFormat(locale, options));
  return formatters.get(key);
}

onPress("Show and hide the prices", (round) => {
  const minimum = round % 20;
  for (const locale of ["en", "de", "fr", "ja"]) {
    formatterOf(locale, { minimumIntegerDigits: minimum + 1 }).format(12.5);
  }
});
