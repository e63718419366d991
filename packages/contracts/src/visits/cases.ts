import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { Kle } from "../values/kle.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { Ground } from "./concerns.ts";
import { CaseId } from "./ids.ts";

/** Where a visit case stands. */
export const CaseStatus = z.enum(["open"]);

export const listCases = operation("visits.listCases", {
  route: "GET /visits/cases",
  summary: "My cases, by the date on which something is due next",
  by: ["ssp_consultant", "social_case_worker"],
  query: z.strictObject({ assignedTo: z.literal("me"), ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      caseId: CaseId,
      status: CaseStatus,
      areaCode: AreaCode,
      openedAt: Instant,
      nextDueOn: LocalDate,
    }),
  ),
  refuses: [],
});

export const readCase = operation("visits.readCase", {
  route: "GET /visits/cases/{caseId}",
  summary: "A case, for those it is assigned to",
  by: ["ssp_consultant", "social_case_worker", "dpo_auditor"],
  reason: true,
  params: z.strictObject({ caseId: CaseId }),
  reply: z.strictObject({
    caseId: CaseId,
    status: CaseStatus,
    areaCode: AreaCode,
    kle: Kle,
    openedAt: Instant,
    nextDueOn: LocalDate,
    reviewOn: LocalDate,
    subject: z.strictObject({ name: z.string(), birthDate: LocalDate, protectedAddress: z.boolean() }),
    grounds: z.array(Ground),
  }),
  refuses: [],
});
