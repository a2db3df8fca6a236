import type { ComponentChildren } from "preact";
import "./details-row.css";

interface DetailsRowProps {
  readonly name: string;
  /** What the figures have rounded; `""` if nothing. */
  readonly exact?: string;
  readonly children: ComponentChildren;
}

export function DetailsRow({ name, exact = "", children }: DetailsRowProps) {
  return (
    <div class="row">
      <dt>{name}</dt>
      <dd>
        {children} {exact !== "" && <span class="quiet exact-bytes">({exact})</span>}
      </dd>
    </div>
  );
}
