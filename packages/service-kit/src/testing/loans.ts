import { randomUUID } from "node:crypto";
import type { SubjectRef } from "@trygt/contracts";
import type { Count } from "../observability/metrics.ts";
import type { CommandContext } from "../records/command.ts";
import { repository } from "../records/repository.ts";
import type { Store } from "../records/store.ts";
import { type Bicycle, type BicycleCommand, bicycles } from "./bicycles.ts";
import { hanne, staffMember } from "./cast.ts";
import { monday } from "./test-service.ts";

/** Somebody in a right role, of another authority than the one that owns the bicycles. */
export const stranger = staffMember(98, "ssp_consultant");
/** Who borrows them. */
export const borrower = "5b".repeat(16) as SubjectRef;
/** Three bicycles by their identifiers. */
export const [red, green, blue] = [
  "b1000000-0000-4000-8000-000000000001",
  "b2000000-0000-4000-8000-000000000002",
  "b3000000-0000-4000-8000-000000000003",
] as const;

/** The bicycles that a store keeps. */
export const rackOn = (store: Store, type: typeof bicycles = bicycles, count: Count = () => undefined) =>
  repository(type, { store, policy: {}, newId: randomUUID, count });

/** A bicycle that comes to be. */
export const absent = (id: string) => ({ id, when: "absent" }) as const;

/** The context of a command of Hanne's on Monday, with what a test says of it. */
export const context = (more: Partial<CommandContext> = {}): CommandContext => ({
  at: monday,
  actor: hanne,
  operation: "bicycles.lendBicycle",
  correlationId: "request-1",
  ...more,
});

/** What marks a request of Hanne's as one that may come again. */
export const idempotency = (key: string, fingerprint = "f1") => ({ client: hanne.id, key, fingerprint });

/** Commands on a bicycle. */
export const register = (frame = "7"): BicycleCommand => ({ type: "register", frame, owner: "housing" });
/** Lends a bicycle to the borrower. */
export const lend: BicycleCommand = { type: "lend", to: borrower };
/** Takes a bicycle back. */
export const takeBack: BicycleCommand = { type: "take-back" };
/** Ends a bicycle. */
export const scrap: BicycleCommand = { type: "scrap" };

/** A reply that says where the bicycle stands. */
export const reply = ({ status }: Bicycle, version: number) => ({ status, version });
