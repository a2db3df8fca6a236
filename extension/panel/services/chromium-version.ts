/** What `navigator.userAgentData` says of the browser. TypeScript does not know it. */
interface Brand {
  readonly brand: string;
  readonly version: string;
}

/**
 * Major version of the Chromium in which this runs, whatever the name of the browser; undefined if it does not say. Asked for in the panel: DevTools emulates other
 * browsers in the inspected page alone, and a command line that replaces `userAgent` leaves this as it is.
 */
export function chromiumVersionOf(navigator: object): number | undefined {
  const { userAgentData } = navigator as { readonly userAgentData?: { readonly brands: readonly Brand[] } };
  const version = Number.parseInt(userAgentData?.brands.find(({ brand }) => brand === "Chromium")?.version ?? "", 10);
  return version > 0 ? version : undefined;
}
