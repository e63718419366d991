import { randomUUID } from "node:crypto";
import {
  Cpr,
  id,
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
import {
  type Dependencies,
  defineApi,
  defineClock,
  defineRecords,
  defineSubscriber,
} from "../functions/definitions.ts";
import type { Reaction } from "../functions/reaction.ts";
import type { Handlers } from "../http/types.ts";
import { toPage } from "../records/page.ts";
import type { Store } from "../records/store.ts";
import { bicycleLent, bicycles, bicyclesOf } from "./bicycles.ts";
import { memoryStore } from "./memory-store.ts";
import { testService } from "./test-service.ts";

const BicycleId = id("BicycleId");
const params = () => z.strictObject({ bicycleId: BicycleId });
const Receipt = () => z.strictObject({ bicycleId: BicycleId, status: z.enum(["free", "lent", "erased"]) });

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
      location: "/bicycles/{bicycleId}",
      body: () =>
        z.strictObject({
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
      roles: ["housing_coordinator", "ssp_consultant"],
      requiresVersionOf: "bicycle",
      params,
      body: () => z.strictObject({ cpr: Cpr }),
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
      query: () => z.strictObject({ ...PageQuery }),
      reply: () => pageOf(z.strictObject({ bicycleId: BicycleId })),
      problems: [],
    }),
    readBicycle: operation("bicycles.readBicycle", {
      route: "GET /bicycles/{bicycleId}",
      summary: "One bicycle",
      roles: ["housing_coordinator", "ssp_consultant", "dpo_auditor"],
      reason: true,
      params,
      // Not strict: what a handler says too much must fall off
      reply: () => z.object({ bicycleId: BicycleId, status: z.string() }),
      problems: [],
    }),
    readHouseRules: operation("bicycles.readHouseRules", {
      route: "GET /bicycles/rules",
      summary: "The house rules, for those who lend",
      roles: ["secretariat"],
      public: true,
      produces: "text/html",
      reply: () => z.string(),
      problems: [],
    }),
  },
  events: { bicycleLent },
  problems: {
    "duplicate-open-case": problem(409, "Registered already", "Allerede registreret", "Use it.", "Brug den."),
  },
});

/** The operations of the invented service. */
const operations = (deps: Dependencies<typeof bicycleRecords, "worklists">): Handlers<typeof bicycleService> => ({
  registerBicycle: ({ body: { frame }, staff, context }) => {
    const bicycleId = randomUUID();
    return deps.bicycles.execute(
      { id: bicycleId, when: "absent" },
      { type: "register", frame, owner: staff.agency },
      context,
      { reply: ({ status }) => ({ bicycleId, status }) },
    );
  },
  lendBicycle: ({ params: { bicycleId }, context }) =>
    deps.bicycles.execute(bicycleId, { type: "lend", to: "5b".repeat(16) as SubjectRef }, context, {
      reply: ({ status }) => ({ bicycleId, status }),
    }),
  takeBackBicycle: ({ params: { bicycleId }, context }) =>
    deps.bicycles.execute(bicycleId, { type: "take-back" }, context, {
      reply: ({ status }) => ({ bicycleId, status }),
    }),
  listBicycles: async ({ query, staff }) => {
    const worklist = bicyclesOf(staff.agency);
    const page = await deps.bicycles.list(worklist, query);
    return { kind: "read", about: worklist, body: toPage(page, ({ id: bicycleId }) => ({ bicycleId })) };
  },
  readBicycle: async ({ params: { bicycleId }, context }) => {
    const found = await deps.bicycles.find(bicycleId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const body = { bicycleId, status: found.state.status, lock: "4711-secret" };
    return { kind: "read", about: deps.bicycles.ref(bicycleId), version: found.version, body };
  },
  readHouseRules: async () => ({ kind: "read", about: "RULES", body: "<p>Lock it</p>" }),
});

/** What the invented service keeps. */
export const bicycleRecords = defineRecords({
  service: "bicycles",
  policy: { loanHours: 24 },
  types: { bicycles },
});

/** What its reactions stand on. */
export type ReactionDependencies = Dependencies<typeof bicycleRecords, never>;

type Differing = {
  readonly handlers?: Partial<Handlers<typeof bicycleService>>;
  readonly type?: typeof bicycles;
  readonly reactions?: readonly Reaction<ReactionDependencies>[];
};

/** The invented service on a store; single handlers can be replaced, what it keeps, and what it reacts to. */
export const bicycleApiOn = <Kept extends Store>(
  store: Kept,
  { handlers = {}, type = bicycles, reactions = [] }: Differing = {},
) => {
  const records = { ...bicycleRecords, types: { bicycles: type } };
  const api = defineApi({
    contract: bicycleService,
    records,
    ports: {},
    reads: ["worklists"],
    operations: (deps) => ({ ...operations(deps), ...handlers }),
  });
  const subscriber = defineSubscriber({ records, ports: {}, reads: [], reactions });
  const clock = defineClock({ records, reads: [] });
  return testService({ records, api, subscriber, clock }, { ports: {}, store });
};

/** The same on an empty store in memory. */
export const bicycleApi = (handlers: Partial<Handlers<typeof bicycleService>> = {}) =>
  bicycleApiOn(memoryStore(), { handlers });
