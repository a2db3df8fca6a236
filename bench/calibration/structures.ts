import type { Structure } from "./structure.ts";
import { ARRAY_STRUCTURES } from "./structures/arrays.ts";
import { CLASS_STRUCTURES } from "./structures/classes.ts";
import { COLLECTION_STRUCTURES } from "./structures/collections.ts";
import { DICTIONARY_STRUCTURES } from "./structures/dictionaries.ts";
import { JSON_STRUCTURES } from "./structures/json-and-mixes.ts";
import { OBJECT_STRUCTURES } from "./structures/objects.ts";
import { STANDARD_STRUCTURES } from "./structures/standard-objects.ts";
import { TEXT_STRUCTURES } from "./structures/texts.ts";

/** In the order of the table. */
export const STRUCTURES: readonly Structure[] = [
  ...JSON_STRUCTURES,
  ...CLASS_STRUCTURES,
  ...OBJECT_STRUCTURES,
  ...DICTIONARY_STRUCTURES,
  ...ARRAY_STRUCTURES,
  ...COLLECTION_STRUCTURES,
  ...TEXT_STRUCTURES,
  ...STANDARD_STRUCTURES,
];
