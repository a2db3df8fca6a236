/** A figure with its unit; what the printed table shows. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit:
    | "ms"
    | "µs"
    | "ns"
    | "bytes"
    | "objects"
    | "frames"
    | "bytes/object"
    | "bytes/frame"
    | "rows"
    | "clicks"
    | "major version"
    | "ratio"
    | "%";
}

/** A benchmark prints figures and judges nothing. */
export interface Benchmark {
  readonly name: string;
  readonly about: string;
  run(report: (step: string) => void): Promise<readonly Figure[]>;
}
