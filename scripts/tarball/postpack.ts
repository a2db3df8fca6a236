// After npm has packed.
import { putBackRepositoryReadme } from "./npm-readme.ts";

putBackRepositoryReadme();
