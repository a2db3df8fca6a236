import { readableName } from "../../frames/box.ts";

/** The table stays as it is. */
export function NoTypeCalled({ query }: { readonly query: string }) {
  return (
    <p class="types-none quiet">
      No type here is called “<bdi>{readableName(query)}</bdi>”. Find filters this table by the names of types.
    </p>
  );
}
