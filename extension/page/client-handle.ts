import { assign, bare, freeze, prepareToRead } from "../../core/realm/introspect.ts";
import type { AgentMessage, ClientWalkRequest, Paths } from "../protocol/messages.ts";
import type { CollectedForWalk } from "./closures/closures-handle.ts";
import { Expressions } from "./expressions.ts";
import { ListenerReader } from "./listener-reader.ts";
import { PageRoots } from "./page-roots.ts";
import { SlicedWalk } from "./sliced-walk.ts";
import { createWalkHandle, type WalkHandle } from "./walk-handle.ts";
import { WalkedObjects } from "./walked-objects.ts";
import { beginAtOwnWindow } from "./windows.ts";

/** What a debugger client calls in a page, where there is neither bridge nor panel. */
export interface ClientHandle extends WalkHandle<ClientWalkRequest> {
  /** The roots that the page has now, expressions not among them. */
  listRoots(request: Pick<ClientWalkRequest, "expressions" | "pristineNames">): AgentMessage;
  /** Puts a function under that name on the global object. The client evaluates it with the command-line API of DevTools, and by that lends `getEventListeners`; false where that must not be. */
  borrowListeners(handle: string): boolean;
  /** What stands at the paths of the last walk, if its objects are found again. */
  readObjects(paths: Paths): AgentMessage;
  /** The window of the agent is that of the page from now on, also where it is a frame. */
  beginAtOwnWindow(): void;
}

/** There is one walk at a time whose objects are found again. */
const WALK = 0;

/** @throws where the page's scripts replaced what the handle needs. */
export function createClientHandle(closures: CollectedForWalk): ClientHandle {
  const expressions = new Expressions();
  const reader = new ListenerReader();
  const objects = new WalkedObjects();
  const rest: Pick<ClientHandle, "listRoots" | "borrowListeners" | "readObjects" | "beginAtOwnWindow"> = {
    listRoots(request) {
      prepareToRead();
      expressions.take(request.expressions);
      const roots = new PageRoots(expressions, reader, request.pristineNames).list(request.expressions);
      return { id: 0, type: "roots", roots };
    },
    borrowListeners(handle) {
      prepareToRead();
      return reader.offer(handle);
    },
    readObjects(paths) {
      prepareToRead();
      return objects.read(0, WALK, paths);
    },
    beginAtOwnWindow,
  };
  const start = (request: ClientWalkRequest): SlicedWalk => {
    expressions.take(request.expressions);
    const roots = new PageRoots(expressions, reader, request.pristineNames);
    objects.forgetAll();
    const anchors = request.findsAgain ? objects.anchorsFor(WALK) : undefined;
    return new SlicedWalk(request, closures, (walk, realms) => roots.addTo(walk, request, realms), anchors);
  };
  const onDone = ({ options }: SlicedWalk): void => objects.keep(WALK, options);
  return freeze(assign(bare(createWalkHandle(closures, start, bare({ onDone }))), rest));
}
