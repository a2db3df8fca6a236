/** Why the build stopped, as a sentence for whoever ran it. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}
