export * from "./callers.ts";
export * from "./events.ts";
export * from "./inbox.ts";
export * from "./messages.ts";
export * from "./vocabulary.ts";
