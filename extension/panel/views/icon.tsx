const PATHS = {
  snapshot: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 3.6a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8Z",
  menu: "M4 6l4 4 4-4z",
  up: "M3.5 10.5 8 6l4.5 4.5",
  down: "M3.5 5.5 8 10l4.5-4.5",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  twisty: "M6 4l4 4-4 4z",
} as const;

const FILLED = new Set<string>(["snapshot", "menu", "twisty"]);

/** A drawing that says nothing by itself: its button has the name. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
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
