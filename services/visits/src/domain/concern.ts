import type { Agency, AreaCode, Instant, LocalDate, StaffId, SubjectRef } from "@trygt/contracts";
import type { CaseId, Ground, RejectionReason } from "@trygt/contracts/visits";
import { type Absent, erased } from "@trygt/service-kit/rules";

/** The ground without its words: those stand in the vault. */
export type GroundFact = Omit<Ground, "text">;

/** What is known of a concern from its registration on. */
type Registered = {
  readonly subject: SubjectRef;
  readonly turnsEighteenOn: LocalDate;
  readonly turnsFifteenOn: LocalDate;
  /** How many have custody; who they are stands in the vault. */
  readonly custodyHolders: number;
  readonly areaCode: AreaCode;
  readonly grounds: readonly GroundFact[];
  readonly reportedBy: StaffId;
  readonly reportedFrom: Agency;
  readonly registeredAt: Instant;
  readonly screenBy: LocalDate;
  readonly late: boolean;
};

/** A concern (bekymring): the police say that a child may be recruited. */
export type Concern =
  | Absent
  | (Registered & { readonly status: "received" })
  | (Registered & { readonly status: "accepted"; readonly decidedAt: Instant; readonly caseId: CaseId })
  | (Registered & { readonly status: "rejected"; readonly decidedAt: Instant; readonly reason: RejectionReason });

/** What has happened to a concern. */
export type ConcernEvent =
  | ({ readonly type: "registered" } & Omit<Registered, "late">)
  | { readonly type: "accepted"; readonly at: Instant; readonly by: StaffId; readonly caseId: CaseId }
  | { readonly type: "rejected"; readonly at: Instant; readonly by: StaffId; readonly reason: RejectionReason }
  | { readonly type: "screening-late"; readonly at: Instant }
  | { readonly type: "lapsed"; readonly at: Instant }
  | { readonly type: "erased"; readonly at: Instant };

/** The concern after an event. */
export const evolveConcern = (concern: Concern, event: ConcernEvent): Concern => {
  if (event.type === "registered") {
    const { type: _, ...registered } = event;
    return { ...registered, status: "received", late: false };
  }
  if (event.type === "erased") return erased;
  if (concern.status !== "received") return concern;
  switch (event.type) {
    case "accepted":
      return { ...concern, status: "accepted", decidedAt: event.at, caseId: event.caseId };
    case "rejected":
      return { ...concern, status: "rejected", decidedAt: event.at, reason: event.reason };
    case "lapsed":
      return { ...concern, status: "rejected", decidedAt: event.at, reason: "too_old" };
    case "screening-late":
      return { ...concern, late: true };
  }
};
