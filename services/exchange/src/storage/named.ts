import { kindOf } from "@trygt/contracts/exchange";
import type { Actor } from "@trygt/service-kit/rules";
import type { CaseParty } from "../domain/exchange-case.ts";

/** Whether an actor is the person who is named, and acts for the authority for which they are named: a name alone opens nothing (L9). */
export const isNamed = ({ staffId, kind }: CaseParty, actor: Actor): boolean =>
  actor.role !== "system" && actor.id === staffId && kindOf(actor.agency, actor.role) === kind;
