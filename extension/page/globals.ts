import { append, ownKeysOf, ownPropertyOf, startsWith } from "../../core/realm/introspect.ts";
import { createSafeMap, type SafeMap } from "../../core/realm/safe-collections.ts";
import { EXPRESSION_HANDLE_LENGTH, EXPRESSION_HANDLE_PREFIX } from "../protocol/names.ts";
import { isAnyWindow } from "./any-window.ts";

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

function isFrameIndex(name: string): boolean {
  return name !== "" && name[0] >= "0" && name[0] <= "9";
}

/** A compiled expression that the agent has not taken yet is not the page's. */
function isExpressionHandle(name: string): boolean {
  return name.length === EXPRESSION_HANDLE_LENGTH && startsWith(name, EXPRESSION_HANDLE_PREFIX);
}

/** Whether the value is an object or a text. */
export function takesMemory(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null) ||
    typeof value === "function" ||
    (typeof value === "string" && value.length > 1)
  );
}
