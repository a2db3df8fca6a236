import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import type { Transform } from "../../../../core/flamegraph/transforms/transform.ts";
import { isTypeKind } from "../../../../core/graph/graph.ts";
import { boxLabelOf, boxNameOf, isInside, parentBoxOf, TOP_BOX, tailOf } from "../../frames/box.ts";
import { transformOf, typeNameOf } from "../../frames/box-transform.ts";
import { queryTextOf } from "../../frames/query.ts";
import type { FramePanel } from "../../store/frame-panel.ts";
import { isWholePanel } from "../../store/panel.ts";
import type { BoxMenuState, Snapshot } from "../../store/state.ts";
import { focusOf, listedSnapshotOf, viewsOf } from "../../store/state.ts";
import { transformsOf } from "../../store/transform-history.ts";
import type { ViewName } from "../../store/view-name.ts";
import { type MenuAction, MenuActions, MenuGroup, PointMenu } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { VIEW_LABELS } from "../view-labels.ts";
import { objectItems, objectNote } from "./object-items.ts";

/** The menu of one box, wherever in the panel it was asked for. */
export function BoxMenu({ snapshot }: { readonly snapshot: Snapshot }) {
  const place = usePanelState(({ menu }) => (menu.kind === "box" ? menu : null));
  return place === null ? null : (
    <OpenMenu key={`${place.box} ${place.x} ${place.y}`} snapshot={snapshot} place={place} />
  );
}

function OpenMenu({ snapshot, place }: { readonly snapshot: Snapshot; readonly place: BoxMenuState }) {
  const panel = usePanel();
  const view = usePanelState((state) => state.view);
  const { box, x, y } = place;
  const close = (): void => panel.store.dispatch({ type: "menu-closed" });
  return (
    <PointMenu name={`Box ${boxLabelOf(snapshot.derived.frames, box)}`} x={x} y={y} onClose={close}>
      {groupsOf(panel, snapshot, box, view).map(({ title, note, items }) => (
        <MenuGroup key={title} name={title} {...(note !== undefined && { note })}>
          <MenuActions actions={items} onClose={close} />
        </MenuGroup>
      ))}
    </PointMenu>
  );
}

interface Group {
  readonly title: string;
  readonly note?: string | undefined;
  readonly items: readonly MenuAction[];
}

/** Those in which a box can be looked for. */
const VIEWS_OF_BOXES: readonly ViewName[] = ["icicle", "tree-table", "types"];

function groupsOf(panel: FramePanel, snapshot: Snapshot, box: number, view: ViewName): readonly Group[] {
  const { frames } = snapshot.derived;
  const views = viewsOf(panel.store.state, snapshot);
  const change = (name: string, hint: string, type: Transform["type"]): MenuAction => {
    const transform = transformOf(type, frames, box);
    return { name, hint, run: transform && (() => panel.store.dispatch({ type: "transformed", transform })) };
  };
  const name = boxNameOf(frames, box);
  return [
    {
      title: "Change what is shown",
      items: [
        change("Focus", "show only this subtree", "focus"),
        change("Hide", "remove this subtree", "hide"),
        change("Merge into parent", mergeHintOf(frames, box), "merge"),
        change(
          "Only this type",
          typeNameOf(frames, box) === null ? "this box has no type" : "group its objects as one box",
          "only-type",
        ),
        invertItem(panel),
      ],
    },
    ...objectGroup(panel, snapshot, box),
    {
      title: "Copy and find",
      items: [
        { name: "Copy path", hint: "", run: () => void panel.copyPath(box) },
        { name: "Copy name", hint: "", run: box === TOP_BOX ? null : () => void panel.copyText(name) },
        {
          name: "Find same name",
          hint: "",
          run: box === TOP_BOX ? null : () => panel.store.dispatch({ type: "searched", query: queryTextOf(name) }),
        },
      ],
    },
    {
      title: "Other views",
      items: VIEWS_OF_BOXES.filter((other) => other !== view && views.includes(other)).map((other) =>
        showItem(panel, snapshot, box, other),
      ),
    },
  ];
}

/** Only where a walk has objects, of a comparison the one after; of a file, a note says why nothing can be done with them. */
function objectGroup(panel: FramePanel, snapshot: Snapshot, box: number): readonly Group[] {
  if (!isWholePanel(panel) || listedSnapshotOf(snapshot)?.kind !== "walked" || box === TOP_BOX) return [];
  const { frames, changes } = snapshot.derived;
  const tail = tailOf(frames, box);
  const { selfCount, totalCount } =
    changes === null ? frames : { selfCount: changes.afterSelfCount, totalCount: changes.afterCount };
  const count = isTypeKind(frames.kind[tail]) ? selfCount[tail] : totalCount[tail];
  return [{ title: "Object", note: objectNote(panel, count), items: objectItems(panel, { of: "box", box }, count) }];
}

function showItem(panel: FramePanel, snapshot: Snapshot, box: number, view: ViewName): MenuAction {
  const { dispatch } = panel.store;
  const { frames } = snapshot.derived;
  const typeName = typeNameOf(frames, box);
  const isOffered = view !== "types" || typeName !== null;
  return {
    name: `Show in ${VIEW_LABELS[view]}`,
    hint: isOffered ? "" : "this box has no type",
    run: isOffered
      ? () => {
          /* All views are about what is in focus; the icicle has to have room for the box, too. */
          if (view === "icicle" || !isInside(frames, box, focusOf(snapshot))) dispatch({ type: "box-revealed", box });
          if (view === "types") dispatch({ type: "type-selected", name: typeName });
          dispatch({ type: "view-chosen", view });
        }
      : null,
  };
}

function mergeHintOf(frames: FrameTable, box: number): string {
  if (transformOf("merge", frames, box) !== null) return "count to parent";
  return parentBoxOf(frames, box) <= TOP_BOX ? "it has no parent" : "its bytes are off-heap";
}

/** Twice would be as it was: the second time it is taken back. */
function invertItem(panel: FramePanel): MenuAction {
  const transforms = transformsOf(panel.store.state.transforms);
  const last = transforms.length - 1;
  const isInverted = transforms[last]?.type === "invert";
  return {
    name: "Invert",
    hint: isInverted ? "top-down again" : "types on top, owners below",
    run: () =>
      panel.store.dispatch(
        isInverted
          ? { type: "transform-removed", index: last }
          : { type: "transformed", transform: { type: "invert" } },
      ),
  };
}
