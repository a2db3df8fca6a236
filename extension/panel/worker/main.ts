import { Deriver } from "./derive.ts";
import type { FrameApi } from "./frame-api.ts";
import { holdLife } from "./life.ts";
import { rehearse } from "./rehearse.ts";
import { serve } from "./rpc.ts";

holdLife(self);
serve<FrameApi>(self, new Deriver());
rehearse();
