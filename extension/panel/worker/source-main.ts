import { analyseScript } from "../../scopes/sources/analyse-script.ts";
import { originalPlacesOf } from "../../scopes/sources/original/original-places.ts";
import { holdLife } from "./life.ts";
import { serve } from "./rpc.ts";
import type { SourceApi } from "./source-api.ts";

holdLife(self);
serve<SourceApi>(self, { analyse: analyseScript, findPlaces: originalPlacesOf });
