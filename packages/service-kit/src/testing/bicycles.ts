import {
  type Agency,
  addHours,
  dateOf,
  event,
  type Instant,
  id,
  type StaffId,
  type SubjectRef,
} from "@trygt/contracts";
import * as z from "zod/mini";
import type { Aggregate } from "../aggregate.ts";
import { accept, type Decision, refuse } from "../decision.ts";

/** An invented kind of record that uses all of the kit: bicycles that a housing organisation lends. */
export type Bicycle =
  | { readonly status: "none" }
  | Standing<"free">
  | (Standing<"lent"> & { readonly to: SubjectRef; readonly dueBack: Instant; readonly reminders: number })
  | { readonly status: "scrapped" };
type Standing<Status> = {
  readonly status: Status;
  readonly frame: string;
  readonly owner: Agency;
  readonly since: Instant;
};

export type BicycleCommand =
  | { readonly type: "register"; readonly at: Instant; readonly frame: string; readonly owner: Agency }
  | { readonly type: "lend"; readonly at: Instant; readonly to: SubjectRef }
  | { readonly type: "take-back"; readonly at: Instant }
  | { readonly type: "note-time"; readonly at: Instant }
  | { readonly type: "scrap"; readonly at: Instant };

export type BicycleEvent =
  | { readonly type: "registered"; readonly at: Instant; readonly frame: string; readonly owner: Agency }
  | { readonly type: "lent"; readonly at: Instant; readonly to: SubjectRef; readonly dueBack: Instant }
  | { readonly type: "overdue"; readonly at: Instant }
  | { readonly type: "taken-back"; readonly at: Instant }
  | { readonly type: "scrapped"; readonly at: Instant };

export type BicycleRefusal = "invalid-transition" | "duplicate-open-case";

const BicycleId = id("BicycleId");

/** A bicycle has been lent until a time. */
export const bicycleLent = event("bicycles.bicycle-lent.v1", {
  summary: "A bicycle has been lent",
  data: z.strictObject({ bicycleRef: BicycleId, dueBack: z.iso.datetime() }),
});

/** A bicycle is back in the rack. */
export const bicycleBack = event("bicycles.bicycle-back.v1", {
  summary: "A bicycle has come back",
  data: z.strictObject({ bicycleRef: BicycleId }),
});

/** Where the borrower's name stands. */
export const borrowerIn = (subject: SubjectRef, bicycleId: string) => ({ subject, item: `BORROWER#${bicycleId}` });

type Decided = Decision<BicycleEvent, BicycleRefusal>;

const decide = (bicycle: Bicycle, command: BicycleCommand): Decided => {
  const { at } = command;
  switch (command.type) {
    case "register":
      return accept({ type: "registered", at, frame: command.frame, owner: command.owner });
    case "lend":
      if (bicycle.status !== "free") return refuse("invalid-transition");
      return accept({ type: "lent", at, to: command.to, dueBack: addHours(at, 24) });
    case "take-back":
      if (bicycle.status === "free") return accept();
      return bicycle.status === "lent" ? accept({ type: "taken-back", at }) : refuse("invalid-transition");
    case "note-time":
      return bicycle.status === "lent" && bicycle.dueBack <= at ? accept({ type: "overdue", at }) : accept();
    case "scrap":
      // A lent bicycle comes back first: one command, two events
      if (bicycle.status === "lent") return accept({ type: "taken-back", at }, { type: "scrapped", at });
      return bicycle.status === "free" ? accept({ type: "scrapped", at }) : refuse("invalid-transition");
  }
};

const evolve = (bicycle: Bicycle, event: BicycleEvent): Bicycle => {
  if (event.type === "registered") return { status: "free", frame: event.frame, owner: event.owner, since: event.at };
  if (bicycle.status === "none" || bicycle.status === "scrapped") return bicycle;
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
      return { status: "scrapped" };
  }
};

/** Bicycles: one frame number each, seen by their owner only, due back after a day, gone when scrapped. */
export const bicycles: Aggregate<Bicycle, BicycleCommand, BicycleEvent, BicycleRefusal> = {
  kind: "BICYCLE",
  initial: { status: "none" },
  decide,
  evolve,
  taken: "duplicate-open-case",
  visibleTo: (bicycle, actor) => actor.role === "system" || ("owner" in bicycle && bicycle.owner === actor.agency),
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
  file: (bicycle, bicycleId) => {
    if (bicycle.status === "none" || bicycle.status === "scrapped") return "gone";
    const { frame, owner, since } = bicycle;
    return {
      ownerAuthority: owner,
      regime: "gdpr",
      reviewOn: dateOf(since),
      eraseOn: dateOf(since),
      worklists: [{ who: `BICYCLES#${owner}`, when: since }],
      unique: [`frame#${frame}`],
      ...(bicycle.status === "lent" ? { due: bicycle.dueBack, vault: [borrowerIn(bicycle.to, bicycleId)] } : {}),
    };
  },
};

/** A member of staff of an authority. */
export const staff = (agency: Agency, at = 1) => ({
  id: `50000000-0000-4000-8000-${String(at).padStart(12, "0")}` as StaffId,
  agency,
  role: "housing_coordinator" as const,
});
