import { type Agency, addHours, dateOf, event, type Instant, id, type SubjectRef } from "@trygt/contracts";
import * as z from "zod/mini";
import { accept, type Decision, refuse } from "../records/decision.ts";
import { entryOn, worklistOf } from "../records/record-index.ts";
import type { Circumstances, RecordType, TimePassed } from "../records/record-type.ts";
import { type Absent, erased } from "../records/state.ts";

/** An invented kind of record that uses all of the kit: bicycles that a housing organisation lends. */
export type Bicycle =
  | Absent
  | Standing<"free">
  | (Standing<"lent"> & { readonly to: SubjectRef; readonly dueBack: Instant; readonly reminders: number });
type Standing<Status> = {
  readonly status: Status;
  readonly frame: string;
  readonly owner: Agency;
  readonly since: Instant;
};

/** What can be asked of a bicycle. */
export type BicycleCommand =
  | { readonly type: "register"; readonly frame: string; readonly owner: Agency }
  | { readonly type: "lend"; readonly to: SubjectRef }
  | { readonly type: "take-back" }
  | { readonly type: "scrap" }
  | TimePassed;

/** What has happened to a bicycle. */
export type BicycleEvent =
  | { readonly type: "registered"; readonly at: Instant; readonly frame: string; readonly owner: Agency }
  | { readonly type: "lent"; readonly at: Instant; readonly to: SubjectRef; readonly dueBack: Instant }
  | { readonly type: "overdue"; readonly at: Instant }
  | { readonly type: "taken-back"; readonly at: Instant }
  | { readonly type: "scrapped"; readonly at: Instant };

/** Why a command to a bicycle is refused. */
export type BicycleRefusal = "invalid-transition" | "duplicate-open-case";

const BicycleId = id("BicycleId");

/** A bicycle has been lent until a time. */
export const bicycleLent = event("bicycles.bicycle-lent.v1", {
  summary: "A bicycle has been lent",
  data: () => z.strictObject({ bicycleRef: BicycleId, dueBack: z.iso.datetime() }),
});

/** A bicycle is back in the rack. */
export const bicycleBack = event("bicycles.bicycle-back.v1", {
  summary: "A bicycle has come back",
  data: () => z.strictObject({ bicycleRef: BicycleId }),
});

/** The bicycles of an authority, of which the list shows nothing more. */
export const bicyclesOf = (owner: Agency) => worklistOf<Record<never, never>>(`BICYCLES#${owner}`);

/** Where the borrower's name stands. */
export const borrowerIn = (subject: SubjectRef, bicycleId: string) => ({ subject, item: `BORROWER#${bicycleId}` });

type Decided = Decision<BicycleEvent, BicycleRefusal>;

const decide = (bicycle: Bicycle, command: BicycleCommand, { at }: Circumstances): Decided => {
  switch (command.type) {
    case "register":
      return accept({ type: "registered", at, frame: command.frame, owner: command.owner });
    case "lend":
      if (bicycle.status !== "free") return refuse("invalid-transition");
      return accept({ type: "lent", at, to: command.to, dueBack: addHours(at, 24) });
    case "take-back":
      if (bicycle.status === "free") return accept();
      return bicycle.status === "lent" ? accept({ type: "taken-back", at }) : refuse("invalid-transition");
    case "time-passed":
      return bicycle.status === "lent" && bicycle.dueBack <= at ? accept({ type: "overdue", at }) : accept();
    case "scrap":
      // A lent bicycle comes back first: one command, two events
      if (bicycle.status === "lent") return accept({ type: "taken-back", at }, { type: "scrapped", at });
      return bicycle.status === "free" ? accept({ type: "scrapped", at }) : refuse("invalid-transition");
  }
};

const evolve = (bicycle: Bicycle, event: BicycleEvent): Bicycle => {
  if (event.type === "registered") return { status: "free", frame: event.frame, owner: event.owner, since: event.at };
  if (bicycle.status === "none" || bicycle.status === "erased") return bicycle;
  const { frame, owner } = bicycle;
  switch (event.type) {
    case "lent":
      return { status: "lent", frame, owner, since: event.at, to: event.to, dueBack: event.dueBack, reminders: 0 };
    case "overdue":
      if (bicycle.status !== "lent") return bicycle;
      return { ...bicycle, dueBack: addHours(bicycle.dueBack, 24), reminders: bicycle.reminders + 1 };
    case "taken-back":
      return { status: "free", frame, owner, since: event.at };
    case "scrapped":
      return erased;
  }
};

/** Bicycles: one frame number each, seen by their owner only, due back after a day, counted when lent, gone when scrapped. */
export const bicycles: RecordType<Bicycle, BicycleCommand, BicycleEvent, BicycleRefusal> = {
  kind: "BICYCLE",
  pathParameters: ["bicycleId"],
  limits: {},
  decide,
  evolve,
  onDuplicate: "duplicate-open-case",
  visibleTo: (bicycle, staff) => staff.role === "dpo_auditor" || bicycle.owner === staff.agency,
  announce: (bicycleId, event) => {
    const bicycleRef = BicycleId.parse(bicycleId);
    switch (event.type) {
      case "lent":
        return [bicycleLent.of({ bicycleRef, dueBack: event.dueBack })];
      case "taken-back":
        return [bicycleBack.of({ bicycleRef })];
      case "registered":
      case "overdue":
      case "scrapped":
        return [];
    }
  },
  counters: (event) =>
    event.type === "lent" ? [{ name: "loans", period: event.at.slice(0, 7), areaCode: "101-3" }] : [],
  index: (bicycle, bicycleId) => ({
    ownerAuthority: bicycle.owner,
    regime: "gdpr",
    reviewOn: dateOf(bicycle.since),
    eraseOn: dateOf(bicycle.since),
    worklists: [entryOn(bicyclesOf(bicycle.owner), bicycle.since, {})],
    unique: [`frame#${bicycle.frame}`],
    ...(bicycle.status === "lent" ? { due: bicycle.dueBack, vault: [borrowerIn(bicycle.to, bicycleId)] } : {}),
  }),
};
