import { ageOn, dateOf, instantOf } from "@trygt/contracts";
import {
  ageBandOf,
  type Claimant,
  type Deposit,
  type DeskCaller,
  type DeskCallerName,
  type DeskReply,
  type DeskRequest,
  deskCallers,
} from "@trygt/contracts/desk";
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
import { staffOf } from "@trygt/service-kit/rules";
import type { DeskTicket } from "../domain/desk-ticket.ts";
import type { TicketCommand } from "../domain/desk-ticket-rules.ts";
import { rulesHolding } from "../domain/gate/gate.ts";
import type { deskRecords } from "../records/index.ts";
import { vaultItem } from "../records/vault.ts";
import { agreementBetween } from "./agreements.ts";

type DeskDependencies = Dependencies<typeof deskRecords, "vault"> & {
  readonly subjectRefs: SubjectRefs;
};

/** Kinds of offer whose receivers are made for minors: the partnership's own lower border holds for the exchange of information, not here. */
const forMinors = ["job-referral", "concern-draft"];

/** The disclosure desk (ADR 24): a private function that other services call, each by a door of its own. Throws for a service that discloses for an authority that is not its own: a bug of the caller. */
export const answerDesk =
  (deps: DeskDependencies) =>
  async ({ correlationId, message }: DeskRequest, service: DeskCallerName): Promise<DeskReply> => {
    const operation = `desk.${message.act}`;
    const context: CommandContext = { at: deps.now(), actor: system, operation, correlationId };
    const { ticketId } = message;
    const { disclosesFor, claimsFor }: DeskCaller = deskCallers[service];
    // Who comes in a role that is none of the service's is told what somebody without a ticket is told
    if ("claimant" in message && !claimsFor.includes(message.claimant.role)) return nothingHere;
    switch (message.act) {
      case "deposit":
        if (!disclosesFor.includes(message.from)) throw new Error(`${service} does not disclose for ${message.from}`);
        return deposit(deps, service, message, context);
      case "claim":
        return handOver(deps, ticketId, { type: "claim", service }, inPerson(context, message.claimant));
      case "fetch-correction":
        return handOver(deps, ticketId, { type: "fetch-correction" }, inPerson(context, message.claimant));
      case "return": {
        const { claimant, reason } = message;
        return replyOf(await deps.tickets.execute(ticketId, { type: "return", reason }, inPerson(context, claimant)));
      }
      case "recall":
        return replyOf(await deps.tickets.execute(ticketId, { type: "recall", depositor: service }, context));
      case "correct": {
        const { correctionId, parcel } = message;
        return replyOf(
          await deps.tickets.execute(ticketId, { type: "correct", depositor: service, correctionId }, context, {
            vault: (ticket) => parcelIn(ticket, ticketId, parcel),
          }),
        );
      }
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
      disclosed: { recipients: [{ role: recipientRole }], rules: rulesHolding(plan) },
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
  command: Extract<TicketCommand, { readonly type: "claim" | "fetch-correction" }>,
  context: CommandContext,
): Promise<DeskReply> => {
  const found = await deps.tickets.find(ticketId, system);
  if (found === undefined) return nothingHere;
  const item = vaultItem.parcel(ticketId);
  const { [item]: parcel } = await deps.vault(found.state.subject, [item]);
  const onThisVersion = { ...context, expectedVersions: [found.version] };
  const { id: staffId, agency, role } = staffOf(context.actor);
  const recipients = [{ staffId, agency, role }];
  const outcome = await deps.tickets.execute(found, command, onThisVersion, {
    act: "disclosure",
    disclosed: { recipients },
  });
  if (outcome.kind === "refused" && outcome.reasons.includes("version-conflict"))
    throw new ContentionError("The ticket was changed while its parcel was handed over");
  if (outcome.kind !== "done") return replyOf(outcome);
  if (parcel === undefined) throw new Error("A sealed ticket without a parcel");
  // Handed over again, and the ticket had nothing to note: the log has
  if (outcome.version === found.version)
    await deps.logAccess(
      context,
      { act: "disclosure", about: deps.tickets.ref(ticketId), recipients },
      { id: ticketId, body: undefined },
    );
  const { parcelVersion } = found.state;
  return { outcome: "done", handedOver: { parcel: parcel as Deposit["parcel"], parcelVersion } };
};

const inPerson = (context: CommandContext, { staffId: id, agency, role }: Claimant): CommandContext => ({
  ...context,
  actor: { id, agency, role },
});

const parcelIn = (ticket: DeskTicket, ticketId: string, content: Deposit["parcel"]) =>
  exists(ticket) ? [{ subject: ticket.subject, item: vaultItem.parcel(ticketId), content }] : [];

const nothingHere: DeskReply = { outcome: "refused", reasons: ["not-found"] };

const replyOf = (outcome: Outcome): DeskReply => {
  switch (outcome.kind) {
    case "done":
      return { outcome: "done" };
    case "not-found":
      return nothingHere;
    case "refused":
      return { outcome: "refused", reasons: [...outcome.reasons] as never };
  }
};
