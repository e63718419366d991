import {
  addDays,
  dateOf,
  type Instant,
  type LocalDate,
  type StaffId,
  type SubjectRef,
  startOf,
} from "@trygt/contracts";
import type { ItemKind } from "@trygt/contracts/exchange";
import { accept, type Decision, refuse } from "@trygt/service-kit/rules";
import type { CaseParty } from "./exchange-case.ts";
import { judge } from "./gate/gate.ts";
import type { GateRefusal, Plan } from "./gate/plan.ts";
import type { Policy } from "./policy.ts";
import type { Basis } from "./request.ts";

/** A disclosure (videregivelse): items on one person for one named recipient, readable until a date, never passed on (G8). */
export type MadeDisclosure = {
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

export type Disclosure = { readonly status: "none" } | MadeDisclosure | { readonly status: "erased" };

export type DisclosureCommand = { readonly at: Instant } & (
  | {
      readonly type: "disclose";
      readonly disclosure: Omit<MadeDisclosure, "status" | "disclosedOn" | "expiresOn">;
      readonly plan: Plan;
    }
  | { readonly type: "note-reading"; readonly by: StaffId }
  | { readonly type: "recall"; readonly by: StaffId | "case" }
  | { readonly type: "confirm-erasure"; readonly by: StaffId }
  | { readonly type: "note-correction" }
  | { readonly type: "hide"; readonly hidden: boolean }
  | { readonly type: "note-time" }
);

export type DisclosureEvent =
  | ({ readonly type: "disclosed" } & Omit<MadeDisclosure, "status">)
  | { readonly type: "read" }
  | { readonly type: "recalled"; readonly eraseBy: LocalDate }
  | { readonly type: "erasure-confirmed" }
  | { readonly type: "corrected"; readonly on: LocalDate }
  | { readonly type: "hidden"; readonly hidden: boolean }
  | { readonly type: "expired" }
  | { readonly type: "erased" };

export type DisclosureRefusal = GateRefusal | "not-found" | "invalid-transition" | "disclosure-expired";

export const noDisclosure: Disclosure = { status: "none" };

/** How long the trace of a disclosure outlives its content, in days. */
const traceDays = 30;

export const decideDisclosure = (
  disclosure: Disclosure,
  command: DisclosureCommand,
  policy: Policy,
): Decision<DisclosureEvent, DisclosureRefusal> => {
  const on = dateOf(command.at);
  if (command.type === "disclose") {
    if (disclosure.status !== "none") return refuse("invalid-transition");
    const [reason, ...more] = judge(command.plan).reasons;
    if (reason !== undefined) return refuse(reason, ...more);
    const expiresOn = addDays(on, policy.disclosureDays);
    return accept({ type: "disclosed", ...command.disclosure, disclosedOn: on, expiresOn });
  }
  if (disclosure.status === "none" || disclosure.status === "erased") return refuse("not-found");
  const readable = disclosure.status === "disclosed" || disclosure.status === "read";
  switch (command.type) {
    case "note-reading":
      if (disclosure.hidden) return refuse("not-found");
      if (!readable || on >= disclosure.expiresOn) return refuse("disclosure-expired");
      // The auditor's look is no reading
      return disclosure.status === "disclosed" && command.by === disclosure.to.staffId
        ? accept({ type: "read" })
        : accept();
    case "recall":
      if (command.by !== "case" && command.by !== disclosure.from.staffId) return refuse("not-found");
      if (!readable) return command.by === "case" ? accept() : refuse("invalid-transition");
      return accept({ type: "recalled", eraseBy: addDays(on, policy.erasureDays) });
    case "confirm-erasure":
      if (command.by !== disclosure.to.staffId) return refuse("not-found");
      return disclosure.status === "recalled" ? accept({ type: "erasure-confirmed" }) : refuse("invalid-transition");
    case "note-correction":
      return readable ? accept({ type: "corrected", on }) : accept();
    case "hide":
      return (disclosure.hidden ?? false) === command.hidden
        ? accept()
        : accept({ type: "hidden", hidden: command.hidden });
    case "note-time":
      if (readable) return on >= disclosure.expiresOn ? accept({ type: "expired" }) : accept();
      // A recall that nobody has confirmed stays until somebody does (G6)
      return disclosure.status !== "recalled" && on >= disclosureErasedOn(disclosure)
        ? accept({ type: "erased" })
        : accept();
  }
};

export const evolveDisclosure = (disclosure: Disclosure, event: DisclosureEvent): Disclosure => {
  if (event.type === "disclosed") {
    const { type: _, ...disclosed } = event;
    return { ...disclosed, status: "disclosed" };
  }
  if (event.type === "erased") return { status: "erased" };
  if (disclosure.status === "none" || disclosure.status === "erased") return disclosure;
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
  }
};

/** The day on which the trace of a disclosure is gone. */
export const disclosureErasedOn = ({ expiresOn }: MadeDisclosure): LocalDate => addDays(expiresOn, traceDays);

/** When time next demands something of a disclosure; undefined while a recall waits to be confirmed. */
export const disclosureDue = (disclosure: MadeDisclosure): Instant | undefined => {
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
