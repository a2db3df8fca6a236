const { apply } = Reflect;
const { replace, slice } = String.prototype;

/** Of a longer text only the beginning is looked at: no more is shown. */
const MAX_LENGTH = 2_000;

const ID = "\\$allocative\\w*";
const TEXT = '"[^"]*"';
const KEY = `(?:[\\w$]+|${TEXT})`;
/* A "~" is white space or nothing. */
const TUPLE = `\\[~${TEXT},~(?:void 0|${ID}),~{(?:[^{}]|{[^{}]*})*}~]`;
const READER = `(?:const ${ID}~=~|function ${ID})\\(\\)~(?:=>)?~(?:{~(?:const ${ID}~=~\\(\\)~=>~this;)?~return~)?${TUPLE};?(?:~};?)?`;

/** What `package/derive/transform` writes into functions, also where a compiler has printed it again. A minifier gives other names, and then nothing is found. */
const WRITTEN = new RegExp(
  [
    /* The comments are by the braces that an arrow function and a loop had not. */
    `{/\\*\\*/${READER}return\\(`,
    "\\)/\\*\\*/}",
    `(?:{/\\*\\*\\*/|;)?${READER}`,
    "/\\*\\*\\*/}",
    `;?${ID}\\.own(?:Found)?\\([^\\s(),;=>]+,~${ID}\\);?`,
    `${KEY}:~${ID}\\.own\\({~(?!${KEY}:)`,
    `${ID}\\.own\\({~${KEY}:~`,
    `~}(?:\\.[\\w$]+|\\[${TEXT}]),~${ID}\\)`,
    `${ID}\\.(?:own(?:Members)?\\()?`,
    `,~${ID}(?:,~${TEXT})*\\)`,
  ]
    .join("|")
    .replace(/~/g, "\\s*"),
  "g",
);

/** The beginning of the text of a function as the app has it: without what the plug-in wrote into it. Of `bind` only the runtime's name goes: `bind(x, y)`. */
export function shownText(text: string): string {
  return apply(replace as (pattern: RegExp, by: string) => string, apply(slice, text, [0, MAX_LENGTH]), [WRITTEN, ""]);
}
