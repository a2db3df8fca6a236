import { ExpectedError } from "../../package/cli/expected-error.ts";

const STEPS: readonly (string | undefined)[] = ["major", "minor", "patch"];
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** The version after `current`: by a step, or as it is given. One that is given may be `current` itself, for the first release. @throws ExpectedError */
export function nextVersion(current: string, asked: string | undefined): string {
  const now = partsOf(current);
  const step = STEPS.indexOf(asked);
  if (step >= 0) return now.map((part, i) => (i < step ? part : i === step ? part + 1 : 0)).join(".");
  if (asked === undefined || !VERSION.test(asked)) {
    throw new ExpectedError(
      `Give the step or the version of the release: npm run version -- ${STEPS.join("|")}|1.2.3; got ${asked === undefined ? "nothing" : `"${asked}"`}.`,
    );
  }
  const next = partsOf(asked);
  const at = next.findIndex((part, i) => part !== now[i]);
  if (at >= 0 && next[at] < now[at]) throw new ExpectedError(`${asked} comes before ${current}, the current version.`);
  return asked;
}

function partsOf(version: string): number[] {
  const parts = VERSION.exec(version);
  if (parts === null) throw new ExpectedError(`The current version, "${version}", is not of the form 1.2.3.`);
  return parts.slice(1).map(Number);
}
