import * as z from "zod/mini";
import { ReturnReason, TicketId } from "../desk/vocabulary.ts";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { Kle } from "../values/kle.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Instant, LocalDate } from "../values/time.ts";
import {
  CaseReceipt,
  CloseReason,
  caseParams,
  FollowUpKind,
  HolderNumber,
  LetterChannel,
  VisitStatus,
} from "./case-values.ts";
import { Ground } from "./concern-values.ts";
import { signe, soeren } from "./examples.ts";
import { FollowUpId, VisitId } from "./ids.ts";
import { caseLimits } from "./limits.ts";

const summary = () => ({
  ...CaseReceipt().shape,
  areaCode: described(AreaCode, "The part of Nørrebro that the concern was about.", "101-3-MJO"),
  openedAt: described(Instant, "When SSP accepted the concern.", "2026-03-02T08:30:00.000Z"),
});

export const listCases = operation("visits.listCases", {
  route: "GET /visits/cases",
  summary: "My cases, by the date on which something is due next",
  description:
    "A consultant or case worker sees the open cases that are assigned to them, what each one waits for, and until when. The list names no child; read the case for that. It is sorted by date alone (D13), and nobody can list the cases of others (D14).",
  roles: ["ssp_consultant", "child_case_worker"],
  query: () =>
    z.strictObject({
      assignedTo: described(z.literal("me"), "Only one's own cases can be listed (D14)."),
      due: z.optional(
        described(
          z.enum(["this_week", "late"]),
          "Which of them. `this_week`: what is due up to Sunday, late ones included; `late`: only what should have been done before today; all of them unless said.",
          "this_week",
        ),
      ),
      ...PageQuery,
    }),
  reply: () =>
    pageOf(
      z.strictObject({
        ...summary(),
        late: described(z.boolean(), "Whether the last day for what is to be done next has passed.", false),
      }),
    ),
  problems: [],
});

const Child = () =>
  z.strictObject({
    name: described(z.string(), "As the person register has it.", "Malik Testesen"),
    birthDate: described(LocalDate, "From the person register, not from the CPR number (C5).", "2010-04-12"),
    protectedAddress: described(z.boolean(), "Whether the person register protects the address (B14).", false),
    address: z.optional(
      described(
        z.string(),
        "Where the child lives, by the person register; a protected one is left out unless `reveal` asks for it (B14).",
        "Mjølnerparken 12, 2. tv, 2200 København N",
      ),
    ),
  });

const CustodyHolder = () =>
  z.strictObject({
    holder: HolderNumber,
    name: described(z.string(), "As the person register has it.", "Amina Testesen"),
    channel: LetterChannel,
  });

const HomeVisit = () =>
  z.strictObject({
    visitId: VisitId,
    status: VisitStatus,
    at: described(Instant, "When it begins.", "2026-03-05T16:00:00.000Z"),
    staff: described(z.array(StaffId).check(z.maxLength(2)), "The two who go there.", [signe, soeren]),
    childView: z.optional(
      described(
        z.string(),
        "What the child said, in the child's own words, or the code of why the child was not heard (B5); only once the visit was held.",
        "Jeg vil hellere spille fodbold end stå dernede",
      ),
    ),
  });

const Referral = () =>
  z.strictObject({
    ticketId: TicketId,
    kind: described(
      z.enum(["job-referral", "adult-handover"]),
      "To whom it goes. `job-referral`: to the job centre, for an after-school job; `adult-handover`: to the adult team, after the eighteenth birthday.",
      "job-referral",
    ),
    status: described(
      z.enum(["offered", "accepted", "returned", "lapsed", "recalled"]),
      "What has become of it. `offered`: nobody has answered yet; `accepted`: a named person has taken it on; `returned`: it came back unread; `lapsed`: nobody answered in time; `recalled`: it was taken back.",
      "offered",
    ),
    reasonCode: z.optional(ReturnReason),
  });

const FollowUp = () =>
  z.strictObject({
    followUpId: FollowUpId,
    kind: FollowUpKind,
    owner: described(StaffId, "The member of staff who sees to it.", signe),
    dueOn: described(LocalDate, "The day by which it is to be done.", "2026-04-02"),
    doneOn: z.optional(
      described(LocalDate, "The day on which it was recorded as done; missing while it is not.", "2026-03-30"),
    ),
    text: described(z.string(), "What was agreed, in words.", "Melder sig til fodbold om tirsdagen"),
  });

export const readCase = operation("visits.readCase", {
  route: "GET /visits/cases/{caseId}",
  summary: "A case, for those it is assigned to",
  description:
    "The consultant and the case worker of a case, and the staff of a visit that lies ahead, read all that stands in it; the data protection officer may read it as well. For everybody else it does not exist (404). A protected address is shown only when `reveal` asks for it, and the access log keeps that it did. The ETag of the answer goes into If-Match with every change of the case.",
  roles: ["ssp_consultant", "child_case_worker", "dpo_auditor"],
  reason: true,
  params: caseParams,
  query: () =>
    z.strictObject({
      reveal: z.optional(
        described(z.literal("address"), "Asks for a protected address too; the access log keeps it (B14)."),
      ),
    }),
  reply: () =>
    z.strictObject({
      ...summary(),
      kle: described(Kle, "The KLE number under which the municipality files the case.", "27.24.00"),
      reviewOn: described(
        LocalDate,
        "The day by which the case is taken up again, 90 days after its last step by the proposed policy; a month later it closes by itself (G5).",
        "2026-05-31",
      ),
      eraseOn: described(
        LocalDate,
        "The day on which nothing is left of the case, half a year after its end; of an open case the latest day that this can be (T2).",
        "2028-10-26",
      ),
      assignedTo: described(StaffId, "The consultant whose case it is.", signe),
      closeReason: z.optional(CloseReason),
      subject: described(Child(), "The child whom the case is about."),
      grounds: described(
        z.array(Ground()).check(z.maxLength(caseLimits.grounds)),
        "What the concern rested on, as the police registered it.",
      ),
      custodyHolders: described(
        z.array(CustodyHolder()).check(z.maxLength(caseLimits.holders)),
        "All whom the person register names, in its order (B4).",
      ),
      visits: described(
        z.array(HomeVisit()).check(z.maxLength(caseLimits.visits)),
        "All visits of the case, the first one first.",
      ),
      referrals: described(
        z.array(Referral()).check(z.maxLength(caseLimits.referrals)),
        "What was offered to others through the disclosure desk, the first one first.",
      ),
      followUps: described(
        z.array(FollowUp()).check(z.maxLength(caseLimits.followUps)),
        "The next steps that were agreed with the family, the first one first.",
      ),
    }),
  problems: [],
});
