import type { ReadFile } from "./file-api.ts";
import type { FileToStream } from "./file-content.ts";
import { readHeapSnapshot } from "./read-heap-snapshot.ts";
import { FileRefusal, recogniseFile } from "./recognise-file.ts";

/** The content of a file of any kind that can be opened: unpacked, of a heap snapshot the graph. @throws FileRefusal */
export async function readFile(
  name: string,
  content: FileToStream,
  memoryBytes: number,
  onProgress: (share: number) => void,
): Promise<ReadFile> {
  const { size } = content;
  const arrayBuffer = content.arrayBuffer?.bind(content);
  const file = { name, size, stream: () => content.stream(), arrayBuffer };
  const recognised = await recogniseFile(file);
  if (recognised.source !== "heap-snapshot") return { ...recognised, copy: new Blob([recognised.bytes]) };
  try {
    return { source: "heap-snapshot", ...(await readHeapSnapshot(file, memoryBytes, onProgress)) };
  } catch (error) {
    throw new FileRefusal(`“${name}”: This heap snapshot cannot be shown: ${(error as Error).message}.`);
  }
}
