import { ageOn, dateOf, instantOf } from "@trygt/contracts";
import { ageBandOf, type Claimant, type Deposit, type DeskReply, type DeskRequest } from "@trygt/contracts/desk";
import { agencyOf } from "@trygt/contracts/exchange";
import {
  type CommandContext,
  ContentionError,
  type Dependencies,
  exists,
  type Outcome,
  type SubjectRefs,
  system,
} from "@trygt/service-kit";
import type { DeskTicket } from "../domain/desk-ticket.ts";
import type { deskRecords } from "../records/index.ts";
import { vaultItem } from "../records/vault.ts";
import { agreementBetween } from "./agreements.ts";

type DeskDependencies = Dependencies<typeof deskRecords, "vault"> & {
  readonly subjectRefs: SubjectRefs;
};

/** Kinds of offer whose receivers are made for minors: the partnership's own lower border holds for the exchange of information, not here. */
const forMinors = ["job-referral", "concern-draft"];

/** The disclosure desk (ADR 24): a private function that other services call with their own identity. */
export const answerDesk =
  (deps: DeskDependencies) =>
  async ({ depositor, at, correlationId, message }: DeskRequest): Promise<DeskReply> => {
    const operation = `desk.${message.act}`;
    const context: CommandContext = { at: instantOf(at), actor: system, operation, correlationId };
    const { ticketId } = message;
    switch (message.act) {
      case "deposit":
        return deposit(deps, depositor, message, context);
      case "claim":
      case "fetch-correction":
        return handOver(deps, ticketId, message.act, inPerson(context, message.claimant));
      case "return": {
        const { claimant, reason } = message;
        return replyOf(await deps.tickets.execute(ticketId, { type: "return", reason }, inPerson(context, claimant)));
      }
      case "recall":
        return replyOf(await deps.tickets.execute(ticketId, { type: "recall", depositor }, context));
      case "correct":
        return replyOf(
          await deps.tickets.execute(ticketId, { type: "correct", depositor }, context, {
            vault: (ticket) => parcelIn(ticket, ticketId, message.parcel),
          }),
        );
    }
  };

const deposit = async (
  deps: DeskDependencies,
  depositor: string,
  message: Deposit,
  context: CommandContext,
): Promise<DeskReply> => {
  const { ticketId, parcel, kind, recipientRole, track, urgency, areaCode } = message;
  const { from, to, purpose, use, step, necessity, consent, subject: about } = message;
  const on = dateOf(context.at);
  const age = ageOn(parcel.birthDate, on);
  const [subject, agreement] = await Promise.all([
    deps.subjectRefs(parcel.cpr),
    agreementBetween(deps, agencyOf[from], agencyOf[to], on),
  ]);
  const ageBand = ageBandOf(age);
  const coarse = {
    ...(track === undefined ? {} : { track }),
    ...(ageBand === undefined ? {} : { ageBand }),
    ...(areaCode === undefined ? {} : { areaCode }),
  };
  const plan = {
    ...{ on, from, to, purpose, use, step, necessity, consent, agreement },
    // A role with a name behind it claims in person (L9), and the depositing service has asked the three tests (L10)
    toNamedPerson: true,
    testsConfirmed: true,
    subject: { age, ...about },
    items: ["contact"] as const,
    ...(forMinors.includes(kind) ? { minorsWelcome: true as const } : {}),
  };
  const deposited = { depositor, kind, recipientRole, urgency, subject, ...coarse };
  const outcome = await deps.tickets.execute(
    { id: ticketId, when: "any" },
    { type: "deposit", deposit: deposited, plan },
    context,
    {
      act: "disclosure",
      vault: (ticket) => parcelIn(ticket, ticketId, parcel),
      reply: (ticket) => (exists(ticket) ? ticket.expiresAt : undefined),
    },
  );
  return outcome.kind === "done" ? { outcome: "done", expiresAt: instantOf(String(outcome.body)) } : replyOf(outcome);
};

// The parcel as it lies there and the ticket of the same version: what is corrected or recalled in between is not handed over
const handOver = async (
  deps: DeskDependencies,
  ticketId: string,
  type: "claim" | "fetch-correction",
  context: CommandContext,
): Promise<DeskReply> => {
  const found = await deps.tickets.find(ticketId, system);
  if (found === undefined) return replyOf({ kind: "not-found" });
  const item = vaultItem.parcel(ticketId);
  const { [item]: parcel } = await deps.vault(found.state.subject, [item]);
  const onThisVersion = { ...context, expectedVersion: found.version };
  const outcome = await deps.tickets.execute(found, { type }, onThisVersion, { act: "disclosure" });
  if (outcome.kind === "refused" && outcome.reasons.includes("version-conflict"))
    throw new ContentionError("The ticket was changed while its parcel was handed over");
  return replyOf(outcome, parcel);
};

const inPerson = (context: CommandContext, { staffId: id, agency, role }: Claimant): CommandContext => ({
  ...context,
  actor: { id, agency, role },
});

const parcelIn = (ticket: DeskTicket, ticketId: string, content: Deposit["parcel"]) =>
  exists(ticket) ? [{ subject: ticket.subject, item: vaultItem.parcel(ticketId), content }] : [];

const replyOf = (outcome: Outcome, parcel?: Record<string, unknown>): DeskReply => {
  switch (outcome.kind) {
    case "done":
      return { outcome: "done", ...(parcel === undefined ? {} : { parcel: parcel as Deposit["parcel"] }) };
    case "not-found":
      return { outcome: "refused", reasons: ["not-found"] };
    case "refused":
      return { outcome: "refused", reasons: [...outcome.reasons] as never };
  }
};
