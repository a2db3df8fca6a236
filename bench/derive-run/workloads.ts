import { combineReducers, legacy_createStore } from "@reduxjs/toolkit";
import { createElement, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { filter, from, map, mergeMap, of, range, scan } from "rxjs";

interface Item {
  readonly id: number;
  readonly label: string;
}

function Row({ item, onPick }: { item: Item; onPick: (id: number) => void }) {
  const [isOpen, setOpen] = useState(false);
  const label = useMemo(() => `${item.label} ${isOpen}`, [item, isOpen]);
  return createElement("li", { onClick: () => setOpen(!isOpen), onFocus: () => onPick(item.id) }, label);
}

function List({ items }: { items: readonly Item[] }) {
  const [, pick] = useState(0);
  return createElement(
    "ul",
    null,
    items.map((item) => createElement(Row, { key: item.id, item, onPick: (id) => pick(id) })),
  );
}

const itemsOf = (round: number): Item[] =>
  Array.from({ length: 2_000 }, (_, id) => ({ id, label: `item ${id} of ${round}` }));

function mountLists(): void {
  for (let round = 0; round < 10; round++) {
    const root = createRoot(document.createElement("div"));
    flushSync(() => root.render(createElement(List, { items: itemsOf(round) })));
    root.unmount();
  }
}

function updateList(): void {
  const root = createRoot(document.createElement("div"));
  for (let round = 0; round < 30; round++) {
    flushSync(() => root.render(createElement(List, { items: itemsOf(round) })));
  }
  root.unmount();
}

function dispatchActions(): void {
  const counts = (state: Readonly<Record<string, number>> = {}, action: { readonly type: string }) =>
    action.type === "count" ? { ...state, count: (state.count ?? 0) + 1 } : state;
  const last = (state = 0, action: { readonly type: string; readonly at?: number }) => action.at ?? state;
  const store = legacy_createStore(combineReducers({ counts, last }));
  store.subscribe(() => store.getState());
  for (let at = 0; at < 500_000; at++) store.dispatch({ type: "count", at });
}

function streamValues(): void {
  range(0, 1_000_000)
    .pipe(
      map((value) => value * 2),
      filter((value) => value % 3 === 0),
      scan((sum, value) => sum + value, 0),
    )
    .subscribe();
}

function subscribeOften(): void {
  for (let i = 0; i < 30_000; i++) {
    from([1, 2, 3])
      .pipe(
        mergeMap((value) => of(value, i)),
        map((value) => value + 1),
      )
      .subscribe();
  }
}

const kept: (() => number)[] = [];

function keepClosures(): void {
  kept.length = 0;
  for (let i = 0; i < 300_000; i++) kept.push(() => i);
}

let lastSum = 0;
const add = (a: number) => (b: number) => (c: number) => a + b + c;

function callCurried(): void {
  let sum = 0;
  for (let i = 0; i < 1_000_000; i++) sum = add(sum)(i)(1) % 1000;
  lastSum = sum;
}

Object.assign(globalThis, {
  lastSum: () => lastSum,
  workloads: {
    "React, 10 lists of 2,000 rows mounted": mountLists,
    "React, a list of 2,000 rows updated 30 times": updateList,
    "Redux, 500,000 actions": dispatchActions,
    "RxJS, 1,000,000 values in one stream": streamValues,
    "RxJS, 30,000 subscriptions": subscribeOften,
    "300,000 closures kept": keepClosures,
    "1,000,000 curried calls": callCurried,
  },
});
