import { addMonths, dateOf } from "@trygt/contracts";
import type { Deposit, TicketId } from "@trygt/contracts/desk";
import type { visits } from "@trygt/contracts/visits";
import { type Call, type Handlers, type Loaded, parcelOf, type Step, ticketFor } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { CaseReferral, OpenedCase, VisitCase } from "../domain/visit-case.ts";
import { type ChildInVault, childIn } from "../storage/vault.ts";
import { caseReceipt } from "./cases.ts";
import { registration } from "./concerns.ts";

type Operations = Pick<
  Handlers<typeof visits>,
  "referToJob" | "handOver" | "recallReferral" | "correctReferral" | "completeConcern"
>;

/** The ways on and the ways in through the disclosure desk. */
export const handoverOperations = (deps: ApiDeps): Operations => {
  const offer = async (
    caseId: string,
    kind: CaseReferral["kind"],
    { consent, note, necessity }: Wanted,
    call: Call,
  ) => {
    const found = await deps.cases.show(caseId, call.actor);
    if (!isOpened(found)) return { kind: "not-found" } as const;
    const ticketId = ticketFor(call);
    let expiresAt: string | undefined;
    const command = { type: "refer", at: call.at, kind, ticketId, consent } as const;
    return deps.cases.runFrom(found, command, call, {
      with: async () => {
        // The vault opens and the parcel is deposited once the rules have said yes; the ticket makes a second try the same deposit
        const { child } = await childIn(deps.store, found.state.subject, found.state.concernId);
        const told = await deps.desk(
          deposit(kind, ticketId, found.state, child, { consent, note, necessity }, call),
          call,
        );
        if (told.outcome === "refused") return [async () => ({ reasons: told.reasons })];
        expiresAt = told.expiresAt;
        return [deps.referrals.creation(ticketId, { type: "send", at: call.at, caseId }, call)];
      },
      reply: (visitCase) => ({ ...caseReceipt(deps, caseId)(visitCase), ticketId, expiresAt }),
    });
  };

  const atDesk = (told: Awaited<ReturnType<ApiDeps["desk"]>>): Step[] =>
    told.outcome === "refused" ? [async () => ({ reasons: told.reasons })] : [];

  return {
    referToJob: ({ params: { caseId }, body: { consent, wish, necessity }, call }) =>
      offer(caseId, "job-referral", { consent, note: wish, necessity }, call),

    handOver: ({ params: { caseId }, body, call }) => offer(caseId, "adult-handover", body, call),

    recallReferral: ({ params: { caseId, ticketId }, call }) =>
      deps.cases.run(caseId, { type: "recall-referral", at: call.at, ticketId }, call, {
        with: async () => atDesk(await deps.desk({ act: "recall", ticketId }, call)),
        reply: caseReceipt(deps, caseId),
      }),

    correctReferral: async ({ params: { caseId, ticketId }, body: { wish }, call }) => {
      const found = await deps.cases.show(caseId, call.actor);
      if (!isOpened(found)) return { kind: "not-found" };
      return deps.cases.runFrom(found, { type: "correct-referral", at: call.at, ticketId }, call, {
        with: async () => {
          const { child } = await childIn(deps.store, found.state.subject, found.state.concernId);
          return atDesk(await deps.desk({ act: "correct", ticketId, parcel: parcelFor(child, wish) }, call));
        },
        reply: caseReceipt(deps, caseId),
      });
    },

    completeConcern: async ({ params: { ticketId }, body, staff, call }) => {
      const found = await deps.offers.show(ticketId, call.actor);
      const parcel = found === undefined ? undefined : await parcelOf(deps, found);
      if (found === undefined) return { kind: "not-found" };
      // Out of turn, the offer itself says why; or, to a completion that was sent twice, what it said the first time
      if (found.version !== call.expected || parcel === undefined)
        return deps.offers.runFrom(found, { type: "finish", at: call.at }, call);
      const { concernId, command, alongside } = await registration(deps, parcel.cpr, body, staff, call);
      return deps.concerns.create(concernId, command, call, {
        ...alongside,
        with: () => [deps.offers.stepFrom(found, { type: "finish", at: call.at }, call)],
      });
    },
  };
};

type Wanted = {
  readonly consent: {
    readonly youth: boolean;
    readonly custodyHolder: boolean;
    readonly custodyHolderTold: boolean;
    readonly textVersion: string;
    readonly language: string;
  };
  readonly note: string;
  readonly necessity: string;
};

const isOpened = (found: Loaded<VisitCase> | undefined): found is Loaded<OpenedCase> =>
  found !== undefined && "visits" in found.state;

const parcelFor = ({ cpr, name, birthDate }: ChildInVault, note: string) => ({ cpr, name, birthDate, note });

/** How long a referral's consent holds, in months: long enough to be claimed, far below the twelve of D9. */
const consentMonths = 3;

const deposit = (
  kind: CaseReferral["kind"],
  ticketId: TicketId,
  { areaCode }: OpenedCase,
  child: ChildInVault,
  { consent, note, necessity }: Wanted,
  call: Call,
): Deposit => {
  const job = kind === "job-referral";
  const to = job ? "employment" : "social_services";
  const givenOn = dateOf(call.at);
  const { textVersion, language } = consent;
  return {
    act: "deposit",
    ...{ ticketId, kind, areaCode, to, necessity, urgency: "days", from: "children_and_youth", purpose: "consent" },
    ...(job
      ? { recipientRole: "employment_adviser", track: "youth", step: "plan_work" }
      : { recipientRole: "social_case_worker", step: "plan_support" }),
    use: "preventive_plan",
    consent: { textVersion, language, to: [to], givenOn, validUntil: addMonths(givenOn, consentMonths) },
    subject: { category: "person_at_risk", custody: "none" },
    parcel: parcelFor(child, note),
  };
};
