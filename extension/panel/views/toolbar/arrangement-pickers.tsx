import type { Order } from "../../frames/arrangement.ts";
import { isOrder } from "../../frames/arrangement.ts";
import type { Measure } from "../../frames/measure.ts";
import { isMeasure } from "../../frames/measure.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

const MEASURES: ReadonlyMap<Measure, string> = new Map([
  ["size", "Bytes, at least"],
  ["max-size", "Bytes, at most"],
  ["count", "Objects"],
]);

const ORDERS: ReadonlyMap<Order, string> = new Map([
  ["size", "Largest first"],
  ["name", "By name"],
]);

const WIDTH_MEANING = `What the width of a box and its share tell.
Bytes, at least: what the layout needs.
Bytes, at most: with the room that the engine may keep and JavaScript cannot see; that part is hatched.
Objects: how many there are, whatever their size.`;

const ORDER_MEANING = "How siblings stand from left to right, in the icicle and in the object tree";

/** What the drawing shows of the frames: the width of boxes, and the order of siblings. */
export function ArrangementPickers() {
  const { dispatch } = usePanel().store;
  const measure = usePanelState((state) => state.measure);
  const order = usePanelState((state) => state.order);
  return (
    <>
      <span class="picking" title={WIDTH_MEANING}>
        <label for="width">Width</label>
        <select
          id="width"
          class="picker"
          value={measure}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (isMeasure(value)) dispatch({ type: "measure-chosen", measure: value });
          }}
        >
          {[...MEASURES].map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </span>
      <span class="picking" title={ORDER_MEANING}>
        <label for="order">Order</label>
        <select
          id="order"
          class="picker"
          value={order}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (isOrder(value)) dispatch({ type: "order-chosen", order: value });
          }}
        >
          {[...ORDERS].map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </>
  );
}
