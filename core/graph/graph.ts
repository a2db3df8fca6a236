import type { Watched } from "./watched.ts";

/**
 * The graph of the measured objects, as typed columns. It holds no live object: it can be sent, stored and decoded anywhere.
 *
 * A node is one object, or one distinct string (or bigint) content. A node has a *shape*, which says what all nodes of that kind have in
 * common (type name, header bytes, slots), and a run of *cells*, one signed 32-bit word per slot. Where a slot's bytes and targets are
 * shown is its *place*: a path of frames below the frame of the node's type.
 *
 *     node 7 ── shape "Object {items, total}" ── slots  [place "items"] [place "total"]
 *        └───── cells                                   [→ node 9     ] [12 bytes     ]
 */

/** What a place or a frame stands for; also the `kind` column of the frame table. */
export const KIND_ROOT = 0;
export const KIND_TYPE = 1;
export const KIND_FIELD = 2;
export const KIND_STORAGE = 3;
export const KIND_SHARED = 4;
/** A component of a UI framework. */
export const KIND_COMPONENT = 5;
/* Roots that were found, by the kind of the root; KIND_ROOT is one that the page registered or the user added. */
export const KIND_FRAMEWORK = 6;
export const KIND_GLOBAL = 7;
/** Around the roots of one group, such as those of a frame of the page. */
export const KIND_GROUP = 8;
/** A script with its variables and functions. */
export const KIND_SCRIPT = 9;
/** What has listeners. */
export const KIND_LISTENERS = 10;
export type FrameKind =
  | typeof KIND_ROOT
  | typeof KIND_TYPE
  | typeof KIND_FIELD
  | typeof KIND_STORAGE
  | typeof KIND_SHARED
  | typeof KIND_COMPONENT
  | typeof KIND_FRAMEWORK
  | typeof KIND_GLOBAL
  | typeof KIND_GROUP
  | typeof KIND_SCRIPT
  | typeof KIND_LISTENERS;

/** More than any kind: `name * KIND_ROOM + kind` is one number for a name and a kind. */
export const KIND_ROOM = 16;

/** Whether frames of the kind stand for objects of one type. */
export function isTypeKind(kind: number): boolean {
  return kind === KIND_TYPE || kind === KIND_COMPONENT;
}

/** Whether frames of the kind stand for a root, or a group of roots. */
export function isRootKind(kind: number): boolean {
  return kind === KIND_ROOT || (kind >= KIND_FRAMEWORK && kind <= KIND_LISTENERS);
}

/** The place that is the type frame itself. */
export const PLACE_SELF = 0;

/** Bit of `PlaceTable.flags`: the bytes at this place are not on the JS heap. */
export const PLACE_OFF_HEAP = 1;

/** The other bits of `PlaceTable.flags` hold what the place is for the engine, whatever its name: one of these, or 0. */
const PLACE_ROLE = 15 << 1;
export const ROLE_SPARE = 1 << 1; /* capacity that is reserved for later */
export const ROLE_ELEMENTS = 2 << 1;
export const ROLE_PROPERTIES = 3 << 1;
export const ROLE_TABLE = 4 << 1; /* the hash table of a Map, a Set or a WeakMap */
export const ROLE_BACKING_STORE = 5 << 1;
export const ROLE_BUFFER = 6 << 1; /* the ArrayBuffer of a typed array */
export const ROLE_ANY_KEY = 7 << 1; /* the values of a dictionary */

/** The ROLE_… in the flags of a place. */
export function roleOf(placeFlags: number): number {
  return placeFlags & PLACE_ROLE;
}

/** Bits of `ShapeTable.flags`. */
export const SHAPE_OBJECT = 1; /* nodes of this shape count in `objectCount` */
export const SHAPE_CONTENT = 2; /* nodes of this shape stand for equal contents (strings, bigints), not for one identity */
export const SHAPE_COUNTED = 4; /* nodes of this shape have a cell with a number of repetitions */
export const SHAPE_NEEDLESS = 8; /* nodes of this shape hold nothing with all their bytes: empty objects, and strings that another node holds, too */
export const SHAPE_ARRAY = 16; /* arrays, those of subclasses too */
export const SHAPE_PLAIN = 32; /* objects of no class but the engine's Object */
export const SHAPE_NO_PROTOTYPE = 64; /* objects without a prototype: the engine makes them dictionaries */
export const SHAPE_COMPONENT = 128; /* components of a framework: their frame is KIND_COMPONENT, and folds by its name alone */
export const SHAPE_INLINE = 256; /* parts of what refers to them: they have no frame of their own, and stand at the place that refers to them */
export const SHAPE_DETACHED = 512; /* nodes of the DOM that no displayed document contains */

/** The upper bits of `ShapeTable.flags`: which of several classes of one name, in the order in which the walk met them; 0 for the first, and where that is not known. */
const SHAPE_CLASS = 1 << 10;
/** All further classes of the name have it, too. */
export const LAST_CLASS = (1 << 6) - 1;

/** The flags of a shape whose class is the one of that number. */
export function flagsOfClass(number: number): number {
  return (number < LAST_CLASS ? number : LAST_CLASS) * SHAPE_CLASS;
}

/** The number of the class in the flags of a shape. */
export function classNumberOf(shapeFlags: number): number {
  return Math.floor(shapeFlags / SHAPE_CLASS);
}

/** Bits of `ShapeTable.slotFlags`. */
export const SLOT_MAX_ONLY = 1; /* bytes of this slot's cell belong to `maxSize` alone: the layout may take them, but need not */
export const SLOT_ACCESSOR = 2; /* a field with a getter or setter */
export const SLOT_BORROWED = 4; /* what the field refers to belongs to whatever else refers to it: to this node only where nothing else does */

/** Where bytes stand, relative to the type frame. Row 0 is the type frame itself; a row's parent has a smaller index. */
export interface PlaceTable {
  readonly count: number;
  /** Index of the enclosing place; -1 for row 0. */
  readonly parent: Int32Array;
  /** Index into `Graph.names`. */
  readonly name: Uint32Array;
  /** KIND_FIELD or KIND_STORAGE (KIND_TYPE for row 0). */
  readonly kind: Uint8Array;
  /** PLACE_… bits. */
  readonly flags: Uint8Array;
}

/**
 * The common part of equal nodes. The cells of a node are: one per fixed slot (`firstSlot[s]` up to `firstRepeat[s]`);
 * then, if the shape is SHAPE_COUNTED, one cell with the number of repetitions (see `countOf`) and that many groups of
 * a cell per repeated slot (`firstRepeat[s]` up to `firstSlot[s + 1]`). Items of an array that are small integers all
 * need no cells: such a shape counts repetitions and repeats no slot. Of a typed array the repetitions are the bytes
 * that it shows of its buffer, 2^30 at most; they take nothing.
 */
export interface ShapeTable {
  readonly count: number;
  /** Index into `Graph.names`. */
  readonly typeName: Uint32Array;
  /** SHAPE_… bits, and `classNumberOf`. */
  readonly flags: Uint16Array;
  /** The script or file of its class, as an index into `Graph.names` plus 1; 0 where that is not known, and no column where it is of no shape. */
  readonly script?: Uint32Array | undefined;
  /** Bytes of the object's header, at its type frame. */
  readonly headerSize: Uint32Array;
  /** The same with all that the engine may have added to an object of the shape unseen: room for more fields, a dictionary in place of fields. */
  readonly headerMaxSize: Uint32Array;
  /** Row of the slot columns where the shape's slots begin; `count + 1` rows. */
  readonly firstSlot: Uint32Array;
  /**
   * Row of the slot columns where the repeated slots begin; equal to the next shape's `firstSlot` if there are none.
   */
  readonly firstRepeat: Uint32Array;
  /** Row of the storage columns where the shape's storages begin; `count + 1` rows. */
  readonly firstStorage: Uint32Array;
  /** Index into `Graph.places`, one row per slot. */
  readonly slotPlace: Uint32Array;
  /** Bytes at the slot's place in every node of the shape (one tagged word for a field), at least. */
  readonly slotSize: Uint32Array;
  /** The same, at most. */
  readonly slotMaxSize: Uint32Array;
  /** SLOT_… bits. */
  readonly slotFlags: Uint8Array;
  /** Index into `Graph.places`, one row per storage: bytes that follow from the shape and the number of repetitions, without a cell. */
  readonly storagePlace: Uint32Array;
  /** Bytes in every node of the shape, at least and at most. */
  readonly storageSize: Uint32Array;
  readonly storageMaxSize: Uint32Array;
  /** Further bytes for each repetition, at least and at most. */
  readonly storageItemSize: Uint32Array;
  readonly storageItemMaxSize: Uint32Array;
}

/** Where a root comes from; also the `kind` column of the root table. Files have these numbers. */
export const ROOT_GIVEN = 0; /* registered by the page, or an expression of the user */
export const ROOT_FRAMEWORK = 1; /* what a UI framework keeps */
export const ROOT_GLOBAL = 2; /* a property of the global object */
export const ROOT_ELEMENTS = 3; /* what scripts keep on elements that no framework has */
export const ROOT_CLOSURES = 4; /* the outermost variables of a script */
export const ROOT_FUNCTIONS = 5; /* functions of a script that nothing else reaches */
export const ROOT_LISTENERS = 6; /* functions that listen to events */
export const ROOT_CONTEXTS = 7; /* the variables of functions of which one call is alive */
export const ROOT_DERIVED = 8; /* what modules keep, as a bundler's plug-in derived it */
export const ROOT_CALLBACKS = 9; /* functions that timers, observers and ports call */
export type RootKind =
  | typeof ROOT_GIVEN
  | typeof ROOT_FRAMEWORK
  | typeof ROOT_GLOBAL
  | typeof ROOT_ELEMENTS
  | typeof ROOT_CLOSURES
  | typeof ROOT_FUNCTIONS
  | typeof ROOT_LISTENERS
  | typeof ROOT_CONTEXTS
  | typeof ROOT_DERIVED
  | typeof ROOT_CALLBACKS;
export const ROOT_KIND_COUNT = 10;

/* Names of the groups in which roots of those kinds stand. */
export const CLOSURES_GROUP = "Closures";
export const LISTENERS_GROUP = "Listeners";
/** Of derived modules: those of the app, and those of packages. */
export const MODULES_GROUP = "Modules";
export const PACKAGES_GROUP = "node_modules";

export interface RootTable {
  readonly count: number;
  /** Index into `Graph.names`; no two rows of one kind and group are equal. */
  readonly name: Uint32Array;
  /** A cell: the root's value. */
  readonly cell: Int32Array;
  /** ROOT_… */
  readonly kind: Uint8Array;
  /** The name of the root's group, as an index into `Graph.names` plus 1; 0 for a root in no group. */
  readonly group: Uint32Array;
}

/** Something that could not be measured, and where. */
export interface Warning {
  /** A stable word for programs, such as `"ownKeys-threw"`. */
  readonly code: string;
  /** Root name and keys that lead to the object, as far as they were known; `""` for the snapshot as a whole. */
  readonly path: string;
  readonly detail: string;
}

/** A warning of the walk. Readers of the graph find the path to its node. */
export interface GraphWarning {
  readonly code: string;
  /** The node it is about; -1 if the warning has only a `path`. */
  readonly node: number;
  readonly path: string;
  readonly detail: string;
}

/** Entries of the page's performance timeline. The browser keeps them outside of every heap. */
export interface TimelineCounts {
  readonly marks: number;
  readonly measures: number;
  readonly resources: number;
  /** About how many of the measures have the names that development builds of React give. */
  readonly reactMeasures: number;
}

/** The columns that are written and sent. */
export interface GraphTables {
  /** Bytes of a tagged word in the layout that sized this graph: 4 (Chrome) or 8 (Node, Firefox). */
  readonly wordSize: 4 | 8;
  /** Whose layout that is; V8's if it is left out. */
  readonly engine?: "SpiderMonkey" | undefined;
  /** Names of keys, types and roots, unescaped: they come from the page. */
  readonly names: readonly string[];
  /**
   * By name, where a source map says that the build changed some: the name that the script has, as an index into `names` plus 1; 0 for one that is the same there. Then names may be there more than once,
   * with different names in the script, and readers need `withShownNames`.
   */
  readonly minifiedNames?: Uint32Array | undefined;
  readonly places: PlaceTable;
  readonly shapes: ShapeTable;
  readonly nodeCount: number;
  /** Index into `shapes`, one row per node. */
  readonly nodeShape: Uint32Array;
  readonly cells: Int32Array;
  /** Byte counts too large for a cell. */
  readonly largeBytes: Float64Array;
  readonly roots: RootTable;
  readonly warnings: readonly GraphWarning[];
  /** Bytes of the JS heap that were in use, as the browser reported them; 0 if they are not known. */
  readonly usedHeapSize: number;
  /** Undefined if they were not counted. */
  readonly timeline?: TimelineCounts | undefined;
  /** Counts of the DOM, a row for each DOM_… of dom-counts.ts; DOM_NOT_KNOWN for one that is not known, and undefined where nothing was counted. */
  readonly domCounts?: Float64Array | undefined;
  /** Undefined if the page was not watched. */
  readonly watched?: Watched | undefined;
}

export interface Graph extends GraphTables {
  /** Row of `cells` where the node's cells begin; `nodeCount + 1` rows. Follows from the shapes. */
  readonly firstCell: Uint32Array;
}
