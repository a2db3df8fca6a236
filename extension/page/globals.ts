import {
  append,
  createSafeMap,
  ownKeysOf,
  ownPropertyOf,
  type SafeMap,
  startsWith,
} from "../../core/realm/introspect.ts";
import { frameworkKeyOf } from "../../core/snapshot/framework-root.ts";
import { EXPRESSION_HANDLE_LENGTH, EXPRESSION_HANDLE_PREFIX } from "../protocol/names.ts";
import { contains, elementAt, elementsOfDocument } from "./native-dom.ts";
import { isAnyWindow } from "./windows.ts";

export interface PageGlobal {
  readonly name: string;
  readonly value: unknown;
}

/**
 * What libraries put on the global object to be found, or to share code: it holds nothing of the app. The second half are the functions
 * that TypeScript's `tslib` puts there.
 */
const MARKERS =
  "__svelte __VUE__ __VUE_INSTANCE_SETTERS__ __VUE_SSR_SETTERS__ __reactRouterVersion litElementVersions litPropertyMetadata reactiveElementVersions " +
  "litHtmlVersions agStyleInjectionVersions " +
  "__extends __assign __rest __decorate __param __esDecorate __runInitializers __propKey __setFunctionName __metadata __awaiter __generator " +
  "__exportStar __createBinding __values __read __spread __spreadArrays __spreadArray __await __asyncGenerator __asyncDelegator __asyncValues " +
  "__makeTemplateObject __importStar __importDefault __classPrivateFieldGet __classPrivateFieldSet __classPrivateFieldIn " +
  "__addDisposableResource __disposeResources __rewriteRelativeImportExtension";
const markers = createSafeMap<string, true>();
const markerNames = MARKERS.split(" ");
for (let i = 0; i < markerNames.length; i++) markers.set(markerNames[i], true);

/**
 * What the page added to a global object: own data properties that a pristine realm has not, with a value that takes memory.
 * Getters are not called; integer names are the page's frames. Expressions that wait for the agent, and markers of libraries, are left out.
 */
export function pageGlobals(window: object, pristineNames: SafeMap<string, true>): PageGlobal[] {
  const found: PageGlobal[] = [];
  const keys = ownKeysOf(window);
  for (let i = 0; i < keys.length; i++) {
    const name = keys[i];
    if (typeof name !== "string" || pristineNames.get(name) || markers.get(name)) continue;
    if (isFrameIndex(name) || isExpressionHandle(name)) continue;
    const property = ownPropertyOf(window, name);
    if (property === undefined || property.get !== undefined || property.set !== undefined) continue;
    const { value } = property;
    if (!isAnyWindow(value) && takesMemory(value)) append(found, { name, value });
  }
  return found;
}

/**
 * The elements of a document on which scripts keep data, as frameworks do. Elements inside such an element are left out:
 * its state leads there, and the data kept there lead back. Those that a framework claimed are left out with all that is in them. Forms and lists have what is in them as own properties.
 */
export function elementsWithState(document: Document, claimed: SafeMap<Node, true>): readonly Element[] {
  const found: Element[] = [];
  if (isAllClaimed(document, claimed)) return found;
  const elements = elementsOfDocument(document, "body :not(form,select)");
  let last: Element | undefined;
  for (let i = 0; ; i++) {
    const element = elementAt(elements, i);
    if (element === null) return found;
    if (last !== undefined && contains(last, element)) continue;
    if (claimed.get(element)) {
      last = element;
      continue;
    }
    const keys = ownKeysOf(element);
    for (let k = 0; k < keys.length && last !== element; k++) {
      if (frameworkKeyOf(keys[k]) === undefined && takesMemory(ownPropertyOf(element, keys[k])?.value)) {
        last = element;
        append(found, element);
      }
    }
  }
}

/** Whether a framework renders into the document, its root or its body. */
function isAllClaimed(document: Document, claimed: SafeMap<Node, true>): boolean {
  if (claimed.get(document)) return true;
  const around = elementsOfDocument(document, ":root,body");
  for (let i = 0; ; i++) {
    const element = elementAt(around, i);
    if (element === null) return false;
    if (claimed.get(element)) return true;
  }
}

function isFrameIndex(name: string): boolean {
  return name !== "" && name[0] >= "0" && name[0] <= "9";
}

/** A compiled expression that the agent has not taken yet is not the page's. */
function isExpressionHandle(name: string): boolean {
  return name.length === EXPRESSION_HANDLE_LENGTH && startsWith(name, EXPRESSION_HANDLE_PREFIX);
}

function takesMemory(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null) ||
    typeof value === "function" ||
    (typeof value === "string" && value.length > 1)
  );
}
