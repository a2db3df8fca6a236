import type { ComponentChildren } from "preact";
import "./details-row.css";

interface DetailsRowProps {
  readonly name: string;
  readonly exact?: string;
  readonly children: ComponentChildren;
}

export function DetailsRow({ name, exact, children }: DetailsRowProps) {
  return (
    <div class="row" title={exact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
