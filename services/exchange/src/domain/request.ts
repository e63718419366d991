import { addDays, dateOf, type Instant, type LocalDate, type SubjectRef, startOf } from "@trygt/contracts";
import type { ItemKind } from "@trygt/contracts/exchange";
import {
  type Absent,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  erased,
  exists,
  refuse,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { type CaseParty, partyOf } from "./case-party.ts";
import { judge } from "./gate/gate.ts";
import type { GateRefusal, Plan } from "./gate/plan.ts";

/** What a request or disclosure rests on: the plan that the gate has judged, without necessity and consent in words. */
export type Basis = Pick<Plan, "purpose" | "use" | "step" | "subject"> & { readonly consent?: Plan["consent"] };

/** A request for information (anmodning): one item, one named person, no duty to answer (L5). */
export type InformationRequest =
  | Absent
  | {
      readonly status: "sent" | "answered_full" | "answered_part" | "declined" | "lapsed";
      readonly caseId: string;
      readonly subject: SubjectRef;
      readonly from: CaseParty;
      readonly to: CaseParty;
      readonly item: ItemKind;
      readonly basis: Basis;
      readonly lapsesOn: LocalDate;
      /** Hidden while its case is restricted; nobody says why (D12). */
      readonly hidden?: true;
    };

/** What can be asked of a request. */
export type RequestCommand =
  | {
      readonly type: "ask";
      readonly request: Omit<Existing<InformationRequest>, "status" | "from" | "lapsesOn">;
      /** The disclosure that would answer it, from the one who is asked to the one who asks. */
      readonly plan: Plan;
    }
  | { readonly type: "answer"; readonly outcome: "full" | "part"; readonly plan: Plan }
  | { readonly type: "decline" }
  | { readonly type: "hide"; readonly hidden: boolean }
  | { readonly type: "end" }
  | TimePassed;

/** What has happened to a request. */
export type RequestEvent =
  | ({ readonly type: "asked" } & Omit<Existing<InformationRequest>, "status">)
  | { readonly type: "answered"; readonly outcome: "full" | "part" }
  | { readonly type: "declined" }
  | { readonly type: "hidden"; readonly hidden: boolean }
  | { readonly type: "lapsed" }
  | { readonly type: "erased" };

/** Why a command to a request is refused. */
export type RequestRefusal = GateRefusal | "invalid-transition";

/** How long an answered request is kept after its term, in days: as long as the answer can be read (T4). */
const traceDays = 30;

/** The rules of a request: what a command leads to, or every reason why not. */
export const decideRequest = (
  request: InformationRequest,
  command: RequestCommand,
  { at, actor, policy }: Circumstances<Policy>,
): Decision<RequestEvent, RequestRefusal> => {
  const on = dateOf(at);
  if (command.type === "ask") {
    if (request.status !== "none") return refuse("invalid-transition");
    const [reason, ...more] = judge(command.plan).reasons;
    if (reason !== undefined) return refuse(reason, ...more);
    const from = partyOf(staffOf(actor));
    return accept({ type: "asked", ...command.request, from, lapsesOn: addDays(on, policy.requestDays) });
  }
  if (!exists(request)) return refuse("invalid-transition");
  switch (command.type) {
    case "answer": {
      if (request.status !== "sent") return refuse("invalid-transition");
      // The necessity was stated for the item that is asked for, and speaks for no other (L3, G8)
      const unasked = command.plan.items.some((item) => item !== request.item);
      const [reason, ...more] = [...judge(command.plan).reasons, ...(unasked ? ["necessity-missing" as const] : [])];
      return reason === undefined ? accept({ type: "answered", outcome: command.outcome }) : refuse(reason, ...more);
    }
    case "decline":
      // L5: always allowed, no reason owed
      return request.status === "sent" ? accept({ type: "declined" }) : refuse("invalid-transition");
    case "hide":
      return (request.hidden ?? false) === command.hidden
        ? accept()
        : accept({ type: "hidden", hidden: command.hidden });
    case "end":
      return accept({ type: "erased" });
    case "time-passed":
      if (on >= requestErasedOn(request)) return accept({ type: "erased" });
      return request.status === "sent" && on >= request.lapsesOn ? accept({ type: "lapsed" }) : accept();
  }
};

/** A request after an event. */
export const evolveRequest = (request: InformationRequest, event: RequestEvent): InformationRequest => {
  if (event.type === "asked") {
    const { type: _, ...asked } = event;
    return { ...asked, status: "sent" };
  }
  if (!exists(request)) return request;
  switch (event.type) {
    case "answered":
      return { ...request, status: `answered_${event.outcome}` };
    case "declined":
    case "lapsed":
      return { ...request, status: event.type };
    case "hidden": {
      const { hidden: _, ...shown } = request;
      return event.hidden ? { ...shown, hidden: true } : shown;
    }
    case "erased":
      return erased;
  }
};

/** The day on which nothing is left of a request. */
export const requestErasedOn = ({ lapsesOn }: Existing<InformationRequest>): LocalDate => addDays(lapsesOn, traceDays);

/** When time next demands something of a request. */
export const requestDue = (request: Existing<InformationRequest>): Instant =>
  startOf(request.status === "sent" ? request.lapsesOn : requestErasedOn(request));
