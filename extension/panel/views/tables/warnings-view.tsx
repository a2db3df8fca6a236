import { useMemo } from "preact/hooks";
import { PATH_JOINT, readableName } from "../../frames/box.ts";
import { writeCount } from "../../frames/figures.ts";
import type { WarningGroup } from "../../frames/warning-groups.ts";
import { warningGroupsOf, writeWarnings } from "../../frames/warning-groups.ts";
import type { Snapshot } from "../../store/state.ts";
import { useMoreRows } from "../grid/more-rows.tsx";
import { Icon } from "../parts/icon.tsx";
import { LimitsNote } from "../parts/limits-note.tsx";
import { usePanel } from "../parts/panel-context.ts";

export function WarningsView({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { warnings } = snapshot.derived;
  const groups = useMemo(() => warningGroupsOf(warnings), [warnings]);
  const { shown, more } = useMoreRows(groups.length, groups);
  if (warnings.length === 0) return <NoWarnings snapshot={snapshot} />;
  return (
    <div class="listing">
      <p class="listing-head">
        <span>
          <strong>{writeWarningCount(warnings.length)}</strong>
          {snapshot.diff !== null && " of the second snapshot"}: what is named here is missing from the sums, wholly or
          in part.
        </span>
        <button type="button" class="button small" onClick={() => void panel.copyText(writeWarnings(warnings))}>
          <Icon name="copy" />
          Copy all
        </button>
      </p>
      {groups.slice(0, shown).map((group) => (
        <Group key={group.code} snapshot={snapshot} group={group} />
      ))}
      {more !== null && <p class="listing-more">{more}</p>}
      <LimitsNote snapshot={snapshot} />
    </div>
  );
}

function Group({ snapshot, group }: { readonly snapshot: Snapshot; readonly group: WarningGroup }) {
  const { warnings } = snapshot.derived;
  const { indices, code } = group;
  const { shown, more } = useMoreRows(indices.length, group);
  return (
    <section class="warning-group" aria-label={code}>
      <h3>
        <code>{code}</code> <span class="quiet">{writeWarningCount(indices.length)}</span>
      </h3>
      <ul>
        {indices.slice(0, shown).map((index) => (
          <li key={index}>
            <WarningPath code={code} path={warnings[index]!.path} index={index} />
            <bdi>{warnings[index]!.detail}</bdi>
          </li>
        ))}
      </ul>
      {more !== null && <p class="listing-more">{more}</p>}
    </section>
  );
}

/** Roots of which nothing was measured: they have no box. */
const WITHOUT_BOX: ReadonlySet<string> = new Set(["root-collected", "root-threw", "root-refused", "root-accessor"]);

interface WarningPathProps {
  readonly code: string;
  readonly path: string;
  readonly index: number;
}

/** Where it is; leads there if there is a box. */
function WarningPath({ code, path, index }: WarningPathProps) {
  const panel = usePanel();
  if (path === "") return <span class="quiet">The snapshot as a whole</span>;
  const text = path.split(";").map(readableName).join(PATH_JOINT);
  if (WITHOUT_BOX.has(code)) return <bdi class="quiet">{text}</bdi>;
  return (
    <button
      type="button"
      class="box-link"
      title={`${text}\nShow in the icicle`}
      onClick={() => void panel.showWarning(index)}
    >
      <bdi>{text}</bdi>
    </button>
  );
}

function writeWarningCount(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "warning" : "warnings"}`;
}

function NoWarnings({ snapshot }: { readonly snapshot: Snapshot }) {
  const isWalk = snapshot.derived.objects === "walked";
  return (
    <div class="listing-empty">
      <h2>{snapshot.diff === null ? "No warnings" : "No warnings in the second snapshot"}</h2>
      {isWalk && <p>Every object that was found from the roots could be measured.</p>}
      <LimitsNote snapshot={snapshot} />
      {isWalk && (
        <p class="quiet">
          A warning names what could not be measured, and where it is: a root or a Proxy that throws, an object of
          another origin, a list that claims more than it has.
        </p>
      )}
    </div>
  );
}
