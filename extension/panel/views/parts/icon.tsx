const PATHS = {
  snapshot: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 3.6a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8Z",
  leak: "M8 1.8c2.6 3.2 4.2 5.3 4.2 7.6a4.2 4.2 0 0 1-8.4 0C3.8 7.1 5.4 5 8 1.8ZM8 11.8a2.4 2.4 0 0 1-2.4-2.4",
  record: "M2 13.5h12M3 10l3-4 3 2.5 4-6",
  stop: "M4 4h8v8H4z",
  menu: "M4 6l4 4 4-4z",
  up: "M3.5 10.5 8 6l4.5 4.5",
  down: "M3.5 5.5 8 10l4.5-4.5",
  left: "M10 3.5 5.5 8l4.5 4.5",
  right: "M6 3.5 10.5 8 6 12.5",
  undo: "M5.5 3 2.5 6l3 3M2.5 6h6.5a3.5 3.5 0 0 1 0 7H6",
  redo: "M10.5 3l3 3-3 3M13.5 6H7a3.5 3.5 0 0 0 0 7h3",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  rename: "M3 13l.6-2.8 7.2-7.2 2.2 2.2-7.2 7.2zM9.2 4.6l2.2 2.2",
  delete: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4",
  settings:
    "M2.5 4.5h5M10.5 4.5h3M2.5 11.5h3M8.5 11.5h5M9 3a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3ZM7 10a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z",
  more: "M8 2.5a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8ZM8 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8ZM8 10.7a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8Z",
  help: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M8 11.2v.6",
  swap: "M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13",
  twisty: "M6 4l4 4-4 4z",
} as const;

export type IconName = keyof typeof PATHS;

const FILLED = new Set<string>(["snapshot", "stop", "menu", "more", "twisty"]);

/** A drawing that says nothing by itself: its button has the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class={FILLED.has(name) ? "icon filled" : "icon"}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <path d={PATHS[name]} fill-rule="evenodd" />
    </svg>
  );
}
