import {
  type Graph,
  type PlaceTable,
  ROLE_SPARE,
  roleOf,
  SHAPE_ARRAY,
  SHAPE_NO_PROTOTYPE,
  SHAPE_OBJECT,
  SHAPE_PLAIN,
  type ShapeTable,
} from "./graph.ts";
import { STANDARD_PLACES } from "./standard-places.ts";

type Named = Pick<Graph, "names" | "places" | "shapes">;

/**
 * The tables with the flags of places and shapes. All tables that are written today have them. Files of earlier versions have names alone, and show what they
 * always did.
 */
export function withFlags({ names, places, shapes }: Named): Pick<Named, "places" | "shapes"> {
  if (places.flags.some((flags) => roleOf(flags) !== 0)) return { places, shapes };
  return {
    places: { ...places, flags: placeFlagsOf(names, places) },
    shapes: { ...shapes, flags: shapeFlagsOf(names, shapes) },
  };
}

function placeFlagsOf(names: Named["names"], { flags, kind, parent, name }: PlaceTable): Uint8Array {
  return flags.map((before, place) => {
    if (place === 0) return before;
    const standard = STANDARD_PLACES.find(([, text, ofKind]) => ofKind === kind[place] && text === names[name[place]]);
    const role = standard === undefined ? 0 : roleOf(standard[3]);
    /* Spare capacity stands in any storage, all else right in the type. */
    return role === ROLE_SPARE || parent[place] === 0 ? before | role : before;
  });
}

function shapeFlagsOf(names: Named["names"], { flags, typeName }: ShapeTable): Uint16Array {
  return flags.map((before, shape) => {
    return (before & SHAPE_OBJECT) !== 0 ? before | shapeFlagOf(names[typeName[shape]]) : before;
  });
}

function shapeFlagOf(typeName: string): number {
  switch (typeName) {
    case "Array":
      return SHAPE_ARRAY;
    case "Object":
      return SHAPE_PLAIN;
    case "[Object: null prototype]":
      return SHAPE_NO_PROTOTYPE;
    default:
      return 0;
  }
}
