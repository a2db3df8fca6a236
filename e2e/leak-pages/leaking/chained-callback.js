// Each press wraps the handler that it finds, within the callback itself.
import { onPress } from "../button.js";

let handle = (request) => request.path;

onPress("Install and remove the plug-in", (round) => {
  const next = handle;
  const statistics = { round, calls: 0, bytes: new Array(100).fill(0) };
  handle = (request) => {
    statistics.calls++;
    return next(request);
  };
  handle({ path: "/" });
});
