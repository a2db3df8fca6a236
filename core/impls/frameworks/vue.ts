import { PLACE_SELF, SHAPE_COMPONENT } from "../../graph/graph.ts";
import { isArray, ownKeysOf } from "../../realm/introspect.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import type { Framework } from "./framework.ts";
import {
  beginBytes,
  describeBytes,
  describeInnerFunction,
  fieldPlace,
  listDescriber,
  nameOfKey,
  refersToPart,
  reportFieldsOf,
} from "./inline.ts";
import { describePinia, isPinia } from "./pinia.ts";
import { describeRecord, isObject, objectAt, valueAt } from "./records.ts";
import { componentNameOf } from "./vue-names.ts";
import {
  describeRenderEffect,
  describeScope,
  reportBorrowed,
  reportInnerProxy,
  reportValue,
  unwrapped,
} from "./vue-reactivity.ts";

/**
 * Vue 3. An app leaves itself at the element that it renders into, and the renderer the tree of virtual nodes. A component is shown as Vue's DevTools name it; its instance, its
 * virtual nodes up to the next component, its props object and its effects are its own bytes. What `setup` keeps in variables is in closures.
 */
export const vue: Framework = {
  name: "Vue",
  containedIn(element) {
    const app = valueAt(element, "__vue_app__");
    if (isObject(app) && isObject(valueAt(app, "_context"))) return app;
    /* `render(vnode, element)`, without an app. */
    const vnode = valueAt(element, "_vnode");
    return isVNode(vnode) ? vnode : undefined;
  },
  describe(object, sink) {
    if (isVNode(object)) describeVNode(object, sink);
    else describeApp(object, sink);
  },
};

function isVNode(value: unknown): value is object {
  return isObject(value) && valueAt(value, "__v_isVNode") === true;
}

/** An app has no frame: its components, its stores and what it provides stand below Vue. */
const describeApp: Describe = (app, sink) => {
  beginBytes(app, sink, "App");
  const container = objectAt(app, "_container");
  const vnode = container === undefined ? undefined : valueAt(container, "_vnode");
  if (isVNode(vnode)) refersToPart(sink, vnode, describeVNode);
  else refersToPart(sink, valueAt(app, "_instance"), describeInstance);
  const keys = ownKeysOf(app);
  for (let i = 0; i < keys.length; i++) {
    const value = valueAt(app, keys[i]);
    if (typeof value === "function" && keys[i] !== "_component") refersToPart(sink, value, describeInnerFunction);
  }
  const context = objectAt(app, "_context");
  if (context !== undefined) reportContext(context, sink);
};

function reportContext(context: object, sink: Sink): void {
  refersToPart(sink, context, describeBytes);
  const provides = objectAt(context, "provides");
  if (provides !== undefined) reportProvided(provides, sink);
  const names = ["components", "directives", "mixins", "config"];
  for (let i = 0; i < names.length; i++) sink.borrowed(fieldPlace(sink, names[i]), valueAt(context, names[i]));
}

/** Own entries alone: those of the parent are the object's prototype. */
function reportProvided(provides: object, sink: Sink): void {
  const around = fieldPlace(sink, "provides");
  const isReported = reportFieldsOf(provides, sink, (name, value) => {
    if (isPinia(value)) refersToPart(sink, value, describePinia);
    else if (isRouter(value)) reportValue(sink, fieldPlace(sink, "Router"), value);
    else reportValue(sink, name === "" ? around : fieldPlace(sink, name, around), value);
  });
  if (!isReported) sink.reference(around, provides);
}

/** Vue Router: its keys are nameless symbols in a production build. */
function isRouter(value: unknown): boolean {
  return (
    isObject(value) &&
    isObject(valueAt(value, "currentRoute")) &&
    typeof valueAt(value, "addRoute") === "function" &&
    typeof valueAt(value, "push") === "function"
  );
}

const describeVNodes: Describe = listDescriber((item) =>
  isVNode(item) ? describeVNode : isArray(item) ? describeVNodes : undefined,
);

function describeVNode(vnode: object, sink: Sink): void {
  beginBytes(vnode, sink, "VNode");
  const component = valueAt(vnode, "component");
  refersToPart(sink, component, describeInstance);
  refersToPart(sink, valueAt(vnode, "suspense"), describeSuspense);
  reportPropsOf(vnode, isObject(component), sink);
  refersToPart(sink, valueAt(vnode, "dynamicChildren"), describeBytes);
  refersToPart(sink, valueAt(vnode, "ref"), describeBytes);
  const own = fieldPlace(sink, "vnodes");
  const children = valueAt(vnode, "children");
  if (isArray(children)) refersToPart(sink, children, describeVNodes);
  else if (!isObject(children)) sink.borrowed(own, children);
  const others = ["key", "dirs", "transition", "memo"];
  for (let i = 0; i < others.length; i++) sink.borrowed(own, valueAt(vnode, others[i]));
  const fallback = valueAt(vnode, "ssFallback");
  if (isVNode(fallback)) refersToPart(sink, fallback, describeVNode);
  /* The element of a component is that of its own tree. */
  if (isObject(component)) return;
  const place = fieldPlace(sink, "el");
  const element = valueAt(vnode, "el");
  sink.reference(place, element);
  const anchor = valueAt(vnode, "anchor");
  if (isObject(anchor) && anchor !== element) sink.borrowed(place, anchor);
}

/** The props of an element stand with what renders it; those of a component are in its instance, too. */
function reportPropsOf(vnode: object, isComponent: boolean, sink: Sink): void {
  const props = objectAt(vnode, "props");
  if (props === undefined) return;
  if (isComponent) {
    refersToPart(sink, props, describeBytes);
    return;
  }
  const own = fieldPlace(sink, "vnodes");
  const isReported = reportFieldsOf(props, sink, (name, value) => {
    if (isHeld(value)) sink.borrowed(fieldPlace(sink, name, own), value);
  });
  if (!isReported) sink.borrowed(own, props);
}

function isHeld(value: unknown): boolean {
  return isObject(value) || typeof value === "function" || typeof value === "string" || typeof value === "bigint";
}

/** What `<Suspense>` shows, and what it waits for. */
const describeSuspense: Describe = (suspense, sink) => {
  beginBytes(suspense, sink, "Suspense");
  const active = valueAt(suspense, "activeBranch");
  if (isVNode(active)) refersToPart(sink, active, describeVNode);
  const pending = valueAt(suspense, "pendingBranch");
  if (isVNode(pending)) refersToPart(sink, pending, describeVNode);
};

function describeInstance(instance: object, sink: Sink): void {
  const { layout } = sink;
  const keys = ownKeysOf(instance);
  sink.begin(componentNameOf(instance), layout.objectHeaderSize, SHAPE_COMPONENT);
  sink.bytes(PLACE_SELF, keys.length * layout.wordSize);
  for (let i = 0; i < keys.length; i++) {
    const value = valueAt(instance, keys[i]);
    if (isObject(value) || typeof value === "function") reportOfInstance(instance, keys[i], value, sink);
    else sink.reference(PLACE_SELF, typeof value === "number" ? value : undefined);
  }
}

/** The definition of a component, which all its instances share. */
const describeOptions: Describe = (options, sink) =>
  describeRecord(options, sink, "ComponentOptions", 0, (_sink, key, value) => sink.field(key, value));

/** A field of an instance that holds an object or a function. */
function reportOfInstance(instance: object, key: string | symbol, value: object, sink: Sink): void {
  switch (key) {
    /* Ways back, and what belongs to the definition of the component or to the app. */
    case "vnode":
    case "parent":
    case "root":
    case "appContext":
    case "next":
    case "suspense":
    case "components":
    case "directives":
    case "propsOptions":
    case "emitsOptions":
    case "propsDefaults":
    case "ids":
    case "ce":
    case "devtoolsRawSetupState":
      return;
    case "type":
      if (typeof value !== "function") sink.part(value, describeOptions);
      sink.borrowed(fieldPlace(sink, "type"), value);
      return;
    case "subTree":
      refersToPart(sink, value, describeVNode);
      return;
    case "effect":
      refersToPart(sink, value, describeRenderEffect);
      return;
    case "scope":
      refersToPart(sink, value, describeScope);
      return;
    case "update":
    case "job":
    case "emit":
      refersToPart(sink, value, describeInnerFunction);
      return;
    case "proxy":
    case "withProxy":
    case "exposeProxy":
      reportInnerProxy(sink, value);
      return;
    case "accessCache":
    case "setupContext":
    case "emitted":
      refersToPart(sink, value, describeBytes);
      return;
    case "renderCache":
      refersToPart(sink, value, describeVNodes);
      return;
    case "render":
    case "asyncDep":
      sink.reference(fieldPlace(sink, key), value);
      return;
    case "props":
    case "attrs":
    case "refs":
    case "slots":
    case "exposed":
      reportHandedOver(value, fieldPlace(sink, key), sink);
      return;
    /* The object behind `this`: methods and computed values. */
    case "ctx":
      reportHandedOver(value, PLACE_SELF, sink);
      return;
    case "data":
    case "setupState":
      reportState(value, sink);
      return;
    case "provides":
      if (!isInherited(instance, value)) reportProvided(value, sink);
      return;
    default:
      /* Hooks of its life are lists at keys of one to three letters. */
      sink.reference(fieldPlace(sink, isArray(value) ? "lifecycle" : (nameOfKey(key) ?? "fields")), value);
  }
}

/** Whether the instance provides nothing of its own: then it has the object of its parent, or of the app. */
function isInherited(instance: object, provides: object): boolean {
  const parent = objectAt(instance, "parent");
  const context = objectAt(instance, "appContext");
  return (
    (parent !== undefined && valueAt(parent, "provides") === provides) ||
    (context !== undefined && valueAt(context, "provides") === provides)
  );
}

/** Props, attributes, slots, template refs and what is exposed: each belongs to whatever else has it. */
function reportHandedOver(object: object, around: number, sink: Sink): void {
  const raw = unwrapped(object, sink);
  const isReported = reportFieldsOf(raw, sink, (field, value) => {
    /* Ways back to the instance. */
    if (field !== "_ctx" && field !== "_")
      reportBorrowed(sink, field === "" ? around : fieldPlace(sink, field, around), value);
  });
  if (!isReported) sink.borrowed(around, raw);
}

/** What `data()` or `setup()` returned stands in the component by its names. */
function reportState(state: object, sink: Sink): void {
  const raw = unwrapped(state, sink);
  const isReported = reportFieldsOf(raw, sink, (name, value) =>
    reportValue(sink, fieldPlace(sink, name === "" ? "state" : name), value),
  );
  if (!isReported) sink.reference(fieldPlace(sink, "state"), raw);
}
