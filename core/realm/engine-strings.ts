import { originOfFunction } from "./function-origin.ts";
import { append, ownKeysOf, ownPropertyOf } from "./introspect.ts";
import { realmIntrinsics } from "./introspect-native.ts";

/**
 * Strings that V8 has in read-only memory before any page runs: names of built-ins and of what the window and the
 * document have, options of Intl. They take no bytes in the heap snapshots of Chromium 150 or 156. Left out: names of
 * `realmIntrinsics` and of interfaces, which the current realm lists; names that only functions have (`get size`,
 * `Array.prototype.map`); messages of V8's own checks.
 */
const WORDS = `
$& $' $+ $1 $2 $3 $4 $5 $6 $7 $8 $9 $_ (?:) -Infinity 2-digit =" ATTRIBUTE_NODE Arguments AsyncFunction AsyncGenerator AsyncGeneratorFunction
CDATA_SECTION_NODE COMMENT_NODE CallSite Construct DOCUMENT_FRAGMENT_NODE DOCUMENT_NODE DOCUMENT_POSITION_CONTAINED_BY DOCUMENT_POSITION_CONTAINS
DOCUMENT_POSITION_DISCONNECTED DOCUMENT_POSITION_FOLLOWING DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC DOCUMENT_POSITION_PRECEDING DOCUMENT_TYPE_NODE
ELEMENT_NODE ENTITY_NODE ENTITY_REFERENCE_NODE EPSILON FontFaceSet Generator GeneratorFunction InteractionContentfulPaint
IntlLegacyConstructedSymbol MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE MapIterator NEGATIVE_INFINITY NFC NFD NFKC NFKD NOTATION_NODE
PERSISTENT POSITIVE_INFINITY PROCESSING_INSTRUCTION_NODE PerformanceSoftNavigation PermissionsPolicy PromiseReject PromiseResolve
RegExpStringIterator ResizableArrayBuffer Script Segments SetIterator ShadowRealm SharedArray SharedArrayBuffer SharedStruct StringIterator
Symbol.asyncDispose Symbol.asyncIterator Symbol.dispose Symbol.hasInstance Symbol.isConcatSpreadable Symbol.iterator Symbol.match Symbol.matchAll
Symbol.replace Symbol.search Symbol.species Symbol.split Symbol.toPrimitive Symbol.toStringTag Symbol.unscopables TEMPORARY TEXT_NODE ToObject
TypedArray UTC WindowProperties accounting activeElement activeViewTransition adopt adoptNode adoptText adoptedStyleSheets alert alinkColor all
allSettled alphabet always anchors anonymous any append appendChild applets approximatelySign as asIntN asUintN assign async asyncDispose
asyncIterator atob auto baseName baseURI bgColor bigint blank blur body boolean breakType btoa calendar calendarId calendarName calendars callee
cancelAnimationFrame cancelIdleCallback captureEvents captureStackTrace cardinal caretPositionFromPoint caretRangeFromPoint caseFirst cause
character characterSet charset childElementCount childNodes children clearInterval clearTimeout clientInformation cloneNode close closed code
collation collations color column compact compactDisplay compare compareDocumentPosition compatMode configurable confirm conjunction console
constrain containing contains contentType cookie create createAttribute createAttributeNS createCDATASection createComment createDocumentFragment
createElement createElementNS createEvent createExpression createImageBitmap createNSResolver createNodeIterator createProcessingInstruction
createRange createTextNode createTreeWalker crossOriginIsolated crypto currency currencyDisplay currencySign current currentScript
customElementRegistry customElements customSections dateAdd dateFromFields dateStyle dateTimeField dateUntil day dayOfWeek dayOfYear dayPeriod days
daysDisplay daysInMonth daysInWeek daysInYear decimal decodeURI decodeURIComponent default defaultView defer defineProperties designMode
devicePixelRatio dialect digital direction disambiguation disjunction dispose disposeAsync disposed doctype document documentElement documentURI
domain done drop element elementFromPoint elementsFromPoint embeds encodeURI encodeURIComponent endRange engineering enumerable epochMilliseconds
epochNanoseconds era eraYear errors escape eval evaluate event exceptZero exception execCommand exitFullscreen exitPictureInPicture exitPointerLock
expand exponentInteger exponentMinusSign exponentSeparator exports external fallback false featurePolicy fetch fgColor fields first firstChild
firstDay firstDayOfWeek firstElementChild focus font fonts for format formatMatcher formatRange formatRangeToParts formatToParts forms fraction
fractionalDigits fractionalSecond fractionalSecondDigits frameElement frames freeze from fromAsync fromBase64 fromCharCode fromCodePoint fromEntries
fromHex fulfilled full fullscreen fullscreenElement fullscreenEnabled function getAnimations getArg getCalendars getCollations getColumnNumber
getComputedStyle getContinuationPreservedEmbedderData getElementById getElementsByClassName getElementsByName getElementsByTagName
getElementsByTagNameNS getEnclosingColumnNumber getEnclosingLineNumber getEvalOrigin getFileName getFunction getFunctionName getHourCycles
getLineNumber getMethodName getNumberingSystems getOffsetNanosecondsFor getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols
getPosition getPossibleInstantsFor getPromiseIndex getRootNode getScriptHash getScriptNameOrSourceURL getSelection getTextInfo getThis
getTimeZoneTransition getTimeZones getTypeName getWeekInfo globalThis granularity grapheme groupBy groups grow growable h11 h12 h23 h24 halfCeil
halfEven halfExpand halfFloor halfTrunc hasChildNodes hasFocus hasInstance hasOwn hasStorageAccess hasUnpartitionedCookieAccess head hidden history
hour hour12 hourCycle hourCycles hours hoursDisplay hoursInDay href id ideo ignorePunctuation images immutable implementation importNode imports
inLeapYear index indexedDB indices infinity innerHeight innerWidth input inputEncoding insertBefore integer is isArray isAsync isConcatSpreadable
isConnected isConstructor isDefaultNamespace isEqualNode isError isEval isFinite isFrozen isInteger isNaN isNative isPromiseAll isSafeInteger
isSameNode isSealed isSecureContext isToplevel isTraceCategoryEnabled isView isWordLike iso8601 isoDay isoHour isoMicrosecond isoMillisecond
isoMinute isoMonth isoNanosecond isoSecond isoYear iterator jsMemoryEstimate jsMemoryRange kana keyFor language languageDisplay largestUnit
lastChild lastChunkHandling lastElementChild lastIndex lastMatch lastModified lastParen leftContext lessPrecision let letter line linear linkColor
links list literal localStorage locale localeMatcher location locationbar long longest lookupNamespaceURI lookupPrefix loose lower ltr matchMedia
maximize maximumFractionDigits maximumSignificantDigits medium menubar mergeFields meta microsecond microseconds microsecondsDisplay millisecond
milliseconds millisecondsDisplay min2 minimalDays minimize minimumFractionDigits minimumIntegerDigits minimumSignificantDigits minusSign minute
minutes minutesDisplay mode month monthCode monthDayFromFields months monthsDisplay monthsInYear morePrecision move moveBefore moveBy moveTo nan
nanosecond nanoseconds nanosecondsDisplay narrow narrowSymbol native navigation navigator negative never next nextSibling nodeName nodeType
nodeValue none normal not-equal notation now null number numberingSystem numberingSystems numeric object of offscreenBuffering offset
offsetNanoseconds ok onabort onafterprint onanimationcancel onanimationend onanimationiteration onanimationstart onappinstalled onauxclick
onbeforecopy onbeforecut onbeforeinput onbeforeinstallprompt onbeforematch onbeforepaste onbeforeprint onbeforetoggle onbeforeunload
onbeforexrselect onblur oncancel oncanplay oncanplaythrough onchange onclick onclose oncommand oncontentvisibilityautostatechange oncontextlost
oncontextmenu oncontextrestored oncopy oncuechange oncut ondblclick ondrag ondragend ondragenter ondragleave ondragover ondragstart ondrop
ondurationchange onemptied onended onerror onfocus onformdata onfreeze onfullscreenchange onfullscreenerror ongotpointercapture onhashchange oninput
oninvalid onkeydown onkeypress onkeyup onlanguagechange onload onloadeddata onloadedmetadata onloadstart onlostpointercapture onmessage
onmessageerror onmousedown onmouseenter onmouseleave onmousemove onmouseout onmouseover onmouseup onmousewheel onoffline ononline onpagehide
onpagereveal onpageshow onpaste onpause onplay onplaying onpointercancel onpointerdown onpointerenter onpointerleave onpointerlockchange
onpointerlockerror onpointermove onpointerout onpointerover onpointerup onpopstate onprerenderingchange onprogress onratechange onreadystatechange
onrejectionhandled onreset onresize onresume onscroll onscrollend onsearch onsecuritypolicyviolation onseeked onseeking onselect onselectionchange
onselectstart onslotchange onstalled onstorage onsubmit onsuspend ontimeupdate ontoggle ontransitioncancel ontransitionend ontransitionrun
ontransitionstart onunhandledrejection onunload onvisibilitychange onvolumechange onwaiting onwebkitanimationend onwebkitanimationiteration
onwebkitanimationstart onwebkitfullscreenchange onwebkitfullscreenerror onwebkittransitionend onwheel open opener options ordinal origin other
outerHeight outerWidth overflow ownerDocument padding pageXOffset pageYOffset parent parentElement parentNode parseFloat parseHTMLUnsafe parseInt
percent percentSign performance personalbar pictureInPictureElement pictureInPictureEnabled plainDate plainTime plugins plusSign pointerLockElement
position postMessage prepend prerendering previousSibling print promise prompt prototype proxy quarter queryCommandEnabled queryCommandIndeterm
queryCommandState queryCommandSupported queryCommandValue querySelector querySelectorAll queueMicrotask race raw read readyState reason referrer
region register reject rejected relatedYear relativeTo releaseEvents removeChild replaceChild replaceChildren reportError requestAnimationFrame
requestIdleCallback requestStorageAccess requestStorageAccessFor resizeBy resizeTo resolve resolvedOptions return revocable revoke rightContext
rootElement roundingIncrement roundingMode roundingPriority rtl scheduler scientific screen screenLeft screenTop screenX screenY script scripts
scroll scrollBy scrollTo scrollX scrollY scrollbars scrollingElement seal second seconds secondsDisplay segment select selectRange self sensitivity
sentence sep sessionStorage setContinuationPreservedEmbedderData setInterval setTimeout shared short shortest signDisplay skippedElements
smallestUnit sourceText species stack stackTraceLimit standard startRange startViewTransition status statusbar stop strict string stripIfInteger
structuredClone style styleMedia styleSheets subarray supportedLocalesOf suppressed symbol take target term textContent textInfo this throw
timeStyle timeZone timeZoneId timeZoneName timeZones timed-out timeline title toArray toFixedLengthBuffer toPrimitive toResizableBuffer toStringTag
toolbar top total trailingZeroDisplay true trustedTypes try tt type undefined unescape unit unitDisplay unknown unregister unscopables upper usage
use useGrouping value variants visibilityState visualViewport vlinkColor wasDiscarded webkitCancelAnimationFrame webkitCancelFullScreen
webkitCurrentFullScreenElement webkitExitFullscreen webkitFullscreenElement webkitFullscreenEnabled webkitHidden webkitIsFullScreen
webkitMediaStream webkitRTCPeerConnection webkitRequestAnimationFrame webkitURL webkitVisibilityState week weekInfo weekOfYear weekday weekend weeks
weeksDisplay window withResolvers word writable write writeln written xmlEncoding xmlStandalone xmlVersion year yearMonthFromFields yearName
yearOfWeek years yearsDisplay
`;

const PHRASES: readonly string[] = [
  "Array Iterator",
  "Async-from-Sync Iterator",
  "Deferred Module",
  "Invalid Date",
  "Map Iterator",
  "RegExp String Iterator",
  "Segment Iterator",
  "Segmenter String Iterator",
  "Set Iterator",
  "String Iterator",
  "[object ",
  "[object Arguments]",
  "[object Array]",
  "[object Boolean]",
  "[object Date]",
  "[object Error]",
  "[object Function]",
  "[object Null]",
  "[object Number]",
  "[object Object]",
  "[object RegExp]",
  "[object String]",
  "[object Undefined]",
  "byte length",
  "function () { [native code] }",
  "illegal access",
  "illegal argument",
  "start offset",
];

/** Of each Latin-1 character V8 has a string; a page gets a copy from `toUpperCase` and the like. */
const LATIN_1_END = 256;
/* So it has of these numbers. */
const FIRST_NUMBER = 10;
const LAST_NUMBER = 99;
const LAST_NUMBER_OF_SPIDER_MONKEY = 255;

const characterOf = String.fromCharCode;

/** What the realm has of its own comes first, and is less: about 980 names of the window are the browser's. */
const MAX_NAMES = 1024;

let strings: readonly string[] | undefined;

/** Strings that the current engine has itself, so that a page which refers to one may have none of its own. */
export function engineStrings(): readonly string[] {
  strings ??= findStrings();
  return strings;
}

/** SpiderMonkey has strings of small numbers; those of fewer digits are among its strings of one and two characters. */
export function numbersOfSpiderMonkey(): readonly string[] {
  const found: string[] = [];
  for (let i = LAST_NUMBER + 1; i <= LAST_NUMBER_OF_SPIDER_MONKEY; i++) append(found, `${i}`);
  return found;
}

function findStrings(): readonly string[] {
  const found: string[] = [];
  appendWords(WORDS, found);
  for (let i = 0; i < PHRASES.length; i++) append(found, PHRASES[i]);
  for (let i = 0; i < LATIN_1_END; i++) append(found, characterOf(i));
  for (let i = FIRST_NUMBER; i <= LAST_NUMBER; i++) append(found, `${i}`);
  const intrinsics = realmIntrinsics();
  for (let i = 0; i < intrinsics.length; i++) {
    try {
      appendNamesOf(intrinsics[i], found);
    } catch {
      /* A Proxy, which the page put in its place before we came: the list above is what is left. */
    }
  }
  appendInterfacesOf(globalThis, found);
  return found;
}

/** Newer engines have more of them than the list above. */
function appendNamesOf(intrinsic: object, found: string[]): void {
  const keys = ownKeysOf(intrinsic);
  for (let i = 0; i < keys.length && i < MAX_NAMES; i++) {
    const key = keys[i];
    if (typeof key === "string" && key.length > 1 && isOfEngine(intrinsic, key)) append(found, key);
  }
}

/**
 * The other names of a global object may be the page's variables. Descriptors are not asked for: the browser makes an
 * interface when it is asked for the first time.
 */
function appendInterfacesOf(global: object, found: string[]): void {
  const keys = ownKeysOf(global);
  for (let i = 0; i < keys.length && i < MAX_NAMES; i++) {
    const key = keys[i];
    if (typeof key === "string" && key.length > 1 && key[0] >= "A" && key[0] <= "Z") append(found, key);
  }
}

/** A page adds methods and accessors to what the engine has, and their names are its own strings. */
function isOfEngine(object: object, key: string): boolean {
  const property = ownPropertyOf(object, key);
  if (property === undefined) return false;
  const accessor: unknown = property.get ?? property.set;
  const made: unknown = accessor ?? property.value;
  return typeof made !== "function" || originOfFunction(made) !== "page";
}

function appendWords(text: string, found: string[]): void {
  let word = "";
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character !== " " && character !== "\n") word += character;
    else if (word !== "") {
      append(found, word);
      word = "";
    }
  }
}
