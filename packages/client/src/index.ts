export { services as partnership } from "@trygt/contracts/catalogue";
export * from "./call.ts";
export { type ClientOptions, createClient } from "./client.ts";
export * from "./problem.ts";
