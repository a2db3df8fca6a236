import { useLayoutEffect, useState } from "preact/hooks";

/** Frames looked at between two looks at the clock, and milliseconds of a slice: the rest of a frame of the screen is for others. */
const FRAMES_AT_ONCE = 20_000;
const SLICE_MS = 8;

interface Pass<Result> {
  /** Looks at so many more frames; whether all have been looked at. */
  advance(frames: number): boolean;
  finish(): Result;
}

/** What a pass over frames finds, looked for in slices; `null` until that is done. */
export function useFinished<Result>(pass: Pass<Result>): Result | null {
  const [found, setFound] = useState<{ readonly pass: Pass<Result>; readonly result: Result } | null>(null);
  useLayoutEffect(() => {
    let timer = 0;
    const goOn = (): void => {
      const deadline = performance.now() + SLICE_MS;
      while (!pass.advance(FRAMES_AT_ONCE)) {
        if (performance.now() < deadline) continue;
        timer = window.setTimeout(goOn);
        return;
      }
      setFound({ pass, result: pass.finish() });
    };
    goOn();
    return () => clearTimeout(timer);
  }, [pass]);
  return found !== null && found.pass === pass ? found.result : null;
}
