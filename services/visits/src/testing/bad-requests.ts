import { type BadRequest, birk, signe, testBadRequests } from "@trygt/service-kit/testing";
import { type Verb, type VisitsService, visitsService } from "./service.ts";

/** A request that must be refused; the police send those that register a concern, and a consultant all others. */
export type Bad = BadRequest<Verb, VisitsService>;

/** Tests that each is refused for exactly its reasons, with nothing stored and nothing echoed. */
export const testBad = (requests: Readonly<Record<string, Bad>>): void =>
  testBadRequests({
    open: visitsService,
    requests,
    usual: (verb) => (verb === "registerConcern" ? birk : signe),
    secrets: ["Testesen", "7204104311", "720410-4311"],
  });
