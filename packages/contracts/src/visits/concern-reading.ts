import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { ConcernArea, ConcernStatus, Ground, RejectionReason } from "./concern-values.ts";
import { ConcernId } from "./ids.ts";
import { concernLimits } from "./limits.ts";

const concernParams = () => z.strictObject({ concernId: ConcernId });

const summary = () => ({
  areaCode: ConcernArea,
  registeredAt: described(Instant, "When the police registered it.", "2026-03-02T08:00:00.000Z"),
  screenBy: described(
    LocalDate,
    "The last day for SSP to screen it, a week after its registration by the proposed policy.",
    "2026-03-09",
  ),
  late: described(z.boolean(), "Whether that day has passed.", false),
});

export const listConcerns = operation("visits.listConcerns", {
  route: "GET /visits/concerns",
  summary: "The concerns that await screening, oldest first",
  description:
    "An SSP consultant sees what the police have registered and nobody has screened yet, in the order of registration. The list names no child and shows no ground; read the concern itself for them. Nothing sorts it by anything but the date (D13).",
  roles: ["ssp_consultant"],
  query: () =>
    z.strictObject({
      status: described(z.literal("received"), "Only those that await screening can be listed."),
      ...PageQuery,
    }),
  reply: () => pageOf(z.strictObject({ concernId: ConcernId, ...summary() })),
  problems: [],
});

export const readConcern = operation("visits.readConcern", {
  route: "GET /visits/concerns/{concernId}",
  summary: "A concern that awaits screening, with its grounds",
  description:
    "An SSP consultant reads whom a concern is about and what was observed, before screening it. Once it is decided it can no longer be read here (404): an accepted concern is read in its case, by those who work on it. The data protection officer may read it as well.",
  roles: ["ssp_consultant", "dpo_auditor"],
  reason: true,
  params: concernParams,
  reply: () =>
    z.strictObject({
      concernId: ConcernId,
      status: ConcernStatus,
      ...summary(),
      subject: described(
        z.strictObject({
          name: described(z.string(), "As the person register has it.", "Malik Testesen"),
          birthDate: described(
            LocalDate,
            "From the person register; it decides the age, not the CPR number (B2, C5).",
            "2010-04-12",
          ),
        }),
        "The child.",
      ),
      grounds: described(
        z.array(Ground()).check(z.maxLength(concernLimits.grounds)),
        "What the concern rests on, as the police registered it.",
      ),
    }),
  problems: [],
});

export const readConcernOutcome = operation("visits.readConcernOutcome", {
  route: "GET /visits/concerns/{concernId}/outcome",
  summary: "The outcome of the police's own concern, as a code and without any content",
  description:
    "The police see whether a concern that their own authority registered awaits screening, was accepted or was rejected, and why in a code. Nothing of the case that may have followed is shown. The outcome is there until the concern is erased, 30 days after the decision by the proposed policy.",
  roles: ["police_lead", "police_ssp_officer"],
  params: concernParams,
  reply: () => z.strictObject({ concernId: ConcernId, status: ConcernStatus, reasonCode: z.optional(RejectionReason) }),
  problems: [],
});
