import { afterEach, describe, expect, test, vi } from "vitest";
import {
  describe as describeClass,
  key,
  registerImpl,
  registerRoot,
  takeSnapshot,
  type Visitor,
  visit,
} from "../index.ts";

const REGISTRY = Symbol.for("allocative.registry");

afterEach(() => {
  Reflect.deleteProperty(globalThis, REGISTRY);
});

/** A class of a library: its state is out of reach, but the library tells its size. */
class Texture {
  readonly isTexture = true;
  readonly image: unknown;
  readonly #bytes: number;
  constructor(bytes: number, image: unknown = null) {
    this.#bytes = bytes;
    this.image = image;
  }
  byteLength(): number {
    return this.#bytes;
  }
}
class CubeTexture extends Texture {}

const tellTexture = (texture: Texture, visitor: Visitor): void => {
  const self = visitor.enterSelf(texture);
  self.visitField("image", texture.image);
  self.enterUnique("gpu", 0).visitSimple("texels", texture.byteLength());
};

describe("several copies of the library on one page", () => {
  test("meet in what is registered, and in the visitor's methods", async () => {
    vi.resetModules();
    const other = await import("../index.ts");
    expect(other.registerImpl).not.toBe(registerImpl);
    class Described {
      readonly skipped = ["not followed"];
      readonly kept = "a text";
    }
    registerImpl(Texture, (texture, visitor) => visitor.visitOffHeap(key("texels"), texture.byteLength()));
    registerImpl(
      (facts) => facts.typeName === "Date",
      (_date, visitor) => visitor.enterShared(key("zone"), 4, Texture)?.exit(),
    );
    describeClass(Described, { skip: ["skipped"] });
    const store = { texture: new Texture(5), date: new Date(), described: new Described() };
    registerRoot("store", store);
    const folded = other.takeSnapshot({ layout: "chrome" }).toFolded();
    expect(folded).toContain("store;Object;texture;Texture;texels 5\n");
    expect(folded).toContain("store;Object;date;Date;zone 4\n");
    expect(folded).toContain("store;Object;described;Described;kept;string 20\n");
    expect(folded).not.toContain("skipped;");
  });
});

describe("registerImpl", () => {
  test("describes the instances of a class and of its subclasses", () => {
    registerImpl(Texture, (texture, visitor) => {
      const self = visitor.enterSelf(texture);
      self.visitField("image", texture.image);
      const gpu = self.enterUnique("gpu", 0);
      gpu.visitSimple("texels", texture.byteLength());
      gpu.exit();
      self.exit();
    });
    const snapshot = takeSnapshot({
      layout: "chrome",
      roots: { one: new Texture(1000, { url: null }), cube: new CubeTexture(6000) },
    });
    expect(snapshot.warnings).toEqual([]);
    expect(snapshot.toFolded()).toBe(
      [
        "cube;CubeTexture 16",
        "cube;CubeTexture;gpu;texels 6000",
        "cube;CubeTexture;image 4",
        "one;Texture 16",
        "one;Texture;gpu;texels 1000",
        "one;Texture;image 4",
        "one;Texture;image;Object 12",
        "one;Texture;image;Object;url 4",
        "",
      ].join("\n"),
    );
  });

  test("a frame left open is closed, with a warning", () => {
    registerImpl(Texture, tellTexture);
    const snapshot = takeSnapshot({ layout: "chrome", roots: { one: new Texture(1000) } });
    expect(snapshot.warnings.map((warning) => [warning.code, warning.path])).toEqual([["visit-misused", "one"]]);
    expect(snapshot.toFolded()).toContain("one;Texture;gpu;texels 1000\n");
  });

  test("describes what a predicate picks by its type", () => {
    registerImpl(
      (facts) => facts.typeName === "Texture",
      (texture, visitor) => visitor.visitSimple("texels", (texture as Texture).byteLength()),
    );
    expect(takeSnapshot({ layout: "chrome", roots: { one: new Texture(70) } }).toFolded()).toContain(
      "one;Texture;texels 70\n",
    );
  });

  test("asks once a prototype about the type, and for every object about the object", () => {
    let askedAboutType = 0;
    let askedAboutObject = 0;
    registerImpl(
      (facts) => {
        askedAboutType++;
        return facts.hasInherited("no such");
      },
      () => {},
    );
    registerImpl(
      (facts) => {
        askedAboutObject++;
        return facts.own("brand") === "observable";
      },
      (object, visitor) => visitor.visitSimple((object as { brand: string }).brand, 8),
    );
    const roots = { a: { brand: "observable" }, b: { brand: "plain" }, c: { brand: "observable" } };
    const folded = takeSnapshot({ layout: "chrome", roots }).toFolded();
    expect(folded).toContain("a;Object;observable 8\n");
    expect(folded).toContain("c;Object;observable 8\n");
    expect(folded).toContain("b;Object;brand 4\n");
    expect(askedAboutType).toBe(1);
    expect(askedAboutObject).toBeGreaterThanOrEqual(3);
  });

  test("facts tell data, and never run a getter", () => {
    class Base {
      get loud(): never {
        throw new Error("a getter was run");
      }
    }
    Object.defineProperty(Base.prototype, "brand", { value: "base" });
    class Derived extends Base {
      kept = 1;
    }
    const told: unknown[] = [];
    registerImpl(
      (facts) => {
        told.push(facts.typeName, facts.isInstanceOf(Base), facts.isInstanceOf(Map), facts.inherited("brand"));
        told.push(facts.inherited("loud"), facts.hasInherited("loud"), facts.has("kept"), facts.own("kept"));
        told.push(facts.answer("loud"), facts.answer("kept"), facts.answer("nowhere"));
        return false;
      },
      () => {},
    );
    takeSnapshot({ layout: "chrome", roots: { derived: new Derived() } });
    expect(told.slice(0, 11)).toEqual([
      "Derived",
      true,
      false,
      "base",
      undefined,
      true,
      true,
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("an impl can hand over what a proxy stands for", () => {
    const raw = { items: ["text"] };
    const reactive = new Proxy(raw, { get: (target, key) => (key === "__v_raw" ? target : Reflect.get(target, key)) });
    registerImpl(
      (facts) => facts.answer("__v_raw") !== undefined,
      (object, visitor) => visitor.visitField("__v_raw", (object as { __v_raw: unknown }).__v_raw),
    );
    const snapshot = takeSnapshot({ layout: "chrome", roots: { reactive, raw } });
    expect(snapshot.objectCount).toBe(3);
    expect(snapshot.toFolded({ sharing: "first" })).toContain("reactive;Object;__v_raw 4\n");
  });

  test("comes before the class's own [visit] and before built-in impls", () => {
    class Own {
      [visit](visitor: Visitor): void {
        visitor.visitSimple("own", 1);
      }
    }
    registerImpl(Own, (_object, visitor) => visitor.visitSimple("registered", 2));
    registerImpl(Map, (_object, visitor) => visitor.visitSimple("map", 3));
    const folded = takeSnapshot({ layout: "chrome", roots: { own: new Own(), map: new Map() } }).toFolded();
    expect(folded).toContain("own;Own;registered 2\n");
    expect(folded).not.toContain(";own ");
    expect(folded).toContain("map;Map;map 3\n");
  });

  test("the last one registered counts, and is taken away by its function alone", () => {
    const first = registerImpl(Texture, (_object, visitor) => visitor.visitSimple("first", 1));
    const second = registerImpl(Texture, (_object, visitor) => visitor.visitSimple("second", 2));
    const folded = () => takeSnapshot({ layout: "chrome", roots: { texture: new Texture(9) } }).toFolded();
    first();
    expect(folded()).toContain("texture;Texture;second 2\n");
    second();
    expect(folded()).toContain("texture;Texture;image 4\n");
    const byPredicate = registerImpl(
      () => true,
      (_object, visitor) => visitor.visitSimple("picked", 3),
    );
    expect(folded()).toContain("texture;Texture;picked 3\n");
    byPredicate();
    expect(folded()).not.toContain("picked");
  });

  test("an impl that throws costs a warning, not the object", () => {
    registerImpl(Texture, () => {
      throw new Error("no context");
    });
    registerImpl(
      (facts) => facts.typeName === (null as unknown as string[])[0],
      () => {},
    );
    const snapshot = takeSnapshot({ layout: "chrome", roots: { texture: new Texture(9, ["text"]) } });
    expect(snapshot.warnings.map((warning) => warning.code)).toContain("visit-failed");
    expect(snapshot.warnings.map((warning) => warning.code)).toContain("impl-failed");
    expect(snapshot.warnings.find((warning) => warning.code === "visit-failed")).toMatchObject({ path: "texture" });
    expect(snapshot.toFolded()).toContain("texture;Texture;image;Array;elements;string 16\n");
  });

  test.each([
    [null, () => {}, "expected a class or a predicate to match by; got object"],
    [Texture, undefined, "expected a function as visit; got undefined"],
  ])("refuses %j, %j", (match, tell, message) => {
    expect(() => registerImpl(match as never, tell as never)).toThrow(message);
  });
});
