/** `allocative/register`: registering roots, without any code that measures. For apps that are measured from outside, by the DevTools tab. */
export { RegistryError } from "./registry/record.ts";
export { registerRoot } from "./registry/roots.ts";
