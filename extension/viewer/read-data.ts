import { decodeTables, type TableFile } from "../../core/flamegraph/formats/frame-bytes.ts";
import { VIEWER_DATA_ID, type ViewerAbout } from "../panel/store/viewer-file.ts";

/** One table, of a comparison one for each of its snapshots, in order. */
export interface ViewerData extends Pick<TableFile, "tables" | "entries"> {
  readonly about: ViewerAbout;
}

/** Rejects where the file was cut off or changed. */
export async function readData(document: Document): Promise<ViewerData> {
  const element = document.getElementById(VIEWER_DATA_ID);
  const text = element?.textContent ?? "";
  /* The text is as large as the file, and is not needed again. */
  element?.remove();
  const bytes = await unzipped(fromBase64(text.trim()));
  const { about, ...tables } = decodeTables(bytes, (part) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(part),
  );
  /* Written by the panel that wrote this code beside it. */
  return { about: JSON.parse(about), ...tables };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

async function unzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(content).arrayBuffer());
}
