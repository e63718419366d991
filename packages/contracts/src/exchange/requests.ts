import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Purpose } from "../values/purpose.ts";
import { text } from "../values/text.ts";
import { LocalDate } from "../values/time.ts";
import { caseRoles, exchangeCaseParams } from "./case-vocabulary.ts";
import { exchangers, gateRefusals, Items, justification } from "./disclosure-vocabulary.ts";
import { parties, records } from "./example-values.ts";
import { DisclosureId, RequestId } from "./ids.ts";
import { ItemKind, Party, PreventiveStep, ThreeTests, Use } from "./parties.ts";
import { subjectShown } from "./subject-shown.ts";

/** Where a request stands (domain.md § 5.2). */
export const RequestStatus = described(
  z.enum(["sent", "answered_full", "answered_part", "declined", "lapsed"]),
  "Where the request stands: `sent` waits for an answer, `answered_full` and `answered_part` answered with a disclosure, `declined` not answered, which needs no reason (L5), `lapsed` nobody answered in time.",
  "sent",
);
export type RequestStatus = z.output<typeof RequestStatus>;

const params = () => z.strictObject({ requestId: RequestId });
const LapsesOn = described(
  LocalDate,
  "The date on which the request lapses unless it is answered, 14 days after it was sent.",
  "2026-03-16",
);

export const askForInformation = operation("exchange.askForInformation", {
  route: "POST /exchange/cases/{caseId}/requests",
  summary: "Ask one named person for one piece of information for one step",
  description:
    "One of the two people whom an active case names asks a member of staff of any authority in the cooperation. The request is judged by the same legal gate as the answer would be, and needs an agreement in force between the two authorities (D15). Whoever is asked finds it on their list; they may decline without a reason (L5), and it lapses after 14 days.",
  roles: caseRoles,
  status: 201,
  location: "/exchange/requests/{requestId}",
  params: exchangeCaseParams,
  body: () =>
    z.strictObject({
      to: described(Party(), "Who is asked: one named person, who alone can answer (L9).", parties.jens),
      item: ItemKind,
      question: described(
        text(10, 300),
        "The question in words, in 10 to 300 characters.",
        "Er han i gang med en uddannelse lige nu?",
      ),
      ...justification(),
    }),
  reply: () => z.strictObject({ requestId: RequestId, status: RequestStatus, lapsesOn: LapsesOn }),
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "second-approval-required",
    "record-full",
    ...gateRefusals,
  ],
});

export const answerRequest = operation("exchange.answerRequest", {
  route: "POST /exchange/requests/{requestId}/answer",
  summary: "Answer in full, in part, or decline: no reason is owed (L5)",
  description:
    "Whoever was asked answers in person. An answer in full or in part becomes a disclosure to the one who asked, readable for 30 days; it passes the legal gate anew and holds only what was asked for. A refusal to answer is a normal outcome and stands in no figure.",
  roles: exchangers,
  requiresVersionOf: "request",
  params,
  body: () =>
    z.discriminatedUnion("outcome", [
      z.strictObject({
        outcome: described(
          z.enum(["full", "part"]),
          "How much of the question is answered: `full` all of it, `part` less, which needs no reason.",
          "part",
        ),
        items: described(
          Items(),
          "The answer, one to five pieces of the kind that was asked for; any other kind is refused with `necessity-missing` (G8).",
          [{ kind: "education_status", text: "Han følger et forløb på produktionsskolen om formiddagen" }],
        ),
        tests: described(ThreeTests(), "The three tests of whoever answers (L10)."),
      }),
      z.strictObject({
        outcome: described(z.literal("declined"), "There will be no answer; nobody is told why (L5)."),
      }),
    ]),
  reply: () =>
    z.strictObject({
      requestId: RequestId,
      status: RequestStatus,
      disclosureId: z.optional(
        described(
          DisclosureId,
          "The disclosure that holds the answer, under the identifier of its request; absent when declined.",
          records.request,
        ),
      ),
    }),
  problems: ["invalid-transition", ...gateRefusals],
});

export const listRequests = operation("exchange.listRequests", {
  route: "GET /exchange/requests",
  summary: "The requests put to me, by the date on which they lapse",
  description:
    "A member of staff lists what they were asked and have not answered yet. The list names nobody: whom a request is about is read one request at a time, with a reason. Requests of a hidden case are not in it (D12).",
  roles: exchangers,
  query: () =>
    z.strictObject({
      to: described(z.literal("me"), "Always `me`: nobody lists the requests of others (D14).", "me"),
      ...PageQuery,
    }),
  reply: () =>
    pageOf(
      z.strictObject({
        requestId: RequestId,
        status: RequestStatus,
        item: ItemKind,
        purpose: Purpose,
        lapsesOn: LapsesOn,
      }),
    ),
  problems: [],
});

export const readRequest = operation("exchange.readRequest", {
  route: "GET /exchange/requests/{requestId}",
  summary: "A request, for whoever was asked and whoever asks: whom it is about and what is asked",
  description:
    "Whoever was asked opens the request before answering; whoever asks can look it up as well. To everybody else it is not found. The reason for reading is logged (E1, G12), and nobody looks up more than 20 different people a day (G7).",
  roles: exchangers,
  reason: true,
  params,
  reply: () =>
    z.strictObject({
      requestId: RequestId,
      status: RequestStatus,
      purpose: Purpose,
      use: Use,
      step: PreventiveStep,
      item: ItemKind,
      from: described(Party(), "Who asks.", parties.runa),
      lapsesOn: LapsesOn,
      subject: described(z.strictObject(subjectShown()), "Whom the question is about, by the person register."),
      question: described(z.string(), "The question in words.", "Er han i gang med en uddannelse lige nu?"),
    }),
  problems: ["bulk-read-refused"],
});
