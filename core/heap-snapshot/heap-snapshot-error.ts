/**
 * The file is not a valid heap snapshot. The message is the end of a sentence: the value found, the expected one, and
 * the position.
 */
export class HeapSnapshotError extends Error {
  override readonly name = "HeapSnapshotError";
  /** The subject of the message: the bytes read last, or the file as a whole. */
  readonly about: "place" | "file";

  constructor(message: string, about: "place" | "file" = "place") {
    super(message);
    this.about = about;
  }
}
