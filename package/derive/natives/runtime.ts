/** The runtime of the option `natives`: the browser's functions are wrapped before the first module of the app runs. */
import "./natives.ts";

export * from "../runtime/runtime.ts";
