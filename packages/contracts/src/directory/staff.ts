import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { Agency } from "../values/agency.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { withoutCpr } from "../values/reference.ts";
import { Role } from "../values/role.ts";

/** Most members of staff in one answer. */
export const maxListed = 50;

const StaffMember = () =>
  z.strictObject({
    staffId: described(StaffId, "Who it is, as other operations name them.", "e32cabf1-019b-5e48-8b2d-bde5d114779c"),
    name: described(z.string().check(z.maxLength(200)), "The name under which colleagues know them.", "Jens"),
    agency: Agency,
    roles: described(z.array(Role).check(z.maxLength(15)), "The roles that they hold."),
  });

export const listStaff = operation("directory.listStaff", {
  route: "GET /directory/staff",
  summary: "Colleagues who work there now, by role, agency and name",
  description:
    "An agency's own system offers names where a request needs the identifier of a colleague: who takes a case, who goes along, who approves. Only those who are active and hold a role that their agency may give are listed, by name, at most 50; `more` says that more of the name would help.",
  roles: [
    ...["police_lead", "police_ssp_officer", "ssp_consultant", "street_worker", "child_case_worker"],
    ...["adult_case_worker", "employment_adviser", "exit_coordinator", "mentor", "probation_officer"],
    ...["housing_coordinator", "meeting_organiser", "dpo_auditor", "secretariat"],
  ] as const satisfies readonly Role[],
  query: () =>
    z.strictObject({
      role: z.optional(Role),
      agency: z.optional(Agency),
      q: z.optional(
        described(
          z.string().check(z.regex(/^[\p{L}\p{M}\d .,'’-]{1,60}$/u), withoutCpr()),
          "A part of the name, in either case.",
          "jen",
        ),
      ),
    }),
  reply: () =>
    z.strictObject({
      items: described(z.array(StaffMember()).check(z.maxLength(maxListed)), "The colleagues, by name."),
      more: described(z.boolean(), "Whether there are more than are shown.", false),
    }),
  problems: [],
});
