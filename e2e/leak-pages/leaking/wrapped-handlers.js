// Each plug-in wraps the handler that it finds. On leaving it puts nothing back.
import { onPress } from "../button.js";

let handle = (request) => request.path;

function installPlugin(name) {
  const next = handle;
  const statistics = { name, calls: 0, bytes: new Array(100).fill(0) };
  handle = (request) => {
    statistics.calls++;
    return next(request);
  };
}

onPress("Install and remove the plug-in", (round) => {
  installPlugin(`plug-in ${round}`);
  handle({ path: "/" });
});
