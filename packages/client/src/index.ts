export * from "./call.ts";
export { type ClientOptions, createClient } from "./client.ts";
export { partnership } from "./partnership.ts";
