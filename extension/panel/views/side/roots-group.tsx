import { foundRootsOf, registeredRootsOf } from "../../store/roots.ts";
import { usePanelState } from "../parts/panel-context.ts";
import { AddRoot } from "./add-root.tsx";
import { FoundRoots, ModulesRow } from "./found-roots.tsx";
import { ExpressionRow, RegisteredRow } from "./root-rows.tsx";
import "./roots-group.css";

export function RootsGroup() {
  const roots = usePanelState((state) => state.roots);
  const registered = registeredRootsOf(roots);
  const hasModules = foundRootsOf(roots, "derived").length > 0;
  const isWaiting = roots.listed === null && roots.failure === null;
  return (
    <fieldset class="section roots" aria-busy={isWaiting}>
      <legend>Roots</legend>
      {roots.failure !== null && <p class="field-failure">{roots.failure}</p>}
      {(registered.length > 0 || roots.expressions.length > 0 || hasModules) && (
        <ul class="root-list" aria-label="Named by the app or by you">
          {registered.map((root) => (
            <RegisteredRow key={`page ${root.name}`} root={root} />
          ))}
          {roots.expressions.map((root) => (
            <ExpressionRow key={`expression ${root.name}`} root={root} />
          ))}
          {hasModules && <ModulesRow />}
        </ul>
      )}
      {/* Before the page has answered, its boxes would change under the pointer. */}
      {!isWaiting && <FoundRoots />}
      <AddRoot />
    </fieldset>
  );
}
