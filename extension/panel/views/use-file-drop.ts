import { useState } from "preact/hooks";
import { useWholePanel } from "./parts/panel-context.ts";

interface FileDrop {
  /** Files are over the element now. */
  readonly isDropTarget: boolean;
  onDragOver(event: DragEvent): void;
  onDragLeave(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

/** Files that are dropped on an element are opened. */
export function useFileDrop(): FileDrop {
  const panel = useWholePanel();
  const [isDropTarget, setDropTarget] = useState(false);
  return {
    isDropTarget,
    onDragOver: (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDropTarget(true);
    },
    onDragLeave: (event) => {
      if (event.relatedTarget === null) setDropTarget(false);
    },
    onDrop: (event) => {
      event.preventDefault();
      setDropTarget(false);
      void panel.openFiles([...(event.dataTransfer?.files ?? [])]);
    },
  };
}
