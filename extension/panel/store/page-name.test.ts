import { expect, test } from "vitest";
import { filePartOf, pageNameOf, siteOf } from "./page-name.ts";

test("a page is called by its host and path, without what may be secret", () => {
  expect(pageNameOf("https://shop.example/cart?token=abc#top")).toBe("shop.example/cart");
  expect(pageNameOf("https://user:password@shop.example/cart/")).toBe("shop.example/cart");
  expect(pageNameOf("http://localhost:5173/")).toBe("localhost:5173");
  expect(pageNameOf("https://shop.example/#/orders/12")).toBe("shop.example#/orders/12");
  expect(pageNameOf("https://shop.example/app#!/orders")).toBe("shop.example/app#!/orders");
  expect(pageNameOf(`https://shop.example/${"a".repeat(1000)}`)).toHaveLength(120);
});

test("a page without a host is called by its file or its scheme", () => {
  expect(pageNameOf("file:///home/someone/app/index.html")).toBe("index.html");
  expect(pageNameOf("about:blank")).toBe("about:blank");
  expect(pageNameOf("data:text/html,<p>secret")).toBe("data:");
  expect(pageNameOf("no address")).toBeNull();
});

test("pages of one host are of one site", () => {
  expect(siteOf("shop.example/cart")).toBe("shop.example");
  expect(siteOf("shop.example#/orders")).toBe("shop.example");
  expect(siteOf("localhost:5173")).toBe("localhost:5173");
});

test("as a part of a file's name it has no character that a file system refuses", () => {
  expect(filePartOf("shop.example/cart/2")).toBe("shop.example-cart-2");
  expect(filePartOf("localhost:5173#/orders")).toBe("localhost-5173-orders");
  expect(filePartOf("../..")).toBe("");
  expect(filePartOf(`a.example/${"b".repeat(100)}`)).toHaveLength(40);
  expect(filePartOf("")).toBe("");
});
