import * as z from "zod/mini";
import { event } from "../event.ts";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { Cpr } from "../values/cpr.ts";
import { StaffId } from "../values/id.ts";
import { Kle } from "../values/kle.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { CaseId, ConcernId } from "./ids.ts";

/** What a ground is about: the child's own conduct or situation, or a relative's conviction, which may only support (B8). */
export const GroundKind = z.enum(["own_conduct", "own_situation", "relatives_conviction"]);
export type GroundKind = z.output<typeof GroundKind>;

/** Where an observation comes from; a rumour or an anonymous tip never stands alone (B8). */
export const GroundSource = z.enum([
  "police_observation",
  "police_report",
  "school",
  "street_work",
  "family",
  "anonymous_tip",
  "rumour",
]);
export type GroundSource = z.output<typeof GroundSource>;

/** A child is a child of concern here: the words of the criminal process have no place in a visit (B10). */
const GroundText = text(10, 500).check(
  z.refine(
    (words) =>
      !/(?<!\p{L})(mistænk\p{L}*|sigt(et|ede|else)\p{L}*|tiltal(t|e)\p{L}*|suspect\p{L}*|charged)(?!\p{L})/iu.test(
        words,
      ),
    {
      error: "unexpected-field",
    },
  ),
);

/** One dated observation. */
export const Ground = z.strictObject({
  kind: GroundKind,
  source: GroundSource,
  observedOn: LocalDate,
  text: GroundText,
});
export type Ground = z.output<typeof Ground>;

/** Why SSP turned a concern down (domain.md § 5.2). */
export const RejectionReason = z.enum([
  "out_of_area",
  "too_old",
  "not_own_conduct",
  "duplicate",
  "adult",
  "under_10",
  "already_in_board",
]);
export type RejectionReason = z.output<typeof RejectionReason>;

/** Where a concern stands. */
export const ConcernStatus = z.enum(["received", "accepted", "rejected"]);

const ConcernReceipt = z.strictObject({ concernId: ConcernId, status: ConcernStatus });
const concernParams = z.strictObject({ concernId: ConcernId });

export const registerConcern = operation("visits.registerConcern", {
  route: "POST /visits/concerns",
  summary: "The police tell SSP of a child who may be recruited",
  roles: ["police_ssp_officer", "police_lead"],
  status: 201,
  body: z.strictObject({
    subject: z.strictObject({ cpr: Cpr }),
    areaCode: AreaCode,
    grounds: z.array(Ground).check(z.minLength(1), z.maxLength(3)),
  }),
  reply: ConcernReceipt,
  problems: [
    "person-unknown",
    "subject-is-adult",
    "below-scope-age",
    "out-of-area",
    "stale-ground",
    "date-not-usable",
    "insufficient-ground",
  ],
});

export const screenConcern = operation("visits.screenConcern", {
  route: "POST /visits/concerns/{concernId}/screening",
  summary: "SSP decides whether a concern becomes a case",
  roles: ["ssp_consultant"],
  requiresVersionOf: "concern",
  params: concernParams,
  body: z.discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("accepted"),
      kle: Kle,
      /** The consultant who takes the case; the one who screens unless said. */
      assignedTo: z.optional(StaffId),
      /** The social case worker who follows the case, where there is one. */
      caseWorker: z.optional(StaffId),
      /** Whether the Youth Crime Board has a case or measure, and whether its case worker has agreed (B11). */
      youthCrimeBoard: z.enum(["none", "active", "coordinated"]),
    }),
    z.strictObject({ outcome: z.literal("rejected"), reason: RejectionReason }),
  ]),
  reply: z.strictObject({ concernId: ConcernId, status: ConcernStatus, caseId: z.optional(CaseId) }),
  problems: ["invalid-transition", "subject-is-adult", "coordination-required", "duplicate-open-case"],
});

export const listConcerns = operation("visits.listConcerns", {
  route: "GET /visits/concerns",
  summary: "The concerns that await screening, oldest first",
  roles: ["ssp_consultant"],
  query: z.strictObject({ status: z.literal("received"), ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      concernId: ConcernId,
      areaCode: AreaCode,
      registeredAt: Instant,
      screenBy: LocalDate,
      late: z.boolean(),
    }),
  ),
  problems: [],
});

export const readConcern = operation("visits.readConcern", {
  route: "GET /visits/concerns/{concernId}",
  summary: "A concern that awaits screening, with its grounds",
  roles: ["ssp_consultant", "dpo_auditor"],
  reason: true,
  params: concernParams,
  reply: z.strictObject({
    concernId: ConcernId,
    status: ConcernStatus,
    areaCode: AreaCode,
    registeredAt: Instant,
    screenBy: LocalDate,
    late: z.boolean(),
    subject: z.strictObject({ name: z.string(), birthDate: LocalDate }),
    grounds: z.array(Ground),
  }),
  problems: [],
});

export const readConcernOutcome = operation("visits.readConcernOutcome", {
  route: "GET /visits/concerns/{concernId}/outcome",
  summary: "What became of the police's own concern: a code, and nothing of the content",
  roles: ["police_ssp_officer", "police_lead"],
  params: concernParams,
  reply: z.strictObject({ concernId: ConcernId, status: ConcernStatus, reasonCode: z.optional(RejectionReason) }),
  problems: [],
});

/** The reporting officer learns the outcome and nothing else (domain.md § 5.6). */
export const concernDecided = event("visits.concern-decided.v1", {
  summary: "SSP has accepted or rejected a concern",
  data: z.strictObject({
    concernRef: ConcernId,
    outcome: z.enum(["accepted", "rejected"]),
    reasonCode: z.optional(RejectionReason),
  }),
});
