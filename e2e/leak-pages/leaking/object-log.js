// Every step is logged for a report of errors that no one sends.
import { onPress } from "../button.js";

const breadcrumbs = [];

function leaveBreadcrumb(category, data) {
  breadcrumbs.push({ category, data, time: performance.now() });
}

onPress("Go there and back", (round) => {
  for (const step of ["open", "scroll", "filter", "sort", "close"]) {
    leaveBreadcrumb("ui", { step, target: `#list-${round}` });
  }
});
