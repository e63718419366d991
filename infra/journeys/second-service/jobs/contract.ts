import { service } from "@trygt/contracts";
import { inboxOperations } from "@trygt/contracts/desk";

/** What the job centre's service shows of itself as far as the desk is concerned: its inbox of offers. */
export const jobs = service({
  name: "jobs",
  purpose: "Offers for the job centre",
  operations: { ...inboxOperations("jobs", ["employment_adviser"]) },
  events: {},
  problems: {},
});
