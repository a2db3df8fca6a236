import { HelpNote } from "../parts/help-note.tsx";

/** Which bytes belong to no type. */
export function NoTypeNote() {
  return (
    <HelpNote about="bytes with no type">
      <p>Primitive roots, merged boxes, and fields of objects outside the focus.</p>
    </HelpNote>
  );
}
