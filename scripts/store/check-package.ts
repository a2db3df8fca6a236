/** What the stores look at in a manifest. */
export interface StoreManifest {
  readonly manifest_version?: unknown;
  readonly name?: unknown;
  readonly version?: unknown;
  readonly description?: unknown;
  readonly icons?: Readonly<Record<string, string>>;
  readonly content_security_policy?: { readonly extension_pages?: string };
}

const MAX_NAME = 75;
const MAX_DESCRIPTION = 132;
/** A store sets the first three itself and refuses packages that bring them; the rest belongs to other kinds of extensions. */
const REFUSED_KEYS = ["key", "update_url", "differential_fingerprint", "theme", "app"];

/** Why a store would refuse the package, as sentences; none if it would not. `files` are paths of the package. */
export function objectionsTo(manifest: StoreManifest, files: readonly string[], version: string): string[] {
  const objections: string[] = [];
  const require = (isRight: boolean, objection: string) => {
    if (!isRight) objections.push(objection);
  };
  const { name, description, icons = {}, content_security_policy: policy } = manifest;
  require(manifest.manifest_version === 3, "The manifest is not of version 3.");
  for (const key of REFUSED_KEYS) require(!(key in manifest), `The manifest has the key "${key}".`);
  require(typeof name === "string" &&
    name !== "" &&
    name.length <= MAX_NAME, `The name is not 1 to ${MAX_NAME} characters long.`);
  require(typeof description === "string" &&
    description !== "" &&
    description.length <= MAX_DESCRIPTION, `The description is not 1 to ${MAX_DESCRIPTION} characters long.`);
  require(manifest.version === version, `The manifest has version ${manifest.version}, and package.json ${version}.`);
  require(isStoreVersion(version), `Version ${version} is not of one to four numbers up to 65,535.`);
  require("128" in icons, "There is no icon of 128 pixels.");
  for (const icon of Object.values(icons)) require(files.includes(icon), `The icon ${icon} is not in the package.`);
  require(!/https?:|'unsafe-/.test(
    policy?.extension_pages ?? "",
  ), "The content security policy allows scripts from elsewhere.");
  require(files.includes("manifest.json"), "There is no manifest.json.");
  for (const file of files) {
    const reserved = file.split("/").some((part) => /^[._]/.test(part));
    require(!reserved, `${file} has a name that begins with "." or "_", which is reserved.`);
    require(!file.endsWith(".map"), `${file} is a source map.`);
  }
  return objections;
}

function isStoreVersion(version: string): boolean {
  const numbers = version.split(".");
  return numbers.length <= 4 && numbers.every((part) => /^(?:0|[1-9]\d{0,4})$/.test(part) && Number(part) <= 65_535);
}
