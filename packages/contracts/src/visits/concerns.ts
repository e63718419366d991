import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { Cpr } from "../values/cpr.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { Kle } from "../values/kle.ts";
import { ConcernArea, ConcernGrounds, ConcernStatus, RejectionReason } from "./concern-values.ts";
import { clara, signe } from "./examples.ts";
import { CaseId, ConcernId } from "./ids.ts";

export const registerConcern = operation("visits.registerConcern", {
  route: "POST /visits/concerns",
  summary: "The police tell SSP of a child who may be recruited",
  description:
    "A police officer tells SSP of a child of 10 to 17 years on Nørrebro who may be recruited, with one to three dated observations. Age, municipality and custody holders come from the person register, so the CPR number is all that is sent about the child. SSP screens the concern, within a week by the proposed policy, and the police then learn the outcome as a code and nothing of what follows. A concern that is refused leaves nothing but a number and the entry in the access log.",
  roles: ["police_lead", "police_ssp_officer"],
  status: 201,
  location: "/visits/concerns/{concernId}/outcome",
  body: () =>
    z.strictObject({
      subject: described(
        z.strictObject({
          cpr: described(
            Cpr,
            "The CPR number of the child, ten digits with or without the hyphen; it goes into the vault and into nothing else (C2).",
            "720410-4311",
          ),
        }),
        "The child.",
      ),
      areaCode: ConcernArea,
      grounds: ConcernGrounds(),
    }),
  reply: () => z.strictObject({ concernId: ConcernId, status: ConcernStatus }),
  problems: [
    "person-unknown",
    "subject-is-adult",
    "below-scope-age",
    "out-of-area",
    "stale-ground",
    "date-not-usable",
    "insufficient-ground",
    "record-full",
  ],
});

export const screenConcern = operation("visits.screenConcern", {
  route: "POST /visits/concerns/{concernId}/screening",
  summary: "SSP decides whether a concern becomes a case",
  description:
    "An SSP consultant accepts or rejects a concern that awaits screening. Accepted, it becomes a visit case, and the child's data pass over to those who work on the case; rejected, it is erased after 30 days by the proposed policy. Either way the police are told the outcome as a code. Read the concern first: its ETag goes into If-Match.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "concern",
  params: () => z.strictObject({ concernId: ConcernId }),
  body: () =>
    z.discriminatedUnion("outcome", [
      z.strictObject({
        outcome: described(z.literal("accepted"), "The concern becomes a visit case."),
        kle: described(
          Kle,
          "The KLE number under which the municipality files the case; the municipality says which ones it uses.",
          "27.24.00",
        ),
        assignedTo: z.optional(
          described(StaffId, "The consultant who takes the case; the one who screens unless said.", signe),
        ),
        caseWorker: z.optional(
          described(StaffId, "The social case worker who follows the case and may read it, where there is one.", clara),
        ),
        youthCrimeBoard: described(
          z.enum(["none", "active", "coordinated"]),
          "How the Youth Crime Board stands to the child (B11). `none`: it has no case or measure; `active`: it has one, and its case worker has not agreed to a visit, so that the concern cannot be accepted yet; `coordinated`: it has one, and its case worker has agreed.",
          "none",
        ),
      }),
      z.strictObject({
        outcome: described(z.literal("rejected"), "The concern is turned down."),
        reason: RejectionReason,
      }),
    ]),
  reply: () =>
    z.strictObject({
      concernId: ConcernId,
      status: ConcernStatus,
      caseId: z.optional(described(CaseId, "The case that was opened; only when the concern was accepted.")),
    }),
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "subject-is-adult",
    "coordination-required",
    "duplicate-open-case",
  ],
});
