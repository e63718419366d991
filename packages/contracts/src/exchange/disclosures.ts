import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Purpose } from "../values/purpose.ts";
import { Role } from "../values/role.ts";
import { LocalDate } from "../values/time.ts";
import { caseRoles, exchangeCaseParams } from "./case-vocabulary.ts";
import { exchangers, gateRefusals, Item, Items, justification } from "./disclosure-vocabulary.ts";
import { parties, records } from "./example-values.ts";
import { DisclosureId } from "./ids.ts";
import { disclosureLimits } from "./limits.ts";
import { AuthorityKind, Party, PreventiveStep, Use } from "./parties.ts";
import { subjectShown } from "./subject-shown.ts";

/** Where a disclosure stands (domain.md § 5.2). */
export const DisclosureStatus = described(
  z.enum(["disclosed", "read", "expired", "recalled", "erasure_confirmed"]),
  "Where the disclosure stands: `disclosed` can be read, `read` was read by its recipient and can be read again, `expired` its time is over, `recalled` taken back and to be erased by the recipient, `erasure_confirmed` nothing of it is kept.",
  "disclosed",
);
export type DisclosureStatus = z.output<typeof DisclosureStatus>;

const params = () => z.strictObject({ disclosureId: DisclosureId });
const ExpiresOn = described(
  LocalDate,
  "The date from which the content can no longer be read, 30 days after it was disclosed (T4).",
  "2026-04-01",
);
const DisclosureReceipt = () =>
  z.strictObject({
    disclosureId: DisclosureId,
    status: DisclosureStatus,
    expiresOn: ExpiresOn,
  });

export const disclose = operation("exchange.disclose", {
  route: "POST /exchange/cases/{caseId}/disclosures",
  summary: "Disclose items on one person to one named recipient, until a date",
  description:
    "One of the two people whom an active case names discloses of their own accord, without having been asked. The legal gate judges purpose, recipient, use, step and every item, and an agreement between the two authorities must be in force (D15). The recipient, in person, can read the content for 30 days and never pass it on (G8).",
  roles: caseRoles,
  status: 201,
  location: "/exchange/disclosures/{disclosureId}",
  params: exchangeCaseParams,
  body: () =>
    z.strictObject({
      to: described(Party(), "Who receives it: one named person, never a mailbox (L9).", parties.jens),
      items: described(
        Items(),
        "What is disclosed: one to five pieces, each of a kind that the recipient's task needs (G8, G9).",
        [{ kind: "contact", text: "Træffes bedst om formiddagen" }],
      ),
      ...justification(),
    }),
  reply: DisclosureReceipt,
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "second-approval-required",
    "record-full",
    ...gateRefusals,
  ],
});

export const readDisclosure = operation("exchange.readDisclosure", {
  route: "POST /exchange/disclosures/{disclosureId}/read",
  summary: "Read what was disclosed to me, within its time; there is no onward disclosure",
  description:
    "The recipient, or the auditor, opens a disclosure and states why. Reading is a write: the first reading by the recipient is noted, so that sender and auditor know what was seen. Once expired or recalled it answers `disclosure-expired`, and nobody looks up more than 20 different people a day (G7).",
  roles: [...exchangers, "dpo_auditor"],
  reason: true,
  params,
  body: () => z.strictObject({}),
  reply: () =>
    z.strictObject({
      disclosureId: DisclosureId,
      purpose: Purpose,
      use: Use,
      step: PreventiveStep,
      from: described(Party(), "Who disclosed it.", parties.runa),
      expiresOn: ExpiresOn,
      onward: described(z.literal("never"), "Whether the recipient may pass it on: never (G8).", "never"),
      correctedOn: z.optional(
        described(
          LocalDate,
          "When a statement of the case was last corrected after this was disclosed; absent if none was (D4, E7).",
          "2026-03-09",
        ),
      ),
      subject: described(z.strictObject(subjectShown()), "Whom the information is about, by the person register."),
      items: described(z.array(Item()).check(z.maxLength(disclosureLimits.items)), "What was disclosed."),
    }),
  problems: ["disclosure-expired", "bulk-read-refused"],
});

export const readDisclosureReceipt = operation("exchange.readDisclosureReceipt", {
  route: "GET /exchange/disclosures/{disclosureId}",
  summary: "Where a disclosure stands, without its content",
  description:
    "The sender and the one recipient see where a disclosure stands and until when it can be read, and the auditor can look on. It names nobody and shows no content. Its ETag is the version that a recall and the confirmation of an erasure need as If-Match.",
  roles: [...exchangers, "dpo_auditor"],
  params,
  reply: DisclosureReceipt,
  problems: [],
});

export const recallDisclosure = operation("exchange.recallDisclosure", {
  route: "POST /exchange/disclosures/{disclosureId}/recall",
  summary: "Take a disclosure back: the recipient erases and confirms within 14 days",
  description:
    "The sender takes back what should not have been shared or is not needed any more. It can no longer be read, and stands on the recipient's list until they confirm that they have erased it. The auditor sees it until then (G6).",
  roles: exchangers,
  requiresVersionOf: "disclosure",
  params,
  body: () => z.strictObject({}),
  reply: DisclosureReceipt,
  problems: ["invalid-transition"],
});

export const confirmErasure = operation("exchange.confirmErasure", {
  route: "POST /exchange/disclosures/{disclosureId}/erasure-confirmation",
  summary: "Confirm that nothing of a recalled disclosure is kept (G6)",
  description:
    "The recipient of a recalled disclosure confirms that no note or copy of it is left, in Trygt or elsewhere. They have 14 days; later it is shown to the auditor as late. Confirmed, it is on no list any more, and its last trace is erased 30 days after it would have expired.",
  roles: exchangers,
  requiresVersionOf: "disclosure",
  params,
  body: () => z.strictObject({}),
  reply: DisclosureReceipt,
  problems: ["invalid-transition"],
});

export const listDisclosures = operation("exchange.listDisclosures", {
  route: "GET /exchange/disclosures",
  summary: "What has been disclosed to me, by the date on which it expires",
  description:
    "A member of staff lists what they can still read and what they must erase. The list names nobody: content and person are read one disclosure at a time, with a reason. Disclosures of a hidden case are not in it, except where they are to be erased (D12).",
  roles: exchangers,
  query: () =>
    z.strictObject({
      to: described(z.literal("me"), "Always `me`: nobody lists what others received (D14).", "me"),
      ...PageQuery,
    }),
  reply: () =>
    pageOf(
      z.strictObject({ disclosureId: DisclosureId, status: DisclosureStatus, purpose: Purpose, expiresOn: ExpiresOn }),
    ),
  problems: [],
});

export const listUnconfirmedErasures = operation("exchange.listUnconfirmedErasures", {
  route: "GET /exchange/unconfirmed-erasures",
  summary: "Who has not yet confirmed an erasure, by deadline (G6)",
  description:
    "The auditor follows up what was recalled and is not confirmed to be erased: disclosures between members of staff, and what was handed over at the disclosure desk. An entry stays until its holder confirms, however late. It shows no person and no content.",
  roles: ["dpo_auditor"],
  query: () => z.strictObject({ ...PageQuery }),
  reply: () =>
    pageOf(
      z.strictObject({
        ref: described(z.string(), "The recalled disclosure or claim ticket, by its identifier.", records.disclosure),
        recipient: described(
          z.union([Role, AuthorityKind]),
          "Who must confirm: the kind of authority that received a disclosure, or the role that claimed a ticket.",
          "employment",
        ),
        eraseBy: described(LocalDate, "The last date for confirming, 14 days after the recall.", "2026-03-16"),
        late: described(z.boolean(), "Whether that date is over.", false),
      }),
    ),
  problems: [],
});
