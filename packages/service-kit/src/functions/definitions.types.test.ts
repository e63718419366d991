import { describe, expect, it } from "vitest";
import type { Port } from "../ports/port.ts";
import { bicycleRecords, bicycleService } from "../testing/bicycle-service.ts";
import { bicycleBack, bicycleLent } from "../testing/bicycles.ts";
import { borrower } from "../testing/loans.ts";
import {
  type Dependencies,
  defineApi,
  defineClock,
  defineDesk,
  defineSubscriber,
  type Reads,
  subscriptions,
} from "./definitions.ts";
import { reaction } from "./reaction.ts";

// What must not compile stands under @ts-expect-error: the type check of this file is the test, and nothing of it runs

type Rack<R extends Reads = never> = Dependencies<typeof bicycleRecords, R>;
const insurance: Port<() => Promise<boolean>> = {
  variable: "INSURANCE_URL",
  behind: "external-system",
  live: () => async () => true,
};
const handler = async () => ({ kind: "not-found" }) as const;
const handlers = {
  registerBicycle: handler,
  lendBicycle: handler,
  takeBackBicycle: handler,
  listBicycles: handler,
  readBicycle: handler,
  readHouseRules: handler,
};

describe("a subscriber", () => {
  const lists = reaction(bicycleBack, ({ bicycles }: Rack<"worklists">) => bicycles.list("BICYCLES#housing", {}));
  const readsVault = reaction(bicycleLent, ({ vault }: Rack<"vault">) => vault(borrower, ["BORROWER"]));

  it("does what it says that it reads", () => {
    const both = defineSubscriber({
      records: bicycleRecords,
      ports: {},
      reads: ["worklists", "vault"],
      reactions: [lists, readsVault],
    });
    expect(subscriptions(both).map(({ event }) => event)).toEqual([bicycleBack, bicycleLent]);
  });

  it("cannot list without reading worklists", () => {
    const unable = defineSubscriber({
      records: bicycleRecords,
      ports: {},
      reads: ["vault"],
      // @ts-expect-error
      reactions: [lists, readsVault],
    });
    expect(unable.reads).toEqual(["vault"]);
    // @ts-expect-error
    reaction(bicycleBack, ({ bicycles }: Rack<"vault" | "counters">) => bicycles.list("BICYCLES#housing", {}));
    // @ts-expect-error
    reaction(bicycleBack, ({ list }: Rack<"vault" | "counters">) => list("BICYCLES#housing", {}));
  });

  it("cannot read the vault, or counters, without saying so", () => {
    // @ts-expect-error
    const unable = defineSubscriber({ records: bicycleRecords, ports: {}, reads: [], reactions: [readsVault] });
    expect(unable.reads).toEqual([]);
    // @ts-expect-error
    reaction(bicycleBack, ({ vault }: Rack<"worklists">) => vault(borrower, ["BORROWER"]));
    // @ts-expect-error
    reaction(bicycleBack, ({ counters }: Rack<"worklists" | "vault">) => counters("loans"));
  });

  it("cannot reach the store past all that", () => {
    // @ts-expect-error
    reaction(bicycleBack, ({ store }: Rack<Reads>) => store.list("BICYCLES#housing", {}));
    expect(subscriptions({ reactions: [lists, readsVault, lists] }).map(({ event }) => event)).toEqual([
      bicycleBack,
      bicycleLent,
    ]);
  });

  it("cannot use a port that is not declared", () => {
    const insured = reaction(bicycleBack, ({ insured: ask }: Rack & { readonly insured: () => Promise<boolean> }) =>
      ask(),
    );
    const able = defineSubscriber({
      records: bicycleRecords,
      ports: { insured: insurance },
      reads: [],
      reactions: [insured],
    });
    // @ts-expect-error
    const unable = defineSubscriber({ records: bicycleRecords, ports: {}, reads: [], reactions: [insured] });
    expect([able, unable].map(({ ports }) => Object.keys(ports))).toEqual([["insured"], []]);
  });
});

describe("an API", () => {
  it("has a handler for every operation of its contract", () => {
    const { listBicycles: _, ...others } = handlers;
    const records = bicycleRecords;
    const whole = defineApi({ contract: bicycleService, records, ports: {}, reads: [], operations: () => handlers });
    // @ts-expect-error
    defineApi({ contract: bicycleService, records, ports: {}, reads: [], operations: () => others });
    expect(Object.keys(bicycleService.operations)).toEqual(Object.keys(handlers));
    expect(whole.records.service).toBe(bicycleService.name);
  });

  it("uses the ports that it declares, and no others", () => {
    const records = bicycleRecords;
    const able = defineApi({
      contract: bicycleService,
      records,
      ports: { insured: insurance },
      reads: [],
      operations: ({ insured }) => ({
        ...handlers,
        readBicycle: async () => ((await insured()) ? handler() : { kind: "refused", reasons: ["not-found"] }),
      }),
    });
    defineApi({
      contract: bicycleService,
      records,
      ports: { insured: insurance },
      reads: [],
      // @ts-expect-error
      operations: ({ register }) => ({ ...handlers, readBicycle: async () => register() }),
    });
    expect(able.ports.insured.variable).toBe("INSURANCE_URL");
  });
});

describe("a clock and a desk", () => {
  it("read no more than they say", () => {
    const clock = defineClock({
      records: bicycleRecords,
      reads: ["counters"],
      options: (deps) => ({
        bicycles: () => ({
          before: async () => {
            await deps.counters("loans");
            // @ts-expect-error
            await deps.vault(borrower, ["BORROWER"]);
            return {};
          },
        }),
      }),
    });
    const desk = defineDesk({
      records: bicycleRecords,
      ports: {},
      reads: [],
      handle: (deps) => async () => {
        // @ts-expect-error
        await deps.bicycles.list("BICYCLES#housing", {});
        return { outcome: "done" };
      },
    });
    expect([clock.reads, desk.reads]).toEqual([["counters"], []]);
  });

  it("have options for the record types that there are", () => {
    const clock = defineClock({
      records: bicycleRecords,
      reads: [],
      // @ts-expect-error
      options: () => ({ locks: () => ({}) }),
    });
    expect(Object.keys(clock.records.types)).toEqual(["bicycles"]);
  });
});
