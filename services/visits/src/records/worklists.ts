import type { AreaCode, Instant, LocalDate, StaffId } from "@trygt/contracts";
import type { CaseStatus, DueKind } from "@trygt/contracts/visits";
import { type Existing, worklistOf } from "@trygt/service-kit/rules";
import type { Concern } from "../domain/concern.ts";
import type { HomeVisit } from "../domain/home-visit.ts";
import type { Notification } from "../domain/notification.ts";

/** What a concern shows to those who screen. */
export type ListedConcern = Pick<Existing<Concern>, "areaCode" | "registeredAt" | "screenBy" | "late">;
/** What a case shows to those it is assigned to. */
export type ListedCase = {
  readonly status: CaseStatus;
  readonly areaCode: AreaCode;
  readonly openedAt: Instant;
  readonly nextDueOn: LocalDate;
  readonly nextDue: DueKind;
};
/** What a visit that lies ahead shows to the two who go there. */
export type ListedVisit = Pick<HomeVisit, "number" | "status" | "at" | "staff"> & { readonly areaCode: AreaCode };
/** What a notification shows to the child team. */
export type ListedNotification = Pick<Existing<Notification>, "status" | "sentAt" | "assessBy" | "receiptBy" | "late">;

/** The worklists of visits: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  /** Concerns that await screening, by registration. */
  screening: worklistOf<ListedConcern>("CONCERNS#received"),
  /** Open cases of a consultant or case worker, by the day on which something is due next. */
  casesOf: (staff: StaffId) => worklistOf<ListedCase>(`CASES#${staff}`),
  /** Visits that lie ahead for a member of staff, by their time. */
  visitsOf: (staff: StaffId) => worklistOf<ListedVisit>(`VISITS#${staff}`),
  /** Open cases of a district by area, for what happens there; no operation reads it. */
  casesIn: (district: string) => worklistOf<Record<never, never>>(`AREA#${district}`),
  /** Notifications that the child team has not finished with, by their next deadline. */
  notifications: worklistOf<ListedNotification>("NOTIFICATIONS#open"),
} as const;

/** The district of an area, `101-3` of `101-3-MJO`. */
export const districtOf = (area: AreaCode): string => area.split("-").slice(0, 2).join("-");
