import { Deriver } from "./derive.ts";
import type { FrameApi } from "./frame-api.ts";
import { serve } from "./rpc.ts";

serve<FrameApi>(self, new Deriver());
