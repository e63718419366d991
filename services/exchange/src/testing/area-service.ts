import { randomUUID } from "node:crypto";
import { type Agency, instantOf, type Operation, type Role, type StaffId, service, writes } from "@trygt/contracts";
import * as contract from "@trygt/contracts/exchange";
import { api, clock, type Envelope, ledger, memoryStore, type Staff } from "@trygt/service-kit";
import { type Policy, proposedPolicy } from "../domain/policy.ts";
import type { AreaDeps } from "../operations/area-deps.ts";
import { gatheringOperations } from "../operations/gatherings.ts";
import { holdOperations } from "../operations/holds.ts";
import { trendOperations } from "../operations/trends.ts";
import { zoneOperations } from "../operations/zones.ts";
import { areaHolds } from "../storage/area-holds.ts";
import { gatherings } from "../storage/gatherings.ts";
import { trends } from "../storage/trends.ts";
import { zones } from "../storage/zones.ts";
import { areaTimers } from "../timers-areas.ts";

const staff = (n: number, agency: Agency, role: Role): Staff => ({
  id: `50000000-0000-4000-8000-${String(n).padStart(12, "0")}` as StaffId,
  agency,
  role,
});
/** The people of the stories (domain.md § 6). */
export const gro = staff(1, "municipality", "street_worker");
export const gustav = staff(2, "municipality", "street_worker");
export const runa = staff(3, "police", "police_lead");
export const rolf = staff(4, "police", "police_lead");
export const birk = staff(5, "police", "police_ssp_officer");
export const signe = staff(6, "municipality", "ssp_consultant");
export const hanne = staff(7, "housing", "housing_coordinator");
export const jens = staff(8, "job-centre", "employment_adviser");

const { listGatherings, readAdvice, publishTrend, readGatheringFigures, listZones, placeHold } = contract;
const { reportGathering, assessGathering, agreeAction, beginAction, standDown, debriefGathering } = contract;
const { draftZone, decideZone, announceZone, endZone } = contract;
const gatheringVerbs = { reportGathering, assessGathering, agreeAction, beginAction, standDown, debriefGathering };
const readings = { listGatherings, readAdvice, publishTrend, readGatheringFigures, listZones, placeHold };
const areas = service({
  name: "exchange",
  purpose: "What is tied to areas",
  operations: { ...gatheringVerbs, ...readings, draftZone, decideZone, announceZone, endZone },
  events: {},
  problems: contract.exchange.problems,
});

/** An operation on areas by its verb. */
export type Verb = keyof typeof areas.operations;

type Sent = {
  readonly id?: string;
  readonly body?: unknown;
  /** If-Match; the version that stands unless said. */
  readonly version?: number;
};

const kinds: Readonly<Record<string, string>> = { gathering: "GATHERING", zone: "ZONE" };

/** Gatherings, zones, holds and trends on an empty store in memory, from Monday 2 March 2026 at nine. */
export const areaService = (policy: Partial<Policy> = {}) => {
  let now = instantOf("2026-03-02T09:00:00+01:00");
  const store = memoryStore();
  const decided = { ...proposedPolicy, ...policy };
  const bus: Envelope[] = [];
  const watched = {
    ...store,
    commit: async (commit: Parameters<typeof store.commit>[0]) => {
      const committed = await store.commit(commit);
      if (committed.outcome === "committed")
        bus.push(...commit.changes.flatMap(({ history }) => history.flatMap(({ announcements }) => announcements)));
      return committed;
    },
  };
  const deps: AreaDeps = {
    store: watched,
    gatherings: ledger(gatherings(decided), watched, randomUUID),
    zones: ledger(zones(decided), watched, randomUUID),
    areaHolds: ledger(areaHolds(decided), watched, randomUUID),
    trends: ledger(trends, watched, randomUUID),
    policy: decided,
    now: () => now,
    newId: randomUUID,
  };
  const handle = api(
    areas,
    { ...gatheringOperations(deps), ...zoneOperations(deps), ...holdOperations(deps), ...trendOperations(deps) },
    { store: watched, now: deps.now, newId: randomUUID },
  );

  const call = async (who: Staff, verb: Verb, { id, body, version }: Sent = {}) => {
    const operation: Operation = areas.operations[verb];
    const seen = version ?? (await store.load(kinds[operation.requiresVersionOf ?? ""] ?? "", id ?? ""))?.version;
    const { statusCode, body: text } = await handle(
      request(operation, who, id, body, seen) as never,
      { getRemainingTimeInMillis: () => 10_000 } as never,
    );
    const answer = JSON.parse(text);
    const errors: readonly { readonly reason: string }[] = answer.errors ?? [];
    return {
      status: statusCode,
      body: answer,
      text,
      slug: answer.type?.replace("urn:trygt:problem:", "") as string | undefined,
      reasons: errors.map(({ reason }) => reason),
    };
  };

  return {
    store,
    bus,
    call,
    /** Time moves on to a moment; nothing happens by itself. */
    passTo: (time: string) => {
      now = instantOf(time);
    },
    /** Time moves on to a moment, and what falls due falls due. */
    wakeAt: async (time: string) => {
      now = instantOf(time);
      await clock(areaTimers(deps), { store, now: deps.now, newId: randomUUID })();
    },
  };
};

const request = (operation: Operation, who: Staff, id = "", body: unknown, version: number | undefined) => {
  const [, parameter = ""] = /\{(\w+)\}/.exec(operation.path) ?? [];
  return {
    version: "2.0",
    routeKey: operation.route,
    rawPath: operation.path.replace(`{${parameter}}`, id),
    rawQueryString: "",
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(writes(operation) ? { "idempotency-key": randomUUID() } : {}),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
    },
    pathParameters: parameter === "" ? {} : { [parameter]: id },
    requestContext: {
      authorizer: { jwt: { claims: claimsOf(who), scopes: [] } },
      requestId: randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
};

const claimsOf = ({ id, agency, role }: Staff) => ({
  sub: id,
  agency,
  roles: `[${role}]`,
  nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
});
