import * as z from "zod/mini";
import { TicketId } from "../desk/vocabulary.ts";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { withoutCpr } from "../values/reference.ts";
import { text } from "../values/text.ts";
import { Instant } from "../values/time.ts";
import { CaseReceipt, caseParams } from "./case-values.ts";
import { ConcernArea, ConcernGrounds, ConcernStatus } from "./concern-values.ts";
import { CaseId, ConcernId } from "./ids.ts";

/** Who has said yes to a referral, to which words (D9, D20): below 15 a custody holder; from 15 the youth, and a custody holder is told. */
export const ReferralConsent = () =>
  z.strictObject({
    youth: described(
      z.boolean(),
      "Whether the youth has said yes: needed from 15 on, and enough from 18 on (D20).",
      true,
    ),
    custodyHolder: described(
      z.boolean(),
      "Whether a custody holder has said yes: needed and enough for a child below 15 (D20).",
      false,
    ),
    custodyHolderTold: described(
      z.boolean(),
      "Whether a custody holder has been told that the youth said yes: needed from 15 to 17 where no custody holder has said yes too (D20).",
      true,
    ),
    textVersion: described(
      z.string().check(z.regex(/^[A-Za-z0-9.-]{1,20}$/), withoutCpr()),
      "Which version of the consent text they said yes to, as the municipality numbers it (D9).",
      "2026-1",
    ),
    language: described(
      z.string().check(z.regex(/^[a-z]{2,3}$/)),
      "The language of that text, as a code of ISO 639 in two or three small letters.",
      "da",
    ),
  });

const Offered = () =>
  z.strictObject({
    ...CaseReceipt().shape,
    ticketId: TicketId,
    expiresAt: described(
      Instant,
      "Until when the receiver can accept the offer: 24 hours by the proposed policy; then it lapses.",
      "2026-03-03T08:00:00.000Z",
    ),
  });
const referralParams = () => z.strictObject({ caseId: CaseId, ticketId: TicketId });

const Necessity = described(
  text(0, 500),
  "Why the receiver needs to know, in the consultant's own words, 20 to 500 characters (L3).",
  "Den unge har selv valgt det som sit næste skridt",
);
const Wish = text(3, 300);

const deskRefusals = [
  "necessity-missing",
  "recipient-not-authorised",
  "agreement-not-in-force",
  "consent-missing",
  "consent-expired",
  "duplicate-open-case",
] as const;

export const referToJob = operation("visits.referToJob", {
  route: "POST /visits/cases/{caseId}/job-referrals",
  summary:
    "Offer a youth to the job centre for an after-school job, with consent; the job centre is not told who asked",
  description:
    "The consultant offers a youth under 18 to the employment advisers of the job centre, once those who must have said yes (D20). The desk keeps name, CPR number and wish until an adviser accepts in person; before that nobody there sees whom it is about, and never who asked. What becomes of the offer is read in the case; the yes can be taken back with a recall at any time (D9).",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () =>
    z.strictObject({
      consent: described(ReferralConsent(), "Who has said yes, and to which text."),
      wish: described(
        Wish,
        "What the youth would like to do, in 3 to 300 characters; the adviser who accepts reads it.",
        "Vil gerne arbejde i et cykelværksted om eftermiddagen",
      ),
      necessity: Necessity,
    }),
  reply: Offered,
  problems: ["invalid-transition", "subject-is-adult", "record-full", ...deskRefusals],
});

export const handOver = operation("visits.handOver", {
  route: "POST /visits/cases/{caseId}/handover",
  summary:
    "Offer a youth who has turned 18 to the adult team, with their own consent; a case may then be proposed there",
  description:
    "The consultant offers a youth who is 18 to the social case workers of the adult team, in the fortnight that the case may still stay open (B13). The youth alone decides; without a yes nothing is carried over (G16). A case worker who accepts reads the note and may propose a case in exchange, which another authority must approve.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () =>
    z.strictObject({
      consent: described(ReferralConsent(), "That the youth has said yes, and to which text.", {
        youth: true,
        custodyHolder: false,
        custodyHolderTold: false,
        textVersion: "2026-1",
        language: "da",
      }),
      note: described(
        text(3, 500),
        "What the adult team should know to begin, in 3 to 500 characters; the case worker who accepts reads it.",
        "Vil gerne have en samtale om bolig og uddannelse",
      ),
      necessity: Necessity,
    }),
  reply: Offered,
  problems: ["invalid-transition", "subject-is-minor", "record-full", ...deskRefusals],
});

export const recallReferral = operation("visits.recallReferral", {
  route: "POST /visits/cases/{caseId}/referrals/{ticketId}/recall",
  summary: "Take an offer back; whoever has accepted it must erase it and confirm",
  description:
    "The consultant takes back what was offered or accepted, for instance when the yes is withdrawn (D9); this works from a closed case too. An open offer is gone at once; whoever has accepted it must erase it and confirm that, within 14 days by the proposed policy (G6).",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: referralParams,
  body: () => z.strictObject({}),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const correctReferral = operation("visits.correctReferral", {
  route: "POST /visits/cases/{caseId}/referrals/{ticketId}/correction",
  summary: "Correct what was offered; whoever has accepted it gets the correction",
  description:
    "The consultant sends a new wish in the place of the one that was offered, with the child's name and number as the case has them now (D4). Whoever accepts later gets the corrected text; whoever has accepted already gets it in the place of the old one.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: referralParams,
  body: () =>
    z.strictObject({
      wish: described(
        Wish,
        "What the youth would like instead, in 3 to 300 characters.",
        "Vil hellere arbejde i en butik",
      ),
    }),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const completeConcern = operation("visits.completeConcern", {
  route: "POST /visits/offers/{ticketId}/completion",
  summary: "Turn the draft that an officer accepted into a concern, with the police's own grounds",
  description:
    "The officer who accepted the draft of a concern makes it one, with what the police have observed themselves; the draft only says whom it is about. The rules are those of every concern, and so is what follows: SSP screens it, and the police learn the outcome as a code. What the officer held of the draft is then erased.",
  roles: ["police_ssp_officer"],
  requiresVersionOf: "offer",
  status: 201,
  location: "/visits/concerns/{concernId}/outcome",
  params: () => z.strictObject({ ticketId: TicketId }),
  body: () => z.strictObject({ areaCode: ConcernArea, grounds: ConcernGrounds() }),
  reply: () => z.strictObject({ concernId: ConcernId, status: ConcernStatus }),
  problems: [
    "invalid-transition",
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
