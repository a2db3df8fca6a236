import { UNREACHED } from "../owners/owners.ts";

/**
 * 1 for each node that owns all of `targets`: without any one of them, all targets would be free. `owner` are the immediate dominators over all roots. Every path to a target leads through all of these. Each
 * owner of a target is looked at once.
 */
export function commonOwnersOf(owner: Int32Array, targets: Int32Array): Uint8Array {
  const isCommon = new Uint8Array(owner.length);
  const held = targets.filter((node) => owner[node] !== UNREACHED);
  if (held.length === 0) return isCommon;
  /* Per node: how many owners of the first target are nearer to it than the nearest common owner, plus 1; 0 before it is known. */
  const place = new Int32Array(owner.length);
  let length = 0;
  for (let at = owner[held[0]]; at >= 0; at = owner[at]) place[at] = ++length;
  let nearest = 1;
  for (let t = 1; t < held.length; t++) {
    let at = owner[held[t]];
    while (at >= 0 && place[at] === 0) at = owner[at];
    const common = at < 0 ? length + 1 : place[at];
    for (let climbed = owner[held[t]]; climbed !== at; climbed = owner[climbed]) place[climbed] = common;
    if (common > nearest) nearest = common;
  }
  let passed = 0;
  for (let at = owner[held[0]]; at >= 0; at = owner[at]) if (++passed >= nearest) isCommon[at] = 1;
  return isCommon;
}
