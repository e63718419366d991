import { instantOf, type SubjectRef } from "@trygt/contracts";
import type { Call } from "../call.ts";
import { type Bicycle, type BicycleCommand, staff } from "./bicycles.ts";

/** The morning on which bicycles are lent. */
export const monday = instantOf("2026-03-02T08:00:00.000Z");
/** Who lends them. */
export const signe = staff("housing");
/** Who borrows them. */
export const malik = "5b".repeat(16) as SubjectRef;
/** Two bicycles by their identifiers. */
export const [red, green] = ["b1000000-0000-4000-8000-000000000001", "b2000000-0000-4000-8000-000000000002"] as const;

/** A call of Signe's on Monday, with what a test says of it. */
export const call = (more: Partial<Call> = {}): Call => ({
  at: monday,
  actor: signe,
  operation: "bicycles.lendBicycle",
  correlationId: "request-1",
  ...more,
});

/** What marks a call of Signe's as one that may come again. */
export const once = (key: string, fingerprint = "f1") => ({ client: signe.id, key, fingerprint });

/** Commands on a bicycle, all of them on Monday. */
export const register = (frame = "7"): BicycleCommand => ({ type: "register", at: monday, frame, owner: "housing" });
export const lend: BicycleCommand = { type: "lend", at: monday, to: malik };
export const takeBack: BicycleCommand = { type: "take-back", at: monday };
export const scrap: BicycleCommand = { type: "scrap", at: monday };

/** A reply that says where the bicycle stands. */
export const reply = ({ status }: Bicycle, version: number) => ({ status, version });
