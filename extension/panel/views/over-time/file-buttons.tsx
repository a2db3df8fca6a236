import type { MomentSeries } from "../../frames/moments.ts";
import { useWholePanel } from "../parts/panel-context.ts";
import type { Plot } from "./plot.ts";

interface FileButtonsProps {
  readonly series: MomentSeries;
  readonly plot: { readonly current: Plot | null };
  /** Of the image. */
  readonly title: string;
}

/** Saves the figures, or the chart as it is drawn. */
export function FileButtons({ series, plot, title }: FileButtonsProps) {
  const panel = useWholePanel();
  const isEmpty = series.moments.length === 0;
  return (
    <>
      <button
        type="button"
        class="button small"
        aria-disabled={isEmpty}
        onClick={() => !isEmpty && panel.overTimeFiles.saveCsv(series)}
      >
        CSV
      </button>
      <button
        type="button"
        class="button small"
        aria-disabled={isEmpty}
        onClick={() => {
          if (plot.current !== null) void panel.overTimeFiles.saveImage(plot.current.toPng(title), series);
          else if (!isEmpty)
            panel.store.dispatch({ type: "noticed", notice: "Choose Sizes or Counts for an image of the chart." });
        }}
      >
        Image
      </button>
    </>
  );
}
