import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { ArrangedMatches } from "../../frames/arranged-matches.ts";
import type { Arrangement } from "../../frames/arrangement.ts";
import { isInside, joinedLabelsOf, NO_BOX } from "../../frames/box.ts";
import type { Zoom } from "../../frames/zoom.ts";
import { pannedTo } from "../../frames/zoom.ts";
import type { Look } from "../../icicle/box-style.ts";
import { layoutIcicle } from "../../icicle/layout.ts";
import { extentOf, minSpanOf, zoomInto } from "../../icicle/zoom-to-box.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { isAskedByKey, openBoxMenuAt, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { useArrangement } from "../parts/use-arrangement.ts";
import { useLook } from "../parts/use-box-style.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { useIcicleGestures } from "./icicle-gestures.ts";
import { icicleKeys } from "./icicle-keys.ts";
import { IcicleMinimap } from "./icicle-minimap.tsx";
import { useMotion } from "./icicle-motion.ts";
import { IcicleSheet } from "./icicle-sheet.tsx";
import { IcicleTooltip } from "./icicle-tooltip.tsx";
import { useIcicleScroll } from "./use-icicle-scroll.ts";
import type { Pointed } from "./use-pointed.ts";
import { usePointed } from "./use-pointed.ts";
import { useRowCount } from "./use-row-count.ts";
import "./icicle.css";

/** A hundred lines, for it joins what the pointer, the keys and the wheel do with the one picture. */
export function IcicleView({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const zoom = usePanelState((state) => state.zoom);
  const viewport = useRef<HTMLDivElement>(null);
  const size = useElementSize(viewport);
  const { width, pixelRatio } = size;
  const pixelWidth = Math.round(width * pixelRatio);
  const arrangement = useArrangement(snapshot);
  const look = useLook(snapshot, arrangement);
  const { frames } = arrangement;
  const { selected } = snapshot;
  const focus = focusOf(snapshot);

  const { firstRow, endRow, ...scroll } = useIcicleScroll(viewport, {
    arrangement,
    focus,
    selected,
    height: size.height,
  });
  const mover = useMotion(arrangement, { focus, zoom });
  const { shown } = mover;
  const rowCount = useRowCount(arrangement, focus, zoom, pixelWidth);
  const boxes = useMemo(
    () => layoutIcicle({ arrangement, ...shown, width: pixelWidth, firstRow, endRow }),
    [arrangement, shown.focus, shown.zoom, pixelWidth, firstRow, endRow],
  );
  const matches = useMatches(arrangement);
  const pointer = usePointed(viewport, { frames, boxes, pixelRatio, scrollTop: scroll.top });

  const zoomTo = (next: Zoom): void => dispatch({ type: "zoomed", zoom: next });
  const followHand = (next: Zoom): void => {
    mover.lead();
    zoomTo(next);
  };
  const isEndOfDrag = useIcicleGestures(viewport, {
    zoom: () => panel.store.state.zoom,
    minSpan: minSpanOf(arrangement, focus),
    onZoom: followHand,
  });

  const pressed = useRef<Pointed | null>(null);
  /** A box that was pressed is in sight, and must not move below the pointer: a second click may follow. */
  const boxToLeave = useRef(NO_BOX);
  useLayoutEffect(() => {
    const isLeft = selected === boxToLeave.current;
    boxToLeave.current = NO_BOX;
    if (selected === NO_BOX || isLeft || !isInside(frames, selected, focus)) return;
    const { from, to } = extentOf(arrangement, focus, selected);
    zoomTo(pannedTo(zoom, from, to));
  }, [arrangement, selected]);

  /* The button of the first view went away under the focus. */
  useLayoutEffect(() => {
    if (document.activeElement === document.body) viewport.current?.focus({ preventScroll: true });
  }, []);

  /** Of several siblings in one box, the first is selected: Enter or a double click gives all of them room. */
  const onClick = (event: MouseEvent): void => {
    if (isEndOfDrag() || event.detail > 1) return;
    const at = pointer.at(event);
    pressed.current = at;
    if (at === null) return;
    boxToLeave.current = at.box;
    dispatch({ type: "box-selected", box: at.box });
  };

  const onDblClick = (event: MouseEvent): void => {
    const at = pressed.current ?? pointer.at(event);
    pressed.current = null;
    if (isEndOfDrag() || at === null) return;
    if (at.run === null) dispatch({ type: "box-focused", box: at.box });
    else zoomTo(zoomInto(arrangement, focus, zoom, at.run, at.x / width));
  };

  const openMenu = (): void =>
    openBoxMenuBelow(panel, viewport.current?.querySelector(".outline.selected") ?? viewport.current);

  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const at = isAskedByKey(event) ? null : pointer.at(event);
    /* Several siblings have no menu: what it does is done to one box. */
    if (at !== null && at.run === null) openBoxMenuAt(panel, at.box, event);
    else if (isAskedByKey(event)) openMenu();
  };

  const { pointed } = pointer;
  const hasMenu = usePanelState((state) => state.menu.kind !== "none");
  const shownParts = { arrangement, look, matches, focus, pixelRatio };
  return (
    <div class="icicle-frame">
      <IcicleMinimap {...shownParts} zoom={zoom} width={width} onZoom={followHand} />
      <div
        ref={viewport}
        id="icicle"
        class="icicle"
        role="application"
        aria-label="Icicle"
        aria-describedby="icicle-selection"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys; the object tree is its accessible twin
        tabIndex={0}
        onScroll={scroll.onScroll}
        onMouseMove={pointer.onMouseMove}
        onMouseLeave={pointer.onMouseLeave}
        onClick={onClick}
        onDblClick={onDblClick}
        onContextMenu={onContextMenu}
        onKeyDown={icicleKeys(panel, { arrangement, sight: { focus, zoom }, selected, pixelWidth, openMenu })}
      >
        <IcicleSheet
          {...shownParts}
          {...size}
          boxes={boxes}
          selected={selected}
          pointed={pointed}
          rowCount={rowCount}
          scrollTop={scroll.top}
        />
      </div>
      {pointed !== null && !hasMenu && (
        <IcicleTooltip arrangement={arrangement} changes={snapshot.derived.changes} pointed={pointed} />
      )}
      <SelectionText arrangement={arrangement} selected={selected} look={look} />
    </div>
  );
}

/** What a search found, in the order of the boxes; without a match the picture stays as it is. */
function useMatches(arrangement: Arrangement): ArrangedMatches | null {
  const matches = usePanelState((state) => state.search.matches);
  return useMemo(
    () => (matches.boxes.length === 0 ? null : new ArrangedMatches(arrangement, matches)),
    [arrangement, matches],
  );
}

/** Steps of a path that one listens to. */
const MAX_STEPS = 8;

interface SelectionTextProps {
  readonly arrangement: Arrangement;
  readonly selected: number;
  readonly look: Look;
}

/** For screen readers, which see nothing of a canvas. */
function SelectionText({ arrangement, selected, look }: SelectionTextProps) {
  const { frames, chains } = arrangement;
  const drawn = selected === NO_BOX || chains === null ? [] : chains.boxesTo(chains.subjectOf(selected));
  return (
    <p id="icicle-selection" class="for-screen-readers" aria-live="polite">
      {selected === NO_BOX
        ? "A click selects a box, a double click zooms to it. Arrow keys move along the tree, Enter zooms to a box, W and S zoom, A and D move, Backspace goes back, Home shows everything."
        : `${look.labelOf(selected)}, ${look.figureOf(selected)}, ${look.relationOf(selected)}`}
      {drawn.length > 1 && `, in the box ${joinedLabelsOf(frames, drawn, MAX_STEPS)}`}
    </p>
  );
}
