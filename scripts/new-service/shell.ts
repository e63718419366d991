import type { Names } from "./names.ts";

/** Which events leave. */
export const announce = ({ service, words, thing, one, One }: Names): string => `
import type { Announcement } from "@trygt/contracts";
import { ${one}Closed } from "@trygt/contracts/${service}";
import type { ${One}Event } from "./domain/${thing}.ts";

/** Of a ${words} only its end leaves, as a reference. */
export const announce${One} = (id: string, event: ${One}Event): Announcement[] => {
  switch (event.type) {
    case "closed":
    case "lapsed":
      return [${one}Closed.of({ ${one}Ref: id })];
    case "opened":
    case "erased":
      return [];
  }
};
`;

/** How records are filed. */
export const storage = ({ words, thing, one, many, One, KIND }: Names): string => `
import { type Agency, regimeOf } from "@trygt/contracts";
import type { Aggregate } from "@trygt/service-kit/rules";
import { announce${One} } from "./announce.ts";
import {
  decide${One},
  erasedOn,
  evolve${One},
  initial${One},
  lapsesOn,
  type ${One},
  type ${One}Command,
  type ${One}Event,
  type ${One}Refusal,
  ${one}Due,
} from "./domain/${thing}.ts";
import type { Policy } from "./domain/policy.ts";

/** The worklists: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  openAt: (agency: Agency) => \`${KIND}#open#\${agency}\`,
} as const;

/** A ${words} is there for the authority that opened it. */
export const ${many} = (policy: Policy): Aggregate<${One}, ${One}Command, ${One}Event, ${One}Refusal> => ({
  kind: "${KIND}",
  initial: initial${One},
  decide: (${one}, command) => decide${One}(${one}, command, policy),
  evolve: evolve${One},
  announce: announce${One},
  visibleTo: (${one}, actor) => {
    if (actor.role === "system") return true;
    if (${one}.status === "none" || ${one}.status === "erased") return false;
    return actor.role === "dpo_auditor" || actor.agency === ${one}.owner;
  },
  file: (${one}) => {
    if (${one}.status === "none" || ${one}.status === "erased") return "gone";
    const due = ${one}Due(${one}, policy);
    const eraseOn = erasedOn(${one}, policy);
    return {
      ownerAuthority: ${one}.owner,
      regime: regimeOf[${one}.owner],
      reviewOn: ${one}.status === "open" ? lapsesOn(${one}, policy) : eraseOn,
      eraseOn,
      ...(due === undefined ? {} : { due }),
      ...(${one}.status === "open"
        ? { worklists: [{ who: worklist.openAt(${one}.owner), when: ${one}.openedAt }] }
        : {}),
    };
  },
});
`;

/** What the functions stand on. */
export const deps = ({ service, thing, many, One }: Names): string => `
import { type Ground, ground, type Ledger, ledger, liveBus } from "@trygt/service-kit";
import type { ${One}, ${One}Command } from "./domain/${thing}.ts";
import { Policy } from "./domain/policy.ts";
import { ${many} } from "./storage.ts";

/** What the use cases of ${service} stand on. */
export type Deps = Ground<Policy> & { readonly ${many}: Ledger<${One}, ${One}Command> };

/** Binds the rules to a store; time and identifiers come from outside. */
export const depsOn = (ground: Ground<Policy>): Deps => ({
  ...ground,
  ${many}: ledger(${many}(ground.policy), ground.store, ground.newId),
});

/** The dependencies of a function that works on records. */
export const deps = (): Deps => depsOn(ground(process.env, Policy));

/** The bus that the relay publishes on. */
export const busDeps = () => liveBus(process.env);
`;

/** The operations by thing, each thin. */
export const thingOperations = ({ service, thing, words, one, many, One, Many, KIND }: Names): string => `
import type { ${service} } from "@trygt/contracts/${service}";
import { type Handlers, shownPage } from "@trygt/service-kit";
import type { Deps } from "../deps.ts";
import type { ${One} } from "../domain/${thing}.ts";
import { worklist } from "../storage.ts";

type Operations = Pick<Handlers<typeof ${service}>, "open${One}" | "close${One}" | "list${Many}" | "read${One}">;

/** The life of a ${words} over HTTP. */
export const ${one}Operations = (deps: Deps): Operations => ({
  open${One}: async ({ body, staff, call }) => {
    const ${one}Id = deps.newId();
    return deps.${many}.create(
      ${one}Id,
      { type: "open", at: call.at, by: staff.id, agency: staff.agency, areaCode: body.areaCode },
      call,
      { reply: ({ status }) => ({ ${one}Id, status }) },
    );
  },

  close${One}: async ({ params: { ${one}Id }, staff, call }) =>
    deps.${many}.run(${one}Id, { type: "close", at: call.at, by: staff.id }, call, {
      reply: ({ status }) => ({ ${one}Id, status }),
    }),

  list${Many}: async ({ query: { limit = 50, cursor }, staff }) => {
    const mine = worklist.openAt(staff.agency);
    return {
      kind: "shown",
      about: mine,
      body: shownPage(await deps.store.list(mine, { limit, cursor }), ({ id, state }) => {
        const ${one} = state as ${One};
        return ${one}.status === "open" ? { ${one}Id: id, ...summary(${one}) } : undefined;
      }),
    };
  },

  read${One}: async ({ params: { ${one}Id }, call }) => {
    const found = await deps.${many}.show(${one}Id, call.actor);
    if (found === undefined || found.state.status === "none" || found.state.status === "erased")
      return { kind: "not-found" };
    return {
      kind: "shown",
      about: \`${KIND}#\${${one}Id}\`,
      version: found.version,
      body: { ${one}Id, ...summary(found.state) },
    };
  },
});

const summary = ({ status, areaCode, openedAt }: Extract<${One}, { areaCode: unknown }>) => ({
  status,
  areaCode,
  openedAt,
});
`;

/** Every operation with its handler. */
export const operations = ({ service, thing, one }: Names): string => `
import type { ${service} } from "@trygt/contracts/${service}";
import type { Handlers } from "@trygt/service-kit";
import type { Deps } from "../deps.ts";
import { ${one}Operations } from "./${thing}.ts";

/** Every operation of ${service} with its handler; a missing one does not compile. */
export const operations = (deps: Deps): Handlers<typeof ${service}> => ({ ...${one}Operations(deps) });
`;

/** What it listens to: nothing yet. */
export const subscriptions = ({ service }: Names): string => `
import type { EventContract } from "@trygt/contracts";

/** The events of other services that ${service} listens to; infra makes a rule for each. */
export const subscribesTo: readonly EventContract[] = [];
`;

/** What falls due. */
export const timers = ({ service, many, KIND }: Names): string => `
import type { Timers } from "@trygt/service-kit";
import type { Deps } from "./deps.ts";

/** What falls due in ${service}, and the command that time sends. */
export const timers = (deps: Deps): Timers => ({
  ${KIND}: (id, call) => deps.${many}.run(id, { type: "note-time", at: call.at }, call),
});
`;

/** The entries of its functions, by file name. */
export const lambdas = ({ service }: Names): Readonly<Record<string, string>> => ({
  "api.ts": `
import { ${service} } from "@trygt/contracts/${service}";
import { api } from "@trygt/service-kit";
import { deps as live } from "../deps.ts";
import { operations } from "../operations/index.ts";

const deps = live();

export const handler = api(${service}, operations(deps), deps);
`,
  "clock.ts": `
import { clock } from "@trygt/service-kit";
import { deps as live } from "../deps.ts";
import { timers } from "../timers.ts";

const deps = live();

export const handler = clock(timers(deps), deps);
`,
  "relay.ts": `
import { relay } from "@trygt/service-kit";
import { busDeps } from "../deps.ts";

export const handler = relay(busDeps());
`,
});
