import type { SubjectRef } from "@trygt/contracts";
import type { CommandContext } from "../records/command.ts";
import { type Bicycle, type BicycleCommand, coordinator } from "./bicycles.ts";
import { monday } from "./test-service.ts";

/** Who lends them. */
export const hanne = coordinator("housing");
/** Who borrows them. */
export const malik = "5b".repeat(16) as SubjectRef;
/** Two bicycles by their identifiers. */
export const [red, green] = ["b1000000-0000-4000-8000-000000000001", "b2000000-0000-4000-8000-000000000002"] as const;

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
export const lend: BicycleCommand = { type: "lend", to: malik };
export const takeBack: BicycleCommand = { type: "take-back" };
export const scrap: BicycleCommand = { type: "scrap" };

/** A reply that says where the bicycle stands. */
export const reply = ({ status }: Bicycle, version: number) => ({ status, version });
