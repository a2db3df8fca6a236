import type { Order } from "../../frames/arrangement.ts";
import { isOrder } from "../../frames/arrangement.ts";
import type { Measure } from "../../frames/measure.ts";
import { hasCounts, isMeasure, shownMeasureOf } from "../../frames/measure.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { Picker } from "./picker.tsx";

const MEASURES: ReadonlyMap<Measure, string> = new Map([
  ["size", "Minimum size"],
  ["max-size", "Maximum size"],
  ["count", "Object count"],
]);

const ORDERS: ReadonlyMap<Order, string> = new Map([
  ["size", "Largest first"],
  ["name", "By name"],
]);

const WIDTH_MEANING = `What the width of a box and its share mean.
Minimum size: the bytes that the layout needs.
Maximum size: with spare capacity and copies that V8 may keep and JavaScript cannot see; that part is hatched.
Object count: the number of objects, whatever their size.`;

const ORDER_MEANING = "The order of siblings from left to right, in the icicle and in the object tree";

/** What the drawing shows of the frames: the width of boxes, and the order of siblings. */
export function ArrangementPickers() {
  const { dispatch } = usePanel().store;
  const snapshot = usePanelState(currentSnapshotOf);
  const wanted = usePanelState((state) => state.measure);
  const frames = snapshot?.derived.frames;
  const measure = frames === undefined ? wanted : shownMeasureOf(frames, wanted);
  /* Of a file that counts no objects. */
  const isWithoutCounts = frames !== undefined && !hasCounts(frames);
  const order = usePanelState((state) => state.order);
  return (
    <>
      <Picker
        id="width"
        name="Width"
        meaning={WIDTH_MEANING}
        options={MEASURES}
        value={measure}
        isOptionDisabled={(one) => isWithoutCounts && one === "count"}
        isValue={isMeasure}
        onChoose={(chosen) => dispatch({ type: "measure-chosen", measure: chosen })}
      />
      <Picker
        id="order"
        name="Order"
        meaning={ORDER_MEANING}
        options={ORDERS}
        value={order}
        isValue={isOrder}
        onChoose={(chosen) => dispatch({ type: "order-chosen", order: chosen })}
      />
    </>
  );
}
