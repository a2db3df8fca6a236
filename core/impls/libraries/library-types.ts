import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import type { Layout } from "../../layout/layout.ts";
import { append, hasOwn, ownKeysOf, prototypeOf, textOfKey } from "../../realm/introspect.ts";
import { MAX_CHAIN } from "../../realm/prototype-chain.ts";
import { createSafeMap, type SafeMap } from "../../realm/safe-collections.ts";
import { MAX_FIELDS, type Sink } from "../../sink/sink.ts";
import type { Family, FamilyFinder, Impl } from "../impl.ts";
import { describeObject } from "../object.ts";
import { countIndexKeys } from "../own-fields.ts";
import { hasMethods, ownObjectOf } from "./marker.ts";

/** A class of a library, by the name that its users know. */
export interface LibraryType {
  readonly typeName: string;
  /** A method of its prototype that no other class of the list has, and whose name survives a build. */
  readonly marker: string;
  /** Further methods that an object must have, inherited or not. */
  readonly methods?: readonly string[];
  /** A method that the prototype with the marker must not have itself. */
  readonly without?: string;
  /** Whether the library has only classes that extend it, and they may have the marker, too: their names are as good. */
  readonly isBase?: true;
  /**
   * Fields that make no owner where something else holds what they refer to: they lead back to the object's owner, as the map of a layer does, or are
   * an index of what others own.
   */
  readonly borrowed?: readonly string[];
  /** Reports references by further words: what the object leads to through fields of the library. They take no bytes. */
  readonly addWords?: (object: object, sink: Sink, layout: Layout) => void;
}

/** Prototypes with more members are dictionaries. */
const MAX_MEMBERS = 512;
/** A name of so many letters was made by a build. */
const MINIFIED_LENGTH = 3;
/** The name of all classes that Leaflet makes. */
const LEAFLET_CLASS = "NewClass";

/** Finds the types of `list` by the members of a prototype. */
export class LibraryTypes implements FamilyFinder {
  readonly #byMarker: SafeMap<string | symbol, LibraryType> = createSafeMap();

  constructor(list: readonly (readonly LibraryType[])[]) {
    for (let i = 0; i < list.length; i++) {
      for (let j = 0; j < list[i].length; j++) this.#byMarker.set(list[i][j].marker, list[i][j]);
    }
  }

  /**
   * The family of the nearest class on the prototype chain. Looks up each member once instead of each marker, so a
   * prototype costs about a microsecond for each ten members, however many libraries are known.
   */
  familyOf(prototype: object, typeName: string): Family | undefined {
    let at: object | null = prototype;
    for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
      const members = ownKeysOf(at);
      for (let i = 0; i < members.length && members.length <= MAX_MEMBERS; i++) {
        const type = this.#byMarker.get(members[i]);
        if (type !== undefined && isOfType(prototype, at, type)) {
          const isDerived = at !== prototype || type.isBase === true;
          return { typeName: isDerived && isNameOfSource(typeName) ? typeName : type.typeName, impl: implOf(type) };
        }
      }
      at = prototypeOf(at);
    }
    return undefined;
  }
}

function isOfType(prototype: object, at: object, { marker, methods = [], without }: LibraryType): boolean {
  return (
    hasMethods(prototype, [marker]) && hasMethods(prototype, methods) && (without === undefined || !hasOwn(at, without))
  );
}

/** A class that extends one of the library keeps the name that the source gave it. */
function isNameOfSource(typeName: string): boolean {
  return typeName.length > MINIFIED_LENGTH && typeName !== LEAFLET_CLASS && typeName[0] !== "(";
}

function implOf({ borrowed = [], addWords }: LibraryType): Impl {
  if (borrowed.length === 0 && addWords === undefined) return describeObject;
  return (object, sink, { layout, typeName }) => {
    if (!describeFields(object, sink, typeName, layout.objectHeaderSize, borrowed)) return false;
    addWords?.(object, sink, layout);
    return true;
  };
}

/** An object by its fields, of which some make no owner; false for one with other than named fields. */
export function describeFields(
  object: object,
  sink: Sink,
  typeName: string,
  headerSize: number,
  borrowed: readonly string[],
): boolean {
  const keys = ownKeysOf(object);
  if (keys.length > MAX_FIELDS || countIndexKeys(keys) > 0) return false;
  sink.begin(typeName, headerSize);
  const rest: (string | symbol)[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const value = isOneOf(borrowed, key) ? ownObjectOf(object, key) : undefined;
    if (value === undefined) append(rest, key);
    else sink.borrowedAt(sink.placeOf(PLACE_SELF, textOfKey(key), KIND_FIELD), value);
  }
  sink.fieldsOf(object, rest, 0);
  return true;
}

function isOneOf(names: readonly string[], key: string | symbol): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === key) return true;
  return false;
}
