import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const board = document.getElementById("board");
if (board === null) throw new Error("index.html has no element with the id “board”.");
createRoot(board).render(<App onReady={() => document.documentElement.setAttribute("data-ready", "")} />);
