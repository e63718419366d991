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
import type { Basis } from "./request.ts";

/** A disclosure (videregivelse): items on one person for one named recipient, readable until a date, never passed on (G8). */
export type Disclosure =
  | Absent
  | {
      readonly status: "disclosed" | "read" | "expired" | "recalled" | "erasure_confirmed";
      readonly caseId: string;
      readonly subject: SubjectRef;
      readonly from: CaseParty;
      readonly to: CaseParty;
      readonly items: readonly ItemKind[];
      readonly basis: Basis;
      readonly disclosedOn: LocalDate;
      readonly expiresOn: LocalDate;
      readonly eraseBy?: LocalDate;
      readonly correctedOn?: LocalDate;
      /** Hidden while its case is restricted; nobody says why (D12). */
      readonly hidden?: true;
    };

/** What can be asked of a disclosure. */
export type DisclosureCommand =
  | {
      readonly type: "disclose";
      readonly disclosure: Omit<Existing<Disclosure>, "status" | "from" | "disclosedOn" | "expiresOn">;
      readonly plan: Plan;
    }
  | { readonly type: "note-reading" }
  /** By its sender, or by the system as its case ends. */
  | { readonly type: "recall" }
  | { readonly type: "confirm-erasure" }
  | { readonly type: "note-correction" }
  | { readonly type: "hide"; readonly hidden: boolean }
  | TimePassed;

/** What has happened to a disclosure. */
export type DisclosureEvent =
  | ({ readonly type: "disclosed" } & Omit<Existing<Disclosure>, "status">)
  | { readonly type: "read" }
  | { readonly type: "recalled"; readonly eraseBy: LocalDate }
  | { readonly type: "erasure-confirmed" }
  | { readonly type: "corrected"; readonly on: LocalDate }
  | { readonly type: "hidden"; readonly hidden: boolean }
  | { readonly type: "expired" }
  | { readonly type: "erased" };

/** Why a command to a disclosure is refused. */
export type DisclosureRefusal = GateRefusal | "not-found" | "invalid-transition" | "disclosure-expired";

/** How long the trace of a disclosure outlives its content, in days. */
const traceDays = 30;

/** The rules of a disclosure: what a command leads to, or every reason why not. */
export const decideDisclosure = (
  disclosure: Disclosure,
  command: DisclosureCommand,
  { at, actor, policy }: Circumstances<Policy>,
): Decision<DisclosureEvent, DisclosureRefusal> => {
  const on = dateOf(at);
  if (command.type === "disclose") {
    if (disclosure.status !== "none") return refuse("invalid-transition");
    const [reason, ...more] = judge(command.plan).reasons;
    if (reason !== undefined) return refuse(reason, ...more);
    const from = partyOf(staffOf(actor));
    const expiresOn = addDays(on, policy.disclosureDays);
    return accept({ type: "disclosed", ...command.disclosure, from, disclosedOn: on, expiresOn });
  }
  if (!exists(disclosure)) return refuse("not-found");
  const readable = isReadable(disclosure);
  switch (command.type) {
    case "note-reading":
      if (disclosure.hidden) return refuse("not-found");
      if (!readable || on >= disclosure.expiresOn) return refuse("disclosure-expired");
      // The auditor's look is no reading
      return disclosure.status === "disclosed" && actor.id === disclosure.to.staffId
        ? accept({ type: "read" })
        : accept();
    case "recall": {
      const withItsCase = actor.role === "system";
      if (!withItsCase && actor.id !== disclosure.from.staffId) return refuse("not-found");
      if (!readable) return withItsCase ? accept() : refuse("invalid-transition");
      return accept({ type: "recalled", eraseBy: addDays(on, policy.erasureDays) });
    }
    case "confirm-erasure":
      if (actor.id !== disclosure.to.staffId) return refuse("not-found");
      return disclosure.status === "recalled" ? accept({ type: "erasure-confirmed" }) : refuse("invalid-transition");
    case "note-correction":
      return readable ? accept({ type: "corrected", on }) : accept();
    case "hide":
      return (disclosure.hidden ?? false) === command.hidden
        ? accept()
        : accept({ type: "hidden", hidden: command.hidden });
    case "time-passed":
      if (readable) return on >= disclosure.expiresOn ? accept({ type: "expired" }) : accept();
      // A recall that nobody has confirmed stays until somebody does (G6)
      return disclosure.status !== "recalled" && on >= disclosureErasedOn(disclosure)
        ? accept({ type: "erased" })
        : accept();
  }
};

/** A disclosure after an event. */
export const evolveDisclosure = (disclosure: Disclosure, event: DisclosureEvent): Disclosure => {
  if (event.type === "disclosed") {
    const { type: _, ...disclosed } = event;
    return { ...disclosed, status: "disclosed" };
  }
  if (!exists(disclosure)) return disclosure;
  switch (event.type) {
    case "read":
    case "expired":
      return { ...disclosure, status: event.type };
    case "recalled": {
      // Whoever has it must see that it is to be erased, also where its case was restricted
      const { hidden: _, ...shown } = disclosure;
      return { ...shown, status: "recalled", eraseBy: event.eraseBy };
    }
    case "erasure-confirmed":
      return { ...disclosure, status: "erasure_confirmed" };
    case "corrected":
      return { ...disclosure, correctedOn: event.on };
    case "hidden": {
      const { hidden: _, ...shown } = disclosure;
      return event.hidden ? { ...shown, hidden: true } : shown;
    }
    case "erased":
      return erased;
  }
};

/** Whether a disclosure is there to be read, until time notes its end: its content is kept as long. */
export const isReadable = ({ status }: Existing<Disclosure>): boolean => status === "disclosed" || status === "read";

/** The day on which the trace of a disclosure is gone. */
export const disclosureErasedOn = ({ expiresOn }: Existing<Disclosure>): LocalDate => addDays(expiresOn, traceDays);

/** When time next demands something of a disclosure; undefined while a recall waits to be confirmed. */
export const disclosureDue = (disclosure: Existing<Disclosure>): Instant | undefined => {
  switch (disclosure.status) {
    case "disclosed":
    case "read":
      return startOf(disclosure.expiresOn);
    case "recalled":
      return undefined;
    case "expired":
    case "erasure_confirmed":
      return startOf(disclosureErasedOn(disclosure));
  }
};
