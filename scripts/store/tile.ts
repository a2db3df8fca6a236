import { BOXES } from "../icon-boxes.ts";

export const TILE_WIDTH = 440;
export const TILE_HEIGHT = 280;

/** Pixels of one unit of the icon's grid. */
const UNIT = 9;

/** The small picture of the extension in a store: the icon, with name and one line. */
export function tileHtml(name: string, line: string): string {
  const boxes = BOXES.map(({ at: [left, top, right, bottom], color }) => {
    const place = `left:${left * UNIT}px;top:${top * UNIT}px;width:${(right - left) * UNIT}px;height:${(bottom - top) * UNIT}px`;
    return `<i style="${place};background:rgb(${color.join(",")})"></i>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; display: flex; align-items: center; gap: 26px; width: ${TILE_WIDTH}px; height: ${TILE_HEIGHT}px; padding: 0 32px; box-sizing: border-box; background: #fff; font-family: system-ui, sans-serif; color: #1f2328; }
div { position: relative; flex: none; width: ${16 * UNIT}px; height: ${16 * UNIT}px; }
i { position: absolute; border-radius: 2px; }
h1 { margin: 0 0 8px; font-size: 32px; }
p { margin: 0; font-size: 17px; line-height: 1.35; color: #57606a; }
</style><body><div>${boxes.join("")}</div><section><h1>${name}</h1><p>${line}</p></section>`;
}
