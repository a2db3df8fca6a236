import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { showComments } from "./comments.ts";
import { elementById } from "./element-by-id.ts";
import { offerVisits } from "./task-details.ts";
import { parseTimesheets } from "./timesheets.ts";

showComments();
offerVisits();
parseTimesheets();
createRoot(elementById("board", HTMLElement)).render(
  <App onReady={() => document.documentElement.setAttribute("data-ready", "")} />,
);
