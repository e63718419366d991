import { inboxReactions } from "@trygt/service-kit";
import { confirmErasure, noteReceipt } from "./tickets.ts";

/** What exchange does when others announce something; it subscribes to these events and no others. */
export const reactions = [.../* @__PURE__ */ inboxReactions(["adult-handover"]), noteReceipt, confirmErasure];
