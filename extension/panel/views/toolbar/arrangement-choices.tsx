import type { Order } from "../../frames/arrangement.ts";
import type { Measure } from "../../frames/measure.ts";
import { hasCounts, shownMeasureOf } from "../../frames/measure.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { MenuChoice, MenuGroup } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

interface Choice {
  readonly name: string;
  readonly hint: string;
}

const MEASURES: ReadonlyMap<Measure, Choice> = new Map([
  ["size", { name: "Minimum size", hint: "The bytes that the layout needs" }],
  [
    "max-size",
    {
      name: "Maximum size",
      hint: "With spare capacity and copies that V8 may keep and JavaScript cannot see; that part is striped",
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
      <MenuGroup name="Width of a box">
        {[...MEASURES].map(([one, { name, hint }]) => {
          const isRefused = isWithoutCounts && one === "count";
          const choose = (): void => {
            dispatch({ type: "measure-chosen", measure: one });
            onClose();
          };
          return (
            <MenuChoice
              key={one}
              role="menuitemradio"
              name={name}
              hint={isRefused ? "This file counts no objects" : hint}
              isChosen={one === measure}
              onChoose={isRefused ? null : choose}
            />
          );
        })}
      </MenuGroup>
      <MenuGroup name="Order of siblings">
        {[...ORDERS].map(([one, choice]) => (
          <MenuChoice
            key={one}
            role="menuitemradio"
            {...choice}
            isChosen={one === order}
            onChoose={() => {
              dispatch({ type: "order-chosen", order: one });
              onClose();
            }}
          />
        ))}
      </MenuGroup>
    </>
  );
}
