/** The file is no heap snapshot that can be shown. The message is a sentence's end: what came, what was expected, where. */
export class HeapSnapshotError extends Error {
  override readonly name = "HeapSnapshotError";
  /** Of what the message speaks: the bytes that were read last, or the file as a whole. */
  readonly about: "place" | "file";

  constructor(message: string, about: "place" | "file" = "place") {
    super(message);
    this.about = about;
  }
}
