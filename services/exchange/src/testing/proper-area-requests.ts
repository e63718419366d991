import type { Staff } from "@trygt/service-kit";
import { gro, rolf, runa, type Sent } from "@trygt/service-kit/testing";
import type { ExchangeService, Verb } from "./service.ts";

/** The story that makes an operation possible for somebody, and their request, right in everything. */
export type Proper = (service: ExchangeService, me: Staff) => Promise<Sent>;

export const report = {
  areaCode: "101-3-RPL",
  at: "2026-03-02T09:10:00+01:00",
  size: "30-99",
  mood: "tense",
  contactFunction: "street_team",
};
const apart = { action: "dialogue_with_police_apart", until: "2026-03-02T12:00:00+01:00" };
const plan = {
  basis: "politiloven_6",
  areaCodes: ["101-3-RPL"],
  from: "2026-03-02",
  until: "2026-03-15",
  publicText: { da: "Politiet kan visitere på pladsen", en: "The police may search people on the square" },
};
const decision = {
  decidedBy: "police_director",
  decisionReference: "0100-2026-17",
  reasons: "Tre skud på pladsen i sidste uge",
};

const reported = async (service: ExchangeService) => {
  const { gatheringId } = await service.step(gro, "reportGathering", { body: report });
  return { gatheringId: String(gatheringId) };
};
const agreed = async (service: ExchangeService) => {
  const params = await reported(service);
  for (const who of [runa, gro]) await service.step(who, "agreeAction", { params, body: apart });
  return params;
};
const drafted = async (service: ExchangeService) => {
  const { zoneId } = await service.step(rolf, "draftZone", { body: plan });
  return { zoneId: String(zoneId) };
};
const decided = async (service: ExchangeService) => {
  const params = await drafted(service);
  await service.step(runa, "decideZone", { params, body: decision });
  return params;
};

/** The proper requests on gatherings, zones, holds and trends: nobody is in them. */
export const areaRequests = {
  reportGathering: async () => ({ body: report }),
  assessGathering: async (service) => ({ params: await reported(service), body: { size: "100+", mood: "hostile" } }),
  agreeAction: async (service) => ({ params: await reported(service), body: apart }),
  beginAction: async (service) => ({ params: await agreed(service), body: {} }),
  standDown: async (service) => ({ params: await reported(service), body: {} }),
  debriefGathering: async (service) => {
    const params = await reported(service);
    await service.step(gro, "standDown", { params, body: {} });
    return { params, body: { text: "Dialogen virkede" } };
  },
  listGatherings: async (service) => {
    await reported(service);
    return { query: {} };
  },
  readGathering: async (service) => ({ params: await reported(service) }),
  readAdvice: async (service) => {
    await agreed(service);
    return { query: {} };
  },
  publishTrend: async () => ({ body: { areaCode: "101-3-RPL", theme: "scooters", week: "2026-W09", count: 7 } }),
  readGatheringFigures: async () => ({}),
  draftZone: async () => ({ body: plan }),
  decideZone: async (service) => ({ params: await drafted(service), body: decision }),
  announceZone: async (service) => ({ params: await decided(service), body: {} }),
  endZone: async (service) => ({ params: await decided(service), body: {} }),
  listZones: async (service) => {
    await decided(service);
    return { query: {} };
  },
  readZone: async (service) => {
    const params = await decided(service);
    await service.step(rolf, "announceZone", { params, body: {} });
    return { params };
  },
  placeHold: async () => ({
    body: { areaCode: "101-3-RPL", from: "2026-03-02T19:00:00+01:00", until: "2026-03-02T23:00:00+01:00" },
  }),
} satisfies Partial<Record<Verb, Proper>>;
