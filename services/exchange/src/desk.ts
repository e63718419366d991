import { ageOn, dateOf, instantOf } from "@trygt/contracts";
import { ageBandOf, type Deposit, type DeskReply, DeskRequest } from "@trygt/contracts/desk";
import { agencyOf } from "@trygt/contracts/exchange";
import { Busy, type Call, type Outcome, system } from "@trygt/service-kit";
import * as z from "zod/mini";
import { agreementBetween } from "./agreement-between.ts";
import type { DeskDeps } from "./deps.ts";
import type { Offer, OfferCommand } from "./domain/offer.ts";
import { vaultItem } from "./storage/vault.ts";

/** Kinds of offer whose receivers are made for minors: the partnership's own lower border holds for the exchange of information, not here. */
const forMinors = ["job-referral", "concern-draft"];

/** The disclosure desk (ADR 31): a private function that other services call with their own identity. It throws for a message that is none: a bug, never a refusal. */
export const deskHandler =
  (deps: DeskDeps) =>
  async (event: unknown): Promise<DeskReply> => {
    const { depositor, at, correlationId, message } = z.parse(DeskRequest, event);
    const now = instantOf(at);
    const call: Call = { at: now, actor: system, operation: `desk.${message.act}`, correlationId };
    const { ticketId } = message;
    switch (message.act) {
      case "deposit":
        return deposit(deps, depositor, message, call);
      case "claim": {
        const { claimant } = message;
        return handOver(deps, ticketId, { type: "claim", at: now, claimant }, call);
      }
      case "return": {
        const { claimant, reason } = message;
        return told(await deps.tickets.run(ticketId, { type: "return", at: now, claimant, reason }, call));
      }
      case "recall":
        return told(await deps.tickets.run(ticketId, { type: "recall", at: now, depositor }, call));
      case "correct":
        return told(
          await deps.tickets.run(ticketId, { type: "correct", at: now, depositor }, call, {
            vault: (offer) => parcelIn(offer, ticketId, message.parcel),
          }),
        );
      case "fetch-correction": {
        const { claimant } = message;
        return handOver(deps, ticketId, { type: "fetch-correction", at: now, claimant }, call);
      }
    }
  };

const deposit = async (deps: DeskDeps, depositor: string, message: Deposit, call: Call): Promise<DeskReply> => {
  const { ticketId, parcel, kind, recipientRole, track, urgency, areaCode } = message;
  const { from, to, purpose, use, step, necessity, consent, subject: about } = message;
  const on = dateOf(call.at);
  const age = ageOn(parcel.birthDate, on);
  const [subject, agreement] = await Promise.all([
    deps.subjectRef(parcel.cpr),
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
  const ticket = { depositor, kind, recipientRole, urgency, subject, ...coarse };
  const outcome = await deps.tickets.upsert(ticketId, { type: "deposit", at: call.at, ticket, plan }, call, {
    act: "disclosure",
    vault: (offer) => parcelIn(offer, ticketId, parcel),
    reply: (offer) => ("expiresAt" in offer ? offer.expiresAt : undefined),
  });
  const reply = told(outcome);
  return reply.outcome === "done" && outcome.kind === "done"
    ? { outcome: "done", expiresAt: instantOf(String(outcome.body)) }
    : reply;
};

// The parcel as it lies there and the ticket of the same version: what is corrected or recalled in between is not handed over
const handOver = async (
  deps: DeskDeps,
  ticketId: string,
  command: Extract<OfferCommand, { type: "claim" | "fetch-correction" }>,
  call: Call,
): Promise<DeskReply> => {
  const found = await deps.tickets.show(ticketId, system);
  if (found === undefined || !("subject" in found.state)) return told({ kind: "not-found" });
  const item = vaultItem.parcel(ticketId);
  const { [item]: parcel } = await deps.store.vault(found.state.subject, [item]);
  const { staffId: id, ...authority } = command.claimant;
  const inPerson = { ...call, actor: { id, ...authority }, expected: found.version };
  const outcome = await deps.tickets.runFrom(found, command, inPerson, { act: "disclosure" });
  if (outcome.kind === "refused" && outcome.reasons.includes("version-conflict"))
    throw new Busy("The ticket was changed while its parcel was handed over");
  return told(outcome, parcel);
};

const parcelIn = (offer: Offer, ticketId: string, content: Deposit["parcel"]) =>
  "subject" in offer ? [{ subject: offer.subject, item: vaultItem.parcel(ticketId), content }] : [];

const told = (outcome: Outcome, parcel?: Record<string, unknown>): DeskReply => {
  switch (outcome.kind) {
    case "done":
      return { outcome: "done", ...(parcel === undefined ? {} : { parcel: parcel as Deposit["parcel"] }) };
    case "not-found":
      return { outcome: "refused", reasons: ["not-found"] };
    case "refused":
      return { outcome: "refused", reasons: [...outcome.reasons] as never };
  }
};
