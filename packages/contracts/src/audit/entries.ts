import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AccessNote, AccessReason } from "../values/access-reason.ts";
import { Agency } from "../values/agency.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Role } from "../values/role.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { AccessAct, AccessFlag, LoggedRef, RecordRef } from "./vocabulary.ts";

const birk = "1686f93d-a219-5727-bfab-acceaf30dea2";

/** Whom something was handed to: a member of staff by name, or whoever holds a role. */
const Recipient = () =>
  z.strictObject({
    staffId: z.optional(
      described(StaffId, "The one who may read it; left out where whoever holds the role may.", birk),
    ),
    agency: z.optional(Agency),
    role: z.optional(Role),
  });

const Entry = () =>
  z.strictObject({
    entryId: described(z.uuid(), "Identifies the entry.", "5c1f0f4e-2f0a-4a53-9a57-2f6f3d1c8e10"),
    at: described(Instant, "When it was done.", "2026-03-02T08:00:00.000Z"),
    service: described(z.string(), "The service whose record it was.", "visits"),
    act: AccessAct,
    operation: described(z.string(), "The operation, event or due date behind it.", "visits.readCase"),
    about: z.optional(LoggedRef),
    actor: described(
      z.strictObject({
        staffId: z.optional(described(StaffId, "Who did it; left out where time or an event did.", birk)),
        agency: z.optional(Agency),
        role: described(
          z.union([Role, z.literal("system")]),
          "The role in which they did it, or `system`.",
          "police_ssp_officer",
        ),
      }),
      "Who did it, in which role and for which agency; `system` where time or an event did.",
    ),
    reason: z.optional(described(AccessReason, "The reason that was stated for it.", "case-work")),
    note: z.optional(described(AccessNote, "The remark to the reason, as it was written.", "Ringet op af moderen")),
    recipients: z.optional(described(z.array(Recipient()).check(z.maxLength(20)), "Whom it was handed to (E1).")),
    revealed: z.optional(described(z.literal("address"), "What was shown in a step of its own (B14).", "address")),
    refused: z.optional(
      described(z.array(z.string()).check(z.maxLength(40)), "Why not, by the slugs of problems.", ["not-found"]),
    ),
    rules: described(
      z.array(z.string()).check(z.maxLength(40)),
      "The rules of domain.md by which it was allowed or refused, where there are any.",
      ["L1", "L9"],
    ),
    flags: z.optional(described(z.array(AccessFlag).check(z.maxLength(4)), "Why it should be looked at (E8).")),
    correlationId: described(z.string(), "The request, or what else it was a part of.", "JKJaXmPLvHcESHA="),
  });

export const listEntries = operation("audit.listEntries", {
  route: "GET /audit/entries",
  summary: "What the access logs of all services say of a record, a member of staff or a day",
  description:
    "The data protection officer asks for a record, a member of staff, or a day in Copenhagen, or for what they have in common. The entries of all services come together, the newest first, denials and refusals among them; never what a record said. Each reading is an entry itself, and is read in the same way (E1).",
  roles: ["dpo_auditor"],
  reason: true,
  query: () =>
    z
      .strictObject({
        record: z.optional(RecordRef),
        staff: z.optional(described(StaffId, "A member of staff: what they did.", birk)),
        day: z.optional(described(LocalDate, "A day in Copenhagen: what was done on it.", "2026-03-02")),
        ...PageQuery,
      })
      .check(
        z.refine(({ record, staff, day }) => [record, staff, day].some((one) => one !== undefined), {
          params: {
            detail: {
              en: "must name a record, a member of staff or a day",
              da: "skal nævne en sag, en medarbejder eller en dag",
            },
          },
        }),
      ),
  reply: () => pageOf(Entry()),
  problems: [],
});

/** An entry as the operation answers it. */
export type AuditEntry = z.output<ReturnType<typeof Entry>>;
