import { expect, test } from "vitest";
import { chromiumVersionOf } from "./chromium-version.ts";

const OTHER = { brand: "Not;A=Brand", version: "8" };

test.each<[name: string, navigator: object, version: number | undefined]>([
  ["Chromium", { userAgentData: { brands: [OTHER, { brand: "Chromium", version: "150" }] } }, 150],
  [
    "Edge, which has a number of its own",
    {
      userAgentData: {
        brands: [
          { brand: "Microsoft Edge", version: "1" },
          { brand: "Chromium", version: "156" },
        ],
      },
    },
    156,
  ],
  ["a browser that names no Chromium", { userAgentData: { brands: [OTHER] } }, undefined],
  ["a browser without brands", { userAgent: "Chrome/150.0.0.0" }, undefined],
])("%s", (_name, navigator, version) => expect(chromiumVersionOf(navigator)).toBe(version));
