// Requests wait for their answers by number. Those that are cancelled never get one.
import { onPress } from "../button.js";

class RpcClient {
  pending = new Map();
  lastId = 0;
  call(method, params) {
    return new Promise((resolve, reject) => {
      this.pending.set(++this.lastId, { method, params, resolve, reject });
    });
  }
}

const rpc = new RpcClient();
onPress("Search and cancel", (round) => {
  for (const word of ["mem", "memo", "memory"]) void rpc.call("search", { word, page: round, filters: ["all"] });
});
