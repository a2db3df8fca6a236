import type { LiveObjects, ObjectReading } from "../store/services.ts";

const UNREAD: ObjectReading = { state: "unread", key: "", preview: "" };

/** Reads nothing of the page. */
export const unreadObjects: LiveObjects = {
  read: async (_snapshot, _derivation, { nodes }) => Array.from(nodes, () => UNREAD),
};
