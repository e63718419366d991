import { system } from "@trygt/service-kit";
import { signe, simon } from "./people.ts";
import type { VisitsService } from "./visits-service.ts";

/** Where the last visit of a case stands. */
export const visitOf = async (service: VisitsService, caseId: string) => {
  const loaded = await service.deps.cases.show(caseId, system);
  return loaded !== undefined && "visits" in loaded.state ? loaded.state.visits.at(-1)?.status : undefined;
};

/** Signe and Simon try another time. */
export const reschedule = (service: VisitsService, caseId: string, at: string) =>
  service.change(signe, "scheduleVisit", { params: { caseId }, body: { at, staff: [signe.id, simon.id] } });
