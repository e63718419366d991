import { system } from "@trygt/service-kit";
import { signe, simon } from "@trygt/service-kit/testing";
import type { VisitsService } from "./service.ts";

/** Where the last visit of a case stands. */
export const visitOf = async (service: VisitsService, caseId: string) =>
  (await service.deps.cases.find(caseId, system))?.state.visits.at(-1)?.status;

/** Signe and Simon try another time. */
export const reschedule = (service: VisitsService, caseId: string, at: string) =>
  service.change(signe, "scheduleVisit", { params: { caseId }, body: { at, staff: [signe.id, simon.id] } });
