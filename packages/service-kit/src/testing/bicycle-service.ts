import { randomUUID } from "node:crypto";
import {
  Cpr,
  id,
  instantOf,
  LocalDate,
  operation,
  PageQuery,
  pageOf,
  problem,
  type SubjectRef,
  service,
  text,
} from "@trygt/contracts";
import * as z from "zod/mini";
import { api, type Handlers } from "../http/api.ts";
import { ledger } from "../ledger.ts";
import { shownPage } from "../store.ts";
import { type MemoryStore, memoryStore } from "../store-memory.ts";
import { bicycleLent, bicycles } from "./bicycles.ts";

const BicycleId = id("BicycleId");
const params = z.strictObject({ bicycleId: BicycleId });
const Receipt = z.strictObject({ bicycleId: BicycleId, status: z.enum(["free", "lent", "scrapped"]) });

/** An invented contract with every kind of operation: create, change, list, read with a reason, public read, calendar. */
export const bicycleService = service({
  name: "bicycles",
  purpose: "Lends bicycles",
  operations: {
    registerBicycle: operation("bicycles.registerBicycle", {
      route: "POST /bicycles",
      summary: "A bicycle is put in the rack",
      roles: ["housing_coordinator", "secretariat"],
      status: 201,
      body: z.strictObject({
        frame: text(1, 40),
        colour: z.optional(z.enum(["red", "green"])),
        gears: z.optional(z.int().check(z.minimum(1), z.maximum(27))),
        price: z.optional(z.number()),
        boughtOn: z.optional(LocalDate),
        giver: z.optional(z.strictObject({ cpr: Cpr })),
        parts: z.optional(
          z.array(z.strictObject({ name: text(1, 40), worn: z.optional(z.boolean()) })).check(z.maxLength(3)),
        ),
      }),
      reply: Receipt,
      problems: ["duplicate-open-case"],
    }),
    lendBicycle: operation("bicycles.lendBicycle", {
      route: "POST /bicycles/{bicycleId}/loan",
      summary: "A bicycle is lent for a day",
      roles: ["housing_coordinator"],
      requiresVersionOf: "bicycle",
      params,
      body: z.strictObject({ cpr: Cpr }),
      reply: Receipt,
      problems: ["invalid-transition"],
    }),
    takeBackBicycle: operation("bicycles.takeBackBicycle", {
      route: "POST /bicycles/{bicycleId}/return",
      summary: "A bicycle comes back",
      roles: ["housing_coordinator", "resident"],
      params,
      reply: Receipt,
      problems: ["invalid-transition"],
    }),
    listBicycles: operation("bicycles.listBicycles", {
      route: "GET /bicycles",
      summary: "The bicycles of an organisation",
      roles: ["housing_coordinator"],
      query: z.strictObject({ ...PageQuery }),
      reply: pageOf(z.strictObject({ bicycleId: BicycleId })),
      problems: [],
    }),
    readBicycle: operation("bicycles.readBicycle", {
      route: "GET /bicycles/{bicycleId}",
      summary: "One bicycle",
      roles: ["housing_coordinator", "dpo_auditor"],
      reason: true,
      params,
      // Not strict: what a handler says too much must fall off
      reply: z.object({ bicycleId: BicycleId, status: z.string() }),
      problems: [],
    }),
    readHouseRules: operation("bicycles.readHouseRules", {
      route: "GET /bicycles/rules",
      summary: "The house rules, for those who lend",
      roles: ["secretariat"],
      public: true,
      produces: "text/html",
      reply: z.string(),
      problems: [],
    }),
  },
  events: { bicycleLent },
  problems: {
    "duplicate-open-case": problem(409, "Registered already", "Allerede registreret", "Use it.", "Brug den."),
  },
});

/** Monday morning, when all tests of the invented service take place. */
export const monday = instantOf("2026-03-02T08:00:00.000Z");

/** The invented service on a store in memory; single handlers and the store's log can be replaced. */
export const bicycleApi = (
  replaced: Partial<Handlers<typeof bicycleService>> = {},
  store: MemoryStore = memoryStore(),
  record: MemoryStore["record"] = store.record,
) => {
  const { create, run, show } = ledger(bicycles, store, randomUUID);
  const subject = "5b".repeat(16) as SubjectRef;
  const handlers: Handlers<typeof bicycleService> = {
    registerBicycle: ({ body: { frame }, staff, call }) => {
      const bicycleId = randomUUID();
      return create(bicycleId, { type: "register", at: call.at, frame, owner: staff.agency }, call, {
        reply: ({ status }) => ({ bicycleId, status }),
      });
    },
    lendBicycle: ({ params: { bicycleId }, call }) =>
      run(bicycleId, { type: "lend", at: call.at, to: subject }, call, {
        reply: ({ status }) => ({ bicycleId, status }),
      }),
    takeBackBicycle: ({ params: { bicycleId }, call }) =>
      run(bicycleId, { type: "take-back", at: call.at }, call, { reply: ({ status }) => ({ bicycleId, status }) }),
    listBicycles: async ({ query: { limit = 50, cursor }, staff }) => {
      const list = `BICYCLES#${staff.agency}`;
      const page = await store.list(list, { limit, cursor });
      return { kind: "shown", about: list, body: shownPage(page, ({ id: bicycleId }) => ({ bicycleId })) };
    },
    readBicycle: async ({ params: { bicycleId }, call }) => {
      const found = await show(bicycleId, call.actor);
      if (found === undefined) return { kind: "not-found" };
      const body = { bicycleId, status: found.state.status, lock: "4711-secret" };
      return { kind: "shown", about: `BICYCLE#${bicycleId}`, version: found.version, body };
    },
    readHouseRules: async () => ({ kind: "shown", about: "RULES", body: "<p>Lock it</p>" }),
    ...replaced,
  };
  const shell = { store: { record }, now: () => monday, newId: randomUUID };
  return { store, handler: api(bicycleService, handlers, shell) };
};
