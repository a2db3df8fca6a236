import { QueryClient, QueryObserver } from "@tanstack/query-core";
import { pickFrom, seededRandom } from "./seeded-random.ts";

interface Product {
  readonly sku: string;
  readonly title: string;
  readonly price: number;
  readonly reviews: readonly { readonly stars: number; readonly text: string }[];
}

const PAGE_LENGTH = 50;
const OPINIONS = ["As described.", "Would buy again.", "Smaller than I thought.", "Arrived late, works well."];

/** Stands in for a server: JSON text, as it would come over the wire. */
async function requestPage(page: number): Promise<string> {
  const random = seededRandom(1000 + page);
  const products = Array.from({ length: PAGE_LENGTH }, (_, index): Product => {
    const number = page * PAGE_LENGTH + index;
    return {
      sku: `sku-${number}`,
      title: `Article ${number}`,
      price: Math.round(random() * 10_000) / 100,
      reviews: Array.from({ length: 3 }, () => ({
        stars: 1 + Math.floor(random() * 5),
        text: pickFrom(OPINIONS, random),
      })),
    };
  });
  return JSON.stringify(products);
}

/** The pages of a catalogue in a TanStack Query cache, with an observer on the newest, as a view would have. */
export function createCatalogQueries() {
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY, retry: false },
    },
  });
  client.mount();
  let nextPage = 0;
  let unsubscribe: (() => void) | undefined;

  const optionsOf = (page: number) => ({
    queryKey: ["catalog", { page }],
    queryFn: async (): Promise<Product[]> => JSON.parse(await requestPage(page)),
  });

  return {
    /** The cache keeps its queries in a private field; this is the public way to them. */
    allQueries: () => client.getQueryCache().getAll(),
    async fetchMore(pages: number) {
      for (let i = 0; i < pages; i++) await client.prefetchQuery(optionsOf(nextPage++));
      unsubscribe?.();
      unsubscribe = new QueryObserver(client, optionsOf(nextPage - 1)).subscribe(() => {});
    },
    /** Removes what no observer looks at. */
    dropUnobserved: () => client.removeQueries({ type: "inactive" }),
  };
}
