// The router keeps the views that were left, to go back to them, but makes new ones each time.
import { onPress } from "../button.js";

class View {
  constructor(path) {
    this.path = path;
    this.model = { items: Array.from({ length: 90 }, (_, id) => ({ id, title: `Item ${id} of ${path}` })) };
  }
}

class Router {
  current = new View("/");
  keptViews = [];
  navigate(path) {
    this.keptViews.push(this.current);
    this.current = new View(path);
  }
}

const router = new Router();
onPress("Go to the details and back", (round) => {
  router.navigate(`/items/${round}`);
  router.navigate("/");
});
