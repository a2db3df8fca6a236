import { useEffect } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import type { Snapshot } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** Whether the snapshot is the answer of Find a leak that was just found: its first row is selected, and its table takes the keyboard focus. */
export function useLeakAnswer({ number }: Snapshot, first: number): boolean {
  const { dispatch } = usePanel().store;
  const isAnswer = usePanelState((state) => state.leakCheck.answer === number);
  useEffect(() => {
    if (!isAnswer) return;
    /* A screen reader reads the row that has the focus, or the notice. */
    if (first !== NO_BOX) dispatch({ type: "box-selected", box: first });
    else dispatch({ type: "noticed", notice: "No row grew in every round." });
    dispatch({ type: "leak-answer-focused" });
  }, [isAnswer]);
  return isAnswer;
}
