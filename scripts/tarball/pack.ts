import path from "node:path";
import { repositoryPath } from "../repository-path.ts";
import { putBackRepositoryReadme, putNpmReadme } from "./npm-readme.ts";
import { outputIn } from "./run-in.ts";

export interface PackedTarball {
  readonly file: string;
  /** Bytes, packed and unpacked. */
  readonly size: number;
  readonly unpackedSize: number;
  /** Of all files, from the package's folder. */
  readonly paths: readonly string[];
}

/** What `npm pack --json` prints for each package, as far as it is read here. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs what is built as `npm pack` does, without building it again. */
export function packTarball(folder: string): PackedTarball {
  putNpmReadme();
  try {
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
    const answer: Readonly<Record<string, Packed>> = JSON.parse(outputIn(repositoryPath("."), "npm", args));
    /* A list up to npm 10, later an object by name. */
    const { filename, size, unpackedSize, files } = Object.values(answer)[0];
    return { file: path.join(folder, filename), size, unpackedSize, paths: files.map((file) => file.path) };
  } finally {
    putBackRepositoryReadme();
  }
}
