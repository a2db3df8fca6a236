import type { Order } from "../../frames/arrangement.ts";
import type { Measure } from "../../frames/measure.ts";
import { hasCounts, shownMeasureOf } from "../../frames/measure.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { type Choice, MenuChoices } from "./menu-choices.tsx";

const MEASURES: ReadonlyMap<Measure, Choice> = new Map([
  ["size", { name: "Minimum size", hint: "The bytes that the layout needs" }],
  [
    "max-size",
    {
      name: "Maximum size",
      hint: "With spare capacity and copies that the engine may keep and JavaScript cannot see; that part is striped",
    },
  ],
  ["count", { name: "Object count", hint: "The number of objects, whatever their size" }],
]);

const ORDERS: ReadonlyMap<Order, Choice> = new Map([
  ["size", { name: "Largest first", hint: "" }],
  ["name", { name: "By name", hint: "The same from one snapshot to the next" }],
]);

/** What the drawing shows of the frames: the width of boxes, and the order of siblings. */
export function ArrangementChoices({ onClose }: { onClose(): void }) {
  const { dispatch } = usePanel().store;
  const snapshot = usePanelState(currentSnapshotOf);
  const wanted = usePanelState((state) => state.measure);
  const order = usePanelState((state) => state.order);
  const frames = snapshot?.derived.frames;
  const measure = frames === undefined ? wanted : shownMeasureOf(frames, wanted);
  /* Of a file that counts no objects. */
  const isWithoutCounts = frames !== undefined && !hasCounts(frames);
  return (
    <>
      <MenuChoices
        name="Width of a box"
        choices={MEASURES}
        chosen={measure}
        refusalOf={(one) => (isWithoutCounts && one === "count" ? "This file counts no objects" : undefined)}
        onChoose={(one) => dispatch({ type: "measure-chosen", measure: one })}
        onClose={onClose}
      />
      <MenuChoices
        name="Order of siblings"
        choices={ORDERS}
        chosen={order}
        onChoose={(one) => dispatch({ type: "order-chosen", order: one })}
        onClose={onClose}
      />
    </>
  );
}
